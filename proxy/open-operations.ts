/** What is there for whoever runs the proxy: readiness, commands, metrics. Wired here, so that `proxy.ts` is about messages. */
import { createAddresses } from './admission/client/client-address.ts'
import type { Config } from './config/config.ts'
import type { Delivery } from './delivery/delivery.ts'
import type { RateGate } from './helpdesk/rate-gate.ts'
import type { Log } from './log.ts'
import type { RunningMetrics } from './metrics/open-metrics.ts'
import type { RunningSandbox } from './open-helpdesk.ts'
import { createOperator } from './operator/admin-api.ts'
import { createAlerts } from './operator/alerts/alerts.ts'
import { diskNeed } from './operator/alerts/disk.ts'
import { serveCommands } from './operator/admin-line.ts'
import { everyNowAndThen } from './operator/every-now-and-then.ts'
import type { Fetch } from './operator/admin-http.ts'
import type { createStatusPage } from './operator/page/status-page.ts'
import { createStandings, createWatch, readinessBy } from './operator/readiness.ts'
import type { Need, Readiness, ReadinessOptions, Standing } from './operator/readiness.ts'
import { steadyNow as now } from './store/boot-clock.ts'
import type { Store } from './store/store.ts'

export interface OperationsOptions {
  config: Config
  log: Log
  store: Store
  sandbox: RunningSandbox | undefined
  gate: RateGate
  /** What cookies are signed with. */
  key: string
  delivery: Delivery
  /** Tells the delivery that there is work. */
  wake: () => void
  /** What needs an operator beside what the store knows. */
  notices: ReadinessOptions['notices']
}

export interface Operations {
  readiness: () => Promise<Readiness>
  /** Answers `/metrics`, where that is an address of the proxy's own port. */
  metrics: RunningMetrics['answer']
  /** The routes of `/operator`, where there is a secret that opens it. */
  statusPage: StatusPage['app'] | undefined
  close: () => void
}

type StatusPage = ReturnType<typeof createStatusPage>

/** Commands of this machine reach a proxy that keeps its database to itself; a shared one they reach themselves. */
async function openCommands(
  { config, store, wake, gate, sandbox, log }: OperationsOptions,
  readiness: Operations['readiness'],
) {
  const { operator: messages, sessions } = store
  const { fetch } = createOperator({ messages, sessions, wake, readiness, gate, sandbox: sandbox?.read })
  const isShared = config.databaseUrl !== undefined
  return { api: fetch, line: isShared ? undefined : await serveCommands(config.dataDir, fetch, log) }
}

/** Metrics, and the library that makes them, only where somebody asks for them. */
async function openMeasuring({ config, store, gate, log }: OperationsOptions) {
  const { metrics: rules, sites, spoolBytes } = config
  if (!rules) return undefined
  const { openMetrics } = await import('./metrics/open-metrics.ts')
  const ready = (_: number, url: string) => log('info', 'metrics', { url })
  return openMetrics({ rules, sites, store, rate: gate.rate, spoolBytes, now, ready })
}

/** The status page, loaded only where a secret opens it. */
async function openStatusPage(
  { config, store, key, log }: OperationsOptions,
  standing: () => Promise<Standing>,
  api: Fetch,
): Promise<StatusPage | undefined> {
  const { operatorSecret: secret, publicUrl, sites, trustedProxies } = config
  if (secret === undefined) return undefined
  const { createStatusPage: create } = await import('./operator/page/status-page.ts')
  const { examine } = await import('./operator/doctor.ts')
  const clientOf = createAddresses(trustedProxies, () => {})
  const { statistics } = store
  const doctor = () => examine(config)
  return create({
    secret,
    key,
    publicUrl,
    sites,
    statistics,
    health: () => store.health(),
    standing,
    api,
    examine: doctor,
    clientOf,
    now,
    log,
  })
}

/** What needs an operator and no other room tells. */
function ownNotices({ config, delivery }: OperationsOptions): ReadinessOptions['notices'] {
  const { dataDir, databaseUrl } = config
  const channel = (): Need | undefined => {
    const text = delivery.notice()
    return text === undefined ? undefined : { kind: 'channel', text }
  }
  return databaseUrl === undefined ? [channel, () => diskNeed(dataDir)] : [channel]
}

/** Looks every minute: the log says what has changed, and whoever wants to hear is told. */
function openWatch(
  { config, store, log }: OperationsOptions,
  standing: () => Promise<Standing>,
  readiness: Operations['readiness'],
): () => Promise<void> {
  const { alerts: rules, publicUrl: name } = config
  const watch = createWatch(readiness, log)
  const alert = createAlerts({ rules, store: store.alerts, proxy: name, now, log })
  return async () => {
    await watch()
    if (alert) await alert((await standing()).needs)
  }
}

export async function openOperations(options: OperationsOptions): Promise<Operations> {
  const { config, store, delivery, notices, log } = options
  const standing = createStandings({
    store,
    now,
    stuckAfterMs: config.stuckAfterMs,
    failingSince: () => delivery.failingSince,
    notices: [...notices, ...ownNotices(options)],
  })
  const readiness = readinessBy(standing)
  const rest = everyNowAndThen(store, openWatch(options, standing, readiness), log)
  const { api, line } = await openCommands(options, readiness)
  const metrics = await openMeasuring(options)
  const statusPage = await openStatusPage(options, standing, api)
  return {
    readiness,
    metrics: metrics?.answer,
    statusPage: statusPage?.app,
    close() {
      statusPage?.close()
      rest()
      line?.close()
      metrics?.close()
    },
  }
}
