/**
 * Whose export it is. Sources take fields as far as they are there, and another helpdesk's tickets have some of the same
 * names: read as one's own they would be imported by half, with wrong states and without their answers.
 */
import { isFields } from './fields.ts'
import type { Fields } from './fields.ts'
import type { JsonRecord } from './json-records.ts'

const has = (record: Fields, ...names: readonly string[]) =>
  names.every((name) => Object.hasOwn(record, name))

/** By what records show whose they are, and nobody else's. */
const SIGNS: Readonly<Record<string, (record: Fields) => boolean>> = {
  jsonl: (record) => has(record, 'external_id', 'from_contact', 'messages'),
  helpspot: (record) => has(record, 'xRequest'),
  freshdesk: (record) =>
    has(record, 'helpdesk_ticket') ||
    has(record, 'display_id', 'requester_id') ||
    (has(record, 'requester_id', 'responder_id') && typeof record['status'] === 'number'),
  zammad: (record) => has(record, 'number', 'title') && (has(record, 'state') || has(record, 'state_id')),
  helpscout: (record) =>
    has(record, 'primaryCustomer') || (has(record, 'mailboxId', 'state') && has(record, 'subject')),
  zendesk: (record) =>
    typeof record['status'] === 'string' &&
    ['submitter', 'submitter_id', 'raw_subject'].some((name) => has(record, name)),
}

/** Names of a helpdesk whose exports are alike. */
const SAME: Readonly<Record<string, string>> = { freescout: 'helpscout' }

/** The source that a record belongs to, or the first of a page of them; undefined when it shows none. */
function sourceOf(record: Fields): string | undefined {
  const own = Object.keys(SIGNS).find((name) => SIGNS[name]?.(record))
  if (own !== undefined) return own
  const embedded = isFields(record['_embedded']) ? record['_embedded'] : {}
  for (const list of [...Object.values(record), ...Object.values(embedded)]) {
    const first: unknown = Array.isArray(list) ? list[0] : undefined
    const found = isFields(first) && Object.keys(SIGNS).find((name) => SIGNS[name]?.(first))
    if (found) return found
  }
  return undefined
}

/** Why a record is not of this source, in words that name the one it is of; undefined when nothing speaks against it. */
export function othersExport(record: Fields, source: string): { why: string | undefined; isOwn: boolean } {
  const found = sourceOf(record)
  const isOwn = found === (SAME[source] ?? source)
  const why = found === undefined || isOwn ? undefined : `this is another export: use --from ${found}`
  return { why, isOwn }
}

/** The records of a file up to the first that is plainly of another source. */
export async function* ownRecords(
  records: AsyncGenerator<JsonRecord>,
  source: string,
): AsyncGenerator<JsonRecord> {
  let isKnown = false
  for await (const found of records) {
    if (!isKnown && found.type === 'record') {
      const { why, isOwn } = othersExport(found.record, source)
      if (why !== undefined) {
        yield { type: 'problem', at: found.at, why }
        return
      }
      isKnown = isOwn
    }
    yield found
  }
}
