/** What a program tries with the challenge, and that none of it costs an honest visitor the message. */
import { createHmac } from 'node:crypto'
import { verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Payload } from 'altcha-lib/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHALLENGE_LIFE_MS, createChallenges } from '../../proxy/admission/challenge.ts'
import { anApp, problemOf, SITES, solved, stored } from '../harness/proxy/an-app.ts'
import { aStore } from '../harness/proxy/a-store.ts'
import { aClock, aFolder, aSubmission, ORIGIN } from '../harness/proxy/builders.ts'

const ALWAYS = {
  sites: {
    shop: { ...SITES.sites.shop, challenge: 'always', origins: [ORIGIN, 'https://www.shop.example'] },
    blog: { ...SITES.sites.shop, challenge: 'always' },
  },
}

/** An app whose sites always ask, and a challenge of its form that was solved at leisure. */
async function aSolvedForm(options: Parameters<typeof anApp>[0] = {}) {
  const app = anApp({ sites: ALWAYS, ...options })
  const { challenge } = await app.form()
  app.clock.pass(5000)
  return { ...app, text: challenge!, challenge: await solved(challenge) }
}

/** A payload with something exchanged. */
function changed(payload: string, change: (value: Record<string, Record<string, unknown>>) => void): string {
  const value = JSON.parse(atob(payload)) as Record<string, Record<string, unknown>>
  change(value)
  return btoa(JSON.stringify(value))
}

const parametersOf = (value: Record<string, Record<string, unknown>>) =>
  value['challenge']!['parameters'] as Record<string, unknown> & { data: Record<string, unknown> }

