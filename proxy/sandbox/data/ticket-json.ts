/**
 * Tickets and messages as the API shows them: `ticketsJson`, `messagesJson` and the parts they are made of
 * (the helpdesk's page "Tickets", under "List Tickets" and "Get Ticket", example responses).
 */
import type { Row } from '../../store/sqlite/database.ts'
import { int, intOrNull, iso, isoOrNull, str, strOrNull, type Desk } from './desk.ts'
import { textOf } from './search.ts'

const TICKET = `select tickets.*,
    channels.ulid as channel_ulid, channels.name as channel_name, channels.type as channel_type,
    channels.color as channel_color, channels.email_address as channel_address,
    contacts.ulid as contact_ulid, contacts.name as contact_name, contacts.email as contact_email,
    contacts.avatar_url as contact_avatar,
    users.ulid as user_ulid, users.name as user_name, users.email as user_email,
    users.avatar_url as user_avatar, users.timezone as user_timezone,
    teams.ulid as team_ulid, teams.name as team_name, teams.description as team_description,
    (select count(*) from team_members where team_members.team_id = teams.id) as team_size
  from tickets
    join channels on channels.id = tickets.channel_id
    join contacts on contacts.id = tickets.contact_id
    left join users on users.id = tickets.assignee_id
    left join teams on teams.id = tickets.team_id`

/** The tickets with these ids, in this order. */
export function ticketsJson(desk: Desk, ids: readonly number[]): Record<string, unknown>[] {
  const list = JSON.stringify(ids)
  const tags = tagsOf(desk, list)
  const rows = desk.sql.all(`${TICKET} where tickets.id in (select value from json_each(?))`, list)
  const byId = new Map(rows.map((row) => [int(row, 'id'), row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [ticketJson(row, tags.get(id) ?? [])] : []
  })
}

function ticketJson(row: Row, tags: unknown[]): Record<string, unknown> {
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    number: int(row, 'id'),
    subject: str(row, 'subject'),
    title: null,
    status: str(row, 'status'),
    channel: {
      id: int(row, 'channel_id'),
      ulid: str(row, 'channel_ulid'),
      name: str(row, 'channel_name'),
      type: str(row, 'channel_type'),
      color: str(row, 'channel_color'),
    },
    assignee: assigneeOf(row),
    assigned_team: teamOf(row),
    contact: {
      id: int(row, 'contact_id'),
      ulid: str(row, 'contact_ulid'),
      name: strOrNull(row, 'contact_name'),
      email: str(row, 'contact_email'),
      avatar_url: strOrNull(row, 'contact_avatar'),
    },
    tags,
    latest_message_preview: str(row, 'preview'),
    summary: null,
    from_address: strOrNull(row, 'channel_address'),
    last_activity_at: iso(int(row, 'last_activity_at')),
    closed_at: isoOrNull(intOrNull(row, 'closed_at')),
    created_at: iso(int(row, 'created_at')),
    updated_at: iso(int(row, 'updated_at')),
  }
}

function assigneeOf(row: Row): Record<string, unknown> | null {
  if (intOrNull(row, 'assignee_id') === null) return null
  return {
    id: int(row, 'assignee_id'),
    ulid: str(row, 'user_ulid'),
    name: str(row, 'user_name'),
    email: str(row, 'user_email'),
    avatar_url: strOrNull(row, 'user_avatar'),
    timezone: str(row, 'user_timezone'),
  }
}

function teamOf(row: Row): Record<string, unknown> | null {
  if (intOrNull(row, 'team_id') === null) return null
  return {
    id: int(row, 'team_id'),
    ulid: str(row, 'team_ulid'),
    name: str(row, 'team_name'),
    description: strOrNull(row, 'team_description'),
    logo_url: null,
    member_count: int(row, 'team_size'),
  }
}

/** The tags of the tickets whose ids stand in a JSON list. */
function tagsOf(desk: Desk, ids: string): Map<number, Record<string, unknown>[]> {
  const tags = new Map<number, Record<string, unknown>[]>()
  const rows = desk.sql.all(
    `select ticket_tags.ticket_id, tags.* from ticket_tags join tags on tags.id = ticket_tags.tag_id
      where ticket_id in (select value from json_each(?)) order by tags.name`,
    ids,
  )
  for (const row of rows) {
    const ticket = int(row, 'ticket_id')
    tags.set(ticket, [...(tags.get(ticket) ?? []), tagJson(row)])
  }
  return tags
}

