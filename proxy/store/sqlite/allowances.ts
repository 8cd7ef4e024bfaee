/** What was used of the limits, over restarts. Whose it was is hashed. */
import type { Sql } from './database.ts'

/** What names are hashed with. */
export interface Salts {
  salt: string
  /** Milliseconds since the epoch. */
  saltedAt: number
  /** The one before, while there are counters of it. */
  former: string | undefined
}

export interface Allowances {
  salts: Salts
  /** The counters, as JSON. */
  used: string
}

const TABLE = `CREATE TABLE IF NOT EXISTS allowance (
  one INTEGER PRIMARY KEY CHECK (one = 1), salt TEXT NOT NULL, salted_at INTEGER NOT NULL, used TEXT NOT NULL,
  former TEXT
) STRICT`

/** Makes the table, or gives that of an earlier version what it lacks. */
export function openAllowances(sql: Sql): void {
  sql.run(TABLE)
  const columns = sql.all(`SELECT name FROM pragma_table_info('allowance')`).map(({ name }) => name)
  if (!columns.includes('former')) sql.run('ALTER TABLE allowance ADD COLUMN former TEXT')
}

export function saveAllowances(sql: Sql, { salts: { salt, saltedAt, former }, used }: Allowances): void {
  sql.run(
    'INSERT OR REPLACE INTO allowance (one, salt, salted_at, used, former) VALUES (1, ?, ?, ?, ?)',
    salt,
    saltedAt,
    used,
    former ?? null,
  )
}

export function readAllowances(sql: Sql): Allowances | undefined {
  const row = sql.get('SELECT salt, salted_at, used, former FROM allowance')
  if (!row) return undefined
  const { former } = row
  const salts = {
    salt: String(row['salt']),
    saltedAt: Number(row['salted_at']),
    former: typeof former === 'string' ? former : undefined,
  }
  return { salts, used: String(row['used']) }
}
