/** A visitor's rating of an answer, on its way to the note that agents read on the ticket. Pure. */
import type { Rating } from '../contract/conversation/rating.ts'
import { noteOf } from '../helpdesk/ticket.ts'
import { newMark } from '../reference.ts'
import { ratingPlace, wordsPlace } from '../store/conversation/rating.ts'
import type { RatingNote } from '../store/conversation/rating.ts'
import type { KnownMessage } from './desk/known-ticket.ts'

const SAID: Record<Rating, string> = { good: 'helpful', bad: 'not helpful' }

/** As agents read a moment: to the minute, in a zone that is named. */
const momentOf = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

/** What was said of an answer. */
interface Said {
  /** The message whose conversation it is. */
  submission: string
  ticket: string
  answer: Pick<KnownMessage, 'key' | 'at'>
  rating: Rating
  /** Empty for a press alone. */
  words: string
}

/** The note of it. Whoever presses is who sees the answer, no more: an agent must not take it for proof of anything. */
export function ratingNote({ submission, ticket, answer, rating, words }: Said): RatingNote {
  const head = `The visitor rates the answer of ${momentOf(answer.at)}: ${SAID[rating]}.`
  const told = words === '' ? [head] : [head, words]
  return {
    submission,
    ticket,
    place: ratingPlace(answer.key),
    wordsPlace: words === '' ? undefined : wordsPlace(answer.key, rating, words),
    note: noteOf(told, undefined, newMark()) ?? '',
  }
}
