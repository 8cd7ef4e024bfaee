/** What is there for whoever runs the proxy: readiness, commands, metrics. Wired here, so that `proxy.ts` is about messages. */
import type { Config } from './config/config.ts'
import type { Delivery } from './delivery/delivery.ts'
import type { RateGate } from './helpdesk/rate-gate.ts'
import type { Log } from './log.ts'
import type { RunningMetrics } from './metrics/open-metrics.ts'
import type { RunningSandbox } from './open-helpdesk.ts'
import { createOperator } from './operator/admin-api.ts'
import { serveCommands } from './operator/admin-line.ts'
import { everyNowAndThen } from './operator/every-now-and-then.ts'
import { createReadiness, createWatch } from './operator/readiness.ts'
import type { Readiness } from './operator/readiness.ts'
import { steadyNow as now } from './store/boot-clock.ts'
import type { Store } from './store/store.ts'

export interface OperationsOptions {
  config: Config
  log: Log
  store: Store
  sandbox: RunningSandbox | undefined
  gate: RateGate
  delivery: Delivery
  /** Tells the delivery that there is work. */
  wake: () => void
  /** What needs an operator beside what the store knows. */
  notices: readonly (() => string | undefined)[]
}

export interface Operations {
  readiness: () => Promise<Readiness>
  /** Answers `/metrics`, where that is an address of the proxy's own port. */
  metrics: RunningMetrics['answer']
  close: () => void
}

/** Commands of this machine reach a proxy that keeps its database to itself; a shared one they reach themselves. */
async function openCommands(
  { config, store, wake, gate, sandbox, log }: OperationsOptions,
  readiness: Operations['readiness'],
) {
  if (config.databaseUrl !== undefined) return undefined
  const { operator: messages, sessions } = store
  const commands = createOperator({ messages, sessions, wake, readiness, gate, sandbox: sandbox?.read })
  return serveCommands(config.dataDir, commands.fetch, log)
}

/** Metrics, and the library that makes them, only where somebody asks for them. */
async function openMeasuring({ config, store, gate, log }: OperationsOptions) {
  const { metrics: rules, sites, spoolBytes } = config
  if (!rules) return undefined
  const { openMetrics } = await import('./metrics/open-metrics.ts')
  const ready = (port: number) => log('info', 'metrics', { url: `http://localhost:${port}/metrics` })
  return openMetrics({ rules, sites, store, rate: gate.rate, spoolBytes, now, ready })
}

export async function openOperations(options: OperationsOptions): Promise<Operations> {
  const { config, store, delivery, notices, log } = options
  const readiness = createReadiness({
    store,
    now,
    stuckAfterMs: config.stuckAfterMs,
    failingSince: () => delivery.failingSince,
    notices,
  })
  const rest = everyNowAndThen(store, createWatch(readiness, log), log)
  const commands = await openCommands(options, readiness)
  const metrics = await openMeasuring(options)
  return {
    readiness,
    metrics: metrics?.answer,
    close() {
      rest()
      commands?.close()
      metrics?.close()
    },
  }
}
