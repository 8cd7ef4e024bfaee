/**
 * Challenges: signed, expiring proofs of work that are also the token of a form. Made with altcha-lib, so that any
 * ALTCHA v2 client can solve them. Nothing is stored until one is spent.
 */
import { createHmac, pbkdf2Sync, randomInt, timingSafeEqual } from 'node:crypto'
import { createChallenge } from 'altcha-lib'
import type { DeriveKeyFunction } from 'altcha-lib/types'
import { z } from 'zod'
import type { Solved } from './challenge-policy.ts'
import type { SpentChallenge } from '../store/records.ts'

/** Longer than anybody writes, short enough that the spent ones stay few. */
export const CHALLENGE_LIFE_MS = 2 * 3_600_000

/** Iterations of PBKDF2 for one try: an eighth of a millisecond, as long as a browser's way to its WebCrypto and back. */
const COST = 500

/** Tries at level 0, at most; on average it takes half of them. */
const TRIES = 4

/** Here and now: a way through the thread pool takes longer than this, and would starve the static files of it. */
const deriveKey: DeriveKeyFunction = ({ cost, keyLength }, salt, password) =>
  Promise.resolve({ derivedKey: pbkdf2Sync(password, salt, cost, keyLength, 'sha256') })

/** What is signed besides the work itself. In the order of names, as it is signed: what is read is then sorted already. */
const Data = z.strictObject({
  asked: z.boolean(),
  at: z.number(),
  level: z.number(),
  /** The page's origin, or `//host` for pages of the proxy's own host. */
  origin: z.string(),
  site: z.string(),
  until: z.number(),
})

/** ALTCHA's payload: a challenge as it was handed out, and its solution. */
const Payload = z.object({
  challenge: z.object({
    // Loose: what is left out would break the signature. In the order of names, too.
    parameters: z.looseObject({
      algorithm: z.string(),
      cost: z.number(),
      data: Data,
      keyLength: z.number(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      nonce: z.string(),
      salt: z.string(),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string().regex(/^(?:[0-9a-f]{2})+$/) }),
})

/** Whose form it is. */
export interface Holder {
  site: string
  /** The header `Origin`; undefined where browsers send none, on reading from their own origin. */
  origin: string | undefined
  /** The proxy's own host, as the request names it. */
  host: string
}

export interface Challenges {
  /** A new challenge, as the JSON text of an ALTCHA challenge. */
  issue(holder: Holder, level: number, asked: boolean): Promise<string>
  /** What a base64 payload proves; nothing if it is not ours, not solved, expired, or of another form. */
  open(holder: Holder, payload: string): (Solved & SpentChallenge) | undefined
}

/** Challenges signed with keys that are made of `secret`; `now` in milliseconds since the epoch. */
export function createChallenges(secret: string, now: () => number): Challenges {
  const keyFor = (purpose: string) => createHmac('sha256', secret).update(purpose).digest('hex')
  const hmacSignatureSecret = keyFor('challenge')
  const hmacKeySignatureSecret = keyFor('challenge key')
  return {
    async issue(holder, level, asked) {
      const at = now()
      const origin = holder.origin ?? `//${holder.host}`
      const data = { site: holder.site, origin, level, at, until: at + CHALLENGE_LIFE_MS, asked }
      const challenge = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: COST,
        // Anywhere from the first on: whoever knew a part of the range that it is never in could skip it.
        counter: randomInt(TRIES * 2 ** level),
        deriveKey,
        data,
        hmacSignatureSecret,
        hmacKeySignatureSecret,
      })
      return JSON.stringify(challenge)
    },
    open(holder, payload) {
      const parsed = Payload.safeParse(decoded(payload))
      if (!parsed.success) return undefined
      const { nonce, data } = parsed.data.challenge.parameters
      if (data.site !== holder.site || !boundTo(data.origin, holder) || data.until <= now()) return undefined
      if (!isSolved(parsed.data, hmacSignatureSecret, hmacKeySignatureSecret)) return undefined
      const { level, at, asked, until } = data
      return { level, at, asked, nonce, until }
    },
  }
}

type Members = Readonly<Record<string, unknown>>

/** The same members in the order of their names, which is what is signed. Those of our own challenges are in it. */
function sorted(members: Members): Members {
  const names = Object.keys(members)
  if (names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name)) return members
  return Object.fromEntries(names.toSorted().map((name) => [name, members[name]]))
}

const isHmac = (given: string, secret: string, data: string | Buffer): boolean => {
  const expected = Buffer.from(createHmac('sha256', secret).update(data).digest('hex'))
  const bytes = Buffer.from(given)
  return bytes.length === expected.length && timingSafeEqual(bytes, expected)
}

/**
 * What `verifySolution` of altcha-lib finds out of a challenge whose key is signed (a property test compares them). It
 * does so by WebCrypto, in four jobs of a thread pool: twenty times the work, for every message.
 */
function isSolved(
  { challenge, solution }: z.infer<typeof Payload>,
  secret: string,
  keySecret: string,
): boolean {
  const { parameters, signature } = challenge
  const text = JSON.stringify(sorted(parameters))
  const key = Buffer.from(solution.derivedKey, 'hex')
  return isHmac(signature, secret, text) && isHmac(parameters.keySignature, keySecret, key)
}

/** Whether a message from `holder` may bring a challenge that was handed out to `bound`. */
function boundTo(bound: string, holder: Holder): boolean {
  const { origin } = holder
  if (origin === undefined) return bound === `//${holder.host}`
  return bound === origin || (URL.canParse(origin) && bound === `//${new URL(origin).host}`)
}

function decoded(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}
