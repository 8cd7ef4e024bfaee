/** Which words there are for a problem of a file, or of all files. */
import type { FieldProblem } from '../problems.ts'

/** A name in a sentence: isolated, since it may be written in another direction. */
export const isolated = (name: string): string => `\u2068${name}\u2069`

const OF_ONE: Partial<Record<FieldProblem, string>> = {
  too_large: 'fileTooLarge',
  empty: 'fileEmpty',
  bad_type: 'fileBadType',
  too_many: 'fileTooMany',
  invalid: 'fileGone',
}

/**
 * Key of the words for a problem of files. In them are `{n}` for how many there may be, the `{size}` that each may have,
 * and the `{name}` of the file, isolated.
 * @param name That of the file; empty where it is not known, or all files are meant.
 */
export function fileWords(problem: FieldProblem, name: string): string {
  if (name) return OF_ONE[problem] ?? 'notValid'
  return problem === 'too_many' ? 'fileLimit' : 'notValid'
}
