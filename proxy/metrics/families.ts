/**
 * Every family of metrics that is ours, in one table: what it counts and by what. The table of docs/metrics.md and the
 * names in the dashboard and the alert rules are held against this one.
 */

export interface MetricFamily {
  type: 'counter' | 'gauge' | 'histogram'
  help: string
  /** What it is told apart by: words of ours, and names of sites from the configuration. */
  labels: readonly string[]
  /** Ends of the bands of a histogram. */
  buckets?: readonly number[]
  /** Whether every proxy of a shared database says the same of it. */
  shared?: true
}

const family = (
  type: MetricFamily['type'],
  help: string,
  labels: readonly string[] = [],
  rest: Pick<MetricFamily, 'buckets' | 'shared'> = {},
): MetricFamily => ({ type, help, labels, ...rest })

const SHARED = { shared: true } as const

export const FAMILIES = {
  support_messages_total: family(
    'counter',
    'Messages by what became of them: accepted, delivered, dead, or a try that ended unsure or postponed',
    ['site', 'outcome'],
  ),
  support_delivery_age_seconds: family('histogram', 'Time from accepting a message to its ticket', ['site'], {
    buckets: [1, 2, 5, 10, 30, 60, 300, 900, 1800, 3600, 7200, 21_600, 86_400],
  }),
  support_delivery_tries: family('histogram', 'Tries that a delivered message took', [], {
    buckets: [1, 2, 3, 5, 8, 13, 21],
  }),
  support_refusals_total: family('counter', 'Requests that were refused, by the code of the problem', [
    'reason',
  ]),
  support_limits_total: family(
    'counter',
    'Senders over a limit, by the limit and by what they were answered: refused, or challenged to do work first',
    ['site', 'limit', 'answer'],
  ),
  support_queue_messages: family(
    'gauge',
    'Messages that are not delivered: pending, sending, unsure or dead',
    ['site', 'state'],
    SHARED,
  ),
  support_queue_oldest_seconds: family(
    'gauge',
    'How long the oldest undelivered message has waited; 0 while none waits',
    [],
    SHARED,
  ),
  support_attention_messages: family(
    'gauge',
    'Messages that need an operator: stuck after many tries, partial (a step after the ticket failed), damaged',
    ['kind'],
    SHARED,
  ),
  support_gate_calls_total: family('counter', 'Calls to the helpdesk that the rate gate let through', [
    'lane',
  ]),
  support_gate_waits_total: family(
    'counter',
    'Looks at the rate gate that found it shut; a call that waits looks once a second',
    ['lane'],
  ),
  support_gate_wait_seconds: family('gauge', 'How long until a call to the helpdesk may leave', [], SHARED),
  support_gate_closed: family(
    'gauge',
    '1 while no call may leave: limited by the helpdesk, or misconfigured (token, workspace or channel refused)',
    ['why'],
    SHARED,
  ),
  support_gate_limit_calls: family('gauge', 'Calls to the helpdesk that may leave in a minute', [], SHARED),
  support_helpdesk_call_seconds: family(
    'histogram',
    'Time until the helpdesk answered a call, by its kind and status; status "none" is a call without an answer',
    ['call', 'status'],
    { buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30] },
  ),
  support_store_commit_seconds: family('histogram', 'Time of a commit that stores messages', [], {
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 3],
  }),
  support_store_batch_messages: family('histogram', 'Messages that were stored by one commit', [], {
    buckets: [1, 2, 5, 10, 20, 50, 100, 200],
  }),
  support_store_up: family('gauge', '1 while the store can be written, else 0'),
  support_spool_bytes: family('gauge', 'Bytes of files that are kept', [], SHARED),
  support_spool_limit_bytes: family(
    'gauge',
    'Bytes of files that there is room for (SPOOL_MEGABYTES)',
    [],
    SHARED,
  ),
  support_conversation_readers: family(
    'gauge',
    'Conversations that a visitor has looked at in the last two minutes',
    [],
    SHARED,
  ),
  support_event_loop_lag_seconds: family(
    'gauge',
    'How late the event loop was since the last scrape, by percentile',
    ['percentile'],
  ),
} as const satisfies Record<string, MetricFamily>

export type FamilyName = keyof typeof FAMILIES
