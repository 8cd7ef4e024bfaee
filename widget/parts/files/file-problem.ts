/** Words about files: what is allowed, what happened to one, and what is wrong with it. */
import type { FileRules } from '../../../proxy/contract/form.ts'
import { fileWords, isolated, sizeText } from '../../../proxy/contract/problem-words/files.ts'
import { counted, fill } from '../../i18n/texts.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'
import type { Speech } from '../../form/part-view.ts'

function worded(key: string, name: string, { max, maxBytes }: FileRules, { texts, locale }: Speech): string {
  const about = { name: isolated(name), size: sizeText(maxBytes, locale) }
  return fill(counted(texts[key as 'fileLimit'], max, locale), about) // as: a test looks every key up
}

/** How many files there may be, and how large. */
export const limitText = (rules: FileRules, speech: Speech): string => worded('fileLimit', '', rules, speech)

/** What is wrong with a file, or with all of them when it has no name. */
export const fileProblemText = (
  problem: FieldProblem,
  name: string,
  rules: FileRules,
  speech: Speech,
): string => worded(fileWords(problem, name), name, rules, speech)
