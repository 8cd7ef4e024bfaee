/** The contact of an address at the helpdesk, erased on demand: through the gate, as every call of the account. */
import { oneSpelling } from '../contract/email/spelling.ts'
import type { Config } from '../config/config.ts'
import { Helpdesk } from '../helpdesk/client.ts'
import type { AtGate } from '../helpdesk/gated-call.ts'
import { isObject } from '../helpdesk/request.ts'
import { isUlid } from '../helpdesk/ulid.ts'
import { openGate } from './shared-gate.ts'

/** What became of it. */
export type ErasedContact = { type: 'erased' } | { type: 'none' } | { type: 'failed'; why: string }

const TIMEOUT_MS = 15_000
const PER_PAGE = 100

/** Pages of contacts that are read: more have hardly a person's address in theirs. */
const PAGES_MAX = 100

/** The contacts of an address, in whatever spelling; or why they cannot be told. */
async function contactsOf(helpdesk: Helpdesk, email: string, at: AtGate): Promise<string[] | string> {
  const own: string[] = []
  const spelling = oneSpelling(email)
  for (let page = 1; page <= PAGES_MAX; page++) {
    // The oldest first: one that is made meanwhile moves no other to a page that was read.
    const query = new URLSearchParams({
      'filter[email]': email,
      per_page: String(PER_PAGE),
      sort: 'created_at',
      page: String(page),
    })
    const answer = await helpdesk.get(`/contacts?${query.toString()}`, at)
    if (answer?.type !== 'answer' || answer.status >= 300 || !isObject(answer.body)) return whyOf(answer)
    const { data } = answer.body
    const found = Array.isArray(data) ? (data as unknown[]) : []
    // A part of an address is found as well.
    for (const one of found)
      if (isObject(one) && oneSpelling(String(one['email'])) === spelling && isUlid(one['ulid']))
        own.push(one['ulid'])
    if (found.length < PER_PAGE) return own
  }
  return `more than ${PAGES_MAX * PER_PAGE} contacts have this address in theirs`
}

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
    const own = await contactsOf(helpdesk, email, at)
    if (typeof own === 'string') return { type: 'failed', why: own }
    for (const ulid of own) {
      const gone = await helpdesk.remove(`/contacts/${encodeURIComponent(ulid)}`, at)
      const isGone = gone?.type === 'answer' && (gone.status < 300 || gone.status === 404)
      if (!isGone) return { type: 'failed', why: whyOf(gone) }
    }
    return { type: own.length ? 'erased' : 'none' }
  } finally {
    close()
  }
}

const whyOf = (answer: Awaited<ReturnType<Helpdesk['get']>>): string =>
  answer === undefined ? 'no call may leave' : answer.type === 'error' ? answer.why : String(answer.status)
