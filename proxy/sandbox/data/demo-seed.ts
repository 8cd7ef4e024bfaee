/** Tickets that look real, for `--seed demo`: `seedDemo` imports them once into an empty sandbox. */
import { addMessage, contactFor, recordActivity, startTicket } from './ticket-writer.ts'
import { int, type Desk } from './desk.ts'
import type { Who } from '../api/auth.ts'
import { SANDBOX_TOKEN } from './workspace-seed.ts'
import { CONVERSATIONS, type Conversation } from './demo-texts.ts'

const MINUTE = 60_000

/** Fills an empty sandbox; does nothing when there is a ticket. Times are relative to now. */
export function seedDemo(desk: Desk): void {
  if (desk.sql.get('select id from tickets limit 1')) return
  const who: Who = { token: SANDBOX_TOKEN, userId: 1, workspaceId: 1, admin: true, channels: [1, 2, 3] }
  desk.sql.transaction(() => {
    for (const conversation of CONVERSATIONS) add(desk, who, conversation)
  })
}

function add(desk: Desk, who: Who, conversation: Conversation): void {
  const at = (minutesAgo: number) => desk.now() - minutesAgo * MINUTE
  const createdAt = at(conversation.minutesAgo)
  const contactId = contactFor(desk, who, conversation.email, conversation.name, createdAt)
  const id = startTicket(desk, who, {
    channelId: conversation.channel,
    contactId,
    subject: conversation.subject,
    status: conversation.status,
    createdAt,
    closedAt: null,
    externalId: null,
    assigneeId: conversation.assignee ?? null,
  })
  let last = createdAt
  for (const message of conversation.messages) {
    last = at(message.minutesAgo)
    const inbound = message.type === 'inbound'
    addMessage(desk, id, {
      type: message.type,
      body: message.body,
      createdAt: last,
      contactId: inbound ? contactId : null,
      userId: inbound ? null : (message.user ?? 1),
      ...(message.type === 'outbound' ? { recipients: { to: [conversation.email], cc: [], bcc: [] } } : {}),
    })
  }
  for (const tag of conversation.tags ?? []) {
    const row = desk.sql.get('select id from tags where workspace_id = 1 and name = ?', tag)
    desk.sql.run('insert or ignore into ticket_tags (ticket_id, tag_id) values (?, ?)', id, int(row, 'id'))
  }
  recordActivity(desk, id, null, { type: 'ticket_created', description: 'Ticket received' })
  // The log's line is of now and would make every ticket the latest.
  desk.sql.run('update tickets set updated_at = ? where id = ?', last, id)
  desk.sql.run('update activities set created_at = ? where ticket_id = ?', createdAt, id)
}
