/** `import run`: sends an export to the helpdesk, and goes on where an earlier run has ended. */
import { AwayHosts } from '../../import/send/away-hosts.ts'
import type { Journal } from '../../import/send/journal.ts'
import { lookAtFile, openFile } from '../../import/send/open-file.ts'
import { lockJournal, openJournal } from '../../import/send/open-journal.ts'
import { readTickets } from '../../import/read-tickets.ts'
import { barredText, noProgress, runImport } from '../../import/send/run-import.ts'
import type { RunEnd } from '../../import/send/run-import.ts'
import { Waits } from '../../import/send/waits.ts'
import { survey } from '../../import/survey.ts'
import { Exit } from '../command.ts'
import type { command } from '../command.ts'
import { openAccount, waitFor } from './account.ts'
import type { ImportAccount } from './account.ts'
import { channelOf, FETCHING, RATE, READING, readFlags, RUNNING } from './flags.ts'
import type { ImportFlags } from './flags.ts'
import { importCommand } from './plainly.ts'
import { createProgress } from './progress.ts'
import { accessOf, journalFile, openReading, settingsOf, sourceOf } from './reading.ts'
import { isComplete, runText } from './run-text.ts'
import { counted, grouped, timeNeeded } from './survey-text.ts'

/** How long a server of files may take to begin its answer. */
const FILE_TIMEOUT_MS = 30_000

const OPTIONS = { ...READING, ...FETCHING, ...RATE, ...RUNNING } as const

type RunCall = Parameters<Parameters<typeof command<typeof OPTIONS>>[0]['run']>[0]

/** Whether the channel can be reached at all. Throws an `Exit` that says what to do. */
async function checkChannel({ get }: ImportAccount, channel: string, timeoutMs: number): Promise<void> {
  const answer = await get(`/channels/${channel}`)
  if (answer === undefined) return
  if (answer.type === 'error')
    throw new Exit(
      1,
      `The helpdesk cannot be reached: ${answer.why === 'timeout' ? `no answer within ${timeoutMs / 1000} s` : answer.detail}. Nothing was sent.`,
    )
  if (answer.status === 404)
    throw new Exit(2, `The token does not reach channel ${channel}. Copy its ID from its settings page.`)
  if (answer.status >= 300 && answer.status < 500 && answer.status !== 429)
    throw new Exit(2, barredText(answer.status))
}

/** Options that an earlier run had otherwise: what it has imported stays as it was. */
function tellSettings(journal: Journal, flags: ImportFlags, tell: (text: string) => void): void {
  for (const { name, was } of journal.settings(settingsOf(flags)))
    tell(
      `--${name} was ${was === '' ? 'not given' : `"${was}"`} in an earlier run: what that has imported stays as it is.\n`,
    )
}

/** How many tickets are to be sent, counted as `check` does; not for a trial, which is not to wait for that. */
async function count(
  { names, stderr }: RunCall,
  flags: ImportFlags,
  { channel, journal, fileRate, signal }: Pick<RunParts, 'channel' | 'journal' | 'fileRate' | 'signal'>,
): Promise<number | undefined> {
  if (flags.limit !== undefined || flags.only !== undefined) return undefined
  stderr('Counting what there is to import …\n')
  const { reading, close } = await openReading({ names, flags, now: Date.now() }, channel)
  try {
    const isDone = (id: string) => journal.find(id)?.state === 'done'
    const { tickets, rest } = await survey(reading, { isDone, signal })
    if (signal.aborted) return undefined
    const time = timeNeeded(rest, flags.rate, fileRate)
    stderr(
      `${counted(rest.tickets, 'ticket')} of ${grouped(tickets)} to import: ${time}. Ctrl+C stops after the calls under way; a further run goes on.\n`,
    )
    return rest.tickets
  } finally {
    close()
  }
}

/** Told to stop by Ctrl+C or the system; a second time ends the process at once. */
function untilTold(tell: (text: string) => void): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) return
    tell('\nStopping after the calls under way. Once more ends it at once, and loses nothing either.\n')
    controller.abort()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  const done = () => {
    process.removeListener('SIGINT', stop)
    process.removeListener('SIGTERM', stop)
  }
  return { signal: controller.signal, done }
}

interface RunParts {
  channel: string
  account: ImportAccount
  journal: Journal
  fileRate: number
  signal: AbortSignal
}

/** One run from the beginning of the export. */
async function send(
  { names, stderr }: RunCall,
  flags: ImportFlags,
  { channel, account, journal, signal, total }: RunParts & { total: number | undefined },
): Promise<RunEnd> {
  const { reading, close } = await openReading({ names, flags, now: Date.now() }, channel)
  const access = accessOf(flags, reading, { timeoutMs: FILE_TIMEOUT_MS, signal })
  const { now } = Date
  const waits = new Waits(now)
  const line = createProgress({
    write: stderr,
    isTerminal: process.stderr.isTTY,
    total,
    start: noProgress(),
    now,
    waitsFor: () => waits.text(),
  })
  const { limit = Infinity, only, refused } = flags
  try {
    return await runImport(
      readTickets(reading),
      { limit, only, again: refused || only !== undefined },
      {
        importCall: account.importCall,
        helpdesk: account.helpdesk,
        open: (file) => openFile(access, file),
        look: (file) => lookAtFile(access, file),
        away: new AwayHosts(now),
        missing: flags['files-missing'],
        journal,
        wait: (ms) => waitFor(ms, signal),
        waits,
        random: Math.random,
        now,
        signal,
        progress: line.show,
      },
    )
  } finally {
    line.end()
    close()
  }
}

async function run(call: RunCall, flags: ImportFlags): Promise<RunEnd> {
  const settings = call.config()
  const channel = channelOf(flags)
  const file = journalFile(settings, flags)
  // What is wrong with the files is said before anything else is done.
  await sourceOf(call.names, flags)
  const { signal, done } = untilTold(call.stderr)
  const account = await openAccount(settings, { rate: flags.rate, signal, tell: call.stderr })
  try {
    // First of all: a journal of a channel that is not there would stay for nothing.
    await checkChannel(account, channel, settings.helpdeskTimeoutMs)
    const unlock = lockJournal(file)
    const journal = openJournal(file)
    try {
      journal.bind({ url: account.url, channel })
      tellSettings(journal, flags, call.stderr)
      const parts = { channel, account, journal, fileRate: settings.rate, signal }
      return await send(call, flags, { ...parts, total: await count(call, flags, parts) })
    } finally {
      journal.close()
      unlock()
    }
  } finally {
    account.close()
    done()
  }
}

export const importRun = importCommand({
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
    const flags = readFlags(call.options)
    const end = await run(call, flags)
    call.stdout(flags.json ? `${JSON.stringify(end, null, 2)}\n` : runText(end))
    if (end.isBarred) return 2
    return isComplete(end) ? 0 : 1
  },
})
