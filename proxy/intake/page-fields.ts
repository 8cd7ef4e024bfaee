/** The fields of the pages after a message was sent. They are all ours, in forms that we have drawn. */
import { z } from 'zod'
import { SECRET } from '../contract/email/code.ts'
import { TAG_MAX } from '../contract/limits.ts'
import { line, short } from '../contract/submission.ts'

const secret = z.string().regex(SECRET, { error: 'invalid' }).optional()

/** What any of them posts. */
export const PageRequest = z.strictObject({
  token: short(256, 'too_long').optional(),
  locale: line(TAG_MAX).optional(),
  // Whatever its form: one that is wrong is answered as one that nobody has.
  receipt: short(256).optional(),
  key: short(64).optional(),
  session: secret,
  browser: secret,
  asked: z.literal('1').optional(),
  /** Of a code that is asked for: sent twice, it brings one mail. */
  id: z.uuid({ error: 'invalid' }).optional(),
  email: short(1000, 'too_long').optional(),
  code: short(64, 'too_long').optional(),
})
export type PageRequest = z.infer<typeof PageRequest>
