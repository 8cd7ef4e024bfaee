/** Where a ticket goes: by the site, and by its topic. Pure. */
import type { FormDefinition } from '../contract/form.ts'

/** What a ticket is made for. A site without a desk has no routing. */
export interface TicketSite {
  id: string
  channel: string
  form?: FormDefinition | undefined
  desk?: SiteRouting | undefined
}

/** The channel of a ticket: the topic's, else the site's. */
export function channelOf({ channel, desk }: TicketSite, topic: string | undefined): string {
  return desk?.topics.get(topic ?? '')?.channel ?? channel
}

/** What stands before the subject: the topic's, else the site's. */
export function prefixOf({ desk }: TicketSite, topic: string | undefined): string {
  return desk?.topics.get(topic ?? '')?.subjectPrefix ?? desk?.subjectPrefix ?? ''
}

/** What a helpdesk call after the ticket needs to know. ULIDs. */
export interface TopicRouting {
  channel?: string | undefined
  subjectPrefix?: string | undefined
  team?: string | undefined
  assignee?: string | undefined
  tags?: readonly string[] | undefined
  note?: string | undefined
}

/** The part of a site's entry that never leaves the proxy. */
export interface SiteRouting extends TopicRouting {
  topics: ReadonlyMap<string, TopicRouting>
  context: 'message' | 'note' | 'off'
}
