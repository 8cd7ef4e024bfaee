/** Where a ticket goes: by the site, and by its topic. Pure. */
import type { FormDefinition } from '../contract/submission.ts'
import type { Desk } from '../config/sites-file.ts'

/** What a ticket is made for. A site without a desk has no routing. */
export interface TicketSite {
  id: string
  channel: string
  form?: FormDefinition | undefined
  desk?: Desk | undefined
}

/** The channel of a ticket: the topic's, else the site's. */
export function channelOf({ channel, desk }: TicketSite, topic: string | undefined): string {
  return desk?.topics.get(topic ?? '')?.channel ?? channel
}

/** What stands before the subject: the topic's, else the site's. */
export function prefixOf({ desk }: TicketSite, topic: string | undefined): string {
  return desk?.topics.get(topic ?? '')?.subjectPrefix ?? desk?.subjectPrefix ?? ''
}
