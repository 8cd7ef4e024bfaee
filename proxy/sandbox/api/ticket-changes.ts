/**
 * Calls that change a ticket: `changeRoutes` sets status, assignee, team and tags and lists the activities that
 * all of them leave behind (the helpdesk's page "Tickets", under "Update Ticket …" and "List Ticket Activities").
 */
import { z } from 'zod'
import { activeMember, mayAccess } from './auth.ts'
import { changeStatus, recordActivity, STATUSES } from '../data/ticket-writer.ts'
import { int, intOrNull, iso, str, strOrNull } from '../data/desk.ts'
import { notFound } from './errors.ts'
import { pageOfIds, paginate, readListing } from './pagination.ts'
import { data, noContent, type Call, type Route } from './router.ts'
import { ticketsJson } from '../data/ticket-json.ts'
import { byPath, ticketOr404 } from './tickets.ts'
import { validate, type Input, type Report } from './validation.ts'
import type { Row, SqlValue } from '../../store/sqlite/database.ts'
import { runWorkflows } from '../workflows/run.ts'

export const Status = z.enum(STATUSES)

const StatusChange = z.object({ status: Status })
const AssigneeChange = z.object({ assignee_ulid: z.string().nullish() })
const TeamChange = z.object({ team_ulid: z.string().nullish() })

export const changeRoutes: readonly Route[] = [
  { method: 'PUT', path: '/tickets/:ticket/status', body: StatusChange, handler: setStatus },
  { method: 'PUT', path: '/tickets/:ticket/assignee', body: AssigneeChange, handler: setAssignee },
  { method: 'PUT', path: '/tickets/:ticket/team', body: TeamChange, handler: setTeam },
  { method: 'POST', path: '/tickets/:ticket/tags/:tag', handler: addTag },
  { method: 'DELETE', path: '/tickets/:ticket/tags/:tag', handler: removeTag },
  { method: 'GET', path: '/tickets/:ticket/activities', handler: listActivities },
]

/** Writes columns of a ticket with the line in its log, announces it, and answers 200 with the ticket. */
function change(
  call: Call,
  ticket: Row,
  columns: Record<string, SqlValue>,
  activity: { type: string; description: string; properties: Record<string, unknown> },
): Response {
  const { desk, who } = call
  const id = int(ticket, 'id')
  const assignments = Object.keys(columns).map((column) => `${column} = ?`)
  desk.sql.transaction(() => {
    desk.sql.run(`update tickets set ${assignments.join(', ')} where id = ?`, ...Object.values(columns), id)
    recordActivity(desk, id, who.userId, activity)
  })
  return changed(call, ticket)
}

function changed(call: Call, ticket: Row): Response {
  call.desk.announce({ ticket: str(ticket, 'ulid'), kind: 'changed' })
  return data(ticketsJson(call.desk, [int(ticket, 'id')])[0])
}

/** "Update Ticket Status". Setting the status that the ticket has already leaves no line in the log. */
async function setStatus(call: Call): Promise<Response> {
  const ticket = ticketOr404(call)
  const { status } = validate(StatusChange, await call.input())
  const { desk, who } = call
  if (status !== str(ticket, 'status'))
    desk.sql.transaction(() => changeStatus(desk, ticket, status, who.userId))
  return changed(call, ticket)
}

/** "Update Ticket Assignee": an active member with access to the channel, or null. */
async function setAssignee(call: Call): Promise<Response> {
  const ticket = ticketOr404(call)
  const member = await named(call, AssigneeChange, 'assignee_ulid', (ulid) => {
    const row = activeMember(call.desk, call.who, 'ulid', ulid)
    return row && mayAccess(call.desk, call.who, row, int(ticket, 'channel_id')) ? row : undefined
  })
  const id = member ? int(member, 'id') : null
  if (id === intOrNull(ticket, 'assignee_id')) return changed(call, ticket)
  return change(
    call,
    ticket,
    { assignee_id: id },
    {
      type: 'assignee_changed',
      description: member ? `Assigned to ${str(member, 'name')}` : 'Unassigned',
      properties: { assignee_ulid: member ? str(member, 'ulid') : null },
    },
  )
}

