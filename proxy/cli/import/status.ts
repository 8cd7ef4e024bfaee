/** `import status`: what has become of an import so far. Works while it runs. */
import { existsSync } from 'node:fs'
import { openJournal } from '../../import/send/journal.ts'
import { command, Exit } from '../command.ts'
import { JOURNAL, journalFile } from './reading.ts'
import { grouped } from './survey-text.ts'

const SHOWN = 20

export const importStatus = command({
  name: 'import status',
  usage: [['import status --channel ULID', 'how far an import is, and what was refused']],
  options: JOURNAL,
  async run({ options, config, stdout }) {
    const file = journalFile(config(), options)
    if (!existsSync(file)) throw new Exit(1, `There is no journal at ${file}: nothing was imported yet.`)
    const journal = openJournal(file)
    try {
      const counts = journal.counts()
      const undone = journal.undone(options.json ? 1_000_000 : SHOWN)
      const { done, sending, refused, failed } = counts.states
      if (options.json) stdout(`${JSON.stringify({ ...counts, undone }, null, 2)}\n`)
      else
        stdout(
          [
            `${grouped(done)} imported${counts.existed > 0 ? ` (${grouped(counts.existed)} were there before)` : ''}, ${grouped(refused)} refused, ${grouped(failed)} given up, ${grouped(sending)} on their way when it last stopped.`,
            counts.lastAt === undefined ? '' : `Last at ${new Date(counts.lastAt).toISOString()}.`,
            counts.changed > 0 ? `${grouped(counts.changed)} are other in the export since.` : '',
            counts.lostFiles > 0
              ? `${grouped(counts.lostFiles)} files were not imported; notes name them.`
              : '',
            ...undone.map(({ externalId, at, why }) => `  ${externalId}  ${at}  ${why ?? ''}`),
            refused + failed > SHOWN ? '  … all of them with --json' : '',
          ]
            .filter(Boolean)
            .join('\n') + '\n',
        )
      return refused + failed > 0 ? 1 : 0
    } finally {
      journal.close()
    }
  },
})
