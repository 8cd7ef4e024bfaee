/** What stands in front of every page for operators: headers, the log-in, and what every form has to bring. */
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { BunchedLines } from '../../log.ts'
import type { Log } from '../../log.ts'
import { isSameSecret } from '../same-secret.ts'
import { draw, formText, PAGE_HEADERS, say } from './layout.ts'
import type { OperatorContext, OperatorRequest } from './layout.ts'
import { loginPage } from './login.ts'
import type { OperatorSessions } from './session.ts'

/** No form here is longer. */
const BODY_MAX = 8192

const HOME = '../operator'

const LOGIN_REFUSED = 'operator_login_refused'

const tooLarge = (c: Context) => c.text('Too large.', 413)

/** Where refused tries are told. */
interface Told {
  log: Log
  /** Those while the log-in is closed, which anybody may make without end; wrong secrets close it. */
  closed: BunchedLines<{ why: 'wait' }>
}

function logIn(
  c: OperatorContext,
  sessions: OperatorSessions,
  { log, closed }: Told,
): Response | Promise<Response> {
  const outcome = sessions.logIn(c, formText(c, 'secret'))
  if (outcome.type === 'open') {
    log('info', 'operator', { why: 'logged in' })
    return c.redirect(HOME, 303)
  }
  if (outcome.type === 'wait') closed.count({ why: outcome.type })
  else log('warn', LOGIN_REFUSED, { why: outcome.type })
  const again = (text: string, status: 403 | 429) =>
    draw(c, { base: '', title: 'Log in' }, loginPage('', text), status)
  if (outcome.type === 'wrong') return again('That is not the secret.', 403)
  c.header('Retry-After', String(outcome.seconds))
  return again(`Too many wrong secrets. Try again in ${Math.ceil(outcome.seconds / 60)} minutes.`, 429)
}

/** Whoever is not logged in sees the log-in, and nothing else. */
function guard(app: Hono<OperatorRequest>, sessions: OperatorSessions): void {
  app.use(async (c, next) => {
    const session = sessions.sessionOf(c)
    if (session === undefined) {
      if (!new URL(c.req.url).pathname.endsWith('/operator')) return c.redirect(HOME, 303)
      return draw(c, { base: 'operator/', title: 'Log in' }, loginPage('operator/', undefined))
    }
    const token = sessions.formToken(session)
    if (c.req.method === 'POST' && !isSameSecret(formText(c, 'token'), token))
      return say(
        c,
        'This form is too old',
        'Nothing was done. Load its page again, and send it once more.',
        403,
      )
    c.set('token', token)
    return next()
  })
}

/** Puts the door in front of the routes that are added after it. What it returns writes what is still to be told. */
export function addDoor(app: Hono<OperatorRequest>, sessions: OperatorSessions, log: Log): () => void {
  const closed = new BunchedLines<{ why: 'wait' }>((facts) => log('warn', LOGIN_REFUSED, facts))
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(PAGE_HEADERS)) c.res.headers.set(name, value)
  })
  app.onError((error, c) => {
    log('error', 'operator_page_failed', { why: error.message })
    return say(
      c,
      'This cannot be shown now',
      'The store does not answer. The log of the proxy says why.',
      503,
    )
  })
  app.post('*', bodyLimit({ maxSize: BODY_MAX, onError: tooLarge }), async (c, next) => {
    if (sessions.isForeign(c))
      return say(c, 'Not from here', 'Another page has sent this. Nothing was done.', 403)
    // A stranger's body, which may be no form or break off: that is no failure of ours, and none for the log.
    const form = await c.req.parseBody().catch(() => undefined)
    if (!form) return say(c, 'Not readable', 'This was no form of these pages. Nothing was done.', 400)
    c.set('form', form)
    return next()
  })
  app.post('/login', (c) => logIn(c, sessions, { log, closed }))
  guard(app, sessions)
  app.post('/logout', (c) => {
    sessions.logOut(c)
    return c.redirect(HOME, 303)
  })
  return () => closed.report()
}
