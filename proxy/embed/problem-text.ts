/** What is wrong with a site's own fields and with files, in the words of the document. */
import type { FieldRule, FileRules, Value, FormDefinition } from '../contract/form.ts'
import type { Words } from './texts.ts'
import { typeNames } from '../contract/files/file-types.ts'
import { askedNumber, fieldWords, sayingOf, written } from '../contract/problem-words/fields.ts'
import { fileWords, isolated, sizeText } from '../contract/problem-words/files.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { fill, wording } from '../contract/localized.ts'

/** What the words are made of. */
export interface Problematic {
  definition: FormDefinition
  words: Words
  answers: Readonly<Record<string, Value>>
  problems: Readonly<Record<string, FieldProblem>>
  /** What the files are called that were sent, in order: no form can hold them. */
  fileNames: readonly string[]
}

/** What is wrong with a field, without its label; empty when nothing is. A pattern may have words of the site's. */
export function fieldProblemText(
  { definition, words, answers, problems }: Problematic,
  field: FieldRule,
): string {
  const problem = problems[`fields[${field.key}]`]
  if (problem === undefined) return ''
  if (problem === 'invalid' && field.error !== undefined)
    return wording(field.error, words.locale, definition.locale)
  const { key, count = 0, value } = fieldWords(field, problem, answers[field.key] ?? '')
  const text = words.count(key, count, { value: written(value, words.locale) })
  const either = askedNumber(field, problem, answers[field.key] ?? '', words.locale)
  return either ? withLabel(words, text, either) : text
}

/** The same with the label, for the summary. */
export const withLabel = (words: Words, label: string, problem: string): string =>
  fill(sayingOf(label, words.say('said')), { label, problem })

/** What is wrong with the topic, without its label; empty when nothing is. */
export function topicProblemText({ words, problems }: Problematic): string {
  const { topic } = problems
  if (topic === undefined) return ''
  const { key } = fieldWords({ key: 'topic', type: 'select' }, topic, '')
  return words.say(key)
}

/** How many files there may be, and how large. */
export const fileLimit = (words: Words, { max, maxBytes }: FileRules): string =>
  words.count('fileLimit', max, { size: sizeText(maxBytes, words.locale) })

/** Which files there may be, by the endings that people know; empty when all may. */
export function typesLine(words: Words, rules: FileRules): string {
  const names = typeNames(rules)
  const list = new Intl.ListFormat(words.locale, { type: 'unit' }).format(names)
  return names.length === 0 ? '' : withLabel(words, words.say('fileTypes'), list)
}

/** That files have to be chosen anew: browsers forget them with the form that was sent. Empty when there were none. */
export function filesLost({ words, fileNames }: Problematic): string {
  const names = new Intl.ListFormat(words.locale).format(fileNames.map(isolated))
  return fileNames.length === 0 ? '' : words.say('filesLost', { names })
}

/** What is wrong with each file. */
export function fileProblemTexts({ definition, words, problems, fileNames }: Problematic): string[] {
  const { files } = definition
  return Object.entries(problems).flatMap(([field, problem]) => {
    const [found, place] = /^files(?:\[(\d+)\])?$/.exec(field) ?? []
    if (found === undefined) return []
    if (!files) return words.say('notValid')
    const name = (place && fileNames[Number(place)]) || ''
    const about = { name: isolated(name), size: sizeText(files.maxBytes, words.locale) }
    return words.count(fileWords(problem, name), files.max, about)
  })
}
