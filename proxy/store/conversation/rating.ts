/**
 * Ratings of answers as both engines keep them: notes among the steps of a message. The place of such a step is made of
 * what it says, so that the same rating, sent again by whichever tab or retry, is the same row.
 */
import { hash } from 'node:crypto'

/** A rating to be noted on a ticket. */
export interface RatingNote {
  /** The message whose step it becomes: the first of its conversation. */
  submission: string
  /** The ticket that the answer stands in. */
  ticket: string
  /** Where the rating of this answer is; see `ratingPlace`. */
  place: number
  /** Where these very words are; undefined for a rating without any. */
  wordsPlace: number | undefined
  /** The HTML of the note. */
  note: string
}

/** `known`: it was noted before. `full`: too much was said of this conversation's answers. `gone`: so is its message. */
export type RatingReceipt = 'noted' | 'known' | 'full' | 'gone'

/** Places of ratings, and of what was said with them: far beyond those of all other steps. */
const RATED_FROM = 2 ** 20
export const WORDED_FROM = 2 ** 30

/** Notes with words of one conversation: whoever has more to say writes a message. */
export const WORDED_MAX = 20

/** PostgreSQL's integers end at 2^31. */
const SPREAD = 2 ** 29

const spread = (text: string): number => parseInt(hash('sha256', text, 'hex').slice(0, 8), 16) % SPREAD

/** Where the rating of an answer is among the steps of its message. */
export const ratingPlace = (answer: string): number => RATED_FROM + spread(answer)

/** Where words about an answer are. */
export const wordsPlace = (answer: string, rating: string, words: string): number =>
  WORDED_FROM + spread(`${answer}\n${rating}\n${words}`)

/** SQL for the places of the ratings of a message, as JSON; `collect` is the engine's function for that. */
export const ratedOf = (collect: string): string =>
  `(SELECT ${collect} FROM step WHERE step.submission = submission.id
     AND place >= ${RATED_FROM} AND place < ${WORDED_FROM}) AS rated`
