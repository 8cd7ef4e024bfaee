/**
 * PostgreSQL: statements and transactions over a pool of connections. Statements have no names, and nothing is kept in a
 * session: a pooler that gives every transaction another session (PgBouncer) works as well.
 */
import type { Pool, PoolClient } from 'pg'
import type { StoredRow } from '../rows.ts'

/** A value as the driver sends it. */
export type PgValue = string | number | boolean | null | Buffer | readonly string[]

interface Answered {
  rows: StoredRow[]
  /** How many rows were changed, or read. */
  count: number
}

/** Runs one statement. */
export type Query = (text: string, ...values: PgValue[]) => Promise<Answered>

export interface Database {
  query: Query
  /** Runs `work` in one transaction: all of it is committed, or none when it rejects. */
  transaction: <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>
  /** The same with more time: for what reads or changes much. */
  patient: Pick<Database, 'query' | 'transaction'>
  /**
   * SQL for the time, in milliseconds since 1970 by the database's clock, at the moment it is read: it moves within a
   * transaction, and what waited for a lock sees the time after its wait.
   */
  clock: () => string
  /** The same, read once by a statement: only so can an index be used. */
  now: () => string
  /** Whether a pooler is in between: it tells its own number of the session, and not the database's. */
  isPooled: () => Promise<boolean>
  close: () => Promise<void>
}

export interface DatabaseOptions {
  url: string
  clock?: (() => string) | undefined
}

/** Most connections of one process. */
const CONNECTIONS = 10

/** How long anything may take before it counts as failed: whoever waits for it has something better to do. */
const TIMEOUT_MS = 3000
const PATIENCE_MS = 120_000

/**
 * How long a transaction may do nothing before the database ends it. A process that is frozen in the middle of one, or cut
 * off from the network, would hold its locks for ever, and nobody could take over from it.
 */
const IDLE_MS = 5000
/**
 * SQL that has this transaction wait for the disk. A pooler hands on what another client of the same user has set in a
 * session: a message that was told to be safe would be lost in a crash.
 */
export const DURABLE = `CASE current_setting('synchronous_commit')
  WHEN 'off' THEN set_config('synchronous_commit', 'on', true) END`

const BEGIN = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${IDLE_MS}; SELECT ${DURABLE}`

/** After something took too long everything fails at once for this long: a queue of waiters would help nobody. */
const PAUSE_MS = 1000

const CLOCK = '(floor(extract(epoch FROM clock_timestamp()) * 1000))::bigint'

/** The SQLSTATE of an error that the database answered with; undefined when there was no answer. */
function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'severity' in error && 'code' in error ? String(error.code) : undefined
}

/** Whether an error is the fault of what was to be written, and not of the database. */
export const isRefused = (error: unknown): boolean => /^(22|23|54)/.test(sqlState(error) ?? '')

const DEADLOCK = '40P01'
export const isDeadlock = (error: unknown): boolean => sqlState(error) === DEADLOCK

const LOCK_TIMEOUT = '55P03'
/** Whether a lock was not to be had in time. */
export const isLocked = (error: unknown): boolean => sqlState(error) === LOCK_TIMEOUT

/** What is done with a connection. */
type Work<Result> = (client: PoolClient, query: Query) => Promise<Result>

const isTimeout = (error: unknown) => error instanceof Error && /time(d )?out/i.test(error.message)

function runOn(client: PoolClient, timeoutMs: number): Query {
  return async (text, ...values) => {
    // as: the driver takes it with a statement too, and its types do not say so.
    const statement = { text, values, query_timeout: timeoutMs } as { text: string; values: PgValue[] }
    const { rows, rowCount } = await client.query<Record<string, unknown>>(statement)
    return { rows, count: rowCount ?? 0 }
  }
}

/** Lends connections of a pool, unless that has just been in vain. */
function lending(pool: Pool) {
  let pausedUntil = -Infinity
  const noteTimeout = (error: unknown) => {
    if (isTimeout(error)) pausedUntil = performance.now() + PAUSE_MS
  }
  const connect = async (): Promise<PoolClient> => {
    if (performance.now() < pausedUntil) throw new Error('The database did not answer a moment ago.')
    try {
      return await pool.connect()
    } catch (error) {
      noteTimeout(error)
      throw error
    }
  }
  const using = async <Result>(timeoutMs: number, work: Work<Result>): Promise<Result> => {
    const client = await connect()
    try {
      const result = await work(client, runOn(client, timeoutMs))
      client.release()
      return result
    } catch (error) {
      if (timeoutMs === TIMEOUT_MS) noteTimeout(error)
      // What goes on in a connection that did not answer, nobody knows.
      client.release(sqlState(error) === undefined)
      throw error
    }
  }
  return { using }
}

/** Statements and transactions that may take so long each. */
function within({ using }: ReturnType<typeof lending>, timeoutMs: number): Database['patient'] {
  return {
    query: (text, ...values) => using(timeoutMs, (_, query) => query(text, ...values)),
    transaction: (work) =>
      using(timeoutMs, async (client, query) => {
        await query(BEGIN)
        try {
          const result = await work(query)
          await query('COMMIT')
          return result
        } catch (error) {
          // Without an answer nothing is asked any more: the connection is closed.
          if (sqlState(error) !== undefined || !isTimeout(error))
            await client.query('ROLLBACK').catch(() => {})
          throw error
        }
      }),
  }
}

/** Opens a pool; nothing is connected yet. The driver is loaded here and nowhere else. */
export async function openDatabase({ url, clock = () => CLOCK }: DatabaseOptions): Promise<Database> {
  const { default: driver } = await import('pg')
  const pool = new driver.Pool({
    connectionString: url,
    application_name: 'support-proxy',
    max: CONNECTIONS,
    connectionTimeoutMillis: TIMEOUT_MS,
    keepAlive: true,
  })
  // A connection that ends while nobody uses it is no news: the next one is made when it is needed.
  pool.on('error', () => {})
  // Nor is one that ends between two statements of a transaction: the next statement fails.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const connections = lending(pool)
  return {
    ...within(connections, TIMEOUT_MS),
    patient: within(connections, PATIENCE_MS),
    clock,
    now: () => `(SELECT ${clock()})`,
    isPooled: () =>
      connections.using(TIMEOUT_MS, async (client, query) => {
        const { rows } = await query('SELECT pg_backend_pid() AS pid')
        // as: the driver keeps it, and its types do not say so.
        return rows[0]?.['pid'] !== (client as unknown as { processID: number }).processID
      }),
    close: () => pool.end(),
  }
}
