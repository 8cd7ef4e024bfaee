/** Alerts in SQLite: see `AlertStore`. */
import type { AlertStore } from '../../operation/alerts.ts'
import type { Sql } from '../database.ts'

export const ALERT_TABLE = 'CREATE TABLE alert (name TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT'

/** @param now Milliseconds since the epoch. */
export const alertsIn = (sql: Sql, now: () => number): AlertStore => ({
  async claim(name, tryMs, mostMs) {
    const at = now()
    // One further ahead than it could be was written before the clock was set back.
    const changed = sql.run(
      `INSERT INTO alert (name, until) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET until = excluded.until WHERE until <= ? OR until > ?`,
      name,
      at + tryMs,
      at,
      at + mostMs,
    )
    return changed > 0
  },
  async postpone(name, ms) {
    sql.run('UPDATE alert SET until = ? WHERE name = ?', now() + ms, name)
  },
})
