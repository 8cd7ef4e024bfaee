/**
 * Silent imports: `importRoutes` takes a conversation that happened elsewhere, with its own times, authors and
 * tags (the helpdesk's page "Import"). No activity of a workflow, no preview of mail, no second ticket for a known id.
 */
import { z } from 'zod'
import { activeMember, channelOr404, mayAccess, requireAdmin } from './auth.ts'
import { attachFiles, attachmentIds, checkUploads } from './attachments.ts'
import { Status } from './ticket-changes.ts'
import { addMessage, contactFor, recordActivity, startTicket } from '../data/ticket-writer.ts'
import { insert, int } from '../data/desk.ts'
import { data, type Call, type Route } from './router.ts'
import { fullTicket } from './tickets.ts'
import { email, isRecord, optional, text, validate, type Input, type Report } from './validation.ts'
import type { Row } from '../../store/sqlite/database.ts'
import { SUBJECT_MAX } from '../../contract/limits.ts'

/** The path of the import, which is counted on its own. */
export const IMPORT_PATH = '/tickets/import'

const MESSAGES_MAX = 200
const TAGS_MAX = 50

/** ISO 8601, with or without a time; a time without an offset is UTC. */
const ISO = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/i

const time = z
  .string()
  .refine((value) => timeOf(value) !== null, { params: { rule: 'must be a valid date' } })
  .transform((value) => timeOf(value) ?? 0)

function timeOf(value: string): number | null {
  if (!ISO.test(value)) return null
  const stamp = value.replace(' ', 'T')
  const ms = Date.parse(/T/i.test(stamp) && !/(Z|[+-]\d\d:?\d\d)$/i.test(stamp) ? `${stamp}Z` : stamp)
  return Number.isNaN(ms) ? null : ms
}

const Message = z.object({
  type: z.enum(['inbound', 'outbound', 'note']),
  body: text(),
  created_at: optional(time),
  author_email: optional(email),
  author_name: optional(text(255)),
  external_id: optional(text(255)),
  attachment_ids: attachmentIds,
})

const Import = z.object({
  channel: text(),
  subject: text(SUBJECT_MAX),
  status: Status,
  created_at: optional(time),
  closed_at: optional(time),
  external_id: optional(text(255)),
  assignee_email: optional(email),
  tags: optional(z.array(text(255)).max(TAGS_MAX)),
  from_contact: z.object({ email, name: optional(text(255)) }).prefault({} as never), // so that its fields are named
  messages: z.array(Message).min(1).max(MESSAGES_MAX),
})
type Import = z.infer<typeof Import>

export const importRoutes: readonly Route[] = [
  { method: 'POST', path: IMPORT_PATH, body: Import, handler: importTicket },
]

/**
 * "From any helpdesk using our API": 201 with the ticket and its messages, 200 with the existing one for a known
 * `external_id`. Throws 403 without an admin token, 404 for a channel out of reach, 422 for anything against the
 * page's table.
 */
async function importTicket(call: Call): Promise<Response> {
  const { desk, who } = call
  requireAdmin(who)
  const input = await call.input()
  const known = existing(call, input['external_id'])
  if (known !== null) return data(fullTicket(desk, call.base, known))
  const fields = validate(Import, input, (report) => {
    inThePast(input, desk.now(), report)
    for (const [index, message] of listOf(input['messages']).entries()) {
      if (isRecord(message))
        checkUploads(call, message['attachment_ids'], `messages.${index}.attachment_ids`, report)
    }
  })
  const channel = channelOr404(desk, who, fields.channel)
  const id = desk.sql.transaction(() => write(call, fields, int(channel, 'id')))
  const ticket = fullTicket(desk, call.base, id)
  desk.announce({ ticket: String(ticket['ulid']), kind: 'created' })
  return data(ticket, 201)
}

