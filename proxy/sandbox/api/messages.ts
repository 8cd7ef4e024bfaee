/**
 * Writing on a ticket: `messageRoutes` adds replies, forwards and internal notes (the helpdesk's page "Messages").
 * Nothing is sent anywhere; the recipients are kept with the message.
 */
import { z } from 'zod'
import { attachFiles, attachmentIds, checkUploads } from './attachments.ts'
import { addMessage, recordActivity, type NewMessage } from '../data/ticket-writer.ts'
import { int, str } from '../data/desk.ts'
import { data, type Call, type Route } from './router.ts'
import { oneMessageJson } from '../data/ticket-json.ts'
import { ticketOr404 } from './tickets.ts'
import { email, text, validate, type Input, type Report } from './validation.ts'
import type { Row } from '../../store/sqlite/database.ts'

const recipients = z
  .array(email)
  .nullish()
  .transform((list) => list ?? [])

/** What every message has. */
export const Note = z.object({ body: text(), attachment_ids: attachmentIds })

const Reply = Note.extend({
  to_recipients: recipients,
  cc_recipients: recipients,
  bcc_recipients: recipients,
})

const Forward = Reply.extend({
  to_recipients: z.array(email).min(1),
  forwarded_from_message_ulid: z.unknown().optional(),
  forwarded_from_message_id: z.unknown().optional(),
})

export const messageRoutes: readonly Route[] = [
  { method: 'POST', path: '/tickets/:ticket/reply', body: Reply, handler: reply },
  { method: 'POST', path: '/tickets/:ticket/forward', body: Forward, handler: forward },
  { method: 'POST', path: '/tickets/:ticket/note', body: Note, handler: note },
]

/** "Reply to a Ticket": 201 with an outbound message, to the contact unless `to_recipients` names others. */
async function reply(call: Call): Promise<Response> {
  const ticket = ticketOr404(call)
  const input = await call.input()
  const fields = validate(Reply, input, (report) => uploads(call, input, report))
  const contact = call.desk.sql.get('select email from contacts where id = ?', int(ticket, 'contact_id'))
  const to = fields.to_recipients.length > 0 ? fields.to_recipients : [str(contact, 'email')]
  return write(call, ticket, fields.attachment_ids, {
    type: 'outbound',
    body: fields.body,
    recipients: { to, cc: fields.cc_recipients, bcc: fields.bcc_recipients },
  })
}

/** "Forward a Ticket": as a reply, with at least one recipient and `is_forward`. */
async function forward(call: Call): Promise<Response> {
  const ticket = ticketOr404(call)
  const input = await call.input()
  const original = originalOf(call, ticket, input)
  const fields = validate(Forward, input, (report) => {
    uploads(call, input, report)
    if (original === 'unknown') report(originalKey(input), (name) => `The selected ${name} is invalid.`)
  })
  return write(call, ticket, fields.attachment_ids, {
    type: 'outbound',
    body: fields.body,
    isForward: true,
    forwardedFromId: typeof original === 'number' ? original : null,
    recipients: { to: fields.to_recipients, cc: fields.cc_recipients, bcc: fields.bcc_recipients },
  })
}

/** The page names the original by integer id, the current API by ULID; both are taken. */
function originalKey(input: Input): 'forwarded_from_message_id' | 'forwarded_from_message_ulid' {
  const older = (input['forwarded_from_message_id'] ?? null) !== null
  return older ? 'forwarded_from_message_id' : 'forwarded_from_message_ulid'
}

function originalOf(call: Call, ticket: Row, input: Input): number | null | 'unknown' {
  const key = originalKey(input)
  const value = input[key] ?? null
  if (value === null) return null
  if (typeof value !== 'string' && typeof value !== 'number') return 'unknown'
  const column = key === 'forwarded_from_message_id' ? 'id' : 'ulid'
  const row = call.desk.sql.get(
    `select id from messages where ticket_id = ? and ${column} = ?`,
    int(ticket, 'id'),
    column === 'id' ? Number(value) : String(value),
  )
  return row ? int(row, 'id') : 'unknown'
}

/** "Add an Internal Note": 201 with a message that the contact never sees. */
async function note(call: Call): Promise<Response> {
  const ticket = ticketOr404(call)
  const input = await call.input()
  const fields = validate(Note, input, (report) => uploads(call, input, report))
  return write(call, ticket, fields.attachment_ids, { type: 'note', body: fields.body })
}

function uploads(call: Call, input: Input, report: Report): void {
  checkUploads(call, input['attachment_ids'], 'attachment_ids', report)
}

function write(
  call: Call,
  ticket: Row,
  files: readonly string[],
  message: Omit<NewMessage, 'createdAt' | 'contactId' | 'userId'>,
): Response {
  const { desk, who } = call
  const ticketId = int(ticket, 'id')
  const id = desk.sql.transaction(() => {
    const messageId = addMessage(desk, ticketId, {
      ...message,
      createdAt: desk.now(),
      contactId: null,
      userId: who.userId,
    })
    attachFiles(desk, who, messageId, files)
    recordActivity(desk, ticketId, who.userId, activityOf(message))
    return messageId
  })
  desk.announce({ ticket: str(ticket, 'ulid'), kind: 'changed' })
  return data(oneMessageJson(desk, call.base, id), 201)
}

function activityOf(message: Pick<NewMessage, 'type' | 'isForward' | 'recipients'>) {
  if (message.type === 'note') return { type: 'note_added', description: 'Note added' }
  const to = message.recipients?.['to'] ?? []
  return message.isForward
    ? { type: 'forwarded', description: `Forwarded to ${to.join(', ')}`, properties: { to } }
    : { type: 'replied', description: `Replied to ${to.join(', ')}`, properties: { to } }
}
