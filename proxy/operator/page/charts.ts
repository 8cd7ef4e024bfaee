/** Charts as SVG, drawn on the server: each has a name, and all of its numbers in a table behind it. */
import { html } from 'hono/html'
import type { Markup } from './layout.ts'
import { OUTCOMES, totalOf } from './traffic.ts'
import type { Bar, ShownOutcome } from './traffic.ts'
import { clockTime, messages, number } from './words.ts'

const OUTCOME_WORDS: Record<ShownOutcome, string> = {
  delivered: 'Delivered',
  waiting: 'Waiting',
  dead: 'Refused',
}

/** The drawing's own units: it is stretched to the width there is. */
const WIDTH = 10
const GAP = 2
const HEIGHT = 100

/** The smallest multiple of a round number that is at least `most`: bars are comparable from one look to the next. */
export function ceilingOf(most: number): number {
  if (most <= 4) return 4
  const step = 10 ** Math.floor(Math.log10(most))
  for (const factor of [1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 10]) if (step * factor >= most) return step * factor
  return most
}

const barWords = (bar: Bar, when: string): string =>
  `${when}: ${messages(totalOf(bar))}${bar.waiting > 0 ? `, ${bar.waiting} waiting` : ''}${bar.dead > 0 ? `, ${bar.dead} refused` : ''}`

function column(bar: Bar, index: number, ceiling: number, when: string): Markup {
  const x = index * WIDTH + GAP / 2
  let top = HEIGHT
  const parts = OUTCOMES.filter((outcome) => bar[outcome] > 0).map((outcome) => {
    const height = (bar[outcome] / ceiling) * HEIGHT
    top -= height
    return html`<rect
      class="${outcome}"
      x="${x}"
      y="${top.toFixed(2)}"
      width="${WIDTH - GAP}"
      height="${height.toFixed(2)}"
    ></rect>`
  })
  return html`<g>
    <title>${barWords(bar, when)}</title>
    <rect class="nothing" x="${index * WIDTH}" y="0" width="${WIDTH}" height="${HEIGHT}"></rect>${parts}
  </g>`
}

function table(bars: readonly Bar[], name: string, labelOf: (at: number) => string): Markup {
  return html`<details>
    <summary>As a table</summary>
    <div class="scroll" role="region" aria-label="${name}, as a table" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            ${OUTCOMES.map((outcome) => html`<th scope="col" class="n">${OUTCOME_WORDS[outcome]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${bars.toReversed().map(
            (bar) =>
              html`<tr>
                <th scope="row">${labelOf(bar.at)}</th>
                ${OUTCOMES.map((outcome) => html`<td class="n">${bar[outcome]}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`
}

export interface ColumnChart {
  id: string
  name: string
  bars: readonly Bar[]
  /** What a bar is called, by when it begins. */
  labelOf: (at: number) => string
}

/** Stacked columns over time. */
export function columnChart({ id, name, bars, labelOf }: ColumnChart): Markup {
  const most = Math.max(...bars.map(totalOf))
  const ceiling = ceilingOf(most)
  const all = bars.reduce((sum, bar) => sum + totalOf(bar), 0)
  const busiest = bars.find((bar) => totalOf(bar) === most)
  const told =
    all === 0 || !busiest
      ? 'No messages.'
      : `${messages(all)}; most at ${labelOf(busiest.at)}: ${number(most)}.`
  const shown = OUTCOMES.filter((outcome) => bars.some((bar) => bar[outcome] > 0))
  const marks = [0, Math.floor(bars.length / 2), bars.length - 1].flatMap((index) => bars[index] ?? [])
  return html`<section class="card" aria-labelledby="${id}">
    <h2 id="${id}">${name}</h2>
    <p class="soft small">${told}</p>
    <div class="chart">
      <div class="most" aria-hidden="true">${all === 0 ? '' : number(ceiling)}</div>
      <svg
        role="img"
        aria-label="${name}: ${told}"
        viewBox="0 0 ${bars.length * WIDTH} ${HEIGHT}"
        preserveAspectRatio="none"
      >
        ${bars.map((bar, index) => column(bar, index, ceiling, labelOf(bar.at)))}
      </svg>
      <ul class="axis" aria-hidden="true">
        ${marks.map(({ at }) => html`<li>${labelOf(at)}</li>`)}
      </ul>
    </div>
    <ul class="legend">
      ${shown.map(
        (outcome) =>
          html`<li>
            <svg width="12" height="12" viewBox="0 0 10 10" aria-hidden="true">
              <rect class="${outcome}" width="10" height="10" rx="2"></rect></svg
            >${OUTCOME_WORDS[outcome]}
          </li>`,
      )}
    </ul>
    ${table(bars, name, clockTime)}
  </section>`
}

/** One bar for each row of a table, which says the numbers as well. */
export function barTable(caption: string, rows: readonly { name: string; count: number }[]): Markup {
  const all = Math.max(1, ...rows.map(({ count }) => count))
  return html`<table class="bars">
    <caption class="small">
      ${caption}
    </caption>
    <tbody>
      ${rows.map(
        ({ name, count }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="delivered" width="${((count / all) * 100).toFixed(1)}" height="10"></rect>
              </svg>
            </td>
            <td class="n">${number(count)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}
