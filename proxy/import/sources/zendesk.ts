/**
 * Zendesk: the JSON export of the Admin Center (a ticket in each line, with its comments), and dumps of the incremental
 * export (pages with `tickets`, `users` and, where somebody has put them there, `comments` of each ticket).
 */
import { textToHtml } from '../shape/clean-html.ts'
import type { ImportFile, ImportLine, ImportMessage } from '../line.ts'
import type { ImportSource, SourceItem, SourceOptions } from '../source.ts'
import { fieldsOf, isTrue, listOf, namesOf, present, textOf } from '../read/fields.ts'
import type { Fields } from '../read/fields.ts'
import { ownRecords } from '../read/export-kind.ts'
import { jsonRecords } from '../read/json-records.ts'
import { openPeople } from '../read/people.ts'
import type { ExportPerson, People } from '../read/people.ts'
import { placeOf, withPicturesOf } from '../read/attachments.ts'

const STATUSES: Readonly<Record<string, ImportLine['status']>> = {
  new: 'open',
  open: 'open',
  pending: 'waiting',
  hold: 'waiting',
  solved: 'closed',
  closed: 'closed',
}

/** Where Zendesk has the pictures of texts. Of those it lists none. */
const PICTURES = /^https?:\/\/[^/]+\/attachments\/token\//i

const LISTS = ['tickets', 'users']

const personOf = (record: Fields): ExportPerson => {
  const role = textOf(record, 'role')
  return {
    email: textOf(record, 'email'),
    name: textOf(record, 'name'),
    agent: role === undefined ? undefined : role !== 'end-user',
  }
}

/** A user: has a role or an address, and no subject. */
const isUser = (record: Fields, list: string | undefined): boolean =>
  list === 'users' ||
  (list === undefined && 'email' in record && !('subject' in record) && !('comments' in record))

/** Reads the users there are. A file whose first record is a ticket in a line of its own has none. */
async function collectPeople(files: readonly string[], people: People): Promise<void> {
  for (const file of files)
    for await (const found of ownRecords(jsonRecords(file, LISTS), 'zendesk')) {
      if (found.type === 'problem') continue
      const id = textOf(found.record, 'id')
      if (isUser(found.record, found.list)) {
        if (id !== undefined) people.add(id, personOf(found.record))
      } else if (found.list === undefined) break
    }
}

const fileOf = (record: Fields): ImportFile =>
  present({
    name: textOf(record, 'file_name') ?? 'file',
    type: textOf(record, 'content_type'),
    ...placeOf(textOf(record, 'content_url', 'url'), textOf(record, 'id')),
  })

/** Everybody who is told in the ticket itself. */
function insiders(ticket: Fields): Map<string, ExportPerson> {
  const known = new Map<string, ExportPerson>()
  for (const role of ['assignee', 'submitter', 'requester']) {
    const person = fieldsOf(ticket, role)
    const id = textOf(person, 'id')
    if (id !== undefined) known.set(id, personOf(person))
  }
  return known
}

interface Reader {
  people: People
  lacks: Set<string>
}

/** What all comments of a ticket are read by. */
interface TicketPeople {
  requesterId: string | undefined
  known: ReadonlyMap<string, ExportPerson>
  /** Whether somebody only follows the ticket. */
  follows: (id: string) => boolean
}

const peopleOf = (ticket: Fields): TicketPeople => ({
  requesterId: textOf(ticket, 'requester_id') ?? textOf(fieldsOf(ticket, 'requester'), 'id'),
  known: insiders(ticket),
  follows: (id) =>
    ['collaborator_ids', 'follower_ids', 'email_cc_ids'].some((list) => namesOf(ticket, list).includes(id)),
})

function messageOf(
  comment: Fields,
  { requesterId, known, follows }: TicketPeople,
  { people, lacks }: Reader,
): ImportMessage {
  const authorId = textOf(comment, 'author_id') ?? textOf(fieldsOf(comment, 'author'), 'id')
  const author = authorId === undefined ? undefined : (people.find(authorId) ?? known.get(authorId))
  const isInbound =
    authorId === undefined ||
    authorId === requesterId ||
    author?.agent === false ||
    (author === undefined && follows(authorId))
  if (authorId !== undefined && author === undefined && authorId !== requesterId)
    lacks.add('who wrote some of the comments: add the export of the users to the files')
  const html = textOf(comment, 'html_body')
  const files = withPicturesOf(html, listOf(comment, 'attachments').map(fileOf), PICTURES)
  return present({
    // Other programs write it as text or number. What may be private is never shown to the contact.
    type: 'public' in comment && !isTrue(comment, 'public') ? 'note' : isInbound ? 'inbound' : 'outbound',
    body: html ?? textToHtml(textOf(comment, 'plain_body', 'body') ?? ''),
    created_at: textOf(comment, 'created_at'),
    author_email: authorId === requesterId ? undefined : author?.email,
    author_name:
      author?.name ?? (isInbound || authorId === undefined ? undefined : `Zendesk user ${authorId}`),
    external_id: textOf(comment, 'id'),
    files,
  })
}

/** A ticket as a line. */
function convert(ticket: Fields, at: string, reader: Reader): SourceItem {
  const id = textOf(ticket, 'id')
  const state = textOf(ticket, 'status')?.toLowerCase() ?? ''
  if (id === undefined) return { type: 'problem', at, why: 'the ticket has no id' }
  if (state === 'deleted') return { type: 'skipped', at, rule: 'deleted in Zendesk' }
  const status = Object.hasOwn(STATUSES, state) ? STATUSES[state] : undefined
  if (!status)
    return { type: 'problem', at, why: `ticket ${id} has the status "${state}", which is none of Zendesk` }
  const people = peopleOf(ticket)
  const comments = listOf(ticket, 'comments')
  if (comments.length === 0) reader.lacks.add('comments: of some tickets there is only the first message')
  const first = {
    public: true,
    author_id: ticket['submitter_id'] ?? ticket['requester_id'],
    plain_body: ticket['description'],
    created_at: ticket['created_at'],
  }
  const requester =
    reader.people.find(textOf(ticket, 'requester_id')) ?? personOf(fieldsOf(ticket, 'requester'))
  const assignee = reader.people.find(textOf(ticket, 'assignee_id')) ?? personOf(fieldsOf(ticket, 'assignee'))
  const line: ImportLine = present({
    external_id: `zendesk:${id}`,
    subject: textOf(ticket, 'subject', 'raw_subject'),
    status,
    created_at: textOf(ticket, 'created_at'),
    closed_at: textOf(fieldsOf(ticket, 'metric_set'), 'solved_at') ?? textOf(ticket, 'solved_at'),
    assignee_email: assignee.email,
    tags: namesOf(ticket, 'tags', 'name'),
    from_contact: present({
      email: requester.email,
      name: requester.name,
      id: people.requesterId,
    }),
    messages: (comments.length > 0 ? comments : [first]).map((comment) => messageOf(comment, people, reader)),
  })
  return { type: 'ticket', at, line }
}

async function* read(files: readonly string[], { scratch }: SourceOptions): AsyncGenerator<SourceItem> {
  const reader: Reader = { people: openPeople(scratch), lacks: new Set() }
  await collectPeople(files, reader.people)
  for (const file of files)
    for await (const found of ownRecords(jsonRecords(file, LISTS), 'zendesk')) {
      if (found.type === 'problem') yield found
      else if (!isUser(found.record, found.list)) yield convert(found.record, found.at, reader)
    }
  for (const what of reader.lacks) yield { type: 'lacks', what }
}

export const zendesk: ImportSource = { name: 'zendesk', title: 'Zendesk', read }
