/**
 * What `/ready` says. Not ready is only a store that cannot be written: taking a proxy out of service for anything
 * else would lose messages that it could have kept. What an operator should look at is named beside it.
 */
import type { Gate } from '../helpdesk/rate-gate.ts'
import type { Log } from '../log.ts'
import type { Outbox } from '../store/sqlite/outbox.ts'
import type { Sql } from '../store/sqlite/database.ts'

export interface Readiness {
  status: 'ready' | 'not ready'
  /** Why it is not ready. */
  why: string[]
  /** What needs an operator although messages are accepted. */
  attention: string[]
}

export interface ReadinessOptions {
  sql: Sql
  outbox: Outbox
  gate: Gate
  now: () => number
  /** Age in milliseconds at which an undelivered message counts as stuck. */
  stuckAfterMs: number
  /** How much of the room for files is used, from 0 to 1. */
  filled: () => number
}

/** From here on an operator should know. */
const NEARLY = 0.9

function attention({ outbox, gate, now, stuckAfterMs, filled }: ReadinessOptions): string[] {
  const { dead, stuck, partial, oldest } = outbox.standing()
  const found: string[] = []
  if (gate.closure()?.why === 'misconfigured')
    found.push('The helpdesk refuses token, workspace or channel; messages wait. Run: support-proxy doctor')
  if (dead > 0) found.push(`${dead} refused by the helpdesk. Run: support-proxy outbox list --state dead`)
  if (stuck > 0)
    found.push(
      `${stuck} could not be delivered in many tries, and are tried again ever less often. Run: support-proxy outbox list --state stuck`,
    )
  if (partial > 0)
    found.push(
      `${partial} delivered without all of tags, team, assignee and note. Run: support-proxy outbox list --state partial`,
    )
  if (filled() > NEARLY)
    found.push(
      `Files fill ${Math.floor(filled() * 100)} % of SPOOL_MEGABYTES: messages with files will be refused. Raise it, or let the helpdesk catch up.`,
    )
  if (oldest !== undefined && now() - oldest > stuckAfterMs)
    found.push(
      `The oldest message has waited ${Math.floor((now() - oldest) / 60_000)} minutes. Run: support-proxy outbox list`,
    )
  return found
}

/** A function that says how things stand, after a real write to the store. */
export function createReadiness(options: ReadinessOptions): () => Readiness {
  const { sql, now } = options
  sql.run(
    'CREATE TABLE IF NOT EXISTS probe (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL) STRICT',
  )
  return () => {
    try {
      sql.run('INSERT OR REPLACE INTO probe (one, at) VALUES (1, ?)', now())
      return { status: 'ready', why: [], attention: attention(options) }
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown'
      return { status: 'not ready', why: [`The database cannot be written: ${why}`], attention: [] }
    }
  }
}

/** Logs every change of what needs attention; to be called from time to time. */
export function createWatch(readiness: () => Readiness, log: Log): () => void {
  let last = ''
  return () => {
    const { why, attention: found } = readiness()
    // Numbers change all the time; the kinds of trouble do not.
    const kinds = [...why, ...found].map((text) => text.replace(/\d+/g, 'N')).join(' ')
    if (kinds !== last) {
      for (const text of [...why, ...found]) log('error', 'attention', { why: text })
      if (kinds === '') log('info', 'attention_over')
    }
    last = kinds
  }
}
