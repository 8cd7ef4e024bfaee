/**
 * Zammad: tickets as its API lists them with `expand=true`, their articles (`ticket_articles/by_ticket/ID`, in the ticket or
 * in files of their own) and users. What was merged has no articles any more: they went to the ticket it was merged into.
 */
import { textToHtml } from '../shape/clean-html.ts'
import type { ImportFile, ImportLine, ImportMessage } from '../line.ts'
import type { ImportSource, SourceItem, SourceOptions } from '../source.ts'
import { fieldsOf, fullName, isFields, isTrue, listOf, namesOf, present, textOf } from '../read/fields.ts'
import type { Fields } from '../read/fields.ts'
import { ownRecords } from '../read/export-kind.ts'
import { jsonRecords } from '../read/json-records.ts'
import { openPeople } from '../read/people.ts'
import type { People } from '../read/people.ts'
import type { Scratch } from '../read/scratch.ts'

const STATUSES: Readonly<Record<string, ImportLine['status']>> = {
  new: 'open',
  open: 'open',
  'pending reminder': 'waiting',
  'pending close': 'waiting',
  closed: 'closed',
}

const LISTS = ['tickets', 'articles', 'ticket_articles', 'users']

type Kind = 'ticket' | 'article' | 'user' | undefined

function kindOf(record: Fields): Kind {
  if ('ticket_id' in record && 'body' in record) return 'article'
  if ('number' in record && 'title' in record) return 'ticket'
  return 'login' in record || 'email' in record ? 'user' : undefined
}

/** `"Bob Smith" <bob@example.com>` */
function addressIn(from: string | undefined): { email: string | undefined; name: string | undefined } {
  const [, name, email] = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(from ?? '') ?? []
  if (email !== undefined) return { email, name: name || undefined }
  return from?.includes('@') ? { email: from.trim(), name: undefined } : { email: undefined, name: from }
}

/** A file: in the article, or where its address in the API would be, below the folder of the export. */
function fileOf(record: Fields, article: Fields): ImportFile {
  const about = fieldsOf(record, 'preferences')
  const content = textOf(record, 'data')
  const way = [textOf(article, 'ticket_id'), textOf(article, 'id'), textOf(record, 'id')].map(
    (part) => part ?? 'unknown',
  )
  return present({
    name: textOf(record, 'filename') ?? 'file',
    type: textOf(about, 'Mime-Type', 'Content-Type') ?? textOf(record, 'mime-type'),
    content_id: textOf(about, 'Content-ID'),
    content,
    path: content === undefined ? ['ticket_attachment', ...way].join('/') : undefined,
  })
}

