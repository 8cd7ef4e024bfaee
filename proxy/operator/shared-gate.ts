/**
 * The rate gate as a command uses it: the calls of a command are the account's like any others, so they are counted
 * where the proxy of the same data directory counts its own.
 */
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Hono } from 'hono'
import { z } from 'zod'
import { reachProxy } from './admin-line.ts'
import type { Config } from '../config/config.ts'
import { RateGate } from '../helpdesk/rate-gate.ts'
import type { CallGate } from '../helpdesk/rate-gate.ts'
import { openForCommands } from '../store/open-database.ts'
import { countCalls, holdsStore } from '../store/open.ts'
import { InUse } from '../store/start-error.ts'
import type { Calls } from '../store/store.ts'

/** A gate for calls that look into the configuration, and in words where they are counted. */
export interface SharedGate {
  gate: CallGate
  counted: string
  close: () => void
}

const Closing = z.strictObject({ ms: z.number().nonnegative() })
const Passing = z.object({ wait: z.number() })
const Purpose = z.enum(['diagnose', 'import']).catch('diagnose')

const PassRequest = z.object({ for: Purpose })

/** What a command's calls are for: a diagnosis, or an import, which yields to visitors. */
export type CallPurpose = z.infer<typeof Purpose>

/** Which calls of a gate are let through. */
type PurposeGate = Pick<RateGate, 'passToDiagnose' | 'passYielding'>
const passFor = (gate: PurposeGate, purpose: CallPurpose): Promise<number> =>
  purpose === 'import' ? gate.passYielding() : gate.passToDiagnose()

/** What the proxy offers to commands: `POST /gate/pass` and `POST /gate/close`. */
export function gateRoutes(gate: PurposeGate & Pick<RateGate, 'close'>): Hono {
  const app = new Hono()
  app.post('/pass', async (c) => {
    const { for: purpose } = PassRequest.parse(await c.req.json())
    return c.json({ wait: await passFor(gate, purpose) })
  })
  app.post('/close', async (c) => {
    const request = Closing.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name the milliseconds.' }, 400)
    await gate.close(request.data.ms, 'limited')
    return c.json({})
  })
  return app
}

/** The gate of the proxy that runs on the data directory; undefined when none does. */
async function gateOfRunning(dataDir: string, purpose: CallPurpose): Promise<SharedGate | undefined> {
  const running = await reachProxy(dataDir)
  if (!running) return undefined
  const ask = async (path: string, body: object) => {
    const call = new Request(`http://socket/gate${path}`, { method: 'POST', body: JSON.stringify(body) })
    const response = await running(call)
    // Of an earlier release, which counts its own calls alone.
    if (response.status === 404) return { wait: 0 }
    if (!response.ok) throw new Error(`The running proxy answered ${response.status}.`)
    return response.json()
  }
  return {
    gate: {
      pass: async () => Passing.parse(await ask('/pass', { for: purpose })).wait,
      close: async (ms) => void (await ask('/close', { ms })),
    },
    counted: 'with those of the running proxy',
    close: () => {},
  }
}

type Where = Pick<Config, 'dataDir' | 'databaseUrl' | 'rate' | 'spoolBytes'>

/** The gate of the shared database. */
async function gateOfDatabase(url: string, spoolBytes: number) {
  const store = await openForCommands(url, spoolBytes)
  return { calls: store.calls, close: () => void store.close() }
}

/** How often it is looked again who counts, and how long is waited in between: a proxy needs some seconds to start. */
const LOOKS = 10
const LOOK_AGAIN_MS = 250

/** Whether whoever was to count is just being started, or has just ended. */
const isPassing = (error: unknown): boolean =>
  error instanceof InUse ||
  (error instanceof Error && 'code' in error && /^(ECONN|EPIPE|ENOENT)/.test(String(error.code)))

/** libsql lets go of a file that is closed when the statements of it are collected, and not before. */
function letGo(): void {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)() // as: what the flag makes
}

/**
 * A gate that looks at each call who counts: a database that a command holds open keeps a proxy from starting, and the
 * proxy that ran at the beginning of an import may be another one at its end.
 */
function passing(counter: () => Promise<SharedGate>): CallGate {
  const once = async <T>(work: (gate: CallGate) => T | Promise<T>): Promise<T> => {
    const { gate, close } = await counter()
    try {
      return await work(gate)
    } finally {
      close()
    }
  }
  const by = async <T>(work: (gate: CallGate) => T | Promise<T>): Promise<T> => {
    for (let looks = 1; ; looks++) {
      try {
        const done = await once(work)
        // A turn later, nothing on the stack names what was opened.
        setImmediate(letGo)
        return done
      } catch (error) {
        if (!isPassing(error) || looks === LOOKS) throw error
        await setTimeout(LOOK_AGAIN_MS)
      }
    }
  }
  return { pass: () => by((gate) => gate.pass()), close: (ms, why) => by((gate) => gate.close(ms, why)) }
}

/** The gate of a store: a command must run where it cannot be opened too, and then counts alone. */
export async function openGate(
  { dataDir, databaseUrl, rate, spoolBytes }: Where,
  purpose: CallPurpose = 'diagnose',
): Promise<SharedGate> {
  const counting = (counted: string, { calls, close }: { calls: Calls; close: () => void }): SharedGate => {
    const gate = new RateGate(calls, rate)
    return {
      gate: { pass: () => passFor(gate, purpose), close: (ms, why) => gate.close(ms, why) },
      counted,
      close,
    }
  }
  /** Counted in memory, as soon as that is needed, and for as long as the command runs. */
  let own: ReturnType<typeof countCalls> | undefined
  const alone = (why: unknown) => {
    const text = why instanceof Error ? why.message : String(why)
    own ??= countCalls()
    return counting(`by this command alone: ${text}`, { ...own, close: () => {} })
  }
  const forget = () => own?.close()
  const counter = async (): Promise<SharedGate> => {
    const running = await gateOfRunning(dataDir, purpose)
    if (running) return running
    if (!holdsStore(dataDir)) return alone('there is no database yet')
    try {
      return counting('in the database, for the proxy too', countCalls(dataDir))
    } catch (error) {
      if (error instanceof InUse) throw error
      return alone(error)
    }
  }
  try {
    if (databaseUrl !== undefined)
      return counting('in the database, for every proxy', await gateOfDatabase(databaseUrl, spoolBytes))
    const { counted, close } = await counter()
    close()
    return { gate: passing(counter), counted, close: forget }
  } catch (error) {
    return { ...alone(error), close: forget }
  }
}