/** The ticket with this `external_id` ("Idempotency"). */
function existing(call: Call, externalId: unknown): number | null {
  if (typeof externalId !== 'string') return null
  const row = call.desk.sql.get(
    'select id from tickets where workspace_id = ? and external_id = ?',
    call.who.workspaceId,
    externalId,
  )
  return row ? int(row, 'id') : null
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** "All timestamps must be in the past." */
function inThePast(input: Input, now: number, report: Report): void {
  const check = (key: string, value: unknown) => {
    const ms = typeof value === 'string' ? timeOf(value) : null
    if (ms !== null && ms > now)
      report(key, (name) => `The ${name} field must be a date before or equal to now.`)
  }
  check('created_at', input['created_at'])
  check('closed_at', input['closed_at'])
  for (const [index, message] of listOf(input['messages']).entries()) {
    if (isRecord(message)) check(`messages.${index}.created_at`, message['created_at'])
  }
}

function write(call: Call, fields: Import, channelId: number): number {
  const { desk, who } = call
  const times = fields.messages.flatMap(({ created_at: at }) => (at === null ? [] : [at]))
  const createdAt = fields.created_at ?? (times.length > 0 ? Math.min(...times) : desk.now())
  const contactId = contactFor(desk, who, fields.from_contact.email, fields.from_contact.name, createdAt)
  const assignee = assigneeOf(call, fields.assignee_email, channelId)
  const id = startTicket(desk, who, {
    channelId,
    contactId,
    subject: fields.subject,
    status: fields.status,
    createdAt,
    closedAt: fields.status === 'closed' ? fields.closed_at : null,
    externalId: fields.external_id,
    assigneeId: assignee,
  })
  for (const message of fields.messages) {
    const messageId = addMessage(desk, id, {
      type: message.type,
      body: message.body,
      createdAt: message.created_at ?? createdAt,
      externalId: message.external_id,
      ...authorOf(call, message, contactId),
    })
    attachFiles(desk, who, messageId, message.attachment_ids)
  }
  for (const name of fields.tags ?? []) {
    desk.sql.run(
      'insert or ignore into ticket_tags (ticket_id, tag_id) values (?, ?)',
      id,
      tagFor(call, name),
    )
  }
  recordActivity(desk, id, who.userId, { type: 'imported', description: 'Imported' })
  // The log's line is of today, the ticket is not: its last change stays in the past.
  const last = Math.max(createdAt, ...times, fields.status === 'closed' ? (fields.closed_at ?? 0) : 0)
  desk.sql.run('update tickets set updated_at = ? where id = ?', last, id)
  return id
}

/** The member with this address, if active and with access to the channel; otherwise nobody, without an error. */
function assigneeOf(call: Call, address: string | null, channelId: number): number | null {
  const member = address === null ? undefined : activeMember(call.desk, call.who, 'email', address)
  return member && mayAccess(call.desk, call.who, member, channelId) ? int(member, 'id') : null
}

/** "Message authors": the contact; a member; the name and address given; the owner of the token. */
function authorOf(
  call: Call,
  message: Import['messages'][number],
  contactId: number,
): {
  contactId: number | null
  userId: number | null
  authorName?: string | null
  authorEmail?: string | null
} {
  if (message.type === 'inbound') return { contactId, userId: null }
  const { author_email: address, author_name: name } = message
  const member: Row | undefined =
    address === null ? undefined : activeMember(call.desk, call.who, 'email', address)
  if (member) return { contactId: null, userId: int(member, 'id') }
  if (address !== null || name !== null) {
    return { contactId: null, userId: null, authorName: name, authorEmail: address }
  }
  return { contactId: null, userId: call.who.userId }
}

/** The tag with this name, made when the workspace has none. */
function tagFor(call: Call, name: string): number {
  const { desk, who } = call
  const known = desk.sql.get('select id from tags where workspace_id = ? and name = ?', who.workspaceId, name)
  if (known) return int(known, 'id')
  return insert(desk.sql, 'tags', { ulid: desk.ulid(), workspace_id: who.workspaceId, name, color: 'gray' })
}
