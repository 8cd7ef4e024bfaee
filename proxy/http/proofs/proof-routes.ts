/**
 * `POST /api/code`, `/api/session` and `/api/sign-out`: a visitor proves an e-mail address. Nothing is looked up of an
 * address on the way, so that no answer and no time tells whether anybody has written from it.
 */
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { Admission } from '../../admission/admission.ts'
import type { Site } from '../../config/config.ts'
import { CODE_MINUTES, SESSION_DAYS } from '../../contract/email/code.ts'
import type { CodeAsked, SessionOpened } from '../../contract/email/code.ts'
import type { Proofs } from '../../email/proofs.ts'
import type { Embed } from '../../embed/embed.ts'
import { parseFields, readSmall } from '../../intake/body.ts'
import { CodeRequest, SessionRequest, SignOutRequest } from '../../intake/proof-fields.ts'
import type { Log } from '../../log.ts'
import { Refusal, stored } from '../../refusal.ts'
import { checkSender, limitBody } from '../guards.ts'
import { askForCode } from './ask-for-code.ts'
import { mailStyle } from './mail-style.ts'
import { Sender } from '../sender.ts'
import { siteNamed } from '../site-named.ts'

export interface ProofRoutesOptions {
  sites: ReadonlyMap<string, Site>
  admission: Pick<Admission, 'admitCode' | 'shed'>
  /** Undefined: nothing is configured that sends mail. */
  proofs: Proofs | undefined
  embed?: Embed | undefined
  /** Tells the delivery loop that there is work. */
  wake: () => void
  log: Log
}

/** A challenge and a few fields. */
const BODY_MAX = 16 * 1024

/** The routes, to be mounted at `/api`. */
export function proofRoutes(options: ProofRoutesOptions): Hono {
  const app = new Hono()
  const { sites, admission, proofs, embed, wake, log } = options
  /** The fields of a request that one of the site's pages, or one of ours, has sent. */
  const read = async <Schema extends typeof CodeRequest | typeof SessionRequest | typeof SignOutRequest>(
    c: Context,
    schema: Schema,
  ) => {
    if (!proofs) throw new Refusal('not_found', 'This proxy sends no codes: see docs/mail.md.')
    const fields = parseFields(schema, await readSmall(c.req.raw))
    const site = siteNamed(sites, fields.site)
    const sender = new Sender(c)
    checkSender(site, sender, fields.token, embed)
    sender.form = fields.token !== undefined && embed?.holdsForm(site, fields.token) === true
    return { proofs, fields, site, sender }
  }
  const guards = [admission.shed, limitBody(BODY_MAX, 0)] as const

  app.post('/code', ...guards, async (c) => {
    const { proofs: ours, fields, site, sender } = await read(c, CodeRequest)
    const { id, email, browser, locale } = fields
    const wanted = { id, site: site.id, email, browser, ...mailStyle(c, site, locale, ours) }
    await askForCode(log, ours, wanted, () => admission.admitCode(fields, site, sender))
    const answer: CodeAsked = { minutes: CODE_MINUTES }
    return c.json(answer, 202)
  })

  app.post('/session', ...guards, async (c) => {
    const { proofs: ours, fields, site } = await read(c, SessionRequest)
    const session = await stored(log, ours.open(site.id, fields.browser, fields.code))
    if (session === undefined)
      throw new Refusal(
        'code_wrong',
        'The code is wrong, or does not count any more, or in another browser only: ask for a new one.',
      )
    // Messages that have waited for it can leave now.
    wake()
    const answer: SessionOpened = { session, days: SESSION_DAYS }
    return c.json(answer)
  })

  app.post('/sign-out', ...guards, async (c) => {
    const { proofs: ours, fields, site } = await read(c, SignOutRequest)
    await stored(log, ours.end(site.id, fields.session))
    return c.body(null, 204)
  })
  return app
}
