/**
 * Help Scout and FreeScout: conversations as their APIs list them (`?embed=threads`), page by page or one in each line. The
 * two differ in the names of a few fields.
 */
import type { ImportFile, ImportLine, ImportMessage } from '../line.ts'
import type { ImportSource, SourceItem } from '../source.ts'
import { fieldsOf, fullName, listOf, namesOf, present, textOf } from '../read/fields.ts'
import type { Fields } from '../read/fields.ts'
import { placeOf } from '../read/attachments.ts'
import { ownRecords } from '../read/export-kind.ts'
import { jsonRecords } from '../read/json-records.ts'
import { timeOf } from '../time.ts'

const STATUSES: Readonly<Record<string, ImportLine['status']>> = {
  active: 'open',
  open: 'open',
  pending: 'waiting',
  closed: 'closed',
  spam: 'spam',
}

/** Threads in which somebody says something. Line items say what has happened to the conversation. */
const SPOKEN = new Set([
  'customer',
  'message',
  'note',
  'phone',
  'chat',
  'beaconchat',
  'forwardparent',
  'forwardchild',
])

const nameOf = (person: Fields) =>
  fullName(textOf(person, 'first', 'firstName'), textOf(person, 'last', 'lastName'))

/** What an attachment needs that the API gives at one more address, behind a token, as base64 in JSON. */
const DATA = 'attachments of the API: put the "data" that attachments/ID/data gives into each of them'

function fileOf(record: Fields, lacks: Set<string>): ImportFile {
  const links = fieldsOf(record, '_links')
  const content = textOf(record, 'data')
  const data = textOf(fieldsOf(links, 'data'), 'href')
  const url = textOf(record, 'fileUrl', 'url') ?? textOf(fieldsOf(links, 'web'), 'href') ?? data
  if (content === undefined && url === data) lacks.add(DATA)
  return present({
    name: textOf(record, 'filename', 'fileName') ?? 'file',
    type: textOf(record, 'mimeType'),
    ...(content === undefined ? placeOf(url, textOf(record, 'id')) : { content }),
  })
}

function kindOf(thread: Fields): ImportMessage['type'] {
  const isCustomer = textOf(fieldsOf(thread, 'createdBy'), 'type') === 'customer'
  switch (textOf(thread, 'type')) {
    case 'customer':
      return 'inbound'
    case 'message':
      return 'outbound'
    case 'chat':
    case 'beaconchat':
      return isCustomer ? 'inbound' : 'outbound'
    default:
      // Notes, calls that were written down, and what was forwarded to somebody else.
      return 'note'
  }
}

function messageOf(thread: Fields, lacks: Set<string>): ImportMessage {
  const author = fieldsOf(thread, 'createdBy')
  const files = listOf(fieldsOf(thread, '_embedded'), 'attachments').map((file) => fileOf(file, lacks))
  return present({
    type: kindOf(thread),
    body: textOf(thread, 'body') ?? '',
    created_at: textOf(thread, 'createdAt'),
    author_email: textOf(author, 'email'),
    author_name: nameOf(author),
    external_id: textOf(thread, 'id'),
    files: files.length > 0 ? files : undefined,
  })
}

const timeOfThread = (thread: Fields) => timeOf(textOf(thread, 'createdAt') ?? '') ?? 0

function convert(conversation: Fields, at: string, prefix: string, lacks: Set<string>): SourceItem {
  const id = textOf(conversation, 'id')
  const state = textOf(conversation, 'status') ?? ''
  if (id === undefined) return { type: 'problem', at, why: 'the conversation has no id' }
  if (textOf(conversation, 'state') === 'deleted') return { type: 'skipped', at, rule: 'deleted there' }
  if (textOf(conversation, 'state') === 'draft') return { type: 'skipped', at, rule: 'drafts, never sent' }
  const status = Object.hasOwn(STATUSES, state) ? STATUSES[state] : undefined
  if (!status)
    return { type: 'problem', at, why: `conversation ${id} has the status "${state}", which is not known` }
  const embedded = fieldsOf(conversation, '_embedded')
  const threads = listOf(embedded, 'threads')
    .filter((thread) => SPOKEN.has(textOf(thread, 'type') ?? '') && textOf(thread, 'state') !== 'draft')
    // They come with the newest first.
    .toSorted((a, b) => timeOfThread(a) - timeOfThread(b))
  if (threads.length === 0)
    return { type: 'problem', at, why: `conversation ${id} has no threads: list them with ?embed=threads` }
  const customer = { ...fieldsOf(conversation, 'customer'), ...fieldsOf(conversation, 'primaryCustomer') }
  const line: ImportLine = present({
    external_id: `${prefix}:${id}`,
    subject: textOf(conversation, 'subject'),
    status,
    created_at: textOf(conversation, 'createdAt'),
    closed_at: textOf(conversation, 'closedAt'),
    assignee_email: textOf(fieldsOf(conversation, 'assignee'), 'email'),
    tags: [...namesOf(conversation, 'tags', 'tag', 'name'), ...namesOf(embedded, 'tags', 'tag', 'name')],
    from_contact: present({
      email: textOf(customer, 'email'),
      name: nameOf(customer),
      id: textOf(customer, 'id'),
    }),
    messages: threads.map((thread) => messageOf(thread, lacks)),
  })
  return { type: 'ticket', at, line }
}

/** A source whose ids begin with its name. */
const source = (name: string, title: string): ImportSource => ({
  name,
  title,
  async *read(files) {
    const lacks = new Set<string>()
    for (const file of files)
      for await (const found of ownRecords(jsonRecords(file, ['conversations']), name))
        yield found.type === 'problem' ? found : convert(found.record, found.at, name, lacks)
    for (const what of lacks) yield { type: 'lacks', what }
  },
})

export const helpScout = source('helpscout', 'Help Scout')
export const freeScout = source('freescout', 'FreeScout')
