/** A migration into the sandbox over real HTTP, with a journal on the disk. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { createImportCall } from '../../../proxy/helpdesk/import-call.ts'
import { openScratch } from '../../../proxy/import/read/scratch.ts'
import { readTickets } from '../../../proxy/import/read-tickets.ts'
import { AwayHosts } from '../../../proxy/import/send/away-hosts.ts'
import { lookAtFile, openFile } from '../../../proxy/import/send/open-file.ts'
import { openJournal } from '../../../proxy/import/send/open-journal.ts'
import { runImport } from '../../../proxy/import/send/run-import.ts'
import type { RunOptions, RunTools } from '../../../proxy/import/send/run-import.ts'
import { Waits } from '../../../proxy/import/send/waits.ts'
import { jsonLines } from '../../../proxy/import/sources/json-lines.ts'
import { SANDBOX_CHANNEL } from '../../../proxy/sandbox/sandbox.ts'
import { aFile, SHAPE } from './an-import.ts'
import { aFolder, anOpenGate } from './builders.ts'
import type { TestSandbox } from './sandbox-server.ts'

/** The address of a call. */
export const addressOf = (address: Parameters<typeof fetch>[0]) =>
  address instanceof Request ? address.url : address.toString()

/** A migration into a sandbox that can be run again and again. `fetch` stands for the network. */
export function aMigration(
  desk: TestSandbox,
  options: { fetch?: typeof fetch; token?: string; folder?: string } = {},
) {
  const folder = options.folder ?? aFolder()
  const journal = openJournal(join(folder, 'journal.db'))
  onTestFinished(() => journal.close())
  const call = {
    url: `${desk.origin}/sandbox/api`,
    token: options.token ?? 'sandbox',
    timeoutMs: 5000,
    fetch: options.fetch ?? fetch,
    now: Date.now,
  }
  const waits: number[] = []
  const run = async (
    all: readonly unknown[],
    given: Partial<RunOptions> = {},
    tools: Partial<RunTools> = {},
  ) => {
    const scratch = openScratch()
    const file = aFile('export.jsonl', all.map((line) => JSON.stringify(line)).join('\n'), folder)
    const reading = {
      source: jsonLines,
      files: [file],
      own: new Set<string>(),
      folder,
      mapping: undefined,
      scratch,
      shape: { ...SHAPE, channel: SANDBOX_CHANNEL },
    }
    const access = { folder, origins: new Set<string>(), fetch, timeoutMs: 1000 }
    try {
      return await runImport(
        readTickets(reading),
        { limit: Infinity, only: undefined, again: false, ...given },
        {
          importCall: createImportCall(call, anOpenGate()),
          helpdesk: new Helpdesk({ ...call, gate: anOpenGate() }),
          open: (one) => openFile(access, one),
          look: (one) => lookAtFile(access, one),
          away: new AwayHosts(Date.now),
          waits: new Waits(Date.now),
          missing: 'wait',
          journal,
          wait: async (ms) => waits.push(ms) > 0,
          random: () => 0.5,
          now: Date.now,
          signal: new AbortController().signal,
          progress: () => {},
          ...tools,
        },
      )
    } finally {
      scratch.close()
    }
  }
  return { folder, journal, run, waits }
}
