/** Which words there are for a problem of a file, or of all files. */
import type { FieldProblem } from '../problems.ts'
import type { ProblemWords } from './form.ts'

const OF_ONE: Partial<Record<FieldProblem, string>> = {
  too_large: 'fileTooLarge',
  empty: 'fileEmpty',
  bad_type: 'fileBadType',
  too_many: 'fileTooMany',
  invalid: 'fileGone',
}

/**
 * The words for a problem of files. They may have a `{name}`, and the `{size}` that a file may have.
 * @param named Whether it is the problem of one file, whose name is known.
 * @param max How many there may be.
 */
export function fileWords(problem: FieldProblem, named: boolean, max: number): ProblemWords {
  const key = named ? OF_ONE[problem] : problem === 'too_many' ? 'fileLimit' : undefined
  return key === undefined ? { key: 'notValid' } : { key, count: max }
}
