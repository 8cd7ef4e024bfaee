/** Counts in PostgreSQL: see `StatisticsStore`. */
import { bandSql, queueCountOf, trafficSliceOf } from '../../operation/statistics.ts'
import type { StatisticsStore } from '../../operation/statistics.ts'
import { FRESH, RETRY } from '../../rows.ts'
import type { Database } from '../database.ts'

/** What is not delivered, in parts that each have an index. */
const OPEN_PARTS = [FRESH, RETRY, `state = 'sending'`, `state = 'dead'`]

const columns = (age: string) => `accepted_at / $1::bigint AS slice, site, state, ${age} AS band`

export function statisticsOn({ query, patient, now }: Database): StatisticsStore {
  return {
    async queue() {
      const parts = OPEN_PARTS.map(
        (part) => `SELECT site, state, count(*) AS n FROM submission WHERE ${part} GROUP BY site, state`,
      )
      return (await query(parts.join(' UNION ALL '))).rows.map(queueCountOf)
    },
    async viewed(withinMs) {
      const { rows } = await query(
        `SELECT count(*) AS n FROM reading WHERE viewed_at > ${now()} - $1::bigint`,
        withinMs,
      )
      return Number(rows[0]?.['n'])
    },
    async traffic(withinMs, sliceMs) {
      const since = `accepted_at >= ${now()} - $2::bigint`
      const band = bandSql('changed_at - accepted_at')
      const parts = OPEN_PARTS.map(
        (part) => `SELECT ${columns('NULL::integer')} FROM submission WHERE ${part} AND ${since}`,
      )
      // Nothing was delivered before it was accepted: the index of deliveries finds all.
      parts.push(
        `SELECT ${columns(band)} FROM submission
         WHERE state = 'delivered' AND changed_at >= ${now()} - $2::bigint AND ${since}`,
      )
      const { rows } = await patient.query(
        `SELECT slice, site, state, band, count(*) AS n FROM (${parts.join(' UNION ALL ')}) AS one
         GROUP BY slice, site, state, band`,
        sliceMs,
        withinMs,
      )
      return rows.map((row) => trafficSliceOf(row, sliceMs))
    },
  }
}
