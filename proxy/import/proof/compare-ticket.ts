/** Proof after a run: a ticket that was read back, beside what the export has of it. */
import { isObject } from '../../helpdesk/request.ts'
import type { Json } from '../../helpdesk/request.ts'
import { escapeHtml, visibleText } from '../shape/clean-html.ts'
import { withoutPicture } from '../shape/shape-message.ts'
import type { ShapedMessage, ShapedTicket } from '../shape/shaped-ticket.ts'
import { isLate } from '../send/journal.ts'
import type { FileLeftOut } from '../send/journal.ts'
import { timeOf } from '../time.ts'

const KINDS = ['there', 'texts', 'times', 'authors', 'files', 'status'] as const
/** What is compared of a ticket. */
type ComparedKind = (typeof KINDS)[number]
export const COMPARED = KINDS

export interface TicketComparison {
  externalId: string
  ulid: string
  /** What is not as in the export, in words; nothing where all is. */
  differences: { kind: ComparedKind; what: string }[]
  /** Files that it is without, and that a note on it names: it is not as exported, but nothing is hidden. */
  without: number
}

const SHOWN = 80

const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const words = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Times are written to the second by either side. */
const second = (value: unknown): number | undefined => {
  const ms = timeOf(words(value).replace(/\.\d+/, ''))
  return ms === undefined ? undefined : Math.floor(ms / 1000)
}

/** The agent of a message is the one that was given, by address or by name. */
function authorDiffers({ body }: ShapedMessage, actual: Json): string | undefined {
  const { author_email: email, author_name: name } = body
  if (body.type === 'inbound' || (email === undefined && name === undefined)) return undefined
  const sender = isObject(actual['sender']) ? actual['sender'] : {}
  if (email !== undefined && words(sender['email']).toLowerCase() === email.toLowerCase()) return undefined
  if (email === undefined && words(sender['name']) === name) return undefined
  return `${email ?? name} wrote it, ${words(sender['email']) || words(sender['name']) || 'nobody'} is named`
}

function compareMessage(expected: ShapedMessage, actual: Json): TicketComparison['differences'] {
  const { body, files } = expected
  const told: TicketComparison['differences'] = []
  const differs = (kind: ComparedKind, what: string | undefined) =>
    what !== undefined && told.push({ kind, what })
  if (actual['type'] !== body.type)
    differs('texts', `a message is ${words(actual['type'])} and was ${body.type}`)
  const [was, is] = [visibleText(body.body), visibleText(words(actual['body_html']))]
  if (was !== is) differs('texts', `"${was.slice(0, SHOWN)}" reads "${is.slice(0, SHOWN)}"`)
  const at = body.created_at === undefined ? undefined : second(body.created_at)
  if (at !== undefined && second(actual['created_at']) !== at)
    differs('times', `${body.created_at} is ${words(actual['created_at'])}`)
  differs('authors', authorDiffers(expected, actual))
  // A picture in the text may be listed in both.
  const ids = [...objects(actual['attachments']), ...objects(actual['inline_images'])].map(({ id }) => id)
  const there = new Set(ids).size
  if (there < files.length) differs('files', `${there} of ${files.length} files are there`)
  return told
}

/** A message as it was sent: without the files that were left out then. Their names are taken from the list. */
function asSent(message: ShapedMessage, late: string[]): ShapedMessage {
  const { files } = message
  let { body } = message.body
  const sent = files.filter(({ name }, index) => {
    const at = late.indexOf(name)
    if (at === -1) return true
    late.splice(at, 1)
    body = withoutPicture(body, index, name)
    return false
  })
  return { ...message, files: sent, body: { ...message.body, body } }
}

/** Files that were left out are named in the note behind the last message. */
function compareNote(lost: readonly FileLeftOut[], note: Json | undefined): TicketComparison['differences'] {
  const told = note?.['type'] === 'note' ? visibleText(words(note['body_html'])) : ''
  return lost
    .filter(({ name }) => !told.includes(visibleText(escapeHtml(name))))
    .map(({ name }) => ({ kind: 'files', what: `the note that names ${name.slice(0, SHOWN)} is not there` }))
}

export interface ReadBack {
  ulid: string
  /** The answer of "Get Ticket"; undefined when there is none. */
  actual: Json | undefined
  /** Its files that were named in a note. */
  lost: readonly FileLeftOut[]
  /** Whether its times were those of the import, which were other ones then. */
  anyTime: boolean
}

/** Compares a ticket with what was read back. */
export function compareTicket(expected: ShapedTicket, back: ReadBack): TicketComparison {
  const { externalId, body, messages } = expected
  const { ulid, actual, lost, anyTime } = back
  const differences: TicketComparison['differences'] = []
  if (!actual)
    return {
      externalId,
      ulid,
      differences: [{ kind: 'there', what: 'the helpdesk does not have it' }],
      without: lost.length,
    }
  const there = objects(actual['messages'])
  if (actual['subject'] !== body.subject)
    differences.push({ kind: 'texts', what: `the subject is "${words(actual['subject']).slice(0, SHOWN)}"` })
  if (actual['status'] !== body.status)
    differences.push({ kind: 'status', what: `${body.status} is ${words(actual['status'])} now` })
  if (there.length < messages.length)
    differences.push({ kind: 'texts', what: `${there.length} of ${messages.length} messages are there` })
  const late = lost.filter(isLate).map(({ name }) => name)
  for (const [index, message] of messages.entries()) {
    const found = there[index]
    if (!found) break
    const differing = compareMessage(asSent(message, late), found)
    differences.push(...differing.filter(({ kind }) => !(anyTime && kind === 'times')))
  }
  if (there.length >= messages.length) differences.push(...compareNote(lost, there.at(messages.length)))
  return { externalId, ulid, differences, without: lost.length }
}
