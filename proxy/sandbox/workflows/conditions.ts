/** Whether a ticket is one that a workflow is for: `matches`, all in lower case. */
import type { ConditionType, WorkflowPart, WorkflowSettings } from './kinds.ts'

/** What conditions ask about. */
export interface TicketFacts {
  subject: string
  /** Text of the message that came last from the customer. */
  body: string
  email: string
  channel: string
  isNewContact: boolean
  isFirstMessage: boolean
}

/** Without conditions every ticket matches. */
export function matches(
  { condition_match_type: type, conditions }: WorkflowSettings,
  facts: TicketFacts,
): boolean {
  const holds = (condition: WorkflowPart<ConditionType>) => isMet(condition, facts)
  return conditions.length === 0 || (type === 'all' ? conditions.every(holds) : conditions.some(holds))
}

function isMet({ type, parameters }: WorkflowPart<ConditionType>, facts: TicketFacts): boolean {
  const value = valueOf(parameters)
  const email = facts.email.toLowerCase()
  switch (type) {
    case 'body_contains':
      return facts.body.toLowerCase().includes(value)
    case 'channel_is':
      return facts.channel.toLowerCase() === value
    case 'contact_is_new':
      return facts.isNewContact
    case 'from_domain_equals':
      return email.slice(email.lastIndexOf('@') + 1) === value.replace(/^@/, '')
    case 'from_email_contains':
      return email.includes(value)
    case 'from_email_equals':
      return email === value
    case 'is_first_message':
      return facts.isFirstMessage
    case 'subject_contains':
      return facts.subject.toLowerCase().includes(value)
    case 'subject_equals':
      return facts.subject.toLowerCase() === value
  }
}

/** The page shows `value` for a text; a channel may come by its own name. */
function valueOf(parameters: Record<string, unknown>): string {
  const value = parameters['value'] ?? parameters['channel_ulid']
  return typeof value === 'string' ? value.trim().toLowerCase() : ''
}
