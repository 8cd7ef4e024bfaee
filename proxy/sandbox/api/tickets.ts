/**
 * The ticket calls of the helpdesk's page "Tickets": `ticketRoutes` creates, lists and shows tickets. What changes an
 * existing one is in `changes.ts`.
 */
import { z } from 'zod'
import { channelOr404, type Who } from './auth.ts'
import { attachFiles, attachmentIds, checkUploads } from './attachments.ts'
import { addMessage, contactFor, recordActivity, startTicket } from '../data/ticket-writer.ts'
import { int, str, type Desk } from '../data/desk.ts'
import { notFound } from './errors.ts'
import {
  allOf,
  isTrue,
  listParam,
  pageOfIds,
  paginate,
  readListing,
  type ListQuery,
  type Where,
} from './pagination.ts'
import { data, type Call, type Route } from './router.ts'
import { ticketMatch } from '../data/search.ts'
import { messagesJson, ticketsJson } from '../data/ticket-json.ts'
import { email, isRecord, optional, text, validate } from './validation.ts'
import { SUBJECT_MAX } from '../../contract/limits.ts'
import { isUlid } from '../data/ulid.ts'
import { runWorkflows } from '../workflows/run.ts'
import type { Row } from '../../store/sqlite/database.ts'

const NewTicket = z.object({
  channel: text(),
  subject: text(SUBJECT_MAX),
  from_contact: z.object({ email, name: optional(text(255)) }).prefault({} as never), // so that its fields are named
  message: z.object({ body: text(), attachment_ids: attachmentIds }).prefault({} as never),
})

export const ticketRoutes: readonly Route[] = [
  { method: 'POST', path: '/tickets', body: NewTicket, handler: createTicket },
  { method: 'GET', path: '/tickets', handler: listTickets },
  { method: 'GET', path: '/tickets/:ticket', handler: showTicket },
]

/**
 * "Create Ticket": 201 with the ticket. Runs the inbound pipeline: the contact is made or reused, and workflows
 * see the new ticket. 404 for a channel out of reach.
 */
async function createTicket(call: Call): Promise<Response> {
  const { desk, who } = call
  const input = await call.input()
  const fields = validate(NewTicket, input, (report) => {
    const uploads = isRecord(input['message']) ? input['message']['attachment_ids'] : undefined
    checkUploads(call, uploads, 'message.attachment_ids', report)
  })
  const channel = channelOr404(desk, who, fields.channel)
  const id = desk.sql.transaction(() => {
    const at = desk.now()
    const contactId = contactFor(desk, who, fields.from_contact.email, fields.from_contact.name, at)
    const ticketId = startTicket(desk, who, {
      channelId: int(channel, 'id'),
      contactId,
      subject: fields.subject,
      status: 'open',
      createdAt: at,
      closedAt: null,
      externalId: null,
      assigneeId: null,
    })
    const messageId = addMessage(desk, ticketId, {
      type: 'inbound',
      body: fields.message.body,
      createdAt: at,
      contactId,
      userId: null,
    })
    attachFiles(desk, who, messageId, fields.message.attachment_ids)
    recordActivity(desk, ticketId, null, {
      type: 'ticket_created',
      description: `Ticket received on ${str(channel, 'name')}`,
    })
    recordActivity(desk, ticketId, null, {
      type: 'workflow_triggered',
      description: 'Workflows ran: on new ticket',
      properties: { trigger: 'on new ticket' },
    })
    runWorkflows(desk, ticketId, { trigger: 'on_new_ticket' })
    runWorkflows(desk, ticketId, { trigger: 'on_inbound_message' })
    return ticketId
  })
  const [ticket] = ticketsJson(desk, [id])
  desk.announce({ ticket: String(ticket?.['ulid']), kind: 'created' })
  return data(ticket, 201)
}

/** "List Tickets": every filter and sort of the page, newest change first. */
function listTickets(call: Call): Response {
  const listing = readListing(call.url.searchParams, {
    filters: [
      'status',
      'channel_ulids',
      'tag_ulids',
      'search',
      'assigned_to_me',
      'unassigned',
      'assigned_user_ulid',
    ],
    sorts: { created_at: 'created_at', updated_at: 'updated_at', last_activity_at: 'last_activity_at' },
    defaultSort: '-updated_at',
  })
  const { ids, total } = pageOfIds(call.desk.sql, 'tickets', conditions(call, listing), listing)
  return paginate(call.url, listing, total, ticketsJson(call.desk, ids))
}

function conditions(call: Call, { filters }: ListQuery): Where {
  const all: Where[] = [visible(call.who)]
  const inList = (name: string, where: string) => {
    const value = filters.get(name)
    if (value !== undefined) all.push({ where, params: [listParam(value)] })
  }
  const list = 'select value from json_each(?)'
  inList('status', `status in (${list})`)
  inList(
    'channel_ulids',
    `channel_id in (select channels.id from channels join json_each(?) on channels.ulid = value)`,
  )
  inList(
    'tag_ulids',
    `id in (select ticket_id from ticket_tags join tags on tags.id = tag_id join json_each(?) on tags.ulid = value)`,
  )
  inList('assigned_user_ulid', `assignee_id in (select users.id from users where ulid in (${list}))`)
  if (isTrue(filters.get('unassigned'))) all.push({ where: 'assignee_id is null', params: [] })
  if (isTrue(filters.get('assigned_to_me'))) {
    all.push({ where: 'assignee_id = ?', params: [call.who.userId] })
  }
  const term = filters.get('search')
  if (term !== undefined) all.push(ticketMatch(term))
  if (call.staleSearchMs > 0) {
    all.push({ where: 'arrived_at <= ?', params: [call.desk.now() - call.staleSearchMs] })
  }
  return allOf(all)
}

/** Tickets of the workspace on channels that the caller may see. */
function visible(who: Who): Where {
  return {
    where: 'workspace_id = ? and channel_id in (select value from json_each(?))',
    params: [who.workspaceId, JSON.stringify(who.channels)],
  }
}

/** "Get Ticket": the ticket with its messages. */
function showTicket(call: Call): Response {
  return data(fullTicket(call.desk, call.base, int(ticketOr404(call), 'id')))
}

/** A ticket with its messages. */
export function fullTicket(desk: Desk, base: string, id: number): Record<string, unknown> {
  const [ticket] = ticketsJson(desk, [id])
  return { ...ticket, messages: messagesJson(desk, base, id) }
}

/**
 * The ticket that the path names, by ULID in either case or by the integer id of the older pages. Throws 404
 * when there is none that the caller may see.
 */
export function ticketOr404(call: Call): Row {
  const row = byPath(call.desk, 'tickets', call.param('ticket'))
  if (!row || int(row, 'workspace_id') !== call.who.workspaceId) throw notFound('Ticket')
  if (!call.who.channels.includes(int(row, 'channel_id'))) throw notFound('Ticket')
  return row
}

/** A row by the ULID or integer id in a path. */
export function byPath(desk: Desk, table: string, value: string): Row | undefined {
  if (isUlid(value)) return desk.sql.get(`select * from ${table} where ulid = ?`, value)
  if (!/^\d{1,15}$/.test(value)) return undefined
  return desk.sql.get(`select * from ${table} where id = ?`, Number(value))
}
