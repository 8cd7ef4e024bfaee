/**
 * A ticket as far as visitors may ever know it: an allow-list over the helpdesk's answer. What is not named here never
 * gets past this file: notes, forwards, activities, tags, the assignee, summaries, ids, agents' addresses, HTML.
 */
import type { Block } from '../../contract/conversation/blocks.ts'
import { oneSpelling } from '../../contract/email/spelling.ts'
import { messagesOf } from '../../helpdesk/recognition.ts'
import { isObject, resource } from '../../helpdesk/request.ts'
import type { Json } from '../../helpdesk/request.ts'
import { toBlocks } from '../html/blocks.ts'
import { openingWords } from './opening-words.ts'

/** A file at the helpdesk. The address stays on the proxy. */
interface KnownFile {
  name: string
  url: string
  size?: number
  type?: string
}

/** A message that the visitor may be shown. */
export interface KnownMessage {
  /** Tells the message from the others, and nothing else. */
  key: string
  from: 'visitor' | 'agent'
  at: string
  /** Of an agent, in full. */
  name?: string
  blocks: readonly Block[]
  isCut: boolean
  files: readonly KnownFile[]
  /** Pictures in the text; a block names one by its place. */
  images: readonly KnownFile[]
  /** Of the message that a ticket of ours was made with: whose it is. Its blocks are the visitor's words alone. */
  reference?: string
}

/** What is known of a ticket. */
export interface KnownTicket {
  status: string
  /** Whether somebody works on it, or a team does. */
  isTaken: boolean
  /** Of the contact as it is now; empty when the helpdesk does not tell. */
  email: string
  /** Lower case; empty when the helpdesk does not tell. */
  channel: string
  subject: string
  /** As agents see it; empty when the helpdesk does not tell. */
  number: string
  createdAt: string
  changedAt: string
  messages: readonly KnownMessage[]
}

/** Messages that are kept, the newest: what somebody looks at is the end of a conversation. */
const MESSAGES_MAX = 200

/** What has not gone out, or not yet: an agent may still take it back. */
const UNSENT = /^(draft|scheduled|pending|queued|sending|failed|bounced|cancell?ed)$/i

const textIn = (from: Json | undefined, name: string): string => {
  const value = from?.[name]
  return typeof value === 'string' ? value : ''
}

const partOf = (from: Json, name: string): Json | undefined => {
  const value = from[name]
  return isObject(value) ? value : undefined
}

const listOf = (from: Json, name: string): Json[] => {
  const value = from[name]
  return Array.isArray(value) ? (value as unknown[]).filter(isObject) : []
}

/** A time as we write it; undefined when it is none. */
function timeIn(from: Json, name: string): string | undefined {
  const time = Date.parse(textIn(from, name))
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

function numberIn({ number }: Json): string {
  return typeof number === 'number' || typeof number === 'string' ? `#${number}` : ''
}

function fileOf(file: Json): KnownFile[] {
  const url = textIn(file, 'url') || textIn(file, 'download_url')
  // Uploads say `filename`, messages `name`.
  const name = textIn(file, 'name') || textIn(file, 'filename')
  const { size } = file
  const type = textIn(file, 'mime_type')
  if (url === '' && name === '') return []
  return [{ name, url, ...(typeof size === 'number' && { size }), ...(type !== '' && { type }) }]
}

/** Whether a message may be shown to whoever wrote under `email`. Whatever is not plainly so may not. */
function isShown(message: Json, email: string): boolean {
  const { type, is_forward: forward } = message
  if (forward !== undefined && forward !== null && forward !== false) return false
  if (type === 'outbound') return !UNSENT.test(textIn(message, 'send_status'))
  if (type !== 'inbound') return false
  // Words of a third person who was in copy are theirs.
  const sender = textIn(partOf(message, 'sender'), 'email')
  return sender === '' || oneSpelling(sender) === oneSpelling(email)
}

/** @param keyOf Names a message by its ULID, which nobody is told. */
function messageOf(message: Json, fallback: string, keyOf: (ulid: string) => string): KnownMessage {
  const inline = listOf(message, 'inline_images')
  const pictures = inline.map((picture) => [textIn(picture, 'url'), `cid:${textIn(picture, 'content_id')}`])
  const place = (source: string) => {
    const found = pictures.findIndex((names) => names.includes(source))
    return found === -1 ? undefined : String(found)
  }
  const from = message['type'] === 'outbound' ? 'agent' : 'visitor'
  const name = textIn(partOf(message, 'sender'), 'name')
  const told = toBlocks(textIn(message, 'body_html') || textIn(message, 'body'), place)
  const opening = from === 'visitor' ? openingWords(told.blocks) : undefined
  return {
    key: keyOf(textIn(message, 'ulid') || String(message['id'])),
    from,
    at: timeIn(message, 'created_at') ?? fallback,
    ...(from === 'agent' && name !== '' && { name }),
    blocks: opening?.blocks ?? told.blocks,
    isCut: told.isCut,
    files: listOf(message, 'attachments').flatMap(fileOf),
    images: inline.flatMap(fileOf),
    ...(opening && { reference: opening.reference }),
  }
}

/** When something happened to a ticket, as the list and the ticket alone tell it. */
export const activityOf = (ticket: Json): string =>
  ['updated_at', 'last_activity_at', 'status'].map((name) => textIn(ticket, name)).join(' ')

/** What may be known of a ticket; undefined when the answer is none. */
export function knownTicket(
  body: unknown,
  keyOf: (ulid: string) => string,
): { ticket: KnownTicket; activity: string } | undefined {
  const ticket = resource(body, 'ticket')
  if (!ticket || textIn(ticket, 'ulid') === '' || !Array.isArray(ticket['messages'])) return undefined
  const email = textIn(partOf(ticket, 'contact'), 'email')
  const createdAt = timeIn(ticket, 'created_at') ?? new Date(0).toISOString()
  const changedAt = timeIn(ticket, 'last_activity_at') ?? timeIn(ticket, 'updated_at') ?? createdAt
  const messages = messagesOf(ticket)
    .filter((message) => isShown(message, email))
    .map((message) => messageOf(message, createdAt, keyOf))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    .slice(-MESSAGES_MAX)
  const isTaken = Boolean(ticket['assignee'] ?? ticket['assigned_team'])
  const known: KnownTicket = {
    status: textIn(ticket, 'status'),
    isTaken,
    email,
    channel: textIn(partOf(ticket, 'channel'), 'ulid').toLowerCase(),
    subject: textIn(ticket, 'subject'),
    number: numberIn(ticket),
    createdAt,
    changedAt,
    messages,
  }
  return { ticket: known, activity: activityOf(ticket) }
}
