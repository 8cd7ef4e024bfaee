/** What came of a run, in words. */
import type { RunEnd } from '../../import/send/run-import.ts'
import { are, counted } from './survey-text.ts'

/** Whether a run has left nothing behind that was asked of it. */
export function isComplete({ progress, stopped, unknown }: RunEnd): boolean {
  const { refused, failed, held, without, knownWithout, problems, left } = progress
  const undone = refused + failed + held + without + knownWithout + problems + left + unknown.length
  return stopped === undefined && undone === 0
}

/** The sentences about files, and the first tickets that they are of. */
function fileLines({ progress, files }: RunEnd): (string | false)[] {
  const { held, without, knownWithout, filesMissing } = progress
  return [
    held > 0 &&
      `${are(held, 'waits for its files', 'wait for their files')}: a further run tries again, and --files-missing note sends without.`,
    without > 0 &&
      `${are(without, 'ticket was', 'tickets were')} sent without ${counted(filesMissing, 'file')}, which a note on ${without === 1 ? 'it' : 'each'} names: add by hand what you find.`,
    ...files.map(({ externalId, why }) => `  ${externalId}  ${why}`),
    held + without > files.length && '  … all of them with "import status --json"',
    knownWithout > 0 &&
      `${are(knownWithout, 'ticket of an earlier run is', 'tickets of an earlier run are')} without files: "import status" names them.`,
  ]
}

/** The whole of it. */
export function runText(end: RunEnd): string {
  const { progress, stopped, unknown } = end
  const { done, existed, known, changed, refused, failed, problems, left } = progress
  const lines = [
    `${counted(done, 'ticket')} imported${existed > 0 ? `, of which ${are(existed, 'was', 'were')} in the helpdesk before` : ''}.`,
    known > 0 && `${are(known, 'was', 'were')} imported by an earlier run.`,
    changed > 0 &&
      `${are(changed, 'of those is', 'of those are')} other in the export now, and ${changed === 1 ? 'stays as it was' : 'stay as they were'} imported.`,
    problems > 0 && `${counted(problems, 'line')} cannot be imported: "import check" names them.`,
    refused > 0 && `${are(refused, 'was', 'were')} refused by the helpdesk: "import status" says why.`,
    failed > 0 && `${are(failed, 'was', 'were')} given up: a further run tries again.`,
    left > 0 && `${are(left, 'was', 'were')} refused by an earlier run: --refused sends them again.`,
    ...fileLines(end),
    unknown.length > 0 && `Not in the export: ${unknown.join(', ')}`,
    stopped !== undefined && `${stopped} Run it again to go on.`,
  ]
  return `${lines.filter((line) => line !== false).join('\n')}\n`
}
