/**
 * The rate gate as a command uses it: the calls of a command are the account's like any others, so they are counted
 * where the proxy of the same data directory counts its own.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { z } from 'zod'
import { connect, socketPath } from './admin-socket.ts'
import type { Config } from '../config/config.ts'
import { bootTime, steadyNow } from '../helpdesk/boot-clock.ts'
import { Gate } from '../helpdesk/rate-gate.ts'
import type { CallGate } from '../helpdesk/rate-gate.ts'
import { openSqlite } from '../store/sqlite/database.ts'
import type { Sql } from '../store/sqlite/database.ts'
import { migrate } from '../store/sqlite/migrations.ts'

/** A gate for calls that look into the configuration, and in words where they are counted. */
export interface SharedGate {
  gate: CallGate
  counted: string
  close: () => void
}

const Closing = z.strictObject({ ms: z.number().nonnegative() })
const Passing = z.object({ wait: z.number() })

/** What the proxy offers to commands: `POST /gate/pass` and `POST /gate/close`. */
export function gateRoutes(gate: Pick<Gate, 'passToDiagnose' | 'close'>): Hono {
  const app = new Hono()
  app.post('/pass', (c) => c.json({ wait: gate.passToDiagnose() }))
  app.post('/close', async (c) => {
    const request = Closing.safeParse(await c.req.json())
    if (!request.success) return c.json({ message: 'Name the milliseconds.' }, 400)
    gate.close(request.data.ms, 'limited')
    return c.json({})
  })
  return app
}

/** The gate of the proxy that runs on the data directory; undefined when none does. */
async function gateOfRunning(dataDir: string): Promise<SharedGate | undefined> {
  const running = await connect(socketPath(dataDir))
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
      pass: async () => Passing.parse(await ask('/pass', {})).wait,
      close: async (ms) => void (await ask('/close', { ms })),
    },
    counted: 'with those of the running proxy',
    close: () => {},
  }
}

/** A gate on a database that no proxy has open. */
function gateOn(sql: Sql, rate: number, counted: string): SharedGate {
  migrate(sql)
  const gate = new Gate(sql, rate, steadyNow, bootTime)
  return {
    gate: { pass: () => gate.passToDiagnose(), close: (ms, why) => gate.close(ms, why) },
    counted,
    close: () => sql.close(),
  }
}

/** The gate of a data directory: a command must run where it cannot be opened too, and then counts alone. */
export async function openGate({ dataDir, rate }: Pick<Config, 'dataDir' | 'rate'>): Promise<SharedGate> {
  const alone = (why: string) =>
    gateOn(openSqlite(':memory:', { exclusive: false }), rate, `by this command alone: ${why}`)
  try {
    const running = await gateOfRunning(dataDir)
    if (running) return running
    const file = join(dataDir, 'outbox.db')
    if (!existsSync(file)) return alone('there is no database yet')
    return gateOn(openSqlite(file, { exclusive: false }), rate, 'in the database, for the proxy too')
  } catch (error) {
    return alone(error instanceof Error ? error.message : String(error))
  }
}
