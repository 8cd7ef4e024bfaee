/**
 * Who may see the status page: whoever has brought the secret, in a cookie of its own for some hours. The cookie is signed
 * and not stored, so that every proxy of a shared database knows it; a new secret ends all of them.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { incomingOf } from '../../admission/client/client-address.ts'
import type { ClientNetwork, Incoming } from '../../admission/client/client-address.ts'
import { WindowCounter } from '../../admission/window-counter.ts'
import { isSameSecret } from '../same-secret.ts'

const COOKIE = 'support_operator'
const LIFE_MS = 8 * 3_600_000

/** Wrong secrets of one network, and of all, in a quarter of an hour. */
const WINDOW_MS = 900_000
const WRONG_MAX = 10
const WRONG_TOTAL = 1000
const ALL = 'all'

export interface OperatorSessionOptions {
  /** What opens the page. */
  secret: string
  /** What cookies are signed with beside it. */
  key: string
  /** The address that browsers reach the proxy at, if it is configured. */
  publicUrl: string | undefined
  clientOf: (incoming: Incoming | undefined) => ClientNetwork
  now: () => number
}

/** What came of a try to log in; a wait is in seconds. */
export type LoginOutcome = { type: 'open' } | { type: 'wrong' } | { type: 'wait'; seconds: number }

export class OperatorSessions {
  readonly #options: OperatorSessionOptions
  readonly #key: string
  readonly #wrong = new WindowCounter(WINDOW_MS)
  /** Sessions that were ended here before their time. */
  readonly #ended = new Map<string, number>()

  constructor(options: OperatorSessionOptions) {
    this.#options = options
    this.#key = createHmac('sha256', options.key).update(`operator\0${options.secret}`).digest('hex')
  }

  /** Opens a session, or counts a wrong secret. */
  logIn(c: Context, brought: string): LoginOutcome {
    const { secret, now, clientOf } = this.#options
    // A network that is hidden is one for all of them: guessing has its bounds there too.
    const network = clientOf(incomingOf(c.env)).network ?? 'hidden'
    const used = [
      { of: this.#wrong.used(network, now()), most: WRONG_MAX },
      { of: this.#wrong.used(ALL, now()), most: WRONG_TOTAL },
    ]
    const over = used.filter(({ of, most }) => of.points >= most).map(({ of }) => of.wait)
    if (over.length > 0) return { type: 'wait', seconds: Math.max(1, Math.ceil(Math.max(...over) / 1000)) }
    if (!isSameSecret(brought, secret)) {
      for (const key of [network, ALL]) this.#wrong.add(key, 1, now())
      // Of networks whose time is over.
      this.#wrong.dump(now())
      return { type: 'wrong' }
    }
    const until = now() + LIFE_MS
    const name = `${until}.${randomBytes(18).toString('base64url')}`
    this.#put(c, `${name}.${this.#sign('session', name)}`, LIFE_MS / 1000)
    return { type: 'open' }
  }

  /** Ends the session, in the browser and for whoever has kept its cookie. */
  logOut(c: Context): void {
    const session = this.sessionOf(c)
    if (session !== undefined) this.#ended.set(session, this.#options.now() + LIFE_MS)
    for (const [ended, until] of this.#ended) if (until < this.#options.now()) this.#ended.delete(ended)
    this.#put(c, '', 0)
  }

  /**
   * The name of the session that a request is of, if there is one. Of several cookies of that name any may be ours: a page
   * of a neighbouring domain can leave one that browsers send first.
   */
  sessionOf(c: Context): string | undefined {
    const cookies = (c.req.header('Cookie') ?? '').split(';').map((cookie) => cookie.trim())
    const ours = cookies.filter((cookie) => cookie.startsWith(`${COOKIE}=`))
    return ours.map((cookie) => this.#nameIn(cookie.slice(COOKIE.length + 1))).find(Boolean)
  }

  /** The name in what a cookie says, if it was signed here and is still good. */
  #nameIn(cookie: string): string | undefined {
    const dot = cookie.lastIndexOf('.')
    if (dot < 0) return undefined
    const name = cookie.slice(0, dot)
    if (!isSameSecret(cookie.slice(dot + 1), this.#sign('session', name))) return undefined
    const isGood = Number(name.split('.', 1)[0]) > this.#options.now() && !this.#ended.has(name)
    return isGood ? name : undefined
  }

  /** See `isForeign`. */
  isForeign = (c: Context): boolean => isForeign(c, this.#options.publicUrl)

  /** What every form of a session brings, which no other page can know. */
  formToken = (session: string): string => this.#sign('form', session)

  /** Without a path it is for the page and what is under it, whatever of the address a server in front cuts off. */
  #put(c: Context, value: string, seconds: number): void {
    const secure = this.#isSecure(c) ? '; Secure' : ''
    c.header('Set-Cookie', `${COOKIE}=${value}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`)
  }

  /** A signature says what for: what forms bring once made a cookie that no clock and no log-out ended. */
  #sign(what: 'session' | 'form', text: string): string {
    return createHmac('sha256', this.#key).update(`${what} ${text}`).digest('base64url')
  }

  #isSecure(c: Context): boolean {
    return (
      this.#options.publicUrl?.startsWith('https:') === true ||
      c.req.header('X-Forwarded-Proto') === 'https' ||
      new URL(c.req.url).protocol === 'https:'
    )
  }
}

/**
 * Whether a browser says that a request comes from somewhere else. On plain HTTP it names its origin alone: without that,
 * any page could bring ten wrong secrets in the name of the operator's network, and lock it out.
 */
function isForeign(c: Context, publicUrl: string | undefined): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('Origin')
  if (origin === undefined) return false
  const passedOn = (c.req.header('X-Forwarded-Host') ?? '').split(',').map((host) => host.trim())
  const hosts = [...[c.req.url, publicUrl ?? c.req.url].map((url) => new URL(url).host), ...passedOn]
  return !URL.canParse(origin) || !hosts.includes(new URL(origin).host)
}
