/**
 * Writing tickets: `startTicket`, `addMessage`, `touchTicket`, `recordActivity` and `contactFor` are the steps
 * that create, reply and import share. All expect to run inside one transaction.
 */
import { indexContact, indexMessage, indexTicket, textOf } from './search.ts'
import { insert, int, str, type Desk } from './desk.ts'
import type { Row } from '../../store/sqlite/database.ts'
import type { Who } from '../api/auth.ts'

/** The statuses that a ticket can have. */
export const STATUSES = ['open', 'waiting', 'closed', 'spam'] as const
export type TicketStatus = (typeof STATUSES)[number]

/** Length of `latest_message_preview`. */
const PREVIEW = 140

/** The contact with this address in the workspace, made when there is none; an existing name stays as it is. */
export function contactFor(desk: Desk, who: Who, email: string, name: string | null, at: number): number {
  const known = desk.sql.get(
    'select id from contacts where workspace_id = ? and email_key = ? and deleted_at is null',
    who.workspaceId,
    email.toLowerCase(),
  )
  return known ? int(known, 'id') : createContact(desk, who, { email, name, notes: null }, at)
}

/** Makes a contact and returns its id. */
export function createContact(
  desk: Desk,
  who: Who,
  fields: { email: string; name: string | null; notes: string | null },
  at: number,
): number {
  const id = insert(desk.sql, 'contacts', {
    ulid: desk.ulid(),
    workspace_id: who.workspaceId,
    ...fields,
    email_key: fields.email.toLowerCase(),
    name_key: fields.name?.toLowerCase() ?? null,
    created_at: at,
  })
  indexContact(desk.sql, id, fields.name, fields.email)
  return id
}

export interface NewTicket {
  channelId: number
  contactId: number
  subject: string
  status: string
  createdAt: number
  closedAt: number | null
  externalId: string | null
  assigneeId: number | null
}

/** Makes a ticket without messages and returns its id. */
export function startTicket(desk: Desk, who: Who, ticket: NewTicket): number {
  const { sql } = desk
  const id = insert(sql, 'tickets', {
    ulid: desk.ulid(),
    workspace_id: who.workspaceId,
    subject: ticket.subject,
    status: ticket.status,
    channel_id: ticket.channelId,
    contact_id: ticket.contactId,
    assignee_id: ticket.assigneeId,
    external_id: ticket.externalId,
    created_at: ticket.createdAt,
    updated_at: ticket.createdAt,
    last_activity_at: ticket.createdAt,
    closed_at: ticket.closedAt,
    arrived_at: desk.now(),
  })
  indexTicket(sql, id, ticket.subject)
  sql.run(
    `update contacts set ticket_count = ticket_count + 1,
      last_ticket_at = max(coalesce(last_ticket_at, 0), ?) where id = ?`,
    ticket.createdAt,
    ticket.contactId,
  )
  return id
}

export interface NewMessage {
  type: 'inbound' | 'outbound' | 'note'
  body: string
  createdAt: number
  contactId: number | null
  userId: number | null
  authorName?: string | null
  authorEmail?: string | null
  isForward?: boolean
  forwardedFromId?: number | null
  recipients?: Record<string, string[]>
  externalId?: string | null
}

/** Adds a message to a ticket and returns its id; the ticket's preview and last activity follow. */
export function addMessage(desk: Desk, ticketId: number, message: NewMessage): number {
  const { sql } = desk
  const id = insert(sql, 'messages', {
    ulid: desk.ulid(),
    ticket_id: ticketId,
    type: message.type,
    body_html: message.body,
    contact_id: message.contactId,
    user_id: message.userId,
    author_name: message.authorName ?? null,
    author_email: message.authorEmail ?? null,
    is_forward: message.isForward ? 1 : 0,
    forwarded_from_id: message.forwardedFromId ?? null,
    recipients: message.recipients ? JSON.stringify(message.recipients) : null,
    external_id: message.externalId ?? null,
    created_at: message.createdAt,
  })
  indexMessage(sql, id, message.body)
  const preview = Array.from(textOf(message.body)).slice(0, PREVIEW).join('')
  sql.run(
    `update tickets set preview = iif(? = 'note', preview, ?), last_activity_at = max(last_activity_at, ?),
      updated_at = max(updated_at, ?) where id = ?`,
    message.type,
    preview,
    message.createdAt,
    message.createdAt,
    ticketId,
  )
  return id
}

/** Writes one line of the activity log (the helpdesk's page "Tickets", under "List Ticket Activities") and marks the change. */
export function recordActivity(
  desk: Desk,
  ticketId: number,
  userId: number | null,
  activity: { type: string; description: string; properties?: Record<string, unknown> },
): void {
  const at = desk.now()
  insert(desk.sql, 'activities', {
    ulid: desk.ulid(),
    ticket_id: ticketId,
    type: activity.type,
    description: activity.description,
    properties: JSON.stringify(activity.properties ?? {}),
    user_id: userId,
    created_at: at,
  })
  desk.sql.run('update tickets set updated_at = max(updated_at, ?) where id = ?', at, ticketId)
}

/** Writes a ticket's status, and when it was closed. */
export function writeStatus(desk: Desk, ticketId: number, status: TicketStatus): void {
  const closedAt = status === 'closed' ? desk.now() : null
  desk.sql.run('update tickets set status = ?, closed_at = ? where id = ?', status, closedAt, ticketId)
}

/** Gives a ticket another status than it has, with the line in its log. */
export function changeStatus(desk: Desk, ticket: Row, status: TicketStatus, userId: number | null): void {
  const before = str(ticket, 'status')
  writeStatus(desk, int(ticket, 'id'), status)
  recordActivity(desk, int(ticket, 'id'), userId, {
    type: 'status_changed',
    description: `Status changed from ${before} to ${status}`,
    properties: { from: before, to: status },
  })
}
