/** The report of an import as one small HTML page: charts of what came of it, and the tickets that were read back. */
import { escapeHtml } from '../shape/clean-html.ts'
import type { TicketComparison } from './compare-ticket.ts'
import { COMPARED } from './compare-ticket.ts'
import { lateText } from '../send/journal.ts'
import type { JournalCounts, JournalEntry } from '../send/journal.ts'
import type { Gathered, Listed } from './gather.ts'

export interface ReportFacts extends Omit<Gathered, 'sample'> {
  title: string
  counts: JournalCounts
  months: { name: string; count: number }[]
  statuses: { name: string; count: number }[]
  /** Milliseconds that half, nineteen of twenty, and all calls took at most. */
  times: readonly number[]
  undone: JournalEntry[]
  /** Tickets that are without files which were not to be had. */
  without: JournalEntry[]
  sample: TicketComparison[]
}

const WIDTH = 640
const BAR = 18
const LABEL = 110
const MONTHS_MAX = 120

/** Bars, one below the other. */
function bars(rows: readonly { name: string; count: number }[]): string {
  if (rows.length === 0) return '<p>None.</p>'
  const most = Math.max(...rows.map(({ count }) => count))
  const height = rows.length * (BAR + 4)
  const drawn = rows.map(({ name, count }, index) => {
    const y = index * (BAR + 4)
    const width = Math.max(1, Math.round((count / most) * (WIDTH - LABEL - 80)))
    const baseline = y + BAR - 5
    return `<text x="0" y="${baseline}">${escapeHtml(name || 'no time')}</text><rect x="${LABEL}" y="${y}" width="${width}" height="${BAR}"/><text x="${LABEL + width + 6}" y="${baseline}">${count.toLocaleString('en')}</text>`
  })
  const told = rows.map(({ name, count }) => `${name || 'no time'}: ${count}`).join(', ')
  return `<svg width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(told)}">${drawn.join('')}</svg>`
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? '<p>None.</p>'
    : `<table><tr>${head.map((cell) => `<th>${escapeHtml(cell)}</th>`).join('')}</tr>${rows
        .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
        .join('')}</table>`

function mark({ differences, without }: TicketComparison, kind: string): string {
  if (differences.some((one) => one.kind === kind)) return 'differs'
  return kind === 'files' && without > 0 ? `without ${without}, which a note names` : 'as exported'
}

/** A list that may be longer than what is shown of it. */
const listing = (heading: string, { count, first }: Listed): string =>
  `<h2>${escapeHtml(heading)}: ${count.toLocaleString('en')}</h2>${table(
    ['ticket', 'where', 'why'],
    first.map(({ externalId, at, why }) => [externalId, at, why]),
  )}`

/** Files that tickets are without. */
const lostFiles = ({ counts, without }: ReportFacts): string =>
  `<h2>Files that are not there</h2><p>${(counts.lostFiles - counts.lateFiles).toLocaleString('en')} were left out by rule, ${counts.lateFiles.toLocaleString('en')} were not to be had or not taken; notes name them.</p>${table(
    ['ticket', 'where', 'files'],
    without.map(({ externalId, at, lost }) => [externalId, at, lateText(lost)]),
  )}`

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:50em;margin:2em auto;padding:0 1em;color:#1d2733;background:#fff}rect{fill:#2a6f97}text{font:13px system-ui,sans-serif;fill:#1d2733}table{border-collapse:collapse}th,td{text-align:start;padding:.2em 1em .2em 0;border-bottom:1px solid #ccd4dc;vertical-align:top}'

/** The page. It loads and runs nothing. */
export function reportPage(facts: ReportFacts): string {
  const { counts, months, statuses, times, undone, sample, problems, unsent, changed, skipped } = facts
  const { states, existed } = counts
  const [half = 0, most = 0, all = 0] = times
  const outcome = [
    { name: 'imported', count: states.done - existed },
    { name: 'there before', count: existed },
    { name: 'refused', count: states.refused },
    { name: 'given up', count: states.failed },
    { name: 'waits for files', count: states.held },
    { name: 'on its way', count: states.sending },
    { name: 'not sent yet', count: unsent.count },
    { name: 'line is wrong', count: problems.count },
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><title>${escapeHtml(facts.title)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(facts.title)}</h1>
<h2>What became of the tickets</h2>${bars(outcome.filter(({ count }) => count > 0))}
<h2>Tickets by status</h2>${bars(statuses)}
<h2>Tickets by month</h2>${bars(months.slice(-MONTHS_MAX))}
<h2>Time of a call</h2><p>Half took at most ${half} ms, nineteen of twenty at most ${most} ms, the longest ${all} ms.</p>
<h2>Read back and compared</h2>${table(
    ['ticket', ...COMPARED],
    sample.map((one) => [one.externalId, ...COMPARED.map((kind) => mark(one, kind))]),
  )}${table(
    ['ticket', 'what differs'],
    sample.flatMap(({ externalId, differences }) => differences.map(({ what }) => [externalId, what])),
  )}
<h2>Not imported: ${(states.refused + states.failed + states.held).toLocaleString('en')}</h2>${table(
    ['ticket', 'where', 'why'],
    undone.map(({ externalId, at, why }) => [externalId, at, why ?? '']),
  )}
${listing('Lines that cannot be imported', problems)}
${listing('Not sent yet', unsent)}
${listing('Other in the export than imported, and not compared', changed)}
${lostFiles(facts)}
<h2>Left out by rule</h2>${table(
    ['rule', 'how many'],
    Object.entries(skipped).map(([rule, count]) => [rule, count.toLocaleString('en')]),
  )}
</body></html>
`
}
