/** What is asked of conversations, as it arrives from pages and programs. */
import { z } from 'zod'
import type { FieldProblem } from '../contract/problems.ts'
import { TAG_MAX } from '../contract/limits.ts'
import { RATING_WORDS_MAX, RATINGS } from '../contract/conversation/rating.ts'
import { short, text } from '../contract/submission.ts'
import { wrongFields } from '../refusal.ts'

/** The fields of `POST /api/conversation` and `POST /api/requests`. */
export const ConversationAsked = z.strictObject({
  site: short(TAG_MAX).optional(),
  // Whatever its form: one that is wrong is answered as one that nobody has.
  receipt: short(256).optional(),
  key: short(64).optional(),
  identity: z
    .strictObject({
      token: short(4096).optional(),
      signature: short(128).optional(),
      email: short(1000).optional(),
    })
    .optional(),
  session: short(256).optional(),
  known: short(64).optional(),
})
export type ConversationAsked = z.infer<typeof ConversationAsked>

/** The fields of `POST /api/rating`. */
export const RatingAsked = ConversationAsked.omit({ known: true }).extend({
  /** The `key` of an agent's message. */
  answer: short(64),
  rating: z.enum(RATINGS),
  words: text(RATING_WORDS_MAX).optional(),
})
export type RatingAsked = z.infer<typeof RatingAsked>

/** @throws Refusal `invalid`. */
export const parseAsk = (fields: Readonly<Record<string, unknown>>): ConversationAsked =>
  parsedBy(ConversationAsked, fields)

/** @throws Refusal `invalid`. */
export const parseRating = (fields: Readonly<Record<string, unknown>>): RatingAsked =>
  parsedBy(RatingAsked, fields)

/** What fits a schema. @throws Refusal `invalid`, by field. */
export function parsedBy<Schema extends z.ZodObject>(
  schema: Schema,
  fields: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.flatMap((issue): [string, FieldProblem][] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [key.slice(0, 64), 'unknown'])
      : [[String(issue.path[0] ?? '').slice(0, 64), issue.message === 'too_long' ? 'too_long' : 'invalid']],
  )
  const known = (name: string) => Object.hasOwn(schema.shape, name)
  throw wrongFields('Correct these fields and ask again', Object.fromEntries(problems), known)
}
