/**
 * Lists as Word writes them into mails, and Outlook with it: paragraphs, each with the sign of its item and a filler of
 * spaces in the text. Level 2 has an "o" for its sign and level 3 a "§", which are bullets in fonts that we do not have.
 */

type Attributes = Readonly<Record<string, string>>

/** What a sign says: a point, a number, or something that is part of the text, such as "a)" or "1.2". */
export type WordSign = { type: 'point' } | { type: 'number'; number: number } | { type: 'text' }

const LEVEL = /(?:^|;)\s*mso-list\s*:\s*l\d+\s+level(\d)/i
const SIGN = /(?:^|;)\s*mso-list\s*:\s*ignore/i

/** Deeper ones are shown at this depth. */
const LEVEL_MAX = 3

/** How deep a paragraph is an item; undefined for one that is none. */
export function wordLevel({ style = '' }: Attributes): number | undefined {
  const level = LEVEL.exec(style)?.[1]
  return level === undefined ? undefined : Math.min(Math.max(Number(level), 1), LEVEL_MAX)
}

/** Whether an element holds the sign of an item and its filler. */
export const isWordSign = ({ style = '' }: Attributes): boolean => SIGN.test(style)

/** A longer one is something that somebody wrote. */
const POINT_MAX = 2

export function readSign(sign: string): WordSign {
  const number = /^(\d{1,3})[.)]$/.exec(sign)?.[1]
  if (number !== undefined) return { type: 'number', number: Number(number) }
  return sign.length > POINT_MAX || /[.)\p{N}]$/u.test(sign) ? { type: 'text' } : { type: 'point' }
}
