/**
 * Freshdesk: the export of the account, as JSON (`Tickets0.json`: `{"helpdesk_ticket": …}`) or XML (`<helpdesk-ticket>`),
 * and tickets as its API has them, with `conversations`. Statuses are numbers there, 2 to 5.
 */
import { textToHtml } from '../shape/clean-html.ts'
import type { ImportFile, ImportLine, ImportMessage } from '../line.ts'
import type { ImportSource, SourceItem, SourceOptions } from '../source.ts'
import { fieldsOf, isTrue, itemsOf, listOf, namesOf, present, textOf } from '../read/fields.ts'
import type { Fields } from '../read/fields.ts'
import { ownRecords } from '../read/export-kind.ts'
import { jsonRecords } from '../read/json-records.ts'
import type { JsonRecord } from '../read/json-records.ts'
import { openPeople } from '../read/people.ts'
import { placeOf, withPicturesOf } from '../read/attachments.ts'
import type { People } from '../read/people.ts'
import { isXml, xmlRecords } from '../read/xml-records.ts'

/** Statuses by their names, where there is no number. */
const NAMED: Readonly<Record<string, ImportLine['status']>> = {
  open: 'open',
  pending: 'waiting',
  resolved: 'closed',
  closed: 'closed',
}

/** Of a ticket that an agent has begun, by an e-mail to the contact. */
const OUTBOUND_EMAIL = '10'

/** Open, pending, resolved, closed; then the two that every account has beside them: waiting for somebody. */
const STATUSES: Readonly<Record<string, ImportLine['status']>> = {
  '2': 'open',
  '3': 'waiting',
  '4': 'closed',
  '5': 'closed',
  '6': 'waiting',
  '7': 'waiting',
}

interface Reader {
  people: People
  lacks: Set<string>
}

/** The records of a file. In XML a ticket and a user have elements of their own. */
const records = async (file: string): Promise<AsyncGenerator<JsonRecord>> =>
  (await isXml(file))
    ? xmlRecords(file, ['helpdesk-ticket', 'user'])
    : ownRecords(jsonRecords(file, ['tickets', 'users', 'contacts', 'agents']), 'freshdesk')

/** A record without the object that JSON has around it. */
function unwrapped(
  record: Fields,
  list: string | undefined,
): { kind: 'ticket' | 'user' | undefined; fields: Fields } {
  if (list === 'helpdesk_ticket') return { kind: 'ticket', fields: record }
  if ('helpdesk_ticket' in record) return { kind: 'ticket', fields: fieldsOf(record, 'helpdesk_ticket') }
  for (const name of ['user', 'agent', 'contact'])
    if (name in record && Object.keys(record).length === 1)
      return { kind: 'user', fields: fieldsOf(record, name) }
  if ('subject' in record) return { kind: 'ticket', fields: record }
  return { kind: 'email' in record || 'contact' in record ? 'user' : undefined, fields: record }
}

async function collectPeople(files: readonly string[], people: People): Promise<void> {
  for (const file of files)
    for await (const found of await records(file)) {
      if (found.type === 'problem') continue
      const { kind, fields } = unwrapped(found.record, found.list)
      // An array of tickets has nobody else in it.
      if (kind === 'ticket' && found.list === undefined) break
      // An agent of the API has the person in "contact".
      const person = 'contact' in fields ? fieldsOf(fields, 'contact') : fields
      const id = textOf(fields, 'id')
      if (kind === 'user' && id !== undefined)
        people.add(id, { email: textOf(person, 'email'), name: textOf(person, 'name') })
    }
}

const fileOf = (record: Fields): ImportFile =>
  present({
    name: textOf(record, 'content_file_name', 'name') ?? 'file',
    type: textOf(record, 'content_content_type', 'content_type'),
    ...placeOf(textOf(record, 'attachment_url', 'url'), textOf(record, 'id')),
  })

/** Where Freshdesk has the pictures of texts, in each of its regions. Of those it lists none. */
const PICTURES =
  /^https?:\/\/[^/]*(?:attachment\.freshdesk\.com\/inline\/|cdn\.freshdesk\.com\/data\/helpdesk\/|amazonaws\.com\/[\w-]*cdn\.freshdesk\.com\/data\/helpdesk\/)/i

const filesOf = (record: Fields, html: string): ImportFile[] | undefined =>
  withPicturesOf(html, listOf(record, 'attachments').map(fileOf), PICTURES)

