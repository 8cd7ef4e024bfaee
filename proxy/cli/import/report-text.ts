/** A report in words. */
import { lateText } from '../../import/send/journal.ts'
import type { Listed } from '../../import/proof/gather.ts'
import type { ReportFacts } from '../../import/proof/report-page.ts'
import { counted, grouped } from './survey-text.ts'

const SHOWN = 20

/** Whether all of an export is in the helpdesk, and what was read back is as exported. */
export function isProven({ counts, sample, problems, unsent, changed }: ReportFacts): boolean {
  const { refused, failed, held, sending } = counts.states
  const undone = refused + failed + held + sending + problems.count + unsent.count + changed.count
  return undone + counts.lateTickets === 0 && sample.every(({ differences }) => differences.length === 0)
}

/** A heading and the first lines under it; nothing where there are none. */
function section(heading: string, count: number, lines: readonly string[]): string[] {
  if (count === 0) return []
  return [
    heading,
    ...lines.slice(0, SHOWN).map((line) => `  ${line}`),
    ...(count > SHOWN ? [`  … and ${grouped(count - SHOWN)} more, on the page`] : []),
  ]
}

const lines = ({ first }: Listed) =>
  first.map(({ at, externalId, why }) => [at, externalId, why].filter(Boolean).join('  '))

/** The whole of it. */
export function reportText(facts: ReportFacts, page: string): string {
  const { counts, sample, problems, unsent, changed, undone, without } = facts
  const { done, refused, failed, held, sending } = counts.states
  const differing = sample.filter(({ differences }) => differences.length > 0)
  const lacking = sample.filter((one) => one.without > 0 && one.differences.length === 0)
  const same = sample.length - differing.length - lacking.length
  return [
    `${grouped(done)} imported, ${grouped(refused)} refused, ${grouped(failed)} given up, ${grouped(held)} waiting for files, ${grouped(sending)} without an answer.`,
    `${counted(sample.length, 'ticket')} read back: ${grouped(same)} as exported, ${lacking.length > 0 ? `${grouped(lacking.length)} but for files that a note names, ` : ''}${grouped(differing.length)} differ.`,
    ...differing.flatMap(({ externalId, differences }) =>
      differences.map(({ kind, what }) => `  ${externalId}  ${kind}: ${what}`),
    ),
    ...section(
      'Not imported:',
      refused + failed + held,
      undone.map(({ externalId, at, why }) => `${at}  ${externalId}  ${why ?? ''}`),
    ),
    ...section(`${counted(problems.count, 'line')} cannot be imported:`, problems.count, lines(problems)),
    ...section(`${counted(unsent.count, 'ticket')} not sent yet:`, unsent.count, lines(unsent)),
    ...section(
      `${counted(changed.count, 'ticket')} not compared, because the export has other content now:`,
      changed.count,
      lines(changed),
    ),
    ...section(
      `${counted(counts.lateFiles, 'file')} not to be had or not taken, named in notes:`,
      counts.lateTickets,
      without.map(({ at, externalId, lost }) => `${at}  ${externalId}  ${lateText(lost)}`),
    ),
    ...Object.entries(facts.skipped).map(([rule, count]) => `Left out: ${grouped(count)} ${rule}`),
    `Charts: ${page}`,
    '',
  ].join('\n')
}
