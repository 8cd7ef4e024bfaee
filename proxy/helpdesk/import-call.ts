/** `POST /tickets/import`, the helpdesk's page "Import": one call, and what its answer means. */
import { createGatedCall } from './gated-call.ts'
import type { AtGate } from './gated-call.ts'
import type { CallGate } from './rate-gate.ts'
import { isFailure, isObject, resource } from './request.ts'
import type { HelpdeskOptions } from './request.ts'
import { isUlid } from './ulid.ts'

/** What came of an import. All but `refused` and `barred` can be made again: the helpdesk knows each ticket by its id. */
export type ImportOutcome =
  /** `existed`: a ticket with this id was there before. */
  | { type: 'imported'; ticket: string; existed: boolean }
  | { type: 'limited' }
  /** No answer, or none that says anything. */
  | { type: 'failed'; why: string }
  /** The helpdesk refuses this ticket; `why` has its words. `invalid`: its fields, of which the files are one. */
  | { type: 'refused'; why: string; invalid: boolean }
  /** Token, workspace or address are refused: no ticket will get through. */
  | { type: 'barred'; status: number }

/** Bytes of an answer: it repeats the ticket with up to 200 messages. */
export const TICKET_MAX = 64 * 1024 * 1024

/** Bytes a millisecond: a ticket with long mails takes longer to arrive. */
const SLOWEST = 200

const WHY_MAX = 500

/** The sentences of a 422, by their fields. For the operator, who has the ticket on the own disk. */
function sentences(body: unknown, status: number): string {
  const errors = isObject(body) ? body['errors'] : undefined
  const told = isObject(errors)
    ? Object.entries(errors).map(
        ([field, said]) => `${field}: ${Array.isArray(said) ? said.join(' ') : String(said)}`,
      )
    : [isObject(body) && typeof body['message'] === 'string' ? body['message'] : '']
  return `${status} ${told.join('; ')}`.trim().slice(0, WHY_MAX)
}

/** Makes imports through a gate. Undefined when the call did not leave. */
export type ImportCall = (body: object, at?: AtGate) => Promise<ImportOutcome | undefined>

export function createImportCall(options: HelpdeskOptions, gate: CallGate): ImportCall {
  const call = createGatedCall(options, gate)
  return async (ticket, at) => {
    const content = { body: ticket, extraMs: JSON.stringify(ticket).length / SLOWEST, answerMax: TICKET_MAX }
    const answer = await call('POST', '/tickets/import', content, at)
    if (!answer) return undefined
    if (answer.type === 'error') return { type: 'failed', why: answer.why }
    const { status, body } = answer
    if (status === 429) return { type: 'limited' }
    if (status === 408 || status >= 500) return { type: 'failed', why: String(status) }
    // 404 is of the channel, which a line can name itself; 413 is of a ticket with too much text.
    if (status === 422 || status === 404 || status === 413)
      return { type: 'refused', why: sentences(body, status), invalid: status === 422 }
    if (status >= 300) return { type: 'barred', status }
    const ulid = isFailure(body) ? undefined : resource(body, 'ticket')?.['ulid']
    // A 200 from a captive portal or a maintenance page is not a ticket.
    if (!isUlid(ulid)) return { type: 'failed', why: `${status} without a ticket` }
    return { type: 'imported', ticket: ulid, existed: status !== 201 }
  }
}
