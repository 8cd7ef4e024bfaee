/**
 * The helpdesk as an import calls it: tickets by their own lane, files and questions by the ordinary gate. Where the token
 * is the proxy's, visitors go first; a token of its own has limits of its own.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { Helpdesk } from '../../helpdesk/client.ts'
import { createGatedCall } from '../../helpdesk/gated-call.ts'
import type { GatedCall } from '../../helpdesk/gated-call.ts'
import { createImportCall } from '../../helpdesk/import-call.ts'
import type { ImportCall } from '../../helpdesk/import-call.ts'
import { RateGate } from '../../helpdesk/rate-gate.ts'
import type { CallGate } from '../../helpdesk/rate-gate.ts'
import { createLane } from '../../import/send/lane.ts'
import { openGate } from '../../operator/shared-gate.ts'
import { countCalls } from '../../store/open.ts'
import { Exit } from '../command.ts'

export interface ImportAccount {
  url: string
  importCall: ImportCall
  helpdesk: Helpdesk
  /** Reads, by the ordinary gate. */
  get: (path: string, answerMax?: number) => ReturnType<GatedCall>
  close: () => void
}

/** Waits, until the signal cuts it short: false. */
export async function waitFor(ms: number, signal?: AbortSignal): Promise<boolean> {
  // setTimeout takes at most 2^31-1 ms and fires at once for more.
  return pause(Math.min(Math.ceil(ms), 3_600_000), true, { signal }).catch(() => false)
}

/** A gate whose calls are counted in a file of its own, which outlives a kill. */
function ownGate(folder: string, file: string, rate: number) {
  const { calls, close } = countCalls(folder, file)
  return { gate: new RateGate(calls, rate), close }
}

/** The gate of files and questions. */
async function ordinaryGate(config: Config, folder: string): Promise<{ gate: CallGate; close: () => void }> {
  return config.importToken === undefined
    ? openGate(config, 'import')
    : ownGate(folder, 'uploads.db', config.rate)
}

/** Waits of a question that are told. */
const TOLD_MS = 5000

export interface AccountOptions {
  /** Of imports, in a minute. */
  rate: number
  signal?: AbortSignal
  /** Told when a question has to wait for long. */
  tell: (text: string) => void
}

/** Opens the account. */
export async function openAccount(
  config: Config,
  { rate, signal, tell }: AccountOptions,
): Promise<ImportAccount> {
  if (!config.helpdesk)
    throw new Exit(
      2,
      'Set THERE_THERE_TOKEN: without one there is no helpdesk to import into. To try it, start "npm run sandbox" and set THERE_THERE_URL=http://127.0.0.1:8788/sandbox/api and THERE_THERE_TOKEN=sandbox (docs/import.md, "Try it first")',
    )
  const token = config.importToken ?? config.helpdesk.token
  const options = { ...config.helpdesk, token, timeoutMs: config.helpdeskTimeoutMs, fetch, now: Date.now }
  // One for all journals: the helpdesk counts by the token.
  const folder = join(config.dataDir, 'import')
  const lane = ownGate(folder, 'lane.db', rate)
  const ordinary = await ordinaryGate(config, folder)
  const call = createGatedCall(options, ordinary.gate)
  return {
    url: options.url,
    importCall: createImportCall(options, createLane(lane.gate, rate, Date.now)),
    helpdesk: new Helpdesk({ ...options, gate: ordinary.gate }),
    get: (path, answerMax) =>
      call('GET', path, answerMax === undefined ? undefined : { answerMax }, {
        wait(ms) {
          if (ms > TOLD_MS)
            tell(`Waiting ${Math.ceil(ms / 1000)} s for the next call that the helpdesk allows.\n`)
          return waitFor(ms, signal)
        },
      }),
    close() {
      lane.close()
      ordinary.close()
    },
  }
}
