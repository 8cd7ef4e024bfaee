/** What is asked of articles, as it arrives from pages. */
import { z } from 'zod'
import { SOUGHT_MAX } from '../contract/help/articles.ts'
import { TAG_MAX } from '../contract/limits.ts'
import { short, text } from '../contract/submission.ts'
import { parsedBy } from '../conversation/ask.ts'

/** The fields of `POST /api/articles`. */
export const ArticlesSought = z.strictObject({
  site: short(TAG_MAX).optional(),
  text: text(SOUGHT_MAX),
})

/** @throws Refusal `invalid`. */
export const parseSought = (fields: Readonly<Record<string, unknown>>): z.output<typeof ArticlesSought> =>
  parsedBy(ArticlesSought, fields)
