/** What is in an export, in words. */
import { visibleText } from '../../import/shape/clean-html.ts'
import { CHANGES } from '../../import/shape/shaped-ticket.ts'
import type { ShapedTicket } from '../../import/shape/shaped-ticket.ts'
import type { Survey } from '../../import/survey.ts'

const TEXT_SHOWN = 200
const MESSAGES_SHOWN = 4
const AGENTS_SHOWN = 20

export const grouped = (count: number): string => count.toLocaleString('en')

/** A number of things, in words. */
export const counted = (count: number, one: string): string =>
  `${grouped(count)} ${one}${count === 1 ? '' : 's'}`

/** Minutes, as people say them. */
export function duration(minutes: number): string {
  if (minutes < 1.5) return 'about a minute'
  if (minutes < 90) return `about ${Math.round(minutes)} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 36 ? `about ${hours} hours` : `about ${(minutes / 60 / 24).toFixed(1)} days`
}

/** How long it takes: tickets by their lane, files by the ordinary gate, whichever is slower. */
export function timeNeeded(
  { tickets, files }: Pick<Survey, 'tickets' | 'files'>,
  rate: number,
  fileRate: number,
): string {
  const minutes = Math.max(tickets / rate, files / fileRate)
  const slower = files / fileRate > tickets / rate ? 'the files' : 'the tickets'
  return `${duration(minutes)} (${rate} tickets and ${fileRate} files a minute; ${slower} take longest)`
}

const listed = (counts: Partial<Record<string, number>>): string =>
  Object.entries(counts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${grouped(count ?? 0)}`)
    .join(', ')

/** Lines under a heading; none where there are none. */
const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', heading, ...lines.map((line) => `  ${line}`)]

function shownTicket({ externalId, body, messages, lost }: ShapedTicket): string[] {
  const { email, name } = body.from_contact
  const shown = messages.slice(0, MESSAGES_SHOWN).map(({ body: message, files }) => {
    const by = message.author_name ?? message.author_email
    const about = [
      message.type,
      by,
      message.created_at?.slice(0, 10),
      files.length > 0 && counted(files.length, 'file'),
    ]
    return `  ${about.filter(Boolean).join(', ')}: ${visibleText(message.body).slice(0, TEXT_SHOWN)}`
  })
  return [
    `${externalId}  ${body.status}  ${body.created_at?.slice(0, 10) ?? 'without a time'}  ${name ? `${name} <${email}>` : email}  ${body.subject}`,
    ...shown,
    ...(messages.length > MESSAGES_SHOWN ? [`  … and ${messages.length - MESSAGES_SHOWN} more`] : []),
    ...lost.map((file) => `  without ${file.name}: ${file.why}`),
  ]
}

/** Agents who have no account in the helpdesk, where that is known. */
function agentLines({ agents }: Survey, members: ReadonlySet<string> | undefined): string[] {
  const without = Object.entries(agents)
    .filter(([agent]) => !members?.has(agent))
    .toSorted(([, a], [, b]) => b - a)
  const lines = without
    .slice(0, AGENTS_SHOWN)
    .map(([agent, count]) => `${agent}  ${counted(count, 'message')}`)
  return without.length > AGENTS_SHOWN ? [...lines, `… and ${without.length - AGENTS_SHOWN} more`] : lines
}

/** The whole of `import check`. */
export function surveyText(result: Survey, members: ReadonlySet<string> | undefined, time: string): string {
  const { problems, firstProblems, skipped, lacks, changes, shown } = result
  const lines = [
    `${counted(result.tickets, 'ticket')} with ${counted(result.messages, 'message')} and ${counted(result.files, 'file')}`,
    `By status: ${listed(result.statuses)}`,
    `By year: ${listed(result.years)}`,
    `Time: ${time}`,
    ...section('What this export does not have:', lacks),
    ...section(
      'Left out:',
      Object.entries(skipped).map(([rule, count]) => `${grouped(count)} ${rule}`),
    ),
    ...section(
      'Changed, so that the helpdesk takes it:',
      // as: its keys are those of CHANGES
      Object.entries(changes).map(
        ([change, count]) => `${grouped(count)} ${CHANGES[change as keyof typeof CHANGES]}`,
      ),
    ),
    ...section(
      members
        ? 'Agents without an account here: their names stay on what they wrote'
        : 'Agents (who has an account here is told with THERE_THERE_TOKEN):',
      agentLines(result, members),
    ),
    ...section(
      `The first of ${counted(shown.length, 'ticket')}, as they will look:`,
      shown.flatMap(shownTicket),
    ),
    ...section(
      `${counted(problems, 'line')} cannot be imported:`,
      firstProblems.map(({ at, why }) => `${at}  ${why}`),
    ),
  ]
  return `${lines.join('\n')}\n`
}
