/** The promise, checked at the end of every scenario: on the database's rows and the helpdesk's tickets. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { referenceOf } from '../../../proxy/reference.ts'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import type { Desk } from './fake-helpdesk.ts'
import type { Ledger } from './load.ts'

export interface StoredRow {
  id: string
  reference: string
  state: string
  ticket: string | null
  why: string | null
  attempts: number
}

/**
 * The rows of a proxy that has stopped. Read from a copy: libsql would keep the file's lock until this process ends,
 * and a checkpoint would change what the next proxy finds.
 */
export function rowsOf(dataDir: string): StoredRow[] {
  const copy = mkdtempSync(join(tmpdir(), 'chaos-copy-'))
  for (const file of readdirSync(dataDir).filter((name) => name.startsWith('outbox.db')))
    cpSync(join(dataDir, file), join(copy, file))
  const sql = openSqlite(join(copy, 'outbox.db'), { exclusive: false })
  try {
    return sql
      .all('SELECT id, reference, state, ticket, why, attempts FROM submission ORDER BY accepted_at')
      .map((row) => ({
        id: String(row['id']),
        reference: String(row['reference']),
        state: String(row['state']),
        ticket: row['ticket'] === null ? null : String(row['ticket']),
        why: row['why'] === null ? null : String(row['why']),
        attempts: Number(row['attempts']),
      }))
  } finally {
    sql.close()
    rmSync(copy, { recursive: true, force: true })
  }
}

/** The most calls that arrived within any 60 seconds. */
export function busiestMinute(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  let busiest = 0
  let first = 0
  for (let last = 0; last < sorted.length; last++) {
    while (sorted[last]! - sorted[first]! >= 60_000) first++
    busiest = Math.max(busiest, last - first + 1)
  }
  return busiest
}

export interface Verdict {
  promised: number
  tickets: number
  dead: number
  lost: string[]
  duplicated: string[]
  busiest: number
  wrong: string[]
}

/** What became of every message: `lost` and `duplicated` must be empty. */
export function judge(stored: readonly StoredRow[], desk: Desk, ledger: Ledger): Verdict {
  const rows = new Map(stored.map((row) => [row.id, row]))
  const tickets = new Map<string, string[]>()
  for (const { reference = 'none', ulid } of desk.tickets)
    tickets.set(reference, [...(tickets.get(reference) ?? []), ulid])
  const lost: string[] = []
  const wrong = [...ledger.wrong]
  for (const [id, reference] of ledger.promised) {
    if (reference !== referenceOf(id)) wrong.push(`${id} was promised ${reference}`)
    if (!rows.has(id)) lost.push(`${reference}: promised, and there is no row`)
  }
  for (const { id, reference, state, ticket, why } of rows.values()) {
    const made = tickets.get(reference) ?? []
    if (!ledger.tried.has(id)) wrong.push(`${reference}: nobody sent this`)
    if (state === 'dead' && (why === null || made.length > 0))
      wrong.push(`${reference}: dead because of ${why}, ${made.length} tickets`)
    if (state === 'dead') continue
    if (state !== 'delivered') lost.push(`${reference}: still ${state} because of ${why}`)
    else if (!made.includes(ticket ?? ''))
      lost.push(`${reference}: delivered as ${ticket}, which does not exist`)
  }
  const references = new Set([...rows.values()].map(({ reference }) => reference))
  for (const reference of tickets.keys())
    if (!references.has(reference)) wrong.push(`${reference}: a ticket without a row`)
  return {
    promised: ledger.promised.size,
    tickets: desk.tickets.length,
    dead: [...rows.values()].filter(({ state }) => state === 'dead').length,
    lost,
    duplicated: [...tickets].filter(([, made]) => made.length > 1).map(([reference]) => reference),
    busiest: busiestMinute(desk.calls.map(({ at }) => at)),
    wrong,
  }
}

/** Every 202 became exactly one ticket, or a dead row that says why; no minute was above `rate`. */
export function expectPromiseKept(verdict: Verdict, rate = 10_000): void {
  expect(verdict).toMatchObject({ lost: [], duplicated: [], wrong: [] })
  expect(verdict.busiest).toBeLessThanOrEqual(rate)
}
