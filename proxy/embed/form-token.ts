/**
 * Signed, expiring proofs that a document came from this proxy: who holds one was given it for this purpose and
 * subject. They hold no data and are stored nowhere.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a token turned out to be. `expired` was ours once; `invalid` never. */
type TokenState = 'valid' | 'expired' | 'invalid'

export interface Tokens {
  /** A token for `subject` that is valid for `lifeMs` milliseconds. */
  mint(purpose: string, subject: string, lifeMs: number): string
  check(purpose: string, subject: string, token: string): TokenState
  /** A hash of `content`, in hexadecimal digits, that nobody without the key can make: what it hid stays hidden. */
  hash(content: string): string
}

/** Tokens signed with `key`; `now` in milliseconds since the epoch. */
export function createTokens(key: string, now: () => number): Tokens {
  const sign = (purpose: string, subject: string, expiry: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, subject, expiry]))
      .digest('base64url')
  return {
    mint(purpose, subject, lifeMs) {
      const expiry = Math.ceil((now() + lifeMs) / 1000).toString(36)
      return `${expiry}.${sign(purpose, subject, expiry)}`
    },
    check(purpose, subject, token) {
      const [expiry = '', signature = ''] = token.split('.')
      const given = Buffer.from(signature)
      const expected = Buffer.from(sign(purpose, subject, expiry))
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'invalid'
      return parseInt(expiry, 36) * 1000 > now() ? 'valid' : 'expired'
    },
    hash: (content) =>
      createHmac('sha256', key)
        .update(JSON.stringify(['hash', content]))
        .digest('hex'),
  }
}
