/** Rules that run by themselves: `workflowRoutes` (the helpdesk's page "Workflows"). What they do: `../../workflows/`. */
import { z } from 'zod'
import type { Row } from '../../../store/sqlite/database.ts'
import { int, iso, str } from '../../data/desk.ts'
import { CONDITIONS, NoReply, TRIGGERS } from '../../workflows/kinds.ts'
import type { Call } from '../router.ts'
import { optional, text, type Input, type Report } from '../validation.ts'
import { collectionRoutes, ofWorkspace, type Collection } from './collection.ts'

const parameters = optional(z.record(z.string(), z.unknown())).transform((value) => value ?? {})

const listOf = <T extends z.ZodType<string>>(type: T) =>
  optional(z.array(z.object({ type, parameters }))).transform((list) => list ?? [])

const Workflow = z.object({
  name: text(255),
  description: optional(text()),
  trigger_type: z.enum(TRIGGERS),
  trigger_parameters: parameters,
  condition_match_type: optional(z.enum(['all', 'any'])).transform((value) => value ?? 'all'),
  is_enabled: optional(z.boolean()).transform((value) => value ?? true),
  conditions: listOf(z.enum(CONDITIONS)),
  actions: listOf(text(255)),
})
type Workflow = z.output<typeof Workflow>

const workflows: Collection<Workflow> = {
  ...ofWorkspace,
  path: '/workflows',
  param: 'workflow',
  table: 'workflows',
  what: 'Workflow',
  body: Workflow,
  order: 'id',
  born: ({ who, desk }) => ({ workspace_id: who.workspaceId, created_at: desk.now() }),
  fields: (row) => JSON.parse(str(row, 'settings')),
  columns: (fields) => ({
    name: fields.name,
    trigger_type: fields.trigger_type,
    is_enabled: fields.is_enabled ? 1 : 0,
    settings: JSON.stringify(fields),
  }),
  check: waitingTime,
  release: ({ sql }, id) => void sql.run('delete from workflow_runs where workflow_id = ?', id),
  toJson: workflowJson,
}

export const workflowRoutes = collectionRoutes(workflows)

/** `on_no_reply` needs how long, of at most 30 days. */
function waitingTime(_: Call, input: Input, __: number, report: Report): void {
  if (input['trigger_type'] !== 'on_no_reply') return
  const { success } = NoReply.safeParse(input['trigger_parameters'] ?? {})
  if (!success) report('trigger_parameters', (name) => `The ${name} field is invalid.`)
}

const numbered = (list: readonly object[]) => list.map((item, index) => ({ id: index + 1, ...item }))

function workflowJson(row: Row): Record<string, unknown> {
  const { conditions, actions, ...rest }: Workflow = JSON.parse(str(row, 'settings'))
  return {
    id: int(row, 'id'),
    ulid: str(row, 'ulid'),
    ...rest,
    order_column: int(row, 'id'),
    created_at: iso(int(row, 'created_at')),
    conditions: numbered(conditions),
    actions: numbered(actions),
  }
}
