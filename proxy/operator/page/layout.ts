/** The frame of every page for operators: one document without a script, and a policy that allows none. */
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { STYLE_ELEMENT, STYLE_SOURCE } from './style.ts'

/** A piece of HTML, already escaped. */
export type Markup = ReturnType<typeof html>

/** Where a page is: addresses are relative, whatever prefix a server in front has cut off. */
export interface PagePlace {
  /** What leads from the page to the folder of the others. */
  base: '' | 'operator/'
  title: string
  current?: 'overview' | 'messages' | 'sites'
  /** What forms bring; undefined where nobody is logged in. */
  token?: string | undefined
}

/** The address of the first page, from any. */
const home = (base: PagePlace['base']): string => (base === '' ? '../operator' : 'operator')

/** What every form brings. */
export const tokenField = (token: string | undefined): Markup =>
  html`<input type="hidden" name="token" value="${token ?? ''}" />`

const NAVIGATION = [
  ['overview', 'Overview'],
  ['messages', 'Messages'],
  ['sites', 'Sites'],
] as const

function navigation({ base, current, token }: PagePlace): Markup {
  const address = (page: string) => (page === 'overview' ? home(base) : base + page)
  return html`<nav aria-label="Pages">
      <ul>
        ${NAVIGATION.map(
          ([page, words]) =>
            html`<li>
              <a href="${address(page)}" ${page === current ? raw('aria-current="page"') : ''}>${words}</a>
            </li>`,
        )}
      </ul>
    </nav>
    <form method="post" action="${base}logout">
      ${tokenField(token)}<button class="quiet">Log out</button>
    </form>`
}

/** A whole document. */
const document = (place: PagePlace, body: Markup): Markup =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${place.title} – Support proxy</title>
        <link rel="icon" href="data:," />
        ${raw(STYLE_ELEMENT)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header><strong>Support proxy</strong>${place.token === undefined ? '' : navigation(place)}</header>
        <main id="main">${body}</main>
        <footer>Times are UTC. Nothing on these pages is loaded from elsewhere.</footer>
      </body>
    </html>`

/** A line of a list of facts; nothing where there is no fact. */
export const fact = (name: string, value: string | Markup | undefined): Markup | string =>
  value === undefined || value === ''
    ? ''
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`

/** What no page here needs. */
const DENIED = ['camera', 'display-capture', 'fullscreen', 'geolocation', 'microphone', 'payment', 'usb']

/** Of every answer, whatever it is. */
export const PAGE_HEADERS: Record<string, string> = {
  'Content-Security-Policy': [
    `default-src 'none'`,
    `style-src ${STYLE_SOURCE}`,
    `img-src data:`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; '),
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': DENIED.map((name) => `${name}=()`).join(', '),
  'X-Robots-Tag': 'noindex',
}

/** What is known of a request once it is through the door. */
export interface OperatorRequest {
  Variables: {
    /** What the forms of its session bring. */
    token: string
    /** What it brings itself. */
    form: Record<string, unknown>
  }
}

export type OperatorContext = Context<OperatorRequest>

type ShownStatus = 200 | 400 | 403 | 404 | 409 | 429 | 503

/** Answers with a page. */
export const draw = (
  c: OperatorContext,
  place: Omit<PagePlace, 'token'>,
  body: Markup,
  status: ShownStatus = 200,
): Response | Promise<Response> => c.html(document({ ...place, token: c.get('token') }, body), status)

/** Answers with a sentence. */
export const say = (
  c: OperatorContext,
  title: string,
  text: string,
  status: ShownStatus,
): Response | Promise<Response> =>
  draw(
    c,
    { base: '', title },
    html`<div class="narrow">
      <h1>${title}</h1>
      <div class="card">
        <p>${text}</p>
        <p><a href="../operator">To the overview</a></p>
      </div>
    </div>`,
    status,
  )

/** A text that a form has brought. */
export function formText(c: OperatorContext, name: string): string {
  const value = c.get('form')[name]
  return typeof value === 'string' ? value : ''
}
