/** `import report`: reads some of the imported tickets back, compares them with the export, and writes a page of it all. */
import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { resource } from '../../helpdesk/request.ts'
import { TICKET_MAX } from '../../helpdesk/import-call.ts'
import { compareTicket } from '../../import/proof/compare-ticket.ts'
import type { TicketComparison } from '../../import/proof/compare-ticket.ts'
import { gather } from '../../import/proof/gather.ts'
import type { SampledTicket } from '../../import/proof/gather.ts'
import { reportPage } from '../../import/proof/report-page.ts'
import type { ReportFacts } from '../../import/proof/report-page.ts'
import type { Journal } from '../../import/send/journal.ts'
import { openJournal } from '../../import/send/open-journal.ts'
import type { TicketReading } from '../../import/read-tickets.ts'
import { Exit } from '../command.ts'
import { openAccount } from './account.ts'
import type { ImportAccount } from './account.ts'
import { channelOf, PROVING, READING, readFlags } from './flags.ts'
import type { ImportFlags } from './flags.ts'
import { importCommand } from './plainly.ts'
import { journalFile, openReading, settingsOf } from './reading.ts'
import { isProven, reportText } from './report-text.ts'

const LISTED = 1000

/** Reads tickets back and compares them. Throws an `Exit` when the helpdesk does not answer. */
async function compared(
  sample: readonly SampledTicket[],
  { get }: ImportAccount,
): Promise<TicketComparison[]> {
  const results: TicketComparison[] = []
  for (const { ticket, ...one } of sample) {
    const answer = await get(`/tickets/${one.ulid}`, TICKET_MAX)
    if (answer?.type !== 'answer' || (answer.status !== 200 && answer.status !== 404))
      throw new Exit(
        1,
        `The helpdesk answered ${answer?.type === 'answer' ? answer.status : 'nothing'}: try again later.`,
      )
    const actual = answer.status === 200 ? resource(answer.body, 'ticket') : undefined
    results.push(compareTicket(ticket, { ...one, actual }))
  }
  return results
}

/** All that the report says. */
async function factsOf(
  reading: TicketReading,
  { journal, account, size }: { journal: Journal; account: ImportAccount; size: number },
): Promise<ReportFacts> {
  const { sample, ...gathered } = await gather(reading, journal, size)
  return {
    ...gathered,
    title: `Import into ${reading.shape.channel}`,
    counts: journal.counts(),
    months: journal.tally('month', 'done'),
    statuses: journal.tally('status', 'done'),
    times: journal.times([0.5, 0.95, 1]),
    undone: journal.undone(LISTED),
    without: journal.without(LISTED),
    sample: await compared(sample, account),
  }
}

/** Writes the page, for its owner alone: it names tickets and why they were refused. */
function writePage(file: string, facts: ReportFacts): void {
  writeFileSync(file, reportPage(facts), { mode: 0o600 })
  chmodSync(file, 0o600)
}

/** With other options than those of the run, tickets would differ that are as they should be. */
function tellSettings(journal: Journal, flags: ImportFlags, tell: (text: string) => void): void {
  for (const { name, was } of journal.differing(settingsOf(flags)))
    tell(
      `The last run had --${name} ${was === '' ? 'not given' : `"${was}"`}: give the same, or tickets differ.\n`,
    )
}

export const importReport = importCommand({
  name: 'import report',
  usage: [
    ['import report FILE… --from SOURCE --channel ULID', 'compare a sample with the export, and draw charts'],
  ],
  takesMany: true,
  options: { ...READING, ...PROVING },
  async run({ names, options, config, stdout, stderr }) {
    const flags = readFlags(options)
    const settings = config()
    const channel = channelOf(flags)
    const file = journalFile(settings, flags)
    if (!existsSync(file)) throw new Exit(1, `There is no journal at ${file}: nothing was imported yet.`)
    const { reading, close } = await openReading({ names, flags, now: Date.now() }, channel)
    try {
      const account = await openAccount(settings, { rate: 1, tell: stderr })
      const journal = openJournal(file)
      try {
        tellSettings(journal, flags, stderr)
        const facts = await factsOf(reading, { journal, account, size: flags.sample })
        const page = resolve(flags.html ?? `${file}.html`)
        writePage(page, facts)
        stdout(flags.json ? `${JSON.stringify(facts, null, 2)}\n` : reportText(facts, page))
        return isProven(facts) ? 0 : 1
      } finally {
        journal.close()
        account.close()
      }
    } finally {
      close()
    }
  },
})
