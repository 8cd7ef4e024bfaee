/** What a workflow is made of: when it runs, on which tickets, after how long without a reply (the helpdesk's page "Workflows"). */
import { z } from 'zod'

export const TRIGGERS = [
  'on_new_ticket',
  'on_inbound_message',
  'on_no_reply',
  'on_tag_added',
  'on_tag_removed',
  'manual',
] as const
export type TriggerType = (typeof TRIGGERS)[number]

export const CONDITIONS = [
  'body_contains',
  'channel_is',
  'contact_is_new',
  'from_domain_equals',
  'from_email_contains',
  'from_email_equals',
  'is_first_message',
  'subject_contains',
  'subject_equals',
] as const
export type ConditionType = (typeof CONDITIONS)[number]

/** A condition or an action, as it was written. */
export interface WorkflowPart<Type extends string = string> {
  type: Type
  parameters: Record<string, unknown>
}

const MINUTES = { minutes: 1, hours: 60, days: 1440 } as const
const LONGEST_MINUTES = 30 * 1440

/** The parameters of `on_no_reply`. */
export const NoReply = z
  .object({
    value: z.number().int().min(1),
    unit: z.enum(['minutes', 'hours', 'days']).default('hours'),
    only_business_hours: z.boolean().default(false),
  })
  .refine(({ value, unit }) => value * MINUTES[unit] <= LONGEST_MINUTES)
export type NoReply = z.output<typeof NoReply>

/** What a workflow's row keeps as JSON. */
export interface WorkflowSettings {
  trigger_parameters: Record<string, unknown>
  condition_match_type: 'all' | 'any'
  conditions: WorkflowPart<ConditionType>[]
  actions: WorkflowPart[]
}