describe('a challenge', () => {
  it.each(['multipart', 'json'])('that was solved lets one message in, as %s', async (format) => {
    const { postForm, postJson, challenge, outbox } = await aSolvedForm()
    const fields = { ...aSubmission(), challenge } as unknown as Record<string, string>
    const response = await (format === 'json' ? postJson(fields) : postForm(fields))
    expect(response.status).toBe(202)
    expect(JSON.stringify(stored(outbox))).not.toContain('challenge')
  })

  it('that is missing is asked for, with one to solve in the answer; the same message is in then', async () => {
    const { postJson } = anApp({ sites: ALWAYS })
    const submission = aSubmission()
    const problem = await problemOf(await postJson(submission))
    expect(problem).toMatchObject({ status: 403, code: 'challenge_required' })
    const again = { ...submission, challenge: await solved(problem.challenge) }
    expect((await postJson(again)).status).toBe(202)
  })

  it('is spent with the message, in one commit: a second message needs another', async () => {
    const { postJson, challenge, outbox, sql } = await aSolvedForm()
    expect((await postJson({ ...aSubmission(), challenge })).status).toBe(202)
    const second = aSubmission()
    const problem = await problemOf(await postJson({ ...second, challenge }))
    expect(problem.code).toBe('challenge_required')
    expect(outbox.counts().pending).toBe(1)
    expect(sql.all('SELECT * FROM spent')).toHaveLength(1)
    const again = { ...second, challenge: await solved(problem.challenge) }
    expect((await postJson(again)).status).toBe(202)
  })

  it('is spent once by many messages at the same moment', async () => {
    const { postJson, challenge, outbox } = await aSolvedForm()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => postJson({ ...aSubmission(), challenge })),
    )
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
    expect(outbox.counts().pending).toBe(1)
  })

  it('that is spent does not stand in the way of a retry of its own message', async () => {
    const { postJson, challenge, outbox } = await aSolvedForm()
    const submission = { ...aSubmission(), challenge }
    const answers = await Promise.all(Array.from({ length: 10 }, () => postJson(submission)))
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(202))
    expect((await postJson(submission)).status).toBe(202)
    expect((await postJson({ ...submission, challenge: undefined })).status).toBe(202)
    expect(outbox.counts().pending).toBe(1)
  })

  it('is not spent by a message that the store refused', async () => {
    let full = true
    const app = await aSolvedForm()
    const { postJson } = anApp({
      sites: ALWAYS,
      clock: app.clock,
      store: {
        accept: (...message) =>
          full ? Promise.reject(new Error('disk full')) : app.outbox.accept(...message),
      },
    })
    const submission = { ...aSubmission(), challenge: app.challenge }
    expect((await postJson(submission)).status).toBe(503)
    full = false
    expect((await postJson(submission)).status).toBe(202)
  })

  it('expires', async () => {
    const { postJson, challenge, clock } = await aSolvedForm()
    clock.pass(CHALLENGE_LIFE_MS)
    expect((await postJson({ ...aSubmission(), challenge })).status).toBe(403)
  })

  it('that has expired is forgotten, and cannot be used again all the same', async () => {
    const { postJson, challenge, clock, outbox, sql } = await aSolvedForm()
    await postJson({ ...aSubmission(), challenge })
    outbox.forget()
    expect(sql.all('SELECT * FROM spent')).toHaveLength(1)
    clock.pass(CHALLENGE_LIFE_MS + 24 * 3_600_000)
    outbox.forget()
    expect(sql.all('SELECT * FROM spent')).toHaveLength(0)
    expect((await postJson({ ...aSubmission(), challenge })).status).toBe(403)
  })

  it.each([
    ['of another site', { site: 'blog' }, {}],
    ['of another page of the same site', {}, { Origin: 'https://www.shop.example' }],
  ])('%s is worth nothing', async (_, more, headers) => {
    const { postJson, challenge } = await aSolvedForm()
    expect((await postJson({ ...aSubmission(more), challenge }, headers)).status).toBe(403)
  })

  it('that was read without an origin is good for pages of the proxy’s own host only', async () => {
    const own = 'http://localhost'
    const shop = { ...ALWAYS.sites.shop, origins: [ORIGIN, own] }
    const { app, clock, postJson } = anApp({ sites: { sites: { ...ALWAYS.sites, shop } } })
    const read = async () => {
      const { challenge } = (await (await app.request('/api/form?site=shop')).json()) as { challenge: string }
      clock.pass(5000)
      return solved(challenge)
    }
    expect((await postJson({ ...aSubmission(), challenge: await read() })).status).toBe(403)
    const mine = { ...aSubmission(), challenge: await read() }
    expect((await postJson(mine, { Origin: own })).status).toBe(202)
  })

  it('is told to pages of the site only', async () => {
    const { app } = anApp({ sites: ALWAYS })
    const response = await app.request('/api/form?site=shop', { headers: { Origin: 'https://evil.example' } })
    expect(await response.text()).not.toContain('signature')
  })

  it.each<[string, (value: Record<string, Record<string, unknown>>) => void]>([
    ['made cheaper', (value) => (parametersOf(value)['cost'] = 1)],
    ['with a shorter prefix', (value) => (parametersOf(value)['keyPrefix'] = '00')],
    ['of another level', (value) => (parametersOf(value).data['level'] = 15)],
    ['that lasts longer', (value) => (parametersOf(value).data['until'] = 1e15)],
    ['that is older than it is', (value) => (parametersOf(value).data['at'] = 0)],
    ['that pretends to be asked for', (value) => (parametersOf(value).data['asked'] = true)],
    ['with another nonce', (value) => (parametersOf(value)['nonce'] = '00'.repeat(16))],
    ['with one more member', (value) => (parametersOf(value)['more'] = 1)],
    ['without a signature', (value) => delete value['challenge']!['signature']],
    [
      'signed with an empty key',
      (value) =>
        (value['challenge']!['signature'] = createHmac('sha256', '')
          .update(JSON.stringify(parametersOf(value)))
          .digest('hex')),
    ],
    ['without its solution', (value) => delete value['solution']],
    ['with a guessed key', (value) => (value['solution']!['derivedKey'] = 'ab'.repeat(32))],
    [
      'with the prefix for a key',
      (value) => (value['solution']!['derivedKey'] = parametersOf(value)['keyPrefix']),
    ],
    [
      'without a key',
      (value) => (value['solution'] = { counter: value['solution']!['counter'], derivedKey: '' }),
    ],
    ['with a prototype', (value) => (value['__proto__'] = { verified: true })],
  ])('%s is worth nothing', async (name, change) => {
    const { postJson, challenge } = await aSolvedForm()
    const forged = changed(challenge, change)
    const worthless = name !== 'with a prototype'
    expect((await postJson({ ...aSubmission(), challenge: forged })).status).toBe(worthless ? 403 : 202)
  })

  it.each([
    '',
    '=',
    'AAAA',
    btoa('null'),
    btoa('[]'),
    btoa('{"challenge":{}}'),
    '\u{1f499}',
    'a'.repeat(4096),
  ])('that is none (%s) is worth nothing, and breaks nothing', async (challenge) => {
    const { postJson, lines } = anApp({ sites: ALWAYS })
    expect((await postJson({ ...aSubmission(), challenge })).status).toBe(403)
    expect(lines.join('')).not.toContain('"error"')
  })

  it('over 4,096 characters is refused unread', async () => {
    const { postJson } = anApp({ sites: ALWAYS })
    const problem = await problemOf(await postJson({ ...aSubmission(), challenge: 'a'.repeat(4097) }))
    expect(problem).toMatchObject({ status: 422, fields: { challenge: 'too_long' } })
  })

  it('holds over a restart, and between proxies that share a secret', async () => {
    const folder = aFolder()
    const keyOf = (dataDir: string) => aStore({ folder: dataDir }).store.signingKey()
    const { now } = aClock()
    const holder = { site: 'shop', origin: ORIGIN, host: 'support.example' }
    const first = createChallenges(await keyOf(folder), now)
    const payload = await solved(await first.issue(holder, 0, false))
    const second = createChallenges(await keyOf(folder), now)
    expect(second.open(holder, payload)).toMatchObject({ level: 0, asked: false })
    const other = createChallenges(await keyOf(aFolder()), now)
    expect(other.open(holder, payload)).toBeUndefined()
  })
})

