/**
 * Runs what is due: `runWorkflows` when something happened to a ticket, `runOverdue` when nothing did for too long.
 * What a workflow does starts no other one, so none can go round in a circle.
 */
import type { Row } from '../../store/sqlite/database.ts'
import { int, str, type Desk } from '../data/desk.ts'
import { textOf } from '../data/search.ts'
import { recordActivity } from '../data/ticket-writer.ts'
import { act } from './actions.ts'
import { overdueAt } from './business-hours.ts'
import { matches, type TicketFacts } from './conditions.ts'
import { NoReply, type TriggerType, type WorkflowSettings } from './kinds.ts'

/** What happened; `tag` is the ULID of the tag that came or went. */
export interface Happening {
  trigger: Exclude<TriggerType, 'manual' | 'on_no_reply'>
  tag?: string
}

/** Runs every enabled workflow for it, in their order, inside of the caller's transaction. */
export function runWorkflows(desk: Desk, ticketId: number, { trigger, tag }: Happening): void {
  const ticket = ticketRow(desk, ticketId)
  for (const workflow of enabled(desk, trigger, int(ticket, 'workspace_id'))) {
    const { tag_ulids: tags } = settingsOf(workflow).trigger_parameters
    const isFor = tag === undefined || !Array.isArray(tags) || tags.length === 0 || includes(tags, tag)
    if (isFor) run(desk, workflow, ticketId)
  }
}

/**
 * Runs `on_no_reply` for messages of customers that have waited too long: once each waiting time, which begins with
 * the first message after our last reply. Imported tickets are left alone, as an import promises.
 */
export function runOverdue(desk: Desk): void {
  for (const workflow of enabled(desk, 'on_no_reply')) {
    const { data: wait } = NoReply.safeParse(settingsOf(workflow).trigger_parameters)
    const overdue = wait ? waiting(desk, workflow).filter((row) => isOverdue(desk, wait, row)) : []
    for (const row of overdue) {
      desk.sql.transaction(() => {
        const once = 'insert or ignore into workflow_runs (workflow_id, message_id) values (?, ?)'
        if (desk.sql.run(once, int(workflow, 'id'), int(row, 'message_id')) > 0)
          run(desk, workflow, int(row, 'ticket_id'))
      })
      desk.announce({ ticket: str(row, 'ulid'), kind: 'changed' })
    }
  }
}

const includes = (list: readonly unknown[], ulid: string): boolean =>
  list.some((one) => typeof one === 'string' && one.toLowerCase() === ulid.toLowerCase())

const settingsOf = (workflow: Row): WorkflowSettings => JSON.parse(str(workflow, 'settings'))

/** The enabled workflows of a trigger, of one workspace or of all. */
const enabled = ({ sql }: Desk, trigger: TriggerType, workspaceId: number | null = null): Row[] =>
  sql.all(
    `select * from workflows where is_enabled = 1 and trigger_type = ? and workspace_id = coalesce(?, workspace_id)
      order by id`,
    trigger,
    workspaceId,
  )

/** Messages that wait for a reply and for which the workflow has not run: the first one of each ticket. */
const waiting = ({ sql }: Desk, workflow: Row): Row[] =>
  sql.all(
    `select tickets.id as ticket_id, tickets.ulid, min(messages.id) as message_id, min(messages.created_at) as since
      from tickets join messages on messages.ticket_id = tickets.id and messages.type = 'inbound'
      where tickets.workspace_id = ? and tickets.status in ('open', 'waiting')
        and messages.created_at >= ?
        and messages.id > coalesce((select max(id) from messages as replies where replies.ticket_id = tickets.id
          and replies.type = 'outbound' and replies.is_forward = 0), 0)
        and not exists (select 1 from activities where ticket_id = tickets.id and type = 'imported')
      group by tickets.id
      having message_id not in (select message_id from workflow_runs where workflow_id = ?)`,
    int(workflow, 'workspace_id'),
    int(workflow, 'created_at'),
    int(workflow, 'id'),
  )

const isOverdue = (desk: Desk, wait: NoReply, row: Row): boolean =>
  overdueAt(int(row, 'since'), wait) <= desk.now()

function ticketRow({ sql }: Desk, id: number): Row {
  const row = sql.get('select * from tickets where id = ?', id)
  if (!row) throw new Error(`ticket ${id} is missing`)
  return row
}

function run(desk: Desk, workflow: Row, ticketId: number): void {
  const settings = settingsOf(workflow)
  const ticket = ticketRow(desk, ticketId)
  if (!matches(settings, factsOf(desk, ticket))) return
  const name = str(workflow, 'name')
  recordActivity(desk, ticketId, null, {
    type: 'workflow_triggered',
    description: `Workflow ${name} ran`,
    properties: { trigger: str(workflow, 'trigger_type'), workflow_ulid: str(workflow, 'ulid') },
  })
  for (const action of settings.actions) act(desk, action, { name, ticket })
}

function factsOf({ sql }: Desk, ticket: Row): TicketFacts {
  const id = int(ticket, 'id')
  const contact = sql.get('select email, ticket_count from contacts where id = ?', int(ticket, 'contact_id'))
  const channel = sql.get('select ulid from channels where id = ?', int(ticket, 'channel_id'))
  const inbound = `from messages where ticket_id = ? and type = 'inbound'`
  const count = sql.get(`select count(*) as n ${inbound}`, id)
  const last = sql.get(`select body_html ${inbound} order by id desc limit 1`, id)
  return {
    subject: str(ticket, 'subject'),
    body: textOf(str(last, 'body_html')),
    email: str(contact, 'email'),
    channel: str(channel, 'ulid'),
    isNewContact: int(contact, 'ticket_count') === 1,
    isFirstMessage: int(count, 'n') === 1,
  }
}
