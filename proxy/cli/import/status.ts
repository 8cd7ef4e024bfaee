/** `import status`: what has become of an import so far. Works while it runs. */
import { existsSync } from 'node:fs'
import { lateText } from '../../import/send/journal.ts'
import type { JournalCounts, JournalEntry } from '../../import/send/journal.ts'
import { isRunning, openJournal } from '../../import/send/open-journal.ts'
import { Exit } from '../command.ts'
import { JOURNAL, readFlags } from './flags.ts'
import { importCommand } from './plainly.ts'
import { journalFile } from './reading.ts'
import { are, counted, grouped } from './survey-text.ts'

const SHOWN = 20
const ALL = 1_000_000

interface Status {
  counts: JournalCounts
  running: boolean
  undone: JournalEntry[]
  without: JournalEntry[]
}

const more = (count: number) => count > SHOWN && '  … all of them with --json'

function text({ counts, running, undone, without }: Status): string {
  const { existed, changed, lostFiles, lateFiles, lateTickets, lastAt } = counts
  const { done, sending, refused, failed, held } = counts.states
  return [
    running ? 'A run goes on.' : 'No run goes on.',
    `${grouped(done)} imported${existed > 0 ? ` (${are(existed, 'was', 'were')} there before)` : ''}, ${grouped(refused)} refused, ${grouped(failed)} given up, ${grouped(held)} waiting for files.`,
    running && sending > 0 && `${are(sending, 'on its way', 'on their way')}.`,
    !running &&
      sending > 0 &&
      `${are(sending, 'was on its way', 'were on their way')} when the last run was killed: the next run sends again, and none becomes two.`,
    lastAt !== undefined && `Last at ${new Date(lastAt).toISOString()}.`,
    changed > 0 && `${are(changed, 'is', 'are')} other in the export since.`,
    lostFiles > lateFiles && `${counted(lostFiles - lateFiles, 'file')} left out by rule; notes name them.`,
    lateFiles > 0 &&
      `${are(lateFiles, 'file was', 'files were')} not to be had or not taken, of ${counted(lateTickets, 'ticket')}; notes name them.`,
    ...without.map((entry) => `  ${entry.externalId}  ${entry.at}  without ${lateText(entry.lost)}`),
    more(lateTickets),
    undone.length > 0 && 'Not imported:',
    ...undone.map(({ externalId, at, why }) => `  ${externalId}  ${at}  ${why ?? ''}`),
    more(refused + failed + held),
    '',
  ]
    .filter((line) => line !== false)
    .join('\n')
}

export const importStatus = importCommand({
  name: 'import status',
  usage: [['import status --channel ULID', 'how far an import is, and what was refused']],
  options: JOURNAL,
  async run({ options, config, stdout }) {
    const flags = readFlags(options)
    const file = journalFile(config(), flags)
    if (!existsSync(file)) throw new Exit(1, `There is no journal at ${file}: nothing was imported yet.`)
    const journal = openJournal(file)
    try {
      const most = flags.json ? ALL : SHOWN
      const counts = journal.counts()
      const running = isRunning(file)
      const undone = journal.undone(most)
      const without = journal.without(most)
      stdout(
        flags.json
          ? `${JSON.stringify({ ...counts, running, undone, without }, null, 2)}\n`
          : text({ counts, running, undone, without }),
      )
      const { refused, failed, held } = counts.states
      return refused + failed + held + counts.lateTickets > 0 ? 1 : 0
    } finally {
      journal.close()
    }
  },
})