describe('what is found of a challenge', () => {
  it('is what altcha-lib finds, whatever is exchanged in it', async () => {
    const secret = 'a-secret-of-the-proxy'
    const keyFor = (purpose: string) => createHmac('sha256', secret).update(purpose).digest('hex')
    const holder = { site: 'shop', origin: ORIGIN, host: 'support.example' }
    const challenges = createChallenges(secret, Date.now)
    const payload = atob(await solved(await challenges.issue(holder, 1, false)))
    const spots = fc.array(fc.tuple(fc.nat(payload.length - 1), fc.constantFrom('0', 'a', '"', '1', ',')), {
      maxLength: 2,
    })
    await fc.assert(
      fc.asyncProperty(spots, async (changes) => {
        const letters = payload.split('')
        for (const [at, letter] of changes) letters[at] = letter
        const text = letters.join('')
        const found = challenges.open(holder, btoa(text))
        const value = parsed(text)
        const { verified } = value
          ? await verifySolution({
              ...value,
              deriveKey,
              hmacSignatureSecret: keyFor('challenge'),
              hmacKeySignatureSecret: keyFor('challenge key'),
            })
          : { verified: false }
        expect(found !== undefined, text).toBe(verified)
      }),
      { numRuns: 300 },
    )
  })
})

/** A payload, if it is still one. */
function parsed(text: string): Payload | undefined {
  try {
    const value = JSON.parse(text) as Partial<Payload>
    const { challenge, solution } = value
    return challenge?.parameters && challenge.signature && solution ? { challenge, solution } : undefined
  } catch {
    return undefined
  }
}
