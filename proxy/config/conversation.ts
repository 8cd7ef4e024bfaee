/** What visitors may see after sending: what the environment says for every site, and a site of the file for itself. */
import {
  CONVERSATION_MODES,
  REMEMBER_MODES,
  USUAL_CONVERSATION,
  USUAL_REMEMBER,
} from '../contract/conversation/conversation.ts'
import type { ConversationMode, RememberMode } from '../contract/conversation/conversation.ts'
import type { FormDefinition } from '../contract/form.ts'
import type { Reader } from './environment.ts'

/** How much of an agent's name visitors are told: none of it, the first word, or all. */
export const AGENT_NAMES = ['team', 'first', 'full'] as const

/** What a visitor's further message becomes in the helpdesk: a ticket that names the first, or a note on the first. */
export const FOLLOW_UPS = ['ticket', 'note'] as const

/** Whether visitors may rate the answers that they see. */
export const RATED = ['on', 'off'] as const

/** How a site goes on with its visitors. */
export interface ConversationRules {
  conversation: ConversationMode
  remember: RememberMode
  agents: (typeof AGENT_NAMES)[number]
  followUp: (typeof FOLLOW_UPS)[number]
  ratings: (typeof RATED)[number]
}

/** What holds for sites that say nothing of it. */
export function environmentConversation(reader: Reader): ConversationRules {
  const choice = <Choice extends string>(
    variable: Parameters<Reader['text']>[0],
    choices: readonly Choice[],
    usual: Choice,
  ): Choice => {
    const text = reader.text(variable) ?? usual
    const found = choices.find((known) => known === text)
    if (found === undefined)
      reader.problem(variable, `is "${text}" and must be one of: ${choices.join(', ')}`, usual)
    return found ?? usual
  }
  return {
    conversation: choice('CONVERSATION', CONVERSATION_MODES, USUAL_CONVERSATION),
    remember: choice('REMEMBER', REMEMBER_MODES, USUAL_REMEMBER),
    agents: choice('AGENT_NAMES', AGENT_NAMES, 'team'),
    followUp: choice('FOLLOW_UP', FOLLOW_UPS, 'ticket'),
    ratings: choice('RATINGS', RATED, 'on'),
  }
}

/** What a site says of it, and the environment where it says nothing. */
export function conversationOf(
  { conversation, remember, agents, followUp, ratings }: Partial<ConversationRules>,
  shared: ConversationRules,
): ConversationRules {
  return {
    conversation: conversation ?? shared.conversation,
    remember: remember ?? shared.remember,
    agents: agents ?? shared.agents,
    followUp: followUp ?? shared.followUp,
    ratings: ratings ?? shared.ratings,
  }
}

/** What of it the widget is told: nothing of what is usual. */
export function toldOf({
  conversation,
  remember,
}: ConversationRules): Pick<FormDefinition, 'conversation' | 'remember'> {
  return {
    ...(conversation !== USUAL_CONVERSATION && { conversation }),
    ...(remember !== USUAL_REMEMBER && conversation !== 'off' && { remember }),
  }
}
