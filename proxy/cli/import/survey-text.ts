/** What is in an export, in words. */
import { visibleText } from '../../import/shape/clean-html.ts'
import { CHANGES } from '../../import/shape/shaped-ticket.ts'
import type { ShapedTicket } from '../../import/shape/shaped-ticket.ts'
import type { FileTold } from '../../import/file-survey.ts'
import type { MissingRule } from '../../import/send/prepare-ticket.ts'
import type { Survey } from '../../import/survey.ts'

const TEXT_SHOWN = 200
const MESSAGES_SHOWN = 4
const AGENTS_SHOWN = 20
const LINES_SHOWN = 20

export const grouped = (count: number): string => count.toLocaleString('en')

/** A number of things, in words. */
export const counted = (count: number, one: string): string =>
  `${grouped(count)} ${one}${count === 1 ? '' : 's'}`

/** A number of things and what they are or were. */
export const are = (count: number, one: string, many: string): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

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

/** Agents who have no account in the helpdesk, where that is known, and how many things are theirs. */
function agentLines(
  agents: Readonly<Record<string, number>>,
  one: string,
  members: ReadonlySet<string> | undefined,
): string[] {
  const without = Object.entries(agents)
    .filter(([agent]) => !members?.has(agent))
    .toSorted(([, a], [, b]) => b - a)
  const lines = without.slice(0, AGENTS_SHOWN).map(([agent, count]) => `${agent}  ${counted(count, one)}`)
  return without.length > AGENTS_SHOWN ? [...lines, `… and ${without.length - AGENTS_SHOWN} more`] : lines
}

/** The first of many lines. */
const first = (lines: readonly string[], count: number): string[] =>
  count > LINES_SHOWN
    ? [...lines.slice(0, LINES_SHOWN), `… and ${grouped(count - LINES_SHOWN)} more (--json names them)`]
    : [...lines]

const fileLine = ({ at, externalId, name, why }: FileTold) => `${at}  ${externalId}  ${name}: ${why}`

/** Files that are not to be had, and what becomes of their tickets. */
function fileLines({ found }: Survey, missing: MissingRule): string[] {
  if (!found) return []
  const { lost, unfit, elsewhere, tried } = found
  const fate =
    missing === 'wait'
      ? `and ${lost === 1 ? 'its ticket' : 'their tickets'} will wait for ${lost === 1 ? 'it' : 'them'} (--files-missing note sends without)`
      : 'and will be named in a note'
  return [
    ...(elsewhere > 0
      ? [
          '',
          `${grouped(tried)} of ${counted(elsewhere, 'file')} at other servers were tried: a run fetches all.`,
        ]
      : []),
    ...section(
      `${counted(lost, 'file')} cannot be had, ${fate}:`,
      first(found.firstLost.map(fileLine), lost),
    ),
    ...section(
      `${counted(unfit, 'file')} the helpdesk does not take, left out and named in a note:`,
      first(found.firstUnfit.map(fileLine), unfit),
    ),
  ]
}

export interface SurveyContext {
  /** Addresses of the team, where they are known. */
  members: ReadonlySet<string> | undefined
  time: string
  missing: MissingRule
}

/** The whole of `import check`. */
export function surveyText(result: Survey, { members, time, missing }: SurveyContext): string {
  const { problems, firstProblems, skipped, lacks, changes, shown } = result
  const lines = [
    `${counted(result.tickets, 'ticket')} with ${counted(result.messages, 'message')} and ${counted(result.files, 'file')}`,
    ...(result.tickets > 0
      ? [`By status: ${listed(result.statuses)}`, `By year: ${listed(result.years)}`, `Time: ${time}`]
      : []),
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
      agentLines(result.agents, 'message', members),
    ),
    ...section(
      members
        ? 'Assignees without an account here: their tickets are nobody’s'
        : 'Assignees (who has an account here is told with THERE_THERE_TOKEN):',
      agentLines(result.assignees, 'ticket', members),
    ),
    ...section(
      `The first of ${counted(shown.length, 'ticket')}, as they will look:`,
      shown.flatMap(shownTicket),
    ),
    ...fileLines(result, missing),
    ...section(
      `${counted(problems, 'line')} cannot be imported:`,
      first(
        firstProblems.map(({ at, why }) => `${at}  ${why}`),
        problems,
      ),
    ),
  ]
  return `${lines.join('\n')}\n`
}
