/** Counts in SQLite: see `StatisticsStore`. */
import { setImmediate } from 'node:timers/promises'
import { bandSql, queueCountOf, trafficSliceOf } from '../../operation/statistics.ts'
import type { StatisticsStore } from '../../operation/statistics.ts'
import { FRESH, RETRY } from '../../rows.ts'
import type { Row, Sql } from '../database.ts'

/** What is not delivered, in parts that each have an index. */
const OPEN_PARTS = [FRESH, RETRY, `state = 'sending'`, `state = 'dead'`]

/** Days are counted one by one, with requests between them: all at once would keep messages waiting. */
const STEP_MS = 86_400_000

/** Without a cast a parameter is a float, and so would be what is divided by it. */
const SLICE = 'accepted_at / CAST(? AS INTEGER)'

/** @param now Milliseconds since the epoch. */
export function statisticsIn(sql: Sql, now: () => number): StatisticsStore {
  const open = (sliceMs: number, since: number): Row[] =>
    OPEN_PARTS.flatMap((part) =>
      sql.all(
        `SELECT ${SLICE} AS slice, site, state, NULL AS band, count(*) AS n FROM submission
         WHERE ${part} AND accepted_at >= ? GROUP BY slice, site, state`,
        sliceMs,
        since,
      ),
    )
  // Nothing was delivered before it was accepted: the index of deliveries finds all.
  const delivered = (sliceMs: number, since: number, from: number): Row[] =>
    sql.all(
      `SELECT ${SLICE} AS slice, site, state, ${bandSql('changed_at - accepted_at')} AS band, count(*) AS n
       FROM submission WHERE state = 'delivered' AND changed_at >= ? AND changed_at < ? AND accepted_at >= ?
       GROUP BY slice, site, band`,
      sliceMs,
      from,
      from + STEP_MS,
      since,
    )
  return {
    async queue() {
      return OPEN_PARTS.flatMap((part) =>
        sql.all(`SELECT site, state, count(*) AS n FROM submission WHERE ${part} GROUP BY site, state`),
      ).map(queueCountOf)
    },
    async viewed(withinMs) {
      const row = sql.get('SELECT count(*) AS n FROM reading WHERE viewed_at > ?', now() - withinMs)
      return Number(row?.['n'])
    },
    async traffic(withinMs, sliceMs) {
      const until = now()
      const since = until - withinMs
      const rows = open(sliceMs, since)
      for (let from = since; from <= until; from += STEP_MS) {
        rows.push(...delivered(sliceMs, since, from))
        await setImmediate()
      }
      return rows.map((row) => trafficSliceOf(row, sliceMs))
    },
  }
}