/** A note of the export, or a conversation of the API. */
function messageOf(note: Fields, ticket: Fields, { people, lacks }: Reader): ImportMessage {
  const userId = textOf(note, 'user_id')
  const isContact = userId !== undefined && userId === textOf(ticket, 'requester_id')
  const author = people.find(userId)
  const type = isTrue(note, 'private') ? 'note' : isTrue(note, 'incoming') ? 'inbound' : 'outbound'
  if (!author && !isContact && userId !== undefined)
    lacks.add('who wrote some of the replies and notes: add the export of users and agents to the files')
  const body = textOf(note, 'body_html') ?? plainOrHtml(note)
  return present({
    type,
    body,
    created_at: textOf(note, 'created_at'),
    author_email: isContact && type === 'inbound' ? undefined : author?.email,
    author_name:
      author?.name ?? (type === 'inbound' || userId === undefined ? undefined : `Freshdesk user ${userId}`),
    external_id: textOf(note, 'id'),
    files: filesOf(note, body),
  })
}

/** The export says `body` for plain text, the API for HTML; the API has the plain one beside it. */
const plainOrHtml = (note: Fields): string => {
  const body = textOf(note, 'body') ?? ''
  return 'body_text' in note ? body : textToHtml(body)
}

function firstMessage(ticket: Fields): ImportMessage {
  const text = textOf(ticket, 'description') ?? ''
  const body = textOf(ticket, 'description_html') ?? ('description_text' in ticket ? text : textToHtml(text))
  const isOutbound = textOf(ticket, 'source') === OUTBOUND_EMAIL
  return present({
    type: isOutbound ? ('outbound' as const) : ('inbound' as const),
    body,
    created_at: textOf(ticket, 'created_at'),
    files: filesOf(ticket, body),
  })
}

function statusOf(ticket: Fields, { lacks }: Reader): ImportLine['status'] {
  if (isTrue(ticket, 'spam')) return 'spam'
  const state = textOf(ticket, 'status') ?? ''
  if (Object.hasOwn(STATUSES, state)) return STATUSES[state] ?? 'open'
  const name = (textOf(ticket, 'status_name') ?? state).trim().toLowerCase()
  if (Object.hasOwn(NAMED, name)) return NAMED[name] ?? 'open'
  lacks.add(`a meaning of the status ${state}, which is one of your own: its tickets count as open`)
  return 'open'
}

function convert(ticket: Fields, at: string, reader: Reader): SourceItem {
  const id = textOf(ticket, 'display_id', 'id')
  if (id === undefined) return { type: 'problem', at, why: 'the ticket has no id' }
  if (isTrue(ticket, 'deleted')) return { type: 'skipped', at, rule: 'deleted in Freshdesk' }
  const requester = fieldsOf(ticket, 'requester')
  const known = reader.people.find(textOf(ticket, 'requester_id'))
  const states = { ...fieldsOf(ticket, 'stats'), ...fieldsOf(ticket, 'ticket_states') }
  const notes = ['notes', 'helpdesk_notes', 'conversations']
    .flatMap((list) => itemsOf(ticket, list, 'helpdesk_note'))
    .filter((note) => !isTrue(note, 'deleted'))
  const line: ImportLine = present({
    external_id: `freshdesk:${id}`,
    subject: textOf(ticket, 'subject'),
    status: statusOf(ticket, reader),
    created_at: textOf(ticket, 'created_at'),
    closed_at: textOf(states, 'closed_at', 'resolved_at'),
    assignee_email:
      reader.people.find(textOf(ticket, 'responder_id'))?.email ??
      textOf(fieldsOf(ticket, 'responder'), 'email'),
    tags: namesOf(ticket, 'tags', 'name'),
    from_contact: present({
      email: textOf(requester, 'email') ?? known?.email ?? textOf(ticket, 'email'),
      name: textOf(requester, 'name') ?? known?.name ?? textOf(ticket, 'requester_name'),
      id: textOf(ticket, 'requester_id'),
    }),
    messages: [firstMessage(ticket), ...notes.map((note) => messageOf(note, ticket, reader))],
  })
  return { type: 'ticket', at, line }
}

async function* read(files: readonly string[], { scratch }: SourceOptions): AsyncGenerator<SourceItem> {
  const reader: Reader = { people: openPeople(scratch), lacks: new Set() }
  await collectPeople(files, reader.people)
  for (const file of files)
    for await (const found of await records(file)) {
      if (found.type === 'problem') {
        yield found
        continue
      }
      const { kind, fields } = unwrapped(found.record, found.list)
      if (kind === 'ticket') yield convert(fields, found.at, reader)
    }
  for (const what of reader.lacks) yield { type: 'lacks', what }
}

export const freshdesk: ImportSource = { name: 'freshdesk', title: 'Freshdesk', read }