/** The address in the API that Zammad writes into a text in place of a picture's `cid:`. */
const SHOWN =
  /(?<=["'])(?:https?:\/\/[^"'\s<>]*?)?\/api\/v1\/(ticket_attachment\/[\w-]+\/[\w-]+\/([\w-]+))[^"'\s<>]*/g

/** A text with its pictures as files. Zammad no longer lists them among the attachments. */
function withPictures(html: string, files: readonly ImportFile[]): { body: string; files: ImportFile[] } {
  const all = [...files]
  const body = html.replaceAll(SHOWN, (_, path: string, id: string) => {
    const cid = `zammad-${id}`
    const index = all.findIndex((file) => file.path === path || file.content_id === cid)
    const known = all[index]
    if (known) all[index] = { ...known, content_id: cid }
    else all.push({ name: `picture-${id}`, path, content_id: cid })
    return `cid:${cid}`
  })
  return { body, files: all }
}

function messageOf(article: Fields, people: People): ImportMessage {
  const { email, name } = addressIn(textOf(article, 'from'))
  const creator = people.find(textOf(article, 'origin_by_id', 'created_by_id'))
  const text = textOf(article, 'body') ?? ''
  const isCustomer = textOf(article, 'sender')?.toLowerCase() === 'customer'
  const login = textOf(article, 'created_by')
  const attachments = listOf(article, 'attachments').map((file) => fileOf(file, article))
  const { body, files } = textOf(article, 'content_type')?.startsWith('text/plain')
    ? { body: textToHtml(text), files: attachments }
    : withPictures(text, attachments)
  // Of a reply, "from" is the address of the group: who wrote it is told by the creator.
  const agent = creator?.email ?? (login?.includes('@') ? login : undefined)
  return present({
    type: isTrue(article, 'internal') ? 'note' : isCustomer ? 'inbound' : 'outbound',
    body,
    created_at: textOf(article, 'created_at'),
    author_email: isCustomer ? (email ?? creator?.email) : agent,
    author_name: isCustomer ? name : (creator?.name ?? name),
    external_id: textOf(article, 'id'),
    files: files.length > 0 ? files : undefined,
  })
}

/** The customer: by name with `expand=true`, else by id. */
function contactOf(
  ticket: Fields,
  people: People,
  messages: readonly ImportMessage[],
): ImportLine['from_contact'] {
  const id = textOf(ticket, 'customer_id')
  const person = people.find(id)
  const login = textOf(ticket, 'customer')
  const first = messages.find(({ type }) => type === 'inbound')
  return present({
    email: person?.email ?? (login?.includes('@') ? login : first?.author_email),
    name: person?.name ?? (first?.author_name || undefined),
    id,
  })
}

function convert(ticket: Fields, at: string, articles: readonly Fields[], people: People): SourceItem {
  const id = textOf(ticket, 'id')
  const state = (textOf(ticket, 'state') ?? '').toLowerCase()
  if (id === undefined) return { type: 'problem', at, why: 'the ticket has no id' }
  if (state === 'merged')
    return { type: 'skipped', at, rule: 'merged: their articles are in the ticket they were merged into' }
  if (state === 'removed') return { type: 'skipped', at, rule: 'removed in Zammad' }
  const status = Object.hasOwn(STATUSES, state) ? STATUSES[state] : undefined
  if (!status)
    return {
      type: 'problem',
      at,
      why:
        state === ''
          ? `ticket ${id} has no state by name: list the tickets with expand=true`
          : `ticket ${id} has the state "${state}", which is one of your own`,
    }
  if (articles.length === 0)
    return {
      type: 'problem',
      at,
      why: `ticket ${id} has no articles: add what ticket_articles/by_ticket/${id} gives`,
    }
  const messages = articles.map((article) => messageOf(article, people))
  const owner = textOf(ticket, 'owner')
  const line: ImportLine = present({
    external_id: `zammad:${id}`,
    subject: textOf(ticket, 'title'),
    status,
    created_at: textOf(ticket, 'created_at'),
    closed_at: textOf(ticket, 'close_at'),
    assignee_email:
      people.find(textOf(ticket, 'owner_id'))?.email ?? (owner?.includes('@') ? owner : undefined),
    tags: namesOf(ticket, 'tags', 'name'),
    from_contact: contactOf(ticket, people, messages),
    messages,
  })
  return { type: 'ticket', at, line }
}

/** Reads what tickets refer to: users, and articles in files of their own. */
async function collect(files: readonly string[], people: People, scratch: Scratch): Promise<void> {
  for (const file of files)
    for await (const found of ownRecords(jsonRecords(file, LISTS), 'zammad')) {
      if (found.type === 'problem') continue
      const { record } = found
      const kind = kindOf(record)
      if (kind === 'article') scratch.append('article', textOf(record, 'ticket_id') ?? '', record)
      const id = textOf(record, 'id')
      if (kind === 'user' && id !== undefined)
        people.add(id, {
          email: textOf(record, 'email'),
          name: fullName(textOf(record, 'firstname'), textOf(record, 'lastname')),
        })
    }
}

async function* read(files: readonly string[], { scratch }: SourceOptions): AsyncGenerator<SourceItem> {
  const people = openPeople(scratch)
  await collect(files, people, scratch)
  for (const file of files)
    for await (const found of ownRecords(jsonRecords(file, LISTS), 'zammad')) {
      if (found.type === 'problem') yield found
      else if (kindOf(found.record) === 'ticket') {
        const own = listOf(found.record, 'articles')
        const apart =
          own.length > 0 ? own : scratch.list('article', textOf(found.record, 'id') ?? '').filter(isFields)
        yield convert(found.record, found.at, apart, people)
      }
    }
}

export const zammad: ImportSource = { name: 'zammad', title: 'Zammad', read }
