/** Which words there are for a problem of a field that every form has. In the form's own download. */
import { MAX, size, type Field } from '../message-fields.ts'
import type { FieldProblem } from '../problems.ts'

/** A problem as a text to look up. */
export interface ProblemWords {
  key: string
  /** `{n}`, which chooses the form of the text, too. */
  count?: number
  /** `{value}`: a limit, which is a number or a day as `YYYY-MM-DD`. */
  value?: number | string
}

/**
 * The words for a problem of the field `name` that holds `value`.
 * @param texts What there is of texts by key: some pairs of field and problem have one of their own.
 */
export function formWords(name: string, problem: FieldProblem, value: string, texts: object) {
  // as: what is no such field has no length, and nothing is more than that
  const count = problem === 'too_long' ? size(name, value) - MAX[name as Field] : 0
  const own = `${name}_${problem}`
  return { key: own in texts ? own : count > 0 ? 'tooLong' : 'notValid', count } satisfies ProblemWords
}
