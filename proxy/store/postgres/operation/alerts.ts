/** Alerts in PostgreSQL: see `AlertStore`. */
import type { AlertStore } from '../../operation/alerts.ts'
import type { Database } from '../database.ts'

export const ALERT_TABLE = 'CREATE TABLE alert (name text COLLATE "C" PRIMARY KEY, until bigint NOT NULL)'

export const alertsOn = ({ query, clock }: Database): AlertStore => ({
  async claim(name, tryMs, mostMs) {
    // One further ahead than it could be was written before the clock was set back.
    const { count } = await query(
      `INSERT INTO alert (name, until) VALUES ($1, ${clock()} + $2::bigint)
       ON CONFLICT (name) DO UPDATE SET until = excluded.until
       WHERE alert.until <= ${clock()} OR alert.until > ${clock()} + $3::bigint`,
      name,
      tryMs,
      mostMs,
    )
    return count > 0
  },
  async postpone(name, ms) {
    await query(`UPDATE alert SET until = ${clock()} + $2::bigint WHERE name = $1`, name, ms)
  },
})
