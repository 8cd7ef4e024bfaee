/** The contact of an address at the helpdesk, erased on demand: through the gate, as every call of the account. */
import { oneSpelling } from '../contract/email/spelling.ts'
import type { Config } from '../config/config.ts'
import { Helpdesk } from '../helpdesk/client.ts'
import { isObject } from '../helpdesk/request.ts'
import { isUlid } from '../helpdesk/ulid.ts'
import { openGate } from './shared-gate.ts'

/** What became of it. */
export type ErasedContact = { type: 'erased' } | { type: 'none' } | { type: 'failed'; why: string }

const TIMEOUT_MS = 15_000

/** Erases the contact whose address is exactly this one, in whatever spelling. `pause` waits for the gate. */
export async function eraseContact(
  config: Config,
  email: string,
  pause: (ms: number) => Promise<void>,
): Promise<ErasedContact> {
  if (!config.helpdesk)
    return { type: 'failed', why: 'there is no helpdesk: the proxy runs with the sandbox' }
  const { gate, close } = await openGate(config)
  const helpdesk = new Helpdesk({ ...config.helpdesk, timeoutMs: TIMEOUT_MS, fetch, now: Date.now, gate })
  const at = { wait: (ms: number) => pause(ms).then(() => true) }
  try {
    const query = new URLSearchParams({ 'filter[email]': email, per_page: '100' })
    const found = await helpdesk.get(`/contacts?${query.toString()}`, at)
    if (found?.type !== 'answer' || found.status >= 300 || !isObject(found.body))
      return { type: 'failed', why: whyOf(found) }
    const { data } = found.body
    // A part of an address is found as well.
    const contact = (Array.isArray(data) ? (data as unknown[]) : []).find(
      (one) => isObject(one) && oneSpelling(String(one['email'])) === oneSpelling(email),
    )
    const ulid = isObject(contact) ? contact['ulid'] : undefined
    if (!isUlid(ulid)) return { type: 'none' }
    const gone = await helpdesk.remove(`/contacts/${encodeURIComponent(ulid)}`, at)
    const isGone = gone?.type === 'answer' && (gone.status < 300 || gone.status === 404)
    return isGone ? { type: 'erased' } : { type: 'failed', why: whyOf(gone) }
  } finally {
    close()
  }
}

const whyOf = (answer: Awaited<ReturnType<Helpdesk['get']>>): string =>
  answer === undefined ? 'no call may leave' : answer.type === 'error' ? answer.why : String(answer.status)
