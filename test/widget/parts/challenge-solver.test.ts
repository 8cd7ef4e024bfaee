// @vitest-environment node
import { pbkdf2Sync } from 'node:crypto'
import { verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createChallenges } from '../../../proxy/admission/challenge.ts'
import { byHand, solve } from '../../../widget/parts/challenge-solver.ts'

const HOLDER = { site: 'shop', origin: 'https://shop.example', host: 'support.example' }
const challenges = createChallenges('a-secret-of-the-proxy', Date.now)
const running = new AbortController().signal

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('the key that is derived by hand', () => {
  it('is the one that OpenSSL derives', async () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    await fc.assert(
      fc.asyncProperty(
        bytes(20),
        bytes(16),
        fc.integer({ min: 1, max: 40 }),
        async (password, salt, cost) => {
          const key = await byHand(password, salt, cost)
          expect(Buffer.from(key).toString('hex')).toBe(
            pbkdf2Sync(password, salt, cost, 32, 'sha256').toString('hex'),
          )
        },
      ),
      { numRuns: 50 },
    )
  })
})

describe('a challenge', () => {
  it.each([
    ['with WebCrypto', () => {}],
    ['on a page without it', () => vi.stubGlobal('crypto', {})],
    [
      'on a page that has broken it',
      () => vi.stubGlobal('crypto', { subtle: { importKey: () => Promise.reject(new Error('no')) } }),
    ],
  ])('is solved %s, as the proxy wants it', async (_, stub) => {
    for (const level of [0, 1, 4]) {
      const text = await challenges.issue(HOLDER, level, false)
      stub()
      const payload = await solve(text, running)
      vi.unstubAllGlobals()
      expect(challenges.open(HOLDER, payload)).toMatchObject({ level })
    }
  })

  it('is solved on a page that changes how things are written as JSON', async () => {
    const text = await challenges.issue(HOLDER, 0, false)
    const broken = String.prototype as { toJSON?: () => string }
    broken.toJSON = () => 'broken'
    const payload = await solve(text, running)
    delete broken.toJSON
    expect(challenges.open(HOLDER, payload)).toBeDefined()
  })

  it('is in the format of ALTCHA, so that its libraries read it', async () => {
    const text = await challenges.issue(HOLDER, 2, false)
    const { challenge, solution } = JSON.parse(atob(await solve(text, running))) as {
      challenge: { parameters: never }
      solution: { counter: number; derivedKey: string }
    }
    expect(challenge).toEqual(JSON.parse(text))
    const result = await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: 'another' })
    expect(result).toMatchObject({ invalidSignature: true })
  })

  it('that is solved by hand leaves the page its turn after 8 ms, however slow a try is', async () => {
    const text = await challenges.issue(HOLDER, 1, false)
    const { cost } = (JSON.parse(text) as { parameters: { cost: number } }).parameters
    let time = performance.now()
    let looks = 0
    const slices: number[] = []
    vi.stubGlobal('crypto', {})
    vi.spyOn(performance, 'now').mockImplementation(() => {
      looks++
      return (time += 3)
    })
    const { setTimeout: wait } = globalThis
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((go: () => void) => {
      slices.push(looks)
      looks = 0
      return wait(go)
    })
    const payload = await solve(text, running)
    vi.unstubAllGlobals()
    const { solution } = JSON.parse(atob(payload)) as { solution: { counter: number } }
    // The turn itself is followed by a look; 3, 6 and 9 ms later are the next.
    expect(new Set(slices.slice(1))).toEqual(new Set([4]))
    const rounds = (cost - 1) * (solution.counter + 1)
    expect(slices.length).toBeGreaterThanOrEqual(Math.floor(rounds / 16 / 3))
  })

  it('that is solved by WebCrypto computes nothing on the page’s thread', async () => {
    const text = await challenges.issue(HOLDER, 4, false)
    const now = vi.spyOn(performance, 'now')
    const wait = vi.spyOn(globalThis, 'setTimeout')
    await solve(text, running)
    expect(now).not.toHaveBeenCalled()
    expect(wait).not.toHaveBeenCalled()
  })

  it('is left alone when the form is gone', async () => {
    const text = await challenges.issue(HOLDER, 15, false)
    const life = new AbortController()
    const solving = solve(text, life.signal)
    life.abort()
    expect(await solving).toBe('')
  })
})
