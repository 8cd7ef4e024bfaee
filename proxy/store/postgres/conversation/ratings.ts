/** Ratings of answers in PostgreSQL. */
import { WORDED_FROM, WORDED_MAX } from '../../conversation/rating.ts'
import type { RatingNote, RatingReceipt } from '../../conversation/rating.ts'
import type { Database } from '../database.ts'

/** Plans the note of a rating, once. */
export function noteRating({ transaction, clock }: Database, rating: RatingNote): Promise<RatingReceipt> {
  const { submission, ticket, place, wordsPlace, note } = rating
  return transaction(async (query) => {
    // Locked, so that two of one moment are told apart.
    const { count } = await query('SELECT 1 FROM submission WHERE id = $1 FOR UPDATE', submission)
    if (count === 0) return 'gone'
    const add = (at: number, state: 'pending' | 'done', target: string | null) =>
      query(
        `INSERT INTO step (submission, place, kind, target, ticket_of_step, state, due_at)
         VALUES ($1, $2, 'note', $3, $4, $5, ${clock()}) ON CONFLICT DO NOTHING`,
        submission,
        at,
        target,
        ticket,
        state,
      )
    const own = wordsPlace ?? place
    const { rows } = await query(
      `SELECT count(*) FILTER (WHERE place = $2) AS same, count(*) FILTER (WHERE place >= ${WORDED_FROM}) AS worded
       FROM step WHERE submission = $1`,
      submission,
      own,
    )
    if (Number(rows[0]?.['same']) > 0) return 'known'
    if (wordsPlace !== undefined) {
      if (Number(rows[0]?.['worded']) >= WORDED_MAX) return 'full'
      // The note says both: whoever presses as well has said it already.
      await add(place, 'done', null)
    }
    await add(own, 'pending', note)
    return 'noted'
  })
}
