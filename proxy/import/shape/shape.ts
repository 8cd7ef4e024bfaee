/**
 * From a line to what the helpdesk takes: `shape`. What does not fit is cut, split, moved into the past or named in words,
 * and every such change is told: nothing is lost in silence, and nothing is made up.
 */
import { createHash } from 'node:crypto'
import { isEmail } from '../../contract/email/address.ts'
import { EMAIL_MAX, SUBJECT_MAX } from '../../contract/limits.ts'
import { codePoints } from '../../contract/text.ts'
import type { ImportLine } from '../line.ts'
import { pastTime, shapeMessage } from './shape-message.ts'
import type { ImportBody, ShapeChange, ShapedMessage, ShapedTicket, ShapeOptions } from './shaped-ticket.ts'
import { EARLIEST, isoTime, timeOf } from '../time.ts'

/** Messages of a ticket and its tags, as the helpdesk's page "Import" says. */
const MESSAGES_MAX = 200
const TAGS_MAX = 50
const TAG_MAX = 255

/** A clock may be behind the helpdesk's, which wants every time in the past. */
const PAST_MS = 60_000

export type ShapeResult =
  | { type: 'tickets'; tickets: ShapedTicket[]; changes: ReadonlySet<ShapeChange> }
  /** Nobody to be the contact of it. */
  | { type: 'problem'; why: string }

/** Text of at most `max` characters, cut at a word where there is one near. */
function cut(text: string, max: number): string {
  if (codePoints(text) <= max) return text
  const short = Array.from(text)
    .slice(0, max - 1)
    .join('')
  const space = short.lastIndexOf(' ')
  return `${(space > max / 2 ? short.slice(0, space) : short).trimEnd()}…`
}

/** The tickets that a line becomes: one, or several where the helpdesk bounds the messages of each. */
export function shape(line: ImportLine, options: ShapeOptions): ShapeResult {
  const changes = new Set<ShapeChange>()
  const note = (change: ShapeChange) => void changes.add(change)
  const contact = contactOf(line, options, note)
  if (!contact) return { type: 'problem', why: noAddress(line) }
  const latest = options.now - PAST_MS
  const shapedMessages = inOrder(line, note).map((message) =>
    shapeMessage(message, { ...options, contact: contact.email, latest, note }),
  )
  const subject = subjectOf(line, shapedMessages, note)
  const { tags, remarks } = tagsOf(line, note)
  // One place is kept for the note that names what is not there.
  const mayLack =
    remarks.length > 0 || shapedMessages.some(({ files, lost }) => files.length + lost.length > 0)
  const most = mayLack ? MESSAGES_MAX - 1 : MESSAGES_MAX
  const parts = Math.ceil(shapedMessages.length / most)
  if (parts > 1) note('split')
  const tickets = Array.from({ length: parts }, (_, part) => {
    const messages = shapedMessages.slice(part * most, (part + 1) * most)
    const lost = messages.flatMap((message) => message.lost)
    if (lost.length > 0) note('filesLeftOut')
    const more = part > 0 ? ` (${part + 1})` : ''
    const externalId = part > 0 ? `${line.external_id}#${part + 1}` : line.external_id
    const status = stateOf(line, options, part < parts - 1, note)
    return {
      externalId,
      body: {
        channel: line.channel ?? options.channel,
        subject: cut(subject, SUBJECT_MAX - more.length) + more,
        status,
        ...timesOf(line, messages, { status, latest, part, note }),
        external_id: externalId,
        ...assigneeOf(line),
        ...(tags.length > 0 && { tags }),
        from_contact: contact,
      },
      messages,
      lost,
      remarks: part === 0 ? remarks : [],
    }
  })
  return { type: 'tickets', tickets, changes }
}

type Note = (change: ShapeChange) => void

const noAddress = ({ from_contact: { email, name } }: ImportLine): string =>
  `from_contact.email: ${email ? `"${email.slice(0, 80)}" is no e-mail address` : 'is missing'}${name ? ` (of ${name.slice(0, 80)})` : ''}; --placeholder DOMAIN gives it one`

