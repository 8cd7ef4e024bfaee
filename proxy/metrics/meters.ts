/** The instruments of the table of families, by prom-client, and what fills them as it happens. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { OpenMetricsContentType } from 'prom-client'
import {
  batchCommitted,
  gateAsked,
  helpdeskCalled,
  limitReached,
  messageMoved,
  requestRefused,
} from '../happenings.ts'
import { PROBLEM_CODES } from '../contract/problems.ts'
import { callName } from './call-names.ts'
import { FAMILIES } from './families.ts'
import type { FamilyName, MetricFamily } from './families.ts'

type Labels = Readonly<Record<string, string | number>>

/** One place to write numbers to, by the names of the table. */
export interface Meters {
  registry: Registry<OpenMetricsContentType>
  count: (name: FamilyName, labels: Labels, by?: number) => void
  observe: (name: FamilyName, value: number, labels?: Labels) => void
  set: (name: FamilyName, value: number, labels?: Labels) => void
  /** Forgets what a gauge says, of all of its labels. */
  forget: (name: FamilyName) => void
}

/** Instruments for every family, with nothing in them. */
export function createMeters(): Meters {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  const counters = new Map<string, Counter>()
  const gauges = new Map<string, Gauge>()
  const histograms = new Map<string, Histogram>()
  for (const [name, { type, help, labels, buckets }] of Object.entries<MetricFamily>(FAMILIES)) {
    const options = { name, help, labelNames: [...labels], registers: [] }
    switch (type) {
      case 'counter':
        counters.set(name, new Counter(options))
        break
      case 'gauge':
        gauges.set(name, new Gauge(options))
        break
      case 'histogram':
        histograms.set(name, new Histogram({ ...options, ...(buckets && { buckets: [...buckets] }) }))
    }
  }
  for (const metric of [...counters.values(), ...gauges.values(), ...histograms.values()])
    registry.registerMetric(metric)
  return {
    registry,
    count: (name, labels, by = 1) => counters.get(name)?.inc(labels, by),
    observe: (name, value, labels = {}) => histograms.get(name)?.observe(labels, value),
    set: (name, value, labels = {}) => gauges.get(name)?.set(labels, value),
    forget(name) {
      gauges.get(name)?.reset()
      // One without labels would be 0 then, which is a number like any other.
      if (FAMILIES[name].labels.length === 0) gauges.get(name)?.remove()
    },
  }
}

/** Names of sites come from the configuration, but for messages of sites that have left it: those are of one. */
export const siteLabels = (sites: ReadonlySet<string>) => (site: string) =>
  sites.has(site) ? site : 'unknown'

const OUTCOMES = ['accepted', 'delivered', 'dead', 'unsure', 'postponed'] as const
const LANES = ['tickets', 'reading'] as const

/** Says 0 of what has not happened yet: a counter that begins with its first event shows no rise, and so not that one. */
export function beginAtNothing(meters: Meters, sites: Iterable<string>): void {
  for (const site of sites)
    for (const outcome of OUTCOMES) meters.count('support_messages_total', { site, outcome }, 0)
  for (const reason of PROBLEM_CODES) meters.count('support_refusals_total', { reason }, 0)
  for (const lane of LANES) {
    meters.count('support_gate_calls_total', { lane }, 0)
    meters.count('support_gate_waits_total', { lane }, 0)
  }
}

/** Writes down what happens from here on, until the function that it returns is called. */
export function listen(meters: Meters, siteOf: (site: string) => string): () => void {
  const stops = [
    messageMoved.hear(({ site, outcome, ageMs, tries }) => {
      meters.count('support_messages_total', { site: siteOf(site), outcome })
      if (outcome !== 'delivered') return
      if (ageMs !== undefined)
        meters.observe('support_delivery_age_seconds', ageMs / 1000, { site: siteOf(site) })
      if (tries !== undefined) meters.observe('support_delivery_tries', tries)
    }),
    requestRefused.hear(({ reason }) => meters.count('support_refusals_total', { reason })),
    limitReached.hear(({ site, limit, answer }) =>
      meters.count('support_limits_total', { site: siteOf(site), limit, answer }),
    ),
    helpdeskCalled.hear(({ method, path, status, ms }) =>
      meters.observe('support_helpdesk_call_seconds', ms / 1000, { call: callName(method, path), status }),
    ),
    gateAsked.hear(({ lane, passed }) =>
      meters.count(passed ? 'support_gate_calls_total' : 'support_gate_waits_total', { lane }),
    ),
    batchCommitted.hear(({ count, ms }) => {
      meters.observe('support_store_commit_seconds', ms / 1000)
      meters.observe('support_store_batch_messages', count)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
