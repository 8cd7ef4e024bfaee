/**
 * What every part of the sandbox works on: `createDesk` puts the database, the clock, the identifiers and the
 * announcement of changes together. Also the few helpers with which rows become answers.
 */
import type { Row, Sql, SqlValue } from '../../store/sqlite/database.ts'
import { migrate } from './schema.ts'
import { ulidFactory } from './ulid.ts'

/** What happened to a ticket, or that a mail came into the tray: for the inbox page. */
export type Change = { ticket: string; kind: 'created' | 'changed' } | { mail: string }

export interface Desk {
  sql: Sql
  /** Milliseconds since the epoch. */
  now: () => number
  random: () => number
  /** A new identifier, greater than all before. */
  ulid: () => string
  /** Tells whoever listens. Call it after the commit. */
  announce: (change: Change) => void
  /** Hears every change until the returned function is called. */
  listen: (listener: (change: Change) => void) => () => void
}

/** Brings the tables up to date and returns the desk. The caller opened `sql` and closes it. */
export function createDesk(sql: Sql, now: () => number, random: () => number): Desk {
  migrate(sql)
  const listeners = new Set<(change: Change) => void>()
  return {
    sql,
    now,
    random,
    ulid: ulidFactory(now, random),
    announce(change) {
      for (const listener of listeners) listener(change)
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Inserts a row and returns its integer id. Table and columns are ours, never a caller's text. */
export function insert(sql: Sql, table: string, row: Record<string, SqlValue>): number {
  const columns = Object.keys(row)
  const marks = columns.map(() => '?').join(', ')
  const inserted = sql.get(
    `insert into ${table} (${columns.join(', ')}) values (${marks}) returning id`,
    ...Object.values(row),
  )
  return int(inserted, 'id')
}

/** A column that is never null and holds text. */
export function str(row: Row | undefined, column: string): string {
  const value = row?.[column]
  return typeof value === 'string' ? value : String(value ?? '')
}

/** A column that holds text or null. */
export function strOrNull(row: Row, column: string): string | null {
  const value = row[column]
  return typeof value === 'string' ? value : null
}

/** A column that is never null and holds a number. */
export function int(row: Row | undefined, column: string): number {
  return Number(row?.[column] ?? 0)
}

/** A column that holds a number or null. */
export function intOrNull(row: Row, column: string): number | null {
  const value = row[column]
  return typeof value === 'number' ? value : null
}

/** A time as every page shows it: ISO 8601, whole seconds, with offset. */
export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`
}

/** The same for a time that may be missing. */
export function isoOrNull(ms: number | null): string | null {
  return ms === null ? null : iso(ms)
}