/** Who wrote. Somebody without an address gets one that is always the same for them. */
function contactOf(
  { from_contact: { email, name, id }, external_id: ticket }: ImportLine,
  { placeholder }: ShapeOptions,
  note: Note,
): ImportBody['from_contact'] | undefined {
  const address = email?.trim() ?? ''
  const shown = name?.trim() ? { name: cut(name.trim().toWellFormed(), 255) } : {}
  if (isEmail(address) && address.length <= EMAIL_MAX) return { email: address, ...shown }
  if (placeholder === undefined) return undefined
  note('placeholder')
  const who = id ?? (address || ticket)
  const local = /^[\w-]{1,40}$/.test(who) ? who : createHash('sha256').update(who).digest('hex').slice(0, 16)
  return { email: `unknown-${local}@${placeholder}`, ...shown }
}

/** Messages by their time; one without has that of the one before it. */
function inOrder({ messages }: ImportLine, note: Note): ImportLine['messages'] {
  let last = -Infinity
  const timed = messages.map((message) => {
    const ms = message.created_at === undefined ? undefined : timeOf(message.created_at)
    if (ms !== undefined && ms >= EARLIEST) last = ms
    return { message, at: last }
  })
  if (timed.every(({ at }, index) => index === 0 || at >= (timed[index - 1]?.at ?? at))) return messages
  note('sorted')
  return timed.toSorted((a, b) => a.at - b.at).map(({ message }) => message)
}

function subjectOf({ subject }: ImportLine, messages: readonly ShapedMessage[], note: Note): string {
  const given =
    subject
      ?.toWellFormed()
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      .trim() ?? ''
  if (given.includes('\uFFFD')) note('unreadable')
  if (codePoints(given) > SUBJECT_MAX) note('subjectCut')
  if (given !== '') return given
  note('subjectMade')
  const first = messages.find(({ firstLine }) => firstLine !== '')
  return first?.firstLine ?? '(no subject)'
}

/** Open tickets would meet workflows such as "no reply" the day after: they are closed unless somebody asks for that. */
function stateOf(
  { status }: ImportLine,
  { open }: ShapeOptions,
  goesOn: boolean,
  note: Note,
): ImportLine['status'] {
  const isOpen = status === 'open' || status === 'waiting'
  if (isOpen && open === 'close') note('closed')
  return isOpen && (goesOn || open === 'close') ? 'closed' : status
}

function timesOf(
  line: ImportLine,
  messages: readonly ShapedMessage[],
  { status, latest, part, note }: { status: string; latest: number; part: number; note: Note },
): Pick<ImportBody, 'created_at' | 'closed_at'> {
  const context = { latest, note }
  const createdAt = part === 0 ? pastTime(line.created_at, context) : undefined
  const times = messages.flatMap(({ body: { created_at: at } }) => (at === undefined ? [] : [at]))
  const created = createdAt === undefined ? times[0] : isoTime(createdAt)
  const closed = status === 'closed' ? closedAt(line, created, times.at(-1), context) : undefined
  return { ...(created && { created_at: created }), ...(closed && { closed_at: closed }) }
}

/** When it was closed: as the export says, else with its last message. Not before it was there. */
function closedAt(
  line: ImportLine,
  created: string | undefined,
  last: string | undefined,
  context: { latest: number; note: Note },
): string | undefined {
  const told = pastTime(line.closed_at, context)
  const first = created === undefined ? undefined : timeOf(created)
  if (told !== undefined && (first === undefined || told >= first)) return isoTime(told)
  if (told !== undefined) context.note('closedEarly')
  return last !== undefined && created !== undefined && last < created ? created : last
}

/** An address that is none would cost the whole ticket. */
const assigneeOf = ({ assignee_email: email }: ImportLine) =>
  email !== undefined && isEmail(email) ? { assignee_email: email } : {}

function tagsOf({ tags = [] }: ImportLine, note: Note): { tags: string[]; remarks: string[] } {
  const names = [...new Set(tags.map((tag) => tag.toWellFormed().trim()).filter(Boolean))]
  const rest = names.slice(TAGS_MAX)
  if (rest.length > 0 || names.some((tag) => codePoints(tag) > TAG_MAX)) note('tagsCut')
  return {
    tags: names.slice(0, TAGS_MAX).map((tag) => cut(tag, TAG_MAX)),
    remarks: rest.length > 0 ? [`Tags that did not fit: ${rest.join(', ')}`] : [],
  }
}
