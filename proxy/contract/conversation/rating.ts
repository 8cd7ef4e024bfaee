/** Ratings of answers, as both sides speak of them. Imports no zod, so that the widget may bundle it. */

/** What a visitor may say of an answer by one press. */
export const RATINGS = ['good', 'bad'] as const
export type Rating = (typeof RATINGS)[number]

/** Where an answer is rated, by POST. */
export const RATING_PATH = '/api/rating'

/** Longest words that may come along. */
export const RATING_WORDS_MAX = 2000

/** The JSON body of a 202 to `POST /api/rating`: it is on disk, and is noted on the ticket once. */
export interface RatingTaken {
  rating: 'given'
}
