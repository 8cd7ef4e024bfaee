/** The sites with their tags, and what the doctor has found. */
import { html } from 'hono/html'
import type { Site } from '../../config/config.ts'
import type { Check } from '../database-check.ts'
import { fact, tokenField } from './layout.ts'
import type { Markup } from './layout.ts'
import { clockTime } from './words.ts'

/** What the doctor has said, if it was asked. */
export interface Examination {
  /** Set while it is being made. */
  running: boolean
  /** When it was made. */
  at: number | undefined
  checks: readonly Check[]
  /** Why it could not be made. */
  failed?: string | undefined
}

/** What is said of one site, or of a topic of it. */
const isOf = (id: string, { check }: Check): boolean => check.includes(`site "${id}"`)

function health(id: string, { at, checks }: Examination): Markup {
  if (at === undefined) return html`<span class="tag">Not checked yet</span>`
  const wrong = checks.filter((check) => !check.ok && isOf(id, check))
  return wrong.length === 0
    ? html`<span class="tag good">In order</span>`
    : html`<span class="tag bad">${wrong.length} wrong</span>`
}

/** The tag that pages paste. */
const tagOf = (id: string, address: string): string =>
  `<script async src="${address}/support.js" data-site="${id}"></script>`

function siteCard(site: Site, address: string, examination: Examination): Markup {
  const { id, channel, desk, form, challenge, identity } = site
  const topics = [...desk.topics.keys()]
  return html`<section class="card" aria-labelledby="site-${id}">
    <h2 id="site-${id}">${id}</h2>
    ${health(id, examination)}
    <dl class="facts">
      ${fact('Channel', channel)} ${fact('Tags of its tickets', (desk.tags ?? []).join(', '))}
      ${fact('Topics', topics.join(', '))} ${fact('Language', form.locale ?? '')}
      ${fact('Proof of work', challenge)}
      ${fact('Signed identity', identity.secrets.length === 0 ? '' : identity.required ? 'required' : 'taken')}
    </dl>
    <p class="small soft">Paste this into its pages:</p>
    <pre tabindex="0" role="region" aria-label="Tag of ${id}">${tagOf(id, address)}</pre>
  </section>`
}

function checkRow({ check, ok, detail, advice }: Check): Markup {
  return html`<tr>
    <th scope="row">${check}</th>
    <td><span class="tag ${ok ? 'good' : 'bad'}">${ok ? 'In order' : 'Wrong'}</span></td>
    <td class="long">${detail}${advice === undefined ? '' : html`<br /><strong>${advice}</strong>`}</td>
  </tr>`
}

function doctor({ running, at, checks, failed }: Examination, token: string): Markup {
  const told =
    at === undefined
      ? 'Checks data directory or database, token, workspace, channels, routing, clock and e-mails. It makes a few calls to the helpdesk.'
      : `Checked at ${clockTime(at)}.`
  return html`<section class="card" aria-labelledby="doctor">
    <h2 id="doctor">Doctor</h2>
    <p class="soft small">${told}</p>
    ${failed === undefined ? '' : html`<p><strong>It could not be checked: ${failed}</strong></p>`}
    ${
      checks.length === 0
        ? ''
        : html`<table class="stack">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">How it is</th>
                <th scope="col">Details</th>
              </tr>
            </thead>
            <tbody>
              ${checks.map(checkRow)}
            </tbody>
          </table>`
    }
    <div class="actions">
      ${
        running
          ? html`<p role="status">It is being checked. <a href="sites">Look again</a></p>`
          : html`<form method="post" action="check">
              ${tokenField(token)}<button>${at === undefined ? 'Check now' : 'Check again'}</button>
            </form>`
      }
    </div>
  </section>`
}

/** The page. */
export const sitesPage = (
  sites: readonly Site[],
  address: string,
  examination: Examination,
  token: string,
): Markup =>
  html`<h1>Sites</h1>
    ${doctor(examination, token)}
    <div class="halves">${sites.map((site) => siteCard(site, address, examination))}</div>`
