/** What rows of codes, mails and sessions say, in whichever engine they are. */
import { timingSafeEqual } from 'node:crypto'
import type { StoredRow } from '../rows.ts'
import type { AskedCode, CodeAttempt, KeptSession } from './email-store.ts'
import type { KeptMail } from './confirmation.ts'

/** What a row of a code says of a request with the same id. */
export function sameRequest(
  row: StoredRow,
  { site, email, asker }: Pick<AskedCode, 'site' | 'email' | 'asker'>,
): 'known' | 'conflict' {
  return row['site'] === site && row['email'] === email && row['asker'] === asker ? 'known' : 'conflict'
}

/** In the same time for wrong ones as for right ones. */
function isSame(given: string, kept: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(kept)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What a try finds of a code: `again` when its session was opened before. */
export type CodeVerdict =
  | { type: 'open' | 'again'; id: string; session: string }
  | { type: 'wrong'; id: string }

/** Judges a try by the row of the code that counts, if there is one. */
export function judgeCode(row: StoredRow | undefined, { claim }: CodeAttempt): CodeVerdict | undefined {
  if (!row) return undefined
  const id = String(row['id'])
  const { proof, session } = claim({ id, email: String(row['email']) })
  if (!isSame(proof, String(row['proof']))) return { type: 'wrong', id }
  return { type: typeof row['session'] === 'string' ? 'again' : 'open', id, session }
}

/** No message is held for longer: a due time further ahead was written by another clock. */
export const HOLD_MAX_MS = 3_600_000

/** Behind every step that a site can plan. */
export const NOTE_PLACE = 1000

/** The copy that waits with a confirmation. */
export function copyOf({ copy }: StoredRow): KeptMail | undefined {
  return typeof copy === 'string' ? (JSON.parse(copy) as KeptMail) : undefined // as: written by the store
}

/** A mail that was taken. */
export function mailOf(row: StoredRow): { mail: KeptMail; tries: number } {
  // as: written by the store
  return { mail: JSON.parse(String(row['body'])) as KeptMail, tries: Number(row['tries']) }
}

export function sessionOf(row: StoredRow): KeptSession {
  return {
    hash: String(row['hash']),
    site: String(row['site']),
    email: String(row['email']),
    openedAt: Number(row['opened_at']),
    usedAt: Number(row['used_at']),
  }
}
