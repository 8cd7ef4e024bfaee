/** Messages whose site or topic is not in the configuration: they wait for it, as long as that may have been a mistake. */
import type { TicketSite } from '../helpdesk/routing.ts'
import type { Entry, Settlement } from '../store/records.ts'
import type { Circumstances } from './next-step.ts'
import { backoff, stillInOlder } from './waits.ts'

/** A site that is back within so long was missing by mistake, or in one half of a change. */
const SITE_BACK_MS = 86_400_000

/** A topic likewise: it is missing where several machines are changed one by one, and an older one delivers. */
const TOPIC_BACK_MS = 900_000

/** Whether a ticket that may be there is not looked for yet without its site: what follows it would be lost. */
export const mayComeBack = ({ ageMs }: Entry): boolean => Math.abs(ageMs) < SITE_BACK_MS

/** Whether it is known where a message belongs. After a while one whose topic is gone belongs to its site. */
export function isConfigured({ submission, ageMs }: Entry, site: TicketSite | undefined): site is TicketSite {
  const { topic } = submission ?? {}
  if (!site) return false
  return topic === undefined || site.desk?.topics.has(topic) || Math.abs(ageMs) >= TOPIC_BACK_MS
}

/** What a message leads to that is not configured. */
export function unconfigured(
  entry: Entry,
  site: TicketSite | undefined,
  { random }: Circumstances,
): Settlement {
  const attempts = entry.attempts + 1
  const state = entry.state === 'unsure' ? 'unsure' : 'pending'
  const why = site ? 'topic_removed' : 'site_removed'
  return stillInOlder({ state, waitMs: backoff(attempts, random), why, attempts }, entry)
}
