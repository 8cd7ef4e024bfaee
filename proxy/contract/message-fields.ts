/** The fields that every form has: which there are, how long each may be, and what a value counts as. */
import { EMAIL_MAX, MESSAGE_MAX, NAME_MAX, SUBJECT_MAX } from './limits.ts'
import { cleanLine, cleanText, codePoints } from './text.ts'

/** The fields a visitor fills, in the order of the form. */
export const FIELDS = ['message', 'email', 'name', 'subject'] as const

/** Name of a field, the same as in the submission. */
export type Field = (typeof FIELDS)[number]

/** Longest value of each field: code points, and characters for the e-mail address. */
export const MAX: Record<Field, number> = {
  message: MESSAGE_MAX,
  email: EMAIL_MAX,
  name: NAME_MAX,
  subject: SUBJECT_MAX,
}

/** A value as it is checked and stored. */
export function cleaned(field: string, value: string): string {
  if (field === 'email') return value.trim()
  return field === 'message' ? cleanText(value) : cleanLine(value)
}

/** How long a value counts. */
export function size(field: string, value: string): number {
  const text = cleaned(field, value)
  return field === 'email' ? text.length : codePoints(text)
}
