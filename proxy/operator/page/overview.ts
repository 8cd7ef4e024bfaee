/** The first page: whether all is well, what needs somebody, and how many messages there are. */
import { html, raw } from 'hono/html'
import type { QueueCount, TrafficSlice } from '../../store/operation/statistics.ts'
import type { Need, Standing } from '../readiness.ts'
import { barTable, columnChart } from './charts.ts'
import type { Markup } from './layout.ts'
import {
  acceptedSince,
  agesOf,
  bandNames,
  barsOf,
  countIn,
  DAY_MS,
  DAYS,
  HOUR_MS,
  HOURS,
  waitingOf,
  within,
} from './traffic.ts'
import { clockTime, messages, number, NEED_LISTINGS, withoutCommand } from './words.ts'

/** What the page is drawn from. */
export interface OverviewModel {
  standing: Standing
  queue: readonly QueueCount[]
  slices: readonly TrafficSlice[]
  /** Names of the sites that there are, and of others that have messages. */
  sites: readonly string[]
  /** The one that is looked at; undefined: all of them. */
  site: string | undefined
  /** When it was counted. */
  at: number
}

function needLine({ kind, text }: Need): Markup {
  const listing = NEED_LISTINGS[kind]
  if (listing !== undefined)
    return html`<li>${withoutCommand(text)} <a href="operator/messages?state=${listing}">See which</a></li>`
  if (kind === 'misconfigured')
    return html`<li>${withoutCommand(text)} <a href="operator/sites">Check the configuration</a></li>`
  return html`<li>${text}</li>`
}

/** The first thing to read. */
function headline({ standing: { needs }, slices, queue }: OverviewModel): Markup {
  if (needs.length === 0)
    return html`<section class="card fine">
      <h2>All is well</h2>
      <p class="small">Nothing needs you: no message is refused or stuck, and the store can be written.</p>
      ${
        slices.length === 0 && queue.length === 0
          ? html`<p class="small">
              No message has come in yet. The tag that pages paste is at <a href="operator/sites">Sites</a>.
            </p>`
          : ''
      }
    </section>`
  const count = needs.length === 1 ? 'One thing needs you' : `${needs.length} things need you`
  return html`<section class="card needs">
    <h2>${count}</h2>
    <ul>
      ${needs.map(needLine)}
    </ul>
  </section>`
}

function figure(name: string, value: string, note: string, alarm = false): Markup {
  return html`<dl class="card number${alarm ? ' alarm' : ''}">
    <dt>${name}</dt>
    <dd>${value}</dd>
    <dd>${note}</dd>
  </dl>`
}

function figures({ queue, slices, at }: OverviewModel): Markup {
  const ages = agesOf(slices)
  const waiting = waitingOf(queue)
  const dead = countIn(queue, 'dead')
  const week = acceptedSince(slices, at - 7 * DAY_MS)
  return html`<div class="grid">
    ${figure('Last 24 hours', number(acceptedSince(slices, at - DAY_MS)), `${number(week)} in seven days`)}
    ${figure('Waiting now', number(waiting), waiting === 0 ? 'everything has its ticket' : 'for their ticket')}
    ${figure('Refused', number(dead), dead === 0 ? 'by the helpdesk, for good' : 'kept until somebody acts', dead > 0)}
    ${figure(
      'Delivered within',
      within(ages, 0.95) ?? (ages.some((count) => count > 0) ? 'over 2 hours' : '–'),
      `19 of 20, in ${DAYS} days`,
    )}
  </div>`
}

function siteLinks({ sites, site }: OverviewModel): Markup | string {
  if (sites.length < 2) return ''
  const link = (name: string | undefined, words: string) =>
    html`<li>
      <a
        class="pill"
        href="operator${name === undefined ? '' : `?site=${encodeURIComponent(name)}`}"
        ${name === site ? raw('aria-current="page"') : ''}
        >${words}</a
      >
    </li>`
  return html`<nav aria-label="Sites">
    <ul>
      ${link(undefined, 'All sites')}${sites.map((name) => link(name, name))}
    </ul>
  </nav>`
}

function bySite({ slices, queue, sites, at }: OverviewModel): Markup {
  const row = (name: string) => {
    const own = slices.filter(({ site }) => site === name)
    const open = queue.filter(({ site }) => site === name)
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="n" data-name="24 hours">${number(acceptedSince(own, at - DAY_MS))}</td>
      <td class="n" data-name="${DAYS} days">${number(acceptedSince(own, 0))}</td>
      <td class="n" data-name="Waiting">${number(waitingOf(open))}</td>
      <td class="n" data-name="Refused">${number(countIn(open, 'dead'))}</td>
    </tr>`
  }
  return html`<section class="card" aria-labelledby="by-site">
    <h2 id="by-site">By site</h2>
    <table class="stack">
      <thead>
        <tr>
          <th scope="col">Site</th>
          <th scope="col" class="n">24 hours</th>
          <th scope="col" class="n">${DAYS} days</th>
          <th scope="col" class="n">Waiting</th>
          <th scope="col" class="n">Refused</th>
        </tr>
      </thead>
      <tbody>
        ${sites.map(row)}
      </tbody>
    </table>
  </section>`
}

const hourName = (at: number) =>
  new Date(at).toLocaleTimeString('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
const dayName = (at: number) =>
  new Date(at).toLocaleDateString('en', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })

/** The page, for all sites or for one. */
export function overview(all: OverviewModel): Markup {
  const isShown = ({ site }: { site: string }) => all.site === undefined || site === all.site
  const model = { ...all, queue: all.queue.filter(isShown), slices: all.slices.filter(isShown) }
  const { slices, at } = model
  const ages = agesOf(slices)
  const rows = bandNames().map((name, band) => ({ name, count: ages[band] ?? 0 }))
  return html`<h1>${all.site ?? 'Overview'}</h1>
    ${headline(all)} ${siteLinks(all)} ${figures(model)}
    <div class="halves">
      ${columnChart({
        id: 'hours',
        name: `Messages an hour, last ${HOURS} hours`,
        bars: barsOf(slices, at, HOUR_MS, HOURS),
        labelOf: hourName,
      })}
      ${columnChart({
        id: 'days',
        name: `Messages a day, last ${DAYS} days`,
        bars: barsOf(slices, at, DAY_MS, DAYS),
        labelOf: dayName,
      })}
      <section class="card" aria-labelledby="ages">
        <h2 id="ages">From sending to the ticket</h2>
        ${barTable(`How long ${messages(ages.reduce((sum, one) => sum + one, 0))} took, in ${DAYS} days`, rows)}
      </section>
      ${bySite(model)}
    </div>
    <p class="soft small counted">
      Counted at ${clockTime(at)}, at most once a minute. What the proxy has forgotten by then (DEDUPE_DAYS)
      is not counted.
    </p>`
}
