/** `GET /metrics`: puts instruments, gauges and answer together. Loaded only where metrics are asked for. */
import { collectDefaultMetrics } from 'prom-client'
import { isSameSecret } from '../operator/same-secret.ts'
import { isLoopback } from '../config/operation/metrics.ts'
import type { MetricsRules } from '../config/operation/metrics.ts'
import { serveHttp } from '../operator/admin-http.ts'
import { atMostEvery } from '../store/at-most-every.ts'
import { StartError } from '../store/start-error.ts'
import { beginAtNothing, createMeters, listen, siteLabels } from './meters.ts'
import { createStanding } from './standing.ts'
import type { StandingOptions } from './standing.ts'

export interface OpenMetricsOptions extends Omit<StandingOptions, 'siteOf'> {
  rules: MetricsRules
  /** Names of the sites that there are. */
  sites: ReadonlyMap<string, unknown>
  now: () => number
  /** Told where they are, if they have a port of their own. */
  ready?: (port: number, url: string) => void
}

export interface RunningMetrics {
  /** Answers `/metrics` of the proxy's own port; undefined where they have a port of their own. */
  answer: ((request: Request) => Promise<Response>) | undefined
  close: () => void
}

/** Each scrape costs a few queries and a commit. */
const READ_EVERY_MS = 1000

const HEADERS = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }

const plain = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(`${text}\n`, {
    status,
    headers: { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  })

/** What refuses a request; undefined lets it pass. */
function refusal(request: Request, token: string | undefined): Response | undefined {
  if (request.method !== 'GET') return plain(405, 'Metrics are read with GET.', { Allow: 'GET' })
  const brought = request.headers.get('Authorization') ?? ''
  if (token === undefined || isSameSecret(brought, `Bearer ${token}`)) return undefined
  return plain(401, 'Bring METRICS_TOKEN: Authorization: Bearer TOKEN', { 'WWW-Authenticate': 'Bearer' })
}

/** Where somebody at this machine reads what listens on an address. */
export function metricsAddress(host: string, port: number): string {
  const named = isLoopback(host) || ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}/metrics`
}

/** @throws StartError when the port is taken. */
async function listenOn(
  { port, host }: { port: number; host: string },
  answer: (request: Request) => Promise<Response>,
  ready: (port: number, url: string) => void,
) {
  const fetch = (request: Request) =>
    new URL(request.url).pathname === '/metrics'
      ? answer(request)
      : plain(404, 'There is nothing but /metrics here.')
  try {
    return await serveHttp({ port, host }, fetch, (own) => ready(own, metricsAddress(host, own)))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(
      `Cannot serve metrics on port ${port}: ${why}. Set METRICS_PORT or METRICS_HOST. Example: METRICS_PORT=9464`,
    )
  }
}

/** Counts from here on. */
export async function openMetrics(options: OpenMetricsOptions): Promise<RunningMetrics> {
  const { rules, sites, now, ready = () => {} } = options
  const meters = createMeters()
  const siteOf = siteLabels(new Set(sites.keys()))
  beginAtNothing(meters, sites.keys())
  const stop = listen(meters, siteOf)
  const standing = createStanding(meters, { ...options, siteOf })
  collectDefaultMetrics({ register: meters.registry })
  const read = atMostEvery(READ_EVERY_MS, now, standing.read)
  const answer = async (request: Request): Promise<Response> => {
    const refused = refusal(request, rules.token)
    if (refused) return refused
    await read()
    const text = await meters.registry.metrics()
    return new Response(text, { headers: { ...HEADERS, 'Content-Type': meters.registry.contentType } })
  }
  const line = rules.listen && (await listenOn(rules.listen, answer, ready))
  return {
    answer: line ? undefined : answer,
    close() {
      stop()
      standing.stop()
      line?.close()
      meters.registry.clear()
    },
  }
}
