/**
 * What a workflow does to a ticket: `act`. The helpdesk's documentation shows the name `set_status` in its API and
 * the others by their titles only; their names here follow it. What is not known is told in the ticket's log.
 */
import type { Row } from '../../store/sqlite/database.ts'
import { int, intOrNull, str, type Desk } from '../data/desk.ts'
import { addMessage, recordActivity, STATUSES, writeStatus } from '../data/ticket-writer.ts'
import type { WorkflowPart } from './kinds.ts'

/** Who does it, in the log and as the author. */
export interface RunningWorkflow {
  name: string
  ticket: Row
}

/** Carries one action out, inside of the caller's transaction. */
export function act(desk: Desk, { type, parameters }: WorkflowPart, run: RunningWorkflow): void {
  switch (type) {
    case 'set_status':
      return setStatus(desk, run, textOf(parameters['status']))
    case 'add_tags':
      return addTags(desk, run, parameters['tag_ulids'])
    case 'assign_ticket':
      return assign(desk, run, parameters)
    case 'send_auto_reply':
      return write(desk, run, 'outbound', textOf(parameters['body']))
    case 'add_internal_note':
      return write(desk, run, 'note', textOf(parameters['body']))
    default:
      return tell(desk, run, `does nothing here for ${type}`)
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function tell(desk: Desk, { name, ticket }: RunningWorkflow, what: string): void {
  const description = `Workflow ${name} ${what}`
  recordActivity(desk, int(ticket, 'id'), null, { type: 'workflow_action', description })
}

function setStatus(desk: Desk, run: RunningWorkflow, status: string): void {
  const known = STATUSES.find((one) => one === status)
  if (!known) return
  writeStatus(desk, int(run.ticket, 'id'), known)
  tell(desk, run, `set the status to ${status}`)
}

function addTags(desk: Desk, run: RunningWorkflow, ulids: unknown): void {
  const tags = desk.sql.all(
    'select id, name from tags where workspace_id = ? and ulid in (select value from json_each(?))',
    int(run.ticket, 'workspace_id'),
    JSON.stringify(Array.isArray(ulids) ? ulids : []),
  )
  for (const tag of tags) {
    const sql = 'insert or ignore into ticket_tags (ticket_id, tag_id) values (?, ?)'
    const added = desk.sql.run(sql, int(run.ticket, 'id'), int(tag, 'id'))
    if (added > 0) tell(desk, run, `added the tag ${str(tag, 'name')}`)
  }
}

/** To a member, a team, or both. */
function assign(desk: Desk, run: RunningWorkflow, parameters: Record<string, unknown>): void {
  const { sql } = desk
  const workspace = int(run.ticket, 'workspace_id')
  const user = sql.get(
    `select users.id, users.name from users join members on members.user_id = users.id
      where members.workspace_id = ? and members.active = 1 and users.ulid = ?`,
    workspace,
    textOf(parameters['assignee_ulid']),
  )
  const team = sql.get(
    'select id, name from teams where workspace_id = ? and ulid = ?',
    workspace,
    textOf(parameters['team_ulid']),
  )
  sql.run(
    'update tickets set assignee_id = coalesce(?, assignee_id), team_id = coalesce(?, team_id) where id = ?',
    user ? int(user, 'id') : null,
    team ? int(team, 'id') : null,
    int(run.ticket, 'id'),
  )
  for (const row of [user, team]) if (row) tell(desk, run, `gave the ticket to ${str(row, 'name')}`)
}

/** A message without an account behind it: its sender has no id. */
function write(desk: Desk, run: RunningWorkflow, type: 'outbound' | 'note', body: string): void {
  if (body === '') return
  const { ticket } = run
  const contact = desk.sql.get('select email from contacts where id = ?', intOrNull(ticket, 'contact_id'))
  addMessage(desk, int(ticket, 'id'), {
    type,
    body,
    createdAt: desk.now(),
    contactId: null,
    userId: null,
    authorName: run.name,
    ...(type === 'outbound' && { recipients: { to: [str(contact, 'email')], cc: [], bcc: [] } }),
  })
  tell(desk, run, type === 'note' ? 'added a note' : 'replied')
}
