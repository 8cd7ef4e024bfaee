/**
 * Zammad: tickets as its API lists them with `expand=true`, their articles (`ticket_articles/by_ticket/ID`, in the ticket or
 * in files of their own), users and states. What was merged has no articles any more: they went to the ticket it was merged
 * into.
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

/** Types of states, of which each installation may have several with names of its own. */
const TYPES: Readonly<Record<string, ImportLine['status'] | 'merged' | 'removed'>> = {
  new: 'open',
  open: 'open',
  'pending reminder': 'waiting',
  'pending action': 'waiting',
  closed: 'closed',
  merged: 'merged',
  removed: 'removed',
  'pending review': 'waiting',
  delegated: 'waiting',
}

/** The same by their ids, which are the same everywhere and count from 1. */
const TYPES_BY_ID = Object.keys(TYPES)

const LISTS = ['tickets', 'articles', 'ticket_articles', 'users', 'ticket_states']

type Kind = 'ticket' | 'article' | 'user' | 'state' | undefined

function kindOf(record: Fields): Kind {
  if ('ticket_id' in record && 'body' in record) return 'article'
  if ('number' in record && 'title' in record) return 'ticket'
  if ('state_type_id' in record && 'name' in record) return 'state'
  return 'login' in record || 'email' in record ? 'user' : undefined
}

/** The type of each state, by its name in lower case and by its id. What all installations have needs no list. */
class States {
  readonly #types = new Map<string, string>([
    ...TYPES_BY_ID.map((name) => [name, name] as const),
    ['pending close', 'pending action'],
  ])

  add(record: Fields): void {
    const type = textOf(record, 'state_type') ?? TYPES_BY_ID[Number(record['state_type_id']) - 1]
    if (type === undefined) return
    for (const key of [textOf(record, 'name')?.toLowerCase(), `#${textOf(record, 'id')}`])
      if (key !== undefined) this.#types.set(key, type)
  }

  /** What the state of a ticket is here; undefined for one of which nobody has told it. */
  of(ticket: Fields): (typeof TYPES)[string] | undefined {
    const type = this.#types.get(textOf(ticket, 'state')?.toLowerCase() ?? `#${textOf(ticket, 'state_id')}`)
    return type !== undefined && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined
  }
}

/**
 * `"Bob Smith" <bob@example.com>`. By hand: the name may have spaces, and so may what is around it; one expression for both
 * took a name of a thousand spaces for five seconds.
 */
export function addressIn(from: string | undefined): { email: string | undefined; name: string | undefined } {
  const text = (from ?? '').trim()
  const at = text.endsWith('>') ? text.lastIndexOf('<') : -1
  const email = at === -1 ? '' : text.slice(at + 1, -1)
  const name = text.slice(0, Math.max(at, 0)).trim().replace(/^"/, '').replace(/"$/, '')
  const isAddress = /.@./s.test(email) && !/[\s>]/.test(email)
  if (isAddress && !/["<]/.test(name)) return { email, name: name || undefined }
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
export function withPictures(
  html: string,
  files: readonly ImportFile[],
): { body: string; files: ImportFile[] } {
  const all = [...files]
  const places = new Map<string, number>()
  const place = ({ path, content_id: cid }: ImportFile, index: number) => {
    for (const [kind, name] of Object.entries({ path, cid }))
      if (name !== undefined && !places.has(`${kind} ${name}`)) places.set(`${kind} ${name}`, index)
  }
  for (const [index, file] of all.entries()) place(file, index)
  const body = html.replaceAll(SHOWN, (_, path: string, id: string) => {
    const cid = `zammad-${id}`
    const index = Math.min(...[`path ${path}`, `cid ${cid}`].map((name) => places.get(name) ?? all.length))
    all[index] = { ...(all[index] ?? { name: `picture-${id}`, path }), content_id: cid }
    place(all[index], index)
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

/** Why the state of a ticket says nothing. */
function stateless(ticket: Fields, id: string): string {
  const name = textOf(ticket, 'state')
  return name === undefined
    ? `ticket ${id} has no state by name: list the tickets with expand=true, or add what GET /api/v1/ticket_states gives`
    : `ticket ${id} has the state "${name}", which is one of your own: add what GET /api/v1/ticket_states gives`
}

interface Reader {
  people: People
  states: States
}

function convert(
  ticket: Fields,
  at: string,
  articles: readonly Fields[],
  { people, states }: Reader,
): SourceItem {
  const id = textOf(ticket, 'id')
  if (id === undefined) return { type: 'problem', at, why: 'the ticket has no id' }
  const status = states.of(ticket)
  if (status === 'merged')
    return { type: 'skipped', at, rule: 'merged: their articles are in the ticket they were merged into' }
  if (status === 'removed') return { type: 'skipped', at, rule: 'removed in Zammad' }
  if (status === undefined) return { type: 'problem', at, why: stateless(ticket, id) }
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

/** Reads what tickets refer to: users, states, and articles in files of their own. */
async function collect(
  files: readonly string[],
  { people, states }: Reader,
  scratch: Scratch,
): Promise<void> {
  for (const file of files)
    for await (const found of ownRecords(jsonRecords(file, LISTS), 'zammad')) {
      if (found.type === 'problem') continue
      const { record } = found
      const kind = kindOf(record)
      if (kind === 'article') scratch.append('article', textOf(record, 'ticket_id') ?? '', record)
      if (kind === 'state') states.add(record)
      const id = textOf(record, 'id')
      if (kind === 'user' && id !== undefined)
        people.add(id, {
          email: textOf(record, 'email'),
          name: fullName(textOf(record, 'firstname'), textOf(record, 'lastname')),
        })
    }
}

async function* read(files: readonly string[], { scratch }: SourceOptions): AsyncGenerator<SourceItem> {
  const reader: Reader = { people: openPeople(scratch), states: new States() }
  await collect(files, reader, scratch)
  for (const file of files)
    for await (const found of ownRecords(jsonRecords(file, LISTS), 'zammad')) {
      if (found.type === 'problem') yield found
      else if (kindOf(found.record) === 'ticket') {
        const own = listOf(found.record, 'articles')
        const apart =
          own.length > 0 ? own : scratch.list('article', textOf(found.record, 'id') ?? '').filter(isFields)
        yield convert(found.record, found.at, apart, reader)
      }
    }
}

export const zammad: ImportSource = { name: 'zammad', title: 'Zammad', read }