/** One tag. */
export function tagJson(row: Row): Record<string, unknown> {
  return { id: int(row, 'id'), ulid: str(row, 'ulid'), name: str(row, 'name'), color: str(row, 'color') }
}

const MESSAGE = `select messages.*,
    contacts.name as contact_name, contacts.email as contact_email, contacts.avatar_url as contact_avatar,
    users.name as user_name, users.email as user_email, users.avatar_url as user_avatar
  from messages
    left join contacts on contacts.id = messages.contact_id
    left join users on users.id = messages.user_id`

/** The messages of a ticket in chronological order (the helpdesk's page "Messages", under "List Messages"). */
export function messagesJson(desk: Desk, base: string, ticketId: number): Record<string, unknown>[] {
  const rows = desk.sql.all(
    `${MESSAGE} where messages.ticket_id = ? order by messages.created_at, messages.id`,
    ticketId,
  )
  return rows.map((row) => messageJson(desk, base, row))
}

/** One message by its id, which exists. */
export function oneMessageJson(desk: Desk, base: string, id: number): Record<string, unknown> {
  const row = desk.sql.get(`${MESSAGE} where messages.id = ?`, id)
  if (!row) throw new Error(`message ${id} is missing`)
  return messageJson(desk, base, row)
}

function messageJson(desk: Desk, base: string, row: Row): Record<string, unknown> {
  const files = desk.sql.all(
    'select id, ulid, token, filename, mime_type, size, secret from attachments where message_id = ? order by id',
    int(row, 'id'),
  )
  const address = (file: Row) => `${base}/attachments/${str(file, 'ulid')}/${str(file, 'secret')}`
  const body = str(row, 'body_html')
  // cid:TOKEN is kept in the database and becomes an address here: the origin can change between two starts.
  const html = files.reduce((text, file) => text.replaceAll(contentId(file), address(file)), body)
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    type: str(row, 'type'),
    body_html: html,
    body_text: textOf(html),
    sender: senderOf(row),
    attachments: files.map((file) => attachmentJson(file, address(file))),
    inline_images: files
      .filter((file) => body.includes(contentId(file)))
      .map((file) => inlineImageJson(file, address(file))),
    is_forward: int(row, 'is_forward') === 1,
    send_status: str(row, 'type') === 'outbound' ? 'sent' : null,
    created_at: iso(int(row, 'created_at')),
  }
}

/** How a body names an uploaded picture. */
const contentId = (file: Row): string => `cid:${str(file, 'token')}`

/** `name` is the documented word, `filename` that of uploads: clients of either generation find theirs. */
function attachmentJson(file: Row, url: string): Record<string, unknown> {
  return {
    id: int(file, 'id'),
    ulid: str(file, 'ulid'),
    name: str(file, 'filename'),
    filename: str(file, 'filename'),
    mime_type: str(file, 'mime_type'),
    size: int(file, 'size'),
    url,
  }
}

/** A picture in the body; `url` is what its `src` says. */
function inlineImageJson(file: Row, url: string): Record<string, unknown> {
  return {
    id: int(file, 'id'),
    name: str(file, 'filename'),
    mime_type: str(file, 'mime_type'),
    size: int(file, 'size'),
    content_id: str(file, 'token'),
    url,
    download_url: `${url}?download=1`,
  }
}

/** The contact, the team member, or the agent of another helpdesk that an import named. */
function senderOf(row: Row): Record<string, unknown> {
  const from = (type: string, prefix: string, id: number) => ({
    id,
    type,
    name: strOrNull(row, `${prefix}_name`),
    email: strOrNull(row, `${prefix}_email`),
    avatar_url: strOrNull(row, `${prefix}_avatar`),
  })
  const contact = intOrNull(row, 'contact_id')
  if (contact !== null) return from('contact', 'contact', contact)
  const user = intOrNull(row, 'user_id')
  if (user !== null) return from('user', 'user', user)
  return {
    id: null,
    type: 'user',
    name: strOrNull(row, 'author_name'),
    email: strOrNull(row, 'author_email'),
    avatar_url: null,
  }
}
