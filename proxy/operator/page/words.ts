/** The status page's words for what the store and the delivery say in codes. */
import type { MessageState } from '../../store/records.ts'
import type { NeedKind } from '../readiness.ts'

export const STATE_WORDS: Record<MessageState, string> = {
  pending: 'Waits',
  sending: 'Is being sent',
  unsure: 'Unsure: the ticket is looked for',
  delivered: 'Delivered',
  dead: 'Refused',
}

/** What lists of messages are called. */
export const LISTING_WORDS = {
  dead: 'Refused',
  stuck: 'Stuck',
  partial: 'Incomplete',
  pending: 'Waiting',
  unsure: 'Unsure',
} as const

export type ShownListing = keyof typeof LISTING_WORDS

/** What each of them means, and what can be done. */
export const LISTING_HINTS: Record<ShownListing, string> = {
  dead: 'The helpdesk has refused these for good. They are kept until you try them again, when the cause is repaired, or drop them with support-proxy outbox drop.',
  stuck:
    'These could not be delivered in many tries, and are tried again ever less often. See why, and try them again when it is repaired.',
  partial: 'These have their ticket, but a tag, team, assignee or note is missing on it.',
  pending: 'These wait for their turn, or for another try.',
  unsure:
    'A call for these ended without an answer. The helpdesk may have the ticket, so it is looked for before another one is made.',
}

/** Where what needs somebody is looked at. */
export const NEED_LISTINGS: Partial<Record<NeedKind, ShownListing>> = {
  dead: 'dead',
  stuck: 'stuck',
  partial: 'partial',
  late: 'pending',
}

/** Behind what went wrong before, if that is known. */
const ABSENT = 'its ticket was looked for and is not there, so it is sent again'
const ONCE = 'it is tried once more before it counts as refused'

const WHY_WORDS: Record<string, string> = {
  channel: 'its channel is not there, or the token does not reach it',
  connection_lost: 'the connection broke',
  earlier_message: 'the message before it in the conversation has no ticket yet',
  interrupted: 'the proxy was stopped in the middle of the call',
  limited: 'the helpdesk limits our calls',
  'note 404': 'the ticket that it goes on from is not there',
  older_database: 'the database is older than what was done with it, so it may have its ticket',
  searching: 'the helpdesk is being searched for its ticket',
  site_removed: 'its site is not in the configuration any more',
  stopping: 'the proxy was being stopped',
  timeout: 'the helpdesk did not answer in time',
  topic_removed: 'its topic is not in the configuration of the proxy that delivers',
  unreadable: 'what is stored of it cannot be read',
}

/** Why a message is where it is, in a sentence's words; a code that has none is told as it is. */
export function whyWords(why: string | undefined): string {
  if (why === undefined) return ''
  const [, told, looks] = /^(.+); unclear looks: (\d+)$/.exec(why) ?? []
  if (told !== undefined)
    return `${whyWords(told)}; ${looks === '1' ? 'a look' : `${looks} looks`} for its ticket told nothing`
  const [, refusal] = /^older_database; (.*)$/.exec(why) ?? []
  if (refusal !== undefined)
    return [whyWords(refusal), WHY_WORDS['older_database']].filter(Boolean).join('; ')
  const [, wait, cause] = /^(absent|once)(?: (.+))?$/.exec(why) ?? []
  if (wait !== undefined) return [whyWords(cause), wait === 'once' ? ONCE : ABSENT].filter(Boolean).join('; ')
  const known = WHY_WORDS[why]
  if (known !== undefined) return known
  const [, status, fields = ''] = /^(\d{3})(?: (.+))?$/.exec(why) ?? []
  if (status === undefined) return why
  if (fields !== '') return `the helpdesk answered ${status} and complains about: ${fields}`
  return status === '401' || status === '403'
    ? `the helpdesk answered ${status}: it does not let us`
    : `the helpdesk answered ${status}`
}

/** What a person needs to read of a sentence that ends with a command: the page has a link in its place. */
export const withoutCommand = (text: string): string => text.replace(/\s*Run: support-proxy [^.]*$/, '')

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A duration in its largest unit. */
export function duration(ms: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(ms / length)
    if (count > 0) return `${count} ${unit}${count === 1 ? '' : 's'}`
  }
  return 'less than a minute'
}

/** A time of the world's clock, without a zone: the page says once that all are UTC. */
export const clockTime = (ms: number): string => new Date(ms).toISOString().slice(0, 16).replace('T', ' ')

/** With commas. */
export const number = (count: number): string => count.toLocaleString('en')

/** `1 message`, `2 messages`. */
export const messages = (count: number): string => `${number(count)} message${count === 1 ? '' : 's'}`
