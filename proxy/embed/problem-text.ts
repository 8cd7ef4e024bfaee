/**
 * What is wrong with a site's own fields and with files, in the words of the document: as the widget says it in
 * complaint.ts and filewords.ts.
 */
import type { FieldRule, FileRules, Value, FormDefinition } from '../contract/form.ts'
import type { Words } from './texts.ts'
import { typeNames } from '../contract/file-types.ts'
import { cleanValue, lengthOf } from '../contract/field-rules.ts'
import type { FieldProblem } from '../contract/problems.ts'
import { codePoints } from '../contract/text.ts'
import { wording } from '../contract/localized.ts'

/** What complaints are made of. */
export interface Complained {
  definition: FormDefinition
  words: Words
  answers: Readonly<Record<string, Value>>
  problems: Readonly<Record<string, FieldProblem>>
  /** What the files are called that were sent, in order: no form can hold them. */
  fileNames: readonly string[]
}

/** A limit as the language writes it: a number, or a day. */
function written(limit: number | string, locale: string): string {
  return typeof limit === 'number'
    ? new Intl.NumberFormat(locale).format(limit)
    : new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(limit))
}

const CHOSEN = new Set<FieldRule['type']>(['select', 'radio', 'checkboxes', 'date'])

function complaint(words: Words, field: FieldRule, problem: FieldProblem, value: Value): string {
  const { type, min = 0, max = 0, minLength = 0 } = field
  const limited = (key: string, limit: number | string) =>
    words.say(key, { value: written(limit, words.locale) })
  const day = type === 'date'
  switch (problem) {
    case 'required':
      return words.say(type === 'checkbox' ? 'tick' : CHOSEN.has(type) ? 'choose' : 'fillIn')
    case 'invalid':
      return words.say(`${type}_invalid`)
    case 'too_short':
      return words.count('tooShort', minLength)
    case 'too_long': {
      const over = codePoints(String(cleanValue(field, value))) - lengthOf(field)
      return over > 0 ? words.count('tooLong', over) : ''
    }
    case 'too_low':
      return limited(day ? 'notBefore' : 'atLeast', min)
    case 'too_high':
      return limited(day ? 'notAfter' : 'atMost', max)
    case 'too_few':
      return words.count('chooseMore', Number(min))
    case 'too_many':
      return words.count('chooseFewer', Number(max))
    default:
      return ''
  }
}

/** What is wrong with a field, without its label; empty when nothing is. A pattern may have words of the site's. */
export function fieldComplaint(
  { definition, words, answers, problems }: Complained,
  field: FieldRule,
): string {
  const problem = problems[`fields[${field.key}]`]
  if (problem === undefined) return ''
  if (problem === 'invalid' && field.error !== undefined)
    return wording(field.error, words.locale, definition.locale)
  return complaint(words, field, problem, answers[field.key] ?? '') || words.say('notValid')
}

/** The same with the label, for the summary. A label that is a question needs no colon. */
export function labelledComplaint(words: Words, label: string, problem: string): string {
  return /[?!.…？！。؟:：]$/u.test(label) ? `${label} ${problem}` : words.say('said', { label, problem })
}

/** What is wrong with the topic; empty when nothing is. */
export function topicComplaint({ words, problems }: Complained): string {
  const { topic } = problems
  if (topic === undefined) return ''
  const problem = words.say(topic === 'required' ? 'choose' : 'notValid')
  return labelledComplaint(words, words.say('topic'), problem)
}

/** The size of a file as the language writes it. */
const sizeOf = (words: Words, bytes: number) =>
  new Intl.NumberFormat(words.locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(
    bytes / 1e6,
  )

/** How many files there may be, and how large. */
export const fileLimit = (words: Words, { max, maxBytes }: FileRules): string =>
  words.count('fileLimit', max).replace('{size}', sizeOf(words, maxBytes))

/** Which files there may be, by the endings that people know; empty when all may. */
export function typesLine(words: Words, rules: FileRules): string {
  const names = typeNames(rules)
  const list = new Intl.ListFormat(words.locale, { type: 'unit' }).format(names)
  return names.length === 0 ? '' : labelledComplaint(words, words.say('fileTypes'), list)
}

const FILE_PROBLEMS: Partial<Record<FieldProblem, string>> = {
  too_large: 'fileTooLarge',
  empty: 'fileEmpty',
  bad_type: 'fileBadType',
}

/** Isolated, since it may be written in another direction. */
const isolated = (name: string) => `\u2068${name}\u2069`

/** That files have to be chosen anew: browsers forget them with the form that was sent. Empty when there were none. */
export function filesLost({ words, fileNames }: Complained): string {
  const names = new Intl.ListFormat(words.locale).format(fileNames.map(isolated))
  return fileNames.length === 0 ? '' : words.say('filesLost', { names })
}

/** What is wrong with each file. */
export function filesComplaint({ definition, words, problems, fileNames }: Complained): string[] {
  const { files } = definition
  return Object.entries(problems).flatMap(([field, problem]) => {
    const [found, place] = /^files(?:\[(\d+)\])?$/.exec(field) ?? []
    if (found === undefined) return []
    if (files && problem === 'too_many') return fileLimit(words, files)
    const name = place === undefined ? undefined : fileNames[Number(place)]
    const key = FILE_PROBLEMS[problem]
    if (!files || key === undefined || name === undefined) return words.say('notValid')
    return words.say(key, { name: isolated(name), size: sizeOf(words, files.maxBytes) })
  })
}
