/** The routes of conversations. What is asked stands in bodies: a receipt would stay in logs and histories of addresses. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Admission } from '../admission/admission.ts'
import type { Asking } from '../admission/asking.ts'
import type { Site } from '../config/config.ts'
import { parseAsk, parseRating } from '../conversation/ask.ts'
import type { Conversations } from '../conversation/conversations.ts'
import { CONVERSATION_PATH, REQUESTS_PATH } from '../contract/conversation/conversation.ts'
import { RATING_PATH } from '../contract/conversation/rating.ts'
import type { Embed } from '../embed/embed.ts'
import { readSmall } from '../intake/body.ts'
import type { Log } from '../log.ts'
import { Refusal, storeFailed, stored } from '../refusal.ts'
import { checkOrigin, limitBody, mayAsk } from './guards.ts'
import { Sender } from './sender.ts'
import { siteNamed } from './site-named.ts'

export interface ConversationRoutes {
  sites: ReadonlyMap<string, Site>
  admission: Pick<Admission, 'shed'>
  conversations: Conversations
  asking: Asking
  log: Log
  embed?: Embed | undefined
  /** Tells the delivery loop that there is work. */
  wake: () => void
}

/** Largest ask, in bytes: a token of an identity has 4,096 characters at most. */
const ASK_MAX = 16 * 1024

/** Who asks for what. @throws Refusal of a page that may not ask, or of what it asks. */
async function asked<Ask extends { site?: string | undefined }>(
  { sites, embed, asking }: ConversationRoutes,
  c: Context,
  parse: (fields: Readonly<Record<string, unknown>>) => Ask,
) {
  asking.check(c.env)
  const ask = parse(await readSmall(c.req.raw))
  const site = siteNamed(sites, ask.site)
  const sender = new Sender(c)
  if (!mayAsk(site, embed, sender)) checkOrigin(site, sender.origin)
  return { site, ask }
}

/** An answer; an ask in vain is counted. */
function answering<Ask extends { site?: string | undefined }>(
  options: ConversationRoutes,
  parse: (fields: Readonly<Record<string, unknown>>) => Ask,
  answer: (conversations: Conversations, site: Site, ask: Ask) => Promise<object>,
  status: 200 | 202 = 200,
) {
  return async (c: Context) => {
    const { site, ask } = await asked(options, c, parse)
    try {
      return c.json(await answer(options.conversations, site, ask), status)
    } catch (error) {
      // What was sent is safe; only the store does not answer.
      if (!(error instanceof Refusal))
        throw storeFailed(options.log, error, 'Nothing was read or kept. Ask again.')
      if (error.code === 'unknown_conversation') options.asking.countWrong(c.env)
      throw error
    }
  }
}

/** All of them, for the app whose errors and headers they share. */
export function conversationRoutes(options: ConversationRoutes): Hono {
  const guards = [options.admission.shed, limitBody(ASK_MAX, 0)] as const
  const show = answering(options, parseAsk, (conversations, site, ask) => conversations.show(site, ask))
  const requests = answering(options, parseAsk, (conversations, site, ask) =>
    conversations.requests(site, ask),
  )
  const rate = answering(
    options,
    parseRating,
    async (conversations, site, ask) => {
      const taken = await conversations.rate(site, ask)
      options.wake()
      return taken
    },
    202,
  )
  return new Hono()
    .post(CONVERSATION_PATH, ...guards, show)
    .post(REQUESTS_PATH, ...guards, requests)
    .post(RATING_PATH, ...guards, rate)
    .get(`${CONVERSATION_PATH}/files/:link`, options.admission.shed, (c) =>
      stored(options.log, options.conversations.file(c.req.param('link'))),
    )
}