/** "Update Ticket Team": a team of the workspace, or null. */
async function setTeam(call: Call): Promise<Response> {
  const ticket = ticketOr404(call)
  const team = await named(call, TeamChange, 'team_ulid', (ulid) =>
    call.desk.sql.get('select * from teams where ulid = ? and workspace_id = ?', ulid, call.who.workspaceId),
  )
  const id = team ? int(team, 'id') : null
  if (id === intOrNull(ticket, 'team_id')) return changed(call, ticket)
  return change(
    call,
    ticket,
    { team_id: id },
    {
      type: 'team_changed',
      description: team ? `Given to the team ${str(team, 'name')}` : 'Taken from its team',
      properties: { team_ulid: team ? str(team, 'ulid') : null },
    },
  )
}

/** What a ULID in the body names; null for null. Throws 422 when the field is missing or names nothing. */
async function named(
  call: Call,
  schema: z.ZodType,
  key: string,
  find: (ulid: string) => Row | undefined,
): Promise<Row | undefined> {
  const input: Input = await call.input()
  const value = input[key]
  const row = typeof value === 'string' ? find(value) : undefined
  const check = (report: Report) => {
    if (!(key in input)) report(key, (attribute) => `The ${attribute} field must be present.`)
    if (typeof value === 'string' && !row) {
      report(key, (attribute) => `The selected ${attribute} is invalid.`)
    }
  }
  validate(schema, input, check)
  return row
}

/** `POST …/tags/{tag}`: 200 with the ticket; adding a tag twice changes nothing. */
function addTag(call: Call): Response {
  return tagChange(
    call,
    'insert or ignore into ticket_tags (ticket_id, tag_id) values (?, ?)',
    'tag_added',
    'on_tag_added',
    (name) => `Tag ${name} added`,
    (ticket) => changed(call, ticket),
  )
}

/** `DELETE …/tags/{tag}`: 204, also when the ticket did not carry the tag. */
function removeTag(call: Call): Response {
  return tagChange(
    call,
    'delete from ticket_tags where ticket_id = ? and tag_id = ?',
    'tag_removed',
    'on_tag_removed',
    (name) => `Tag ${name} removed`,
    (ticket) => {
      changed(call, ticket)
      return noContent()
    },
  )
}

function tagChange(
  call: Call,
  statement: string,
  type: string,
  trigger: 'on_tag_added' | 'on_tag_removed',
  describe: (name: string) => string,
  answer: (ticket: Row) => Response,
): Response {
  const { desk, who } = call
  const ticket = ticketOr404(call)
  const tag = byPath(desk, 'tags', call.param('tag'))
  if (!tag || int(tag, 'workspace_id') !== who.workspaceId) throw notFound('Tag')
  desk.sql.transaction(() => {
    if (desk.sql.run(statement, int(ticket, 'id'), int(tag, 'id')) === 0) return
    recordActivity(desk, int(ticket, 'id'), who.userId, {
      type,
      description: describe(str(tag, 'name')),
      properties: { tag_ulid: str(tag, 'ulid'), name: str(tag, 'name') },
    })
    runWorkflows(desk, int(ticket, 'id'), { trigger, tag: str(tag, 'ulid') })
  })
  return answer(ticket)
}

/** "List Ticket Activities": the log in pages, oldest first. */
function listActivities(call: Call): Response {
  const { sql } = call.desk
  const mine = { where: 'ticket_id = ?', params: [int(ticketOr404(call), 'id')] }
  const sorts = { created_at: 'id' }
  const listing = readListing(call.url.searchParams, { filters: [], sorts, defaultSort: 'created_at' })
  const { ids, total } = pageOfIds(sql, 'activities', mine, listing)
  const rows = sql.all(
    `select activities.*, users.ulid as user_ulid, users.name as user_name, users.email as user_email
      from json_each(?) as wanted join activities on activities.id = wanted.value
        left join users on users.id = activities.user_id
      order by wanted.key`,
    JSON.stringify(ids),
  )
  return paginate(call.url, listing, total, rows.map(activityJson))
}

function activityJson(row: Row): Record<string, unknown> {
  const user = {
    id: int(row, 'user_id'),
    ulid: str(row, 'user_ulid'),
    name: strOrNull(row, 'user_name'),
    email: strOrNull(row, 'user_email'),
  }
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    type: str(row, 'type'),
    description: str(row, 'description'),
    properties: JSON.parse(str(row, 'properties')),
    user: intOrNull(row, 'user_id') === null ? null : user,
    created_at: iso(int(row, 'created_at')),
  }
}
