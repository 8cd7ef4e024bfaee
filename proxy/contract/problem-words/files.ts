/** Which words there are for a problem of a file, or of all files. */
import { own } from '../own-property.ts'
import type { FieldProblem } from '../problems.ts'

/** A name in a sentence: isolated, since it may be written in another direction. */
export const isolated = (name: string): string => `\u2068${name}\u2069`

/** A number of bytes as the language writes it, in units of a thousand: a limit of 12.5 MB is not one of 13. */
export function sizeText(bytes: number, locale: string): string {
  const [unit, n] =
    bytes >= 1e6
      ? (['megabyte', bytes / 1e6] as const)
      : bytes >= 1000
        ? (['kilobyte', bytes / 1000] as const)
        : (['byte', bytes] as const)
  return new Intl.NumberFormat(locale, {
    __proto__: null, // See office-hours.ts.
    style: 'unit',
    unit,
    unitDisplay: unit === 'byte' ? 'long' : 'short',
    maximumFractionDigits: 1,
  } as Intl.NumberFormatOptions).format(n)
}

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
  if (name) return own(OF_ONE, problem) ?? 'notValid'
  return problem === 'too_many' ? 'fileLimit' : 'notValid'
}
