/** `import run`: sends an export to the helpdesk, and goes on where an earlier run has ended. */
import type { Config } from '../../config/config.ts'
import { openJournal, lockJournal, JournalError } from '../../import/send/journal.ts'
import type { Journal } from '../../import/send/journal.ts'
import { openFile } from '../../import/send/open-file.ts'
import { readTickets } from '../../import/read-tickets.ts'
import { runImport } from '../../import/send/run-import.ts'
import type { RunEnd, RunOptions } from '../../import/send/run-import.ts'
import { survey } from '../../import/survey.ts'
import { command, Exit } from '../command.ts'
import { openAccount, waitFor } from './account.ts'
import type { ImportAccount } from './account.ts'
import { createProgress } from './progress.ts'
import { channelOf, JOURNAL, journalFile, openReading, READING } from './reading.ts'
import { RATE, rateOf, wholeNumber } from './rate.ts'
import { counted, grouped, timeNeeded } from './survey-text.ts'

const FILE_TIMEOUT_MS = 120_000

const OPTIONS = {
  ...READING,
  ...JOURNAL,
  ...RATE,
  limit: { type: 'string', usage: 'import run: at most so many tickets, as a trial' },
  only: { type: 'string', usage: 'import run: the tickets of these ids alone, with commas between' },
  refused: { type: 'boolean', usage: 'import run: send again what the helpdesk has refused' },
  'fetch-from': { type: 'string', usage: 'import run: origins that files may be fetched from, with commas' },
} as const

type RunCall = Parameters<Parameters<typeof command<typeof OPTIONS>>[0]['run']>[0]

/** The origins that files may be fetched from. Throws an `Exit` for what is none. */
function originsOf(given: string | undefined): ReadonlySet<string> {
  const origins = (given ?? '').split(/[\s,]+/).filter(Boolean)
  const wrong = origins.find((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
  if (wrong !== undefined)
    throw new Exit(2, `--fetch-from has "${wrong}" and takes origins such as https://example.zendesk.com`)
  return new Set(origins)
}

/** Whether the channel can be reached at all. Throws an `Exit` that says what to do. */
async function checkChannel({ get }: ImportAccount, channel: string): Promise<void> {
  const answer = await get(`/channels/${channel}`)
  if (answer === undefined) return
  if (answer.type === 'error') throw new Exit(1, `The helpdesk cannot be reached: ${answer.detail}`)
  if (answer.status === 404)
    throw new Exit(2, `The token does not reach channel ${channel}. Copy its ID from its settings page.`)
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429)
    throw new Exit(
      2,
      `The helpdesk answered ${answer.status}: look at the token and the workspace with "doctor".`,
    )
}

/** How many tickets are to be sent, counted as `check` does; not for a trial, which is not to wait for that. */
async function count(
  call: RunCall,
  channel: string,
  { journal, fileRate, signal }: { journal: Journal; fileRate: number; signal: AbortSignal },
): Promise<number | undefined> {
  const { options, names, stderr } = call
  if (options.limit !== undefined || options.only !== undefined) return undefined
  const { reading, close } = await openReading({ names, options, now: Date.now() }, channel)
  try {
    const isDone = (id: string) => journal.find(id)?.state === 'done'
    const { tickets, rest } = await survey(reading, { isDone, signal })
    if (signal.aborted) return undefined
    const time = timeNeeded(rest, rateOf(options), fileRate)
    stderr(
      `${counted(rest.tickets, 'ticket')} of ${grouped(tickets)} to import: ${time}. Ctrl+C stops after the calls under way; a further run goes on.\n`,
    )
    return rest.tickets
  } finally {
    close()
  }
}

/** Told to stop by Ctrl+C or the system; a second time ends the process at once. */
function untilTold(): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController()
  const stop = () => controller.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const done = () => {
    process.removeListener('SIGINT', stop)
    process.removeListener('SIGTERM', stop)
  }
  return { signal: controller.signal, done }
}

/** One run from the beginning of the export. */
async function send(
  call: RunCall,
  channel: string,
  tools: { account: ImportAccount; journal: Journal; signal: AbortSignal; total: number | undefined },
): Promise<RunEnd> {
  const { options, names, stderr } = call
  const { account, journal, signal, total } = tools
  const { reading, close } = await openReading({ names, options, now: Date.now() }, channel)
  const access = {
    folder: reading.folder,
    origins: originsOf(options['fetch-from']),
    fetch,
    timeoutMs: FILE_TIMEOUT_MS,
  }
  const line = createProgress({ write: stderr, isTerminal: process.stderr.isTTY, total, now: Date.now })
  const runOptions: RunOptions = {
    limit: wholeNumber('limit', options.limit, Infinity),
    only: options.only === undefined ? undefined : new Set(options.only.split(',').map((id) => id.trim())),
    again: options.refused === true || options.only !== undefined,
  }
  try {
    return await runImport(readTickets(reading), runOptions, {
      importCall: account.importCall,
      helpdesk: account.helpdesk,
      open: (file) => openFile(access, file),
      journal,
      wait: (ms) => waitFor(ms, signal),
      random: Math.random,
      now: Date.now,
      signal,
      progress: line.show,
    })
  } finally {
    line.end()
    close()
  }
}

const text = ({ progress, stopped }: RunEnd): string => {
  const { done, existed, known, changed, refused, failed, problems, left } = progress
  return [
    `${counted(done, 'ticket')} imported${existed > 0 ? `, of which ${grouped(existed)} were in the helpdesk before` : ''}.`,
    known > 0 && `${grouped(known)} were imported by an earlier run.`,
    changed > 0 &&
      `${grouped(changed)} of those are other in the export now: they stay as they were imported.`,
    problems > 0 && `${counted(problems, 'line')} cannot be imported: "import check" names them.`,
    refused > 0 && `${grouped(refused)} were refused: "import status" says why.`,
    failed > 0 && `${grouped(failed)} were given up: a further run tries them again.`,
    left > 0 && `${grouped(left)} were refused by an earlier run: --refused sends them again.`,
    stopped !== undefined && `${stopped} Run it again to go on.`,
  ]
    .filter(Boolean)
    .join('\n')
}

async function run(call: RunCall, settings: Config, journalPath: string): Promise<RunEnd> {
  const channel = channelOf(call.options)
  const { signal, done } = untilTold()
  const account = await openAccount(settings, { rate: rateOf(call.options), signal })
  const journal = openJournal(journalPath)
  try {
    journal.bind({ url: account.url, channel })
    await checkChannel(account, channel)
    const total = await count(call, channel, { journal, fileRate: settings.rate, signal })
    return await send(call, channel, { account, journal, signal, total })
  } finally {
    journal.close()
    account.close()
    done()
  }
}

export const importRun = command({
  name: 'import run',
  usage: [
    [
      'import run FILE… --from SOURCE --channel ULID',
      'import it; run it again to go on after an interruption',
    ],
  ],
  takesMany: true,
  options: OPTIONS,
  async run(call) {
    const settings = call.config()
    const file = journalFile(settings, call.options)
    channelOf(call.options)
    originsOf(call.options['fetch-from'])
    try {
      const unlock = lockJournal(file)
      try {
        const end = await run(call, settings, file)
        call.stdout(call.options.json ? `${JSON.stringify(end, null, 2)}\n` : `${text(end)}\n`)
        const { refused, failed, problems, left } = end.progress
        return end.stopped === undefined && refused + failed + problems + left === 0 ? 0 : 1
      } finally {
        unlock()
      }
    } catch (error) {
      if (error instanceof JournalError) throw new Exit(2, error.message)
      throw error
    }
  },
})
