/** `import report`: reads some of the imported tickets back, compares them with the export, and writes a page of it all. */
import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { resource } from '../../helpdesk/request.ts'
import { TICKET_MAX } from '../../helpdesk/import-call.ts'
import { compareTicket } from '../../import/proof/compare-ticket.ts'
import type { TicketComparison } from '../../import/proof/compare-ticket.ts'
import { openJournal } from '../../import/send/journal.ts'
import type { Journal } from '../../import/send/journal.ts'
import { readTickets } from '../../import/read-tickets.ts'
import type { TicketReading } from '../../import/read-tickets.ts'
import { reportPage } from '../../import/proof/report-page.ts'
import type { ReportFacts } from '../../import/proof/report-page.ts'
import type { ShapedTicket } from '../../import/shape/shaped-ticket.ts'
import { command, Exit } from '../command.ts'
import { openAccount } from './account.ts'
import type { ImportAccount } from './account.ts'
import { channelOf, JOURNAL, journalFile, openReading, READING } from './reading.ts'
import { wholeNumber } from './rate.ts'
import { counted, grouped } from './survey-text.ts'

const SAMPLE = 20
const LISTED = 1000

interface Sampled {
  ticket: ShapedTicket
  ulid: string
  lost: number
  anyTime: boolean
}

/** Some of the tickets that are in the helpdesk, each with the same chance. */
async function sampleOf(reading: TicketReading, journal: Journal, size: number): Promise<Sampled[]> {
  const sample: Sampled[] = []
  let seen = 0
  for await (const item of readTickets(reading)) {
    if (item.type !== 'ticket') continue
    for (const ticket of item.tickets) {
      const entry = journal.find(ticket.externalId)
      if (entry?.state !== 'done' || entry.ulid === undefined || entry.digest !== item.digest) continue
      seen++
      const one = {
        ticket,
        ulid: entry.ulid,
        lost: journal.lostFiles(ticket.externalId),
        anyTime: item.changes.has('future'),
      }
      const place = sample.length < size ? sample.length : Math.floor(Math.random() * seen)
      if (place < size) sample[place] = one
    }
  }
  return sample
}

/** Reads tickets back and compares them. Throws an `Exit` when the helpdesk does not answer. */
async function compared(sample: readonly Sampled[], { get }: ImportAccount): Promise<TicketComparison[]> {
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

function text({ counts, sample }: ReportFacts, page: string): string {
  const { done, refused, failed } = counts.states
  const wrong = sample.filter(({ differences }) => differences.length > 0)
  return [
    `${grouped(done)} imported, ${grouped(refused)} refused, ${grouped(failed)} given up.`,
    `${counted(sample.length, 'ticket')} read back: ${sample.length - wrong.length} as exported, ${wrong.length} differ.`,
    ...wrong.flatMap(({ externalId, differences }) =>
      differences.map(({ kind, what }) => `  ${externalId}  ${kind}: ${what}`),
    ),
    `Charts: ${page}`,
    '',
  ].join('\n')
}

export const importReport = command({
  name: 'import report',
  usage: [
    ['import report FILE… --from SOURCE --channel ULID', 'compare a sample with the export, and draw charts'],
  ],
  takesMany: true,
  options: {
    ...READING,
    ...JOURNAL,
    sample: { type: 'string', usage: `import report: tickets to read back (${SAMPLE})` },
    html: { type: 'string', usage: 'import report: the page with the charts (beside the journal)' },
  },
  async run({ names, options, config, stdout }) {
    const settings = config()
    const channel = channelOf(options)
    const file = journalFile(settings, options)
    if (!existsSync(file)) throw new Exit(1, `There is no journal at ${file}: nothing was imported yet.`)
    const size = wholeNumber('sample', options.sample, SAMPLE)
    const journal = openJournal(file)
    const account = await openAccount(settings, { rate: 1 })
    const { reading, close } = await openReading({ names, options, now: Date.now() }, channel)
    try {
      const facts: ReportFacts = {
        title: `Import into ${channel}`,
        counts: journal.counts(),
        months: journal.tally('month', 'done'),
        statuses: journal.tally('status', 'done'),
        times: journal.times([0.5, 0.95, 1]),
        undone: journal.undone(LISTED),
        changed: journal.changedOnes(LISTED),
        sample: await compared(await sampleOf(reading, journal, size), account),
      }
      const page = resolve(options.html ?? `${file}.html`)
      writeFileSync(page, reportPage(facts), { mode: 0o600 })
      stdout(options.json ? `${JSON.stringify(facts, null, 2)}\n` : text(facts, page))
      const { refused, failed } = facts.counts.states
      return refused + failed === 0 && facts.sample.every(({ differences }) => differences.length === 0)
        ? 0
        : 1
    } finally {
      close()
      account.close()
      journal.close()
    }
  },
})
