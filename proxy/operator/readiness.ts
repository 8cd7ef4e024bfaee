/**
 * Whether the proxy is ready: `/ready` tells everybody, and the reasons are told to the operator alone. Not ready is only a
 * store that fails: taking a proxy out of service for anything else would lose messages that it could have kept. What an
 * operator should look at is named beside it.
 */
import type { Log } from '../log.ts'
import type { Closure, Health } from '../store/records.ts'
import { StoreGone } from '../store/store.ts'
import type { Store } from '../store/store.ts'

export interface Readiness {
  status: 'ready' | 'not ready'
  /** Why it is not ready. */
  why: string[]
  /** What needs an operator although messages are accepted. */
  attention: string[]
}

/** What kinds of things need an operator. */
export type NeedKind =
  | 'store'
  | 'misconfigured'
  | 'dead'
  | 'damaged'
  | 'stuck'
  | 'partial'
  | 'files'
  | 'late'
  | 'channel'
  | 'disk'
  | 'notice'

/** One thing that needs an operator, in a sentence. */
export interface Need {
  kind: NeedKind
  text: string
}

/** How things stand, with everything that needs an operator by its kind. */
export interface Standing extends Pick<Readiness, 'status'> {
  needs: Need[]
}

export interface ReadinessOptions {
  store: Pick<Store, 'health' | 'calls'>
  now: () => number
  /** Age in milliseconds at which an undelivered message counts as late. */
  stuckAfterMs: number
  /** Since when the delivery has failed, if it fails. */
  failingSince: () => number | undefined
  /** What else needs an operator: a sentence, or one with its kind. */
  notices: readonly (() => string | Need | undefined)[]
}

/** A failure that lasts for so long is none of one moment. */
const FAILING_MS = 60_000

/** From here on an operator should know. */
const NEARLY = 0.9

function needsOf(
  { dead, stuck, partial, damaged, oldestMs, filled, notices }: Health,
  closure: Closure | undefined,
  stuckAfterMs: number,
): Need[] {
  const found: Need[] = []
  const need = (kind: NeedKind, text: string) => void found.push({ kind, text })
  if (closure === 'misconfigured')
    need(
      'misconfigured',
      'The helpdesk refuses token, workspace or channel; messages wait. Run: support-proxy doctor',
    )
  if (dead > 0) need('dead', `${dead} refused by the helpdesk. Run: support-proxy outbox list --state dead`)
  if (damaged > 0)
    need(
      'damaged',
      `${damaged} cannot be read from the database, whose file is damaged; everything else is delivered. Stop the proxy, keep a copy of DATA_DIR, and restore a backup`,
    )
  if (stuck > 0)
    need(
      'stuck',
      `${stuck} could not be delivered in many tries, and are tried again ever less often. Run: support-proxy outbox list --state stuck`,
    )
  if (partial > 0)
    need(
      'partial',
      `${partial} delivered without all of tags, team, assignee and note. Run: support-proxy outbox list --state partial`,
    )
  if (filled > NEARLY)
    need(
      'files',
      `Files fill ${Math.floor(filled * 100)} % of SPOOL_MEGABYTES: messages with files will be refused. Raise it, or let the helpdesk catch up.`,
    )
  if (oldestMs !== undefined && oldestMs > stuckAfterMs)
    need(
      'late',
      `The oldest message has waited ${Math.floor(oldestMs / 60_000)} minutes. Run: support-proxy outbox list`,
    )
  for (const text of notices) need('notice', text)
  return found
}

const unready = (text: string, others: Need[] = []): Standing => ({
  status: 'not ready',
  needs: [{ kind: 'store', text }, ...others],
})

/** A function that says how things stand, after a real write to the store. */
export function createStandings(options: ReadinessOptions): () => Promise<Standing> {
  const { store, now, stuckAfterMs, notices } = options
  return async () => {
    try {
      const health = await store.health()
      const closure = await store.calls.closure()
      const others = notices
        .flatMap((notice) => notice() ?? [])
        .map((told): Need => (typeof told === 'string' ? { kind: 'notice', text: told } : told))
      const needs = [...needsOf(health, closure, stuckAfterMs), ...others]
      const since = options.failingSince()
      if (since === undefined || now() - since < FAILING_MS) return { status: 'ready', needs }
      return unready(
        `Nothing has been delivered for ${Math.floor((now() - since) / 60_000)} minutes, because the database fails: see delivery_failed in the log`,
        needs,
      )
    } catch (error) {
      const told = error instanceof Error ? error.message : 'unknown'
      return unready(error instanceof StoreGone ? told : `The database cannot be written: ${told}`)
    }
  }
}

/** The same in two lists of sentences. */
export const createReadiness = (options: ReadinessOptions) => readinessBy(createStandings(options))

/** The same, of standings that there are. */
export function readinessBy(standing: () => Promise<Standing>): () => Promise<Readiness> {
  return async () => {
    const { status, needs } = await standing()
    const texts = (isOfStore: boolean) =>
      needs.filter(({ kind }) => (kind === 'store') === isOfStore).map(({ text }) => text)
    return { status, why: texts(true), attention: texts(false) }
  }
}

/** Logs every change of what needs attention; to be called from time to time. */
export function createWatch(readiness: () => Promise<Readiness>, log: Log): () => Promise<void> {
  let last = ''
  return async () => {
    const { why, attention: found } = await readiness()
    // Numbers change all the time; the kinds of trouble do not.
    const kinds = [...why, ...found].map((text) => text.replace(/\d+/g, 'N')).join(' ')
    if (kinds !== last) {
      for (const text of [...why, ...found]) log('error', 'attention', { why: text })
      if (kinds === '') log('info', 'attention_over')
    }
    last = kinds
  }
}
