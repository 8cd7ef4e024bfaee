/**
 * What is wrong with a form although each entry by itself is right: names that are used twice, conditions that cannot
 * hold, defaults that the form itself would refuse. Works on a form that is not valid yet, so that the start can list
 * everything at once.
 */
import type { FieldRule } from '../contract/form.ts'
import { patternProblem } from './pattern-safety.ts'
import { lengthOf, problemOf } from '../contract/field-rules.ts'

/** One problem: where, and what to do. */
export interface ConfigProblem {
  path: string
  problem: string
}

/** What a form already has: the page's `prefill` would not know which is meant. */
const TAKEN = new Set(['topic', 'email', 'name', 'subject', 'message'])

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const entriesOf = (value: unknown): [number, Json][] =>
  Array.isArray(value)
    ? [...value.entries()].filter((entry): entry is [number, Json] => isObject(entry[1]))
    : []

/** The first text that is in a list twice. */
const repeated = (values: readonly unknown[]): string | undefined =>
  values.filter((value) => typeof value === 'string').find((value, at, all) => all.indexOf(value) !== at)

const valuesOf = (options: unknown) => entriesOf(options).map(([, { value }]) => value)

/** What a name in a condition may be asked for; `undefined` when anything may be in it. */
type Known = Map<string, readonly unknown[] | undefined>

function conditionProblems(showWhen: unknown, known: Known): [string, string][] {
  if (!isObject(showWhen)) return []
  return Object.entries(showWhen).flatMap(([name, wanted]): [string, string][] => {
    if (!known.has(name))
      return [[`showWhen.${name}`, 'must be "topic" or the key of a field that stands before this one']]
    const possible = known.get(name)
    const odd = (Array.isArray(wanted) ? wanted : [wanted]).find(
      (value) => possible?.includes(value) === false,
    )
    return odd === undefined
      ? []
      : [[`showWhen.${name}`, `"${String(odd)}" is not one of: ${possible?.join(', ')}`]]
  })
}

function ownProblems(field: Json): [string, string][] {
  // as: a wrong type in it makes a check below pass or fail; the schema reports the type itself
  const rule = field as unknown as FieldRule
  const { pattern, options, min, max, minLength, maxLength } = rule
  const found: [string, string][] = []
  const wrong = typeof pattern === 'string' ? patternProblem(pattern, lengthOf(rule)) : undefined
  if (wrong) found.push(['pattern', wrong])
  const twice = repeated(valuesOf(options))
  if (twice !== undefined) found.push(['options', `"${twice}" is there twice`])
  if (min !== undefined && max !== undefined && min > max) found.push(['min', 'is more than max'])
  if (minLength !== undefined && maxLength !== undefined && minLength > maxLength)
    found.push(['minLength', 'is more than maxLength'])
  if (!wrong && rule.default !== undefined) {
    const problem = problemOf(rule, rule.default)
    if (problem) found.push(['default', `would be refused by the form itself (${problem})`])
  }
  return found
}

/** Adds what a list of fields gets wrong; `known` grows by its fields. */
function checkFields(fields: unknown, path: string, known: Known, add: (path: string, what: string) => void) {
  for (const [at, field] of entriesOf(fields)) {
    const { key, type } = field
    const here = `${path}.${at}`
    if (typeof key === 'string') {
      if (TAKEN.has(key)) add(`${here}.key`, `"${key}" is taken: choose another`)
      else if (known.has(key))
        add(
          `${here}.key`,
          `"${key}" is there twice; a field for several topics has showWhen: {"topic": [...]}`,
        )
    }
    if (typeof field['prefill'] === 'string' && TAKEN.has(field['prefill']))
      add(`${here}.prefill`, `"${field['prefill']}" is taken: choose another`)
    try {
      for (const [name, what] of ownProblems(field)) add(`${here}.${name}`, what)
    } catch {
      // Of a shape that the schema refuses.
    }
    for (const [name, what] of conditionProblems(field['showWhen'], known)) add(`${here}.${name}`, what)
    const possible = type === 'checkbox' ? ['yes'] : field['options'] && valuesOf(field['options'])
    if (typeof key === 'string') known.set(key, Array.isArray(possible) ? possible : undefined)
  }
}

/** Everything that is wrong with a site's entry as a whole. `site` may be anything. */
export function formProblems(site: unknown): ConfigProblem[] {
  if (!isObject(site)) return []
  const found: ConfigProblem[] = []
  const add = (path: string, problem: string) => void found.push({ path, problem })
  const topics = entriesOf(site['topics'])
  const keys = topics.map(([, { key }]) => key)
  const known: Known = new Map()
  if (topics.length > 0) known.set('topic', keys)
  const twice = repeated(keys)
  if (twice !== undefined) add('topics', `"${twice}" is there twice`)
  if (site['topic'] === 'required' && topics.length > 0 && topics.every(([, { hidden }]) => hidden === true))
    add('topic', 'is required, but all topics are hidden: nobody could choose one')
  if (site['topic'] !== undefined && topics.length === 0) add('topic', 'needs topics')
  checkFields(site['fields'], 'fields', known, add)
  for (const [at, { topics: named }] of entriesOf(site['help']))
    for (const [index, key] of Array.isArray(named) ? named.entries() : [])
      if (!keys.includes(key)) add(`help.${at}.topics.${index}`, 'must be the key of a topic of this site')
  for (const [at, topic] of topics) {
    checkFields(topic['fields'], `topics.${at}.fields`, known, add)
    for (const [index, { showWhen }] of entriesOf(topic['fields']))
      if (isObject(showWhen) && 'topic' in showWhen)
        add(`topics.${at}.fields.${index}.showWhen.topic`, 'is this topic anyway: leave it out')
  }
  return found
}
