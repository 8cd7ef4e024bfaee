/**
 * What is wrong with what the visitor wrote. Pure, and equal to the schema `Submission` of proxy/contract/submission.ts (a
 * property test compares them), but for the e-mail address: what is wrong with that the part under it tells, and the
 * proxy. What is refused here never passes there.
 */
import { bare } from '../../api/bare.ts'
import type { FieldMode } from '../../../proxy/contract/form.ts'
import { cleaned, FIELDS, MAX, size, type Field } from '../../../proxy/contract/message-fields.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'
import { mayBeEmail } from '../../../proxy/contract/text.ts'

/** What stands in the fields, untouched. */
export type Values = Record<Field, string>

/** An empty form. */
export const EMPTY: Values = { message: '', subject: '', email: '', name: '' }

/** What is wrong with each field, by name; fields that are right are missing. */
export type Problems = Partial<Record<string, FieldProblem>>

/** Which of the fields are shown and which must be filled. Message always is both; so is e-mail, unless it is known. */
export type Modes = Record<'name' | 'subject', FieldMode> & { email?: FieldMode }

/** The mode of a field: what is always asked has none in `modes`. */
const modeOf = (field: Field, modes: Partial<Record<Field, FieldMode>>): FieldMode =>
  bare(modes)[field] ?? 'required'

/** Whether a field must be filled. */
export const isRequired = (field: Field, modes: Modes): boolean => modeOf(field, modes) === 'required'

/** Whether a field is shown. */
export const isShown = (field: Field, modes: Modes): boolean => modeOf(field, modes) !== 'hidden'

/** What is wrong with one field, or `undefined`. */
export function checkField(field: Field, value: string, modes: Modes): FieldProblem | undefined {
  const text = cleaned(field, value)
  if (!text) return isRequired(field, modes) ? 'required' : undefined
  if (size(field, value) > MAX[field]) return 'too_long'
  return field !== 'email' || mayBeEmail(text) ? undefined : 'invalid'
}

/**
 * The proxy's word on fields, and modes in which each of them is shown: one that is not shown must be now, or nobody
 * can mend it.
 */
export function refused(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
  modes: Modes,
): { found: Problems; shown: Modes } {
  const found: Problems = {}
  const shown = { ...modes }
  for (const field of names) {
    const problem = fields[field]
    if (typeof problem !== 'string') continue
    found[field] = problem as FieldProblem // as: unknown words fall back to a general text
    if (!(field in shown)) continue
    const mode = field as keyof Modes // as: it is one of them
    if (problem === 'required') shown[mode] = problem
    else if (shown[mode] === 'hidden') shown[mode] = 'optional'
  }
  return { found, shown }
}

/** What is wrong with the fields that are shown. */
export function check(values: Values, modes: Modes): Problems {
  const problems: Problems = {}
  for (const field of FIELDS) {
    const problem = isShown(field, modes) ? checkField(field, values[field], modes) : undefined
    if (problem) problems[field] = problem
  }
  return problems
}
