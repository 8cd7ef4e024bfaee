/** A further message: what it goes on from, and what is stored of it. Nothing else of the form is asked for or taken. */
import type { Site } from '../config/config.ts'
import type { Submission } from '../contract/submission.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { wrongFields } from '../refusal.ts'
import type { CheckedSubmission, Follows, Handles } from '../store/records.ts'

/** What a further message goes on from. */
export interface Followed {
  /** The address of the conversation, as far as it is known. */
  email: string | undefined
  /** Keyed hash of that address. */
  owner: string
  /** What all messages of the conversation have in common. */
  chain: string
  topic: string | undefined
  name: string | undefined
  follows: Follows
}

/** What a form asks for once, when a conversation begins. */
const ASKED_ONCE = ['name', 'subject', 'topic', 'fields', 'consent', 'context', 'facts'] as const

/**
 * What is stored of a further message.
 * @throws Refusal `invalid` for what was asked for before, and for an address that is not the conversation's.
 */
export function followingSubmission(
  site: Pick<Site, 'id'>,
  given: Submission,
  { owner, chain, topic, name, follows }: Followed,
  handles: Pick<Handles, 'address' | 'receipt'>,
): CheckedSubmission {
  const problems: Record<string, FieldProblem> = {}
  for (const field of ASKED_ONCE) if (given[field] !== undefined) problems[field] = 'unknown'
  if (handles.address !== owner) problems['email'] = 'invalid'
  if (Object.keys(problems).length > 0)
    throw wrongFields('A message that goes on from another has no such fields', problems, () => true)
  const { id, email, message, locale, page, identity, challenge, website } = given
  const told = { locale, page, identity, challenge, website, topic, name }
  const known = Object.entries(told).filter(([, value]) => value !== undefined)
  return {
    id,
    email,
    message,
    site: site.id,
    follows,
    handles: { ...handles, chain },
    ...Object.fromEntries(known), // of the names above, each with its own type
  }
}
