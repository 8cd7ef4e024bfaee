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

  it('that is solved by hand leaves the page its turn after 8 ms, and has one try in hand at a time', async () => {
    const text = await challenges.issue(HOLDER, 4, false)
    let time = 0
    let tries = -1
    const slices: number[] = []
    vi.stubGlobal('crypto', {})
    // Each try asks for the time once, and so does each slice when it begins.
    vi.spyOn(performance, 'now').mockImplementation(() => {
      tries++
      return (time += 3)
    })
    const { setTimeout: wait } = globalThis
    vi.spyOn(globalThis, 'setTimeout').mockImplementation((go: () => void) => {
      slices.push(tries)
      tries = -1
      return wait(go)
    })
    const payload = await solve(text, running)
    vi.unstubAllGlobals()
    const { solution } = JSON.parse(atob(payload)) as { solution: { counter: number } }
    expect(solution.counter).toBeGreaterThan(2)
    expect(slices).toEqual(Array.from({ length: Math.floor(solution.counter / 3) }, () => 3))
  })

  it('that is solved by WebCrypto computes nothing on the page’s thread', async () => {
    const text = await challenges.issue(HOLDER, 4, false)
    const now = vi.spyOn(performance, 'now')
    const wait = vi.spyOn(globalThis, 'setTimeout')
    await solve(text, running)
    expect(now).toHaveBeenCalledOnce()
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
