/** Our form beside what a page could have in its place: the same visits, in turns, since machines have moods. */
import type { Browser } from 'playwright-core'
import { BY_HAND, pageByHand } from './by-hand.ts'
import { CLS, costTable, FORM, INP, LOADER, TASK } from './cost-table.ts'
import { print } from './process.ts'
import { sentryPages } from './sentry.ts'
import { visitOnce, type Conditions, type Cost } from './visit.ts'
import { SENTRY, SUPPORT, type VisitedWidget } from './widgets.ts'

/** Nobody's pointer rests on the button: what it would have fetched meanwhile is waited for. */
const CONDITIONS = [
  { cpu: 1, network: 'fast', hover: false },
  { cpu: 4, network: 'fast', hover: false },
  { cpu: 4, network: 'slow 4G', hover: false },
  { cpu: 6, network: 'slow 4G', hover: false },
] as const satisfies Conditions[]

/** What is held against what: those that load on demand, and those that are there before. */
const RATIOS = [
  ['ours', 'Sentry, lazy, phone'],
  ['ours', 'Sentry, lazy'],
  ['ours', 'Sentry, whole'],
  ['ours, preloaded', 'Sentry, whole'],
  ['ours, preloaded', 'by hand'],
  ['Sentry, whole', 'by hand'],
] as const

interface Contender {
  name: string
  address: string
  widget: VisitedWidget
}

const TABLE = costTable(
  [
    FORM,
    { title: 'kB before', of: ({ bytes }) => bytes / 1000 },
    { title: 'kB to form', of: ({ bytesToForm }) => bytesToForm / 1000 },
    TASK,
    LOADER,
    INP,
    CLS,
  ],
  { name: 38, figure: 12 },
)

const ratios = (own: number[], others: number[]) =>
  own.map((value, column) => (others[column] ? (value / others[column]).toFixed(2) : '-'))

/** Visits all of them `rounds` times under the same conditions, in turns. */
async function inTurns(browser: Browser, contenders: Contender[], conditions: Conditions, rounds: number) {
  const costs = contenders.map((): Cost[] => [])
  for (let round = 0; round < rounds; round++)
    for (const [at, { address, widget }] of contenders.entries())
      costs[at]?.push(await visitOnce(browser, address, conditions, widget))
  return costs.map(TABLE.medians)
}

/**
 * Prints the table.
 * @param ours Addresses of our pages: as it is, and with the form loaded ahead.
 */
export async function besideSentry(
  browser: Browser,
  ours: { lazy: string; preloaded: string },
  rounds: number,
): Promise<void> {
  const sentry = await sentryPages()
  const contenders: Contender[] = [
    { name: 'ours', address: ours.lazy, widget: SUPPORT },
    { name: 'ours, preloaded', address: ours.preloaded, widget: SUPPORT },
    { name: 'Sentry, lazy, phone', address: sentry.phone, widget: SENTRY },
    { name: 'Sentry, lazy', address: sentry.lazy, widget: SENTRY },
    { name: 'Sentry, whole', address: sentry.whole, widget: SENTRY },
    { name: 'by hand', address: await pageByHand(), widget: BY_HAND },
  ]
  print(
    `\nBeside Sentry feedback 11.12: medians of ${rounds} visits of each, in turns, by a pointer from elsewhere.`,
  )
  for (const conditions of CONDITIONS) {
    const { cpu, network } = conditions
    print('')
    TABLE.head(`CPU ${cpu}x, ${network}`)
    const rows = await inTurns(browser, contenders, conditions, rounds)
    const of = (name: string) => rows[contenders.findIndex((one) => one.name === name)] ?? []
    for (const [at, row] of rows.entries()) TABLE.row(contenders[at]?.name ?? '', row)
    for (const [one, other] of RATIOS) TABLE.line(`${one} / ${other}`, ratios(of(one), of(other)))
  }
}
