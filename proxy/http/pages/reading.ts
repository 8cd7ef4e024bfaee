/** What a page can show: read for whoever looks, and what is in the way as a refusal that the page can tell. */
import type { Context } from 'hono'
import type { Asking } from '../../admission/asking.ts'
import type { Site } from '../../config/config.ts'
import type { OwnRequests, ShownConversation } from '../../contract/conversation/conversation.ts'
import type { Conversations } from '../../conversation/conversations.ts'
import type { Carried } from '../../embed/conversation/forms.ts'
import type { Log } from '../../log.ts'
import { isBug, Refusal, storeFailed } from '../../refusal.ts'
import { bug } from './bug.ts'

export interface ReadingOptions {
  conversations: Conversations
  asking: Asking
  log: Log
}

/** Who looks at what. */
export interface Visit {
  site: Site
  /** The language of the page before. */
  locale?: string | undefined
  carried: Carried
  /** An address that the visitor has written, to be sent a code there. */
  email?: string | undefined
}

/** What could be read. */
export interface Seen<Told> {
  carried: Carried
  told?: Told
  /** The address of the conversation, in full: never to be shown to whoever has a receipt only. */
  email?: string | undefined
  refusal?: Refusal
  /** The session that came along is over, and left out. */
  isOver?: boolean
}

async function reading<Told>(
  { asking, log }: ReadingOptions,
  c: Context,
  carried: Carried,
  read: () => Promise<Seen<Told>>,
): Promise<Seen<Told>> {
  try {
    asking.check(c.env)
    return await read()
  } catch (error) {
    // Not thrown: what was sent before is safe, whatever keeps it from being shown.
    if (isBug(error)) return { carried, refusal: bug(log, error, c) }
    if (!(error instanceof Refusal)) return { carried, refusal: storeFailed(log, error, 'Ask again.') }
    if (error.code === 'unknown_conversation') asking.countWrong(c.env)
    return { carried, refusal: error }
  }
}

/** What may be seen of one conversation. A session that is over hides nothing of what a receipt shows. */
export function lookAt(
  options: ReadingOptions,
  c: Context,
  { site, carried }: Visit,
): Promise<Seen<ShownConversation>> {
  const { receipt, key, session } = carried
  const look = (proof: string | undefined) =>
    options.conversations.look(site, { receipt, key, session: proof })
  return reading(options, c, carried, async () => {
    try {
      return { carried, ...(await look(session)) }
    } catch (error) {
      const isOver = error instanceof Refusal && error.code === 'proof_required'
      if (!isOver || session === undefined || receipt === undefined) throw error
      return { carried: { ...carried, session: undefined }, isOver, ...(await look(undefined)) }
    }
  })
}

/** The requests of whoever has a session; nothing for whoever has none. */
export function listOf(
  options: ReadingOptions,
  c: Context,
  { site, carried }: Visit,
): Promise<Seen<OwnRequests>> {
  const { session } = carried
  const isOver = (seen: Seen<OwnRequests>): Seen<OwnRequests> =>
    seen.refusal?.code === 'proof_required' ? { ...seen, carried: { ...carried, session: undefined } } : seen
  const read = reading<OwnRequests>(options, c, carried, async () => {
    if (session === undefined) return { carried }
    const told = await options.conversations.requests(site, { session })
    return { carried, told: told as OwnRequests } // as: nothing was said to be known
  })
  return read.then(isOver)
}
