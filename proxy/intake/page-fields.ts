/** The fields of the pages after a message was sent. They are all ours, in forms that we have drawn. */
import { z } from 'zod'
import { TAG_MAX } from '../contract/limits.ts'
import { line, secret, short } from '../contract/submission.ts'

/** What any of them posts. */
export const PageRequest = z.strictObject({
  token: short(256, 'too_long').optional(),
  locale: line(TAG_MAX).optional(),
  // Whatever its form: one that is wrong is answered as one that nobody has.
  receipt: short(256).optional(),
  key: short(64).optional(),
  session: secret.optional(),
  browser: secret.optional(),
  asked: z.literal('1').optional(),
  /** Of a code that is asked for: sent twice, it brings one mail. */
  id: z.uuid({ error: 'invalid' }).optional(),
  email: short(1000, 'too_long').optional(),
  code: short(64, 'too_long').optional(),
  /** Which answer is rated, how, and with which words: checked by who keeps them. */
  answer: short(64).optional(),
  rating: short(64).optional(),
  words: short(32_768, 'too_long').optional(),
})
export type PageRequest = z.infer<typeof PageRequest>
