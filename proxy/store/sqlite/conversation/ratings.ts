/** Ratings of answers in SQLite. */
import { WORDED_FROM, WORDED_MAX } from '../../conversation/rating.ts'
import type { RatingNote, RatingReceipt } from '../../conversation/rating.ts'
import type { Sql } from '../database.ts'
import { isIn } from '../queue/queue.ts'

/** Plans the note of a rating, once. */
export function noteRating(sql: Sql, rating: RatingNote, now: number): RatingReceipt {
  const { submission, ticket, place, wordsPlace, note } = rating
  const has = (at: number) =>
    sql.get('SELECT 1 AS one FROM step WHERE submission = ? AND place = ?', submission, at) !== undefined
  const add = (at: number, state: 'pending' | 'done', target: string | null) =>
    sql.run(
      `INSERT INTO step (submission, place, kind, target, ticket_of_step, state, due_at)
       VALUES (?, ?, 'note', ?, ?, ?, ?)`,
      submission,
      at,
      target,
      ticket,
      state,
      now,
    )
  return sql.transaction(() => {
    if (!isIn(sql, submission)) return 'gone'
    if (has(wordsPlace ?? place)) return 'known'
    if (wordsPlace !== undefined) {
      const worded = sql.get(
        `SELECT count(*) AS n FROM step WHERE submission = ? AND place >= ${WORDED_FROM}`,
        submission,
      )
      if (Number(worded?.['n']) >= WORDED_MAX) return 'full'
      // The note says both: whoever presses as well has said it already.
      if (!has(place)) add(place, 'done', null)
    }
    add(wordsPlace ?? place, 'pending', note)
    return 'noted'
  })
}
