/** The fields of requests for codes and sessions. */
import { z } from 'zod'
import { TAG_MAX } from '../contract/limits.ts'
import { CHALLENGE_MAX, email, line, secret, short } from '../contract/submission.ts'

/** What each of them has: the site, and the token of a form of ours. */
const sent = { site: short(TAG_MAX, 'too_long').optional(), token: short(256, 'too_long').optional() }

/** `POST /api/code`. */
export const CodeRequest = z.strictObject({
  ...sent,
  /** Made by the sender, the same for every retry: two mails for one request would be one too many. */
  id: z.uuid({ error: 'invalid' }).transform((value) => value.toLowerCase()),
  email,
  /** Of the browser: the code counts there only. */
  browser: secret,
  /** BCP 47 tag of the language of the mail. */
  locale: line(TAG_MAX).optional(),
  challenge: short(CHALLENGE_MAX, 'too_long').optional(),
})

/** `POST /api/session`. */
export const SessionRequest = z.strictObject({ ...sent, browser: secret, code: short(64, 'too_long') })

/** `POST /api/sign-out`. */
export const SignOutRequest = z.strictObject({ ...sent, session: secret })
