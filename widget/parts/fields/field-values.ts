/** What was filled into a site's own fields, and the topic: checked by the rules that the proxy checks by. */
import { bare } from '../../api/bare.ts'
import { signal, type ReadonlySignal } from '@preact/signals'
import type { FieldRule, FormRules, Given, Value, FormDefinition } from '../../../proxy/contract/form.ts'
import { cleanValue, holdsList, problemOf, problemsOf, visible } from '../../../proxy/contract/field-rules.ts'
import { FIELD_TYPES, isWritten } from '../../../proxy/contract/field-types.ts'
import { givenNumber } from '../../../proxy/contract/number/written-number.ts'
import type { PartState, Entries, PageContext } from '../../form/state/part.ts'

/** What the answers need of their surroundings. */
export interface AnswersDeps {
  definition: () => FormDefinition | undefined
  /** Language of the form. */
  locale: () => string
  /** The topic that the page says this form is about; empty when it says nothing. */
  fixedTopic: () => string
  /** What stands in a field now, browsers fill without an event; `bad`: something that is no value. */
  read: (key: string) => { value: string; bad: boolean } | undefined
  /** The visitor changed something. */
  changed: () => void
  /** Tells the page's owner. */
  warn: (what: string) => void
}

/** State to read, and what a visitor can do to it. */
export interface Answers {
  /** Changes when values were set by something else than the visitor: the fields must be filled again. */
  version: ReadonlySignal<number>
  shown: () => FieldRule[]
  value: (field: FieldRule) => Value
  /** The topic; `fixed`: there is nothing to choose. */
  topic: () => { key: string; fixed: boolean }
  choose: (topic: string) => void
  edit: (key: string, value: Value) => void
  part: Required<Pick<PartState, 'names' | 'check' | 'fill' | 'save' | 'restore' | 'prefill'>>
}

/** What a field is sent as. */
export const nameOf = (key: string): string => `fields[${key}]`

/** What a page has given for a field; `undefined` when it is of no use. */
function given(field: FieldRule, raw: unknown): Value | undefined {
  const isList = holdsList(field)
  if (isList && Array.isArray(raw)) return raw.map(String)
  if (typeof raw === 'number' && field.type === 'number') return givenNumber(raw)
  if (typeof raw === 'boolean') return raw ? 'yes' : ''
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined
  return isList ? [String(raw)] : String(raw)
}

/** The topic: what the page says it is, else what was chosen. Tells the owner of a page that says what there is not. */
function topicOf({ definition, fixedTopic, warn }: AnswersDeps, chosen: string) {
  const { topics = [], topic } = bare(definition())
  const told = fixedTopic()
  if (told && topics.some(({ key }) => key === told)) return { key: told, fixed: true }
  if (told && topics.length > 0) warn(`topic: there is no "${told}".`)
  const offered = topic === 'hidden' ? [] : topics.filter(({ hidden }) => !hidden)
  const fixed = offered.length === 0 || topics.some(({ key, hidden }) => hidden && key === chosen)
  // One that a draft has kept, and that there is no longer, would be refused, with nothing to choose in its place.
  return { key: topics.some(({ key }) => key === chosen) ? chosen : '', fixed }
}

/** What `told` says of the fields; what fits none of them it may not say. */
function fitting(
  fields: readonly FieldRule[],
  told: PageContext,
  warn: AnswersDeps['warn'],
): Map<string, Value> {
  const fits = new Map<string, Value>()
  for (const field of fields) {
    const name = field.prefill ?? field.key
    const found = given(field, told[name])
    if (found === undefined) continue
    // What a visitor may write freely a page may, too: the visitor can mend it.
    const isFree = isWritten(field.type) && !FIELD_TYPES[field.type].ranked
    if (isFree || !problemOf(bare({ ...field, required: false }), found)) fits.set(field.key, found)
    else warn(`prefill: "${name}" cannot be that.`)
  }
  return fits
}

/** What a draft has kept of the fields. */
function keptOf(fields: readonly FieldRule[], kept: Entries): Map<string, Value> {
  const restored = new Map<string, Value>()
  for (const field of fields) {
    const found = kept.filter(([name]) => name === nameOf(field.key)).map(([, one]) => one)
    if (found.length > 0) restored.set(field.key, holdsList(field) ? found.filter(Boolean) : (found[0] ?? ''))
  }
  return restored
}

/** What a draft keeps of them. An empty one is kept too: a default that was cleared must not come back. */
const entriesOf = (values: ReadonlyMap<string, Value>): Entries =>
  [...values].flatMap(([key, now]) =>
    (typeof now === 'string' ? [now] : now.length > 0 ? now : ['']).map((one) => [nameOf(key), one] as const),
  )

/** What is checked here: the consent is another part. */
function rulesOf(form: FormRules = {}): FormRules {
  const { consent: _, ...rules } = form
  return bare(rules)
}

/** Not those that nobody sees: what is wrong with them no visitor can mend. */
const namesOf = ({ topics = [], fields = [] }: FormRules = {}) => [
  ...(topics.length > 0 ? ['topic'] : []),
  ...fields.flatMap(({ key, type }) => (FIELD_TYPES[type].control === 'none' ? [] : nameOf(key))),
]

/** Puts what is shown into a body, as it is sent. */
function appendTo(body: FormData, { topic, fields, locale }: Given, shown: readonly FieldRule[]): void {
  if (topic) body.append('topic', topic)
  for (const field of shown)
    for (const one of [cleanValue(field, fields[field.key], locale)].flat())
      if (one) body.append(nameOf(field.key), one)
}

/** Answers of one form. */
export function createAnswers(deps: AnswersDeps): Answers {
  const { definition } = deps
  const version = signal(0)
  const chosen = signal('')
  // Replaced and never changed: which fields are shown depends on them.
  const own = signal<ReadonlyMap<string, Value>>(new Map())
  const prefilled = signal<ReadonlyMap<string, Value>>(new Map())
  const set = (key: string, now: Value) => void (own.value = new Map(own.value).set(key, now))

  const fields = () => definition()?.fields ?? []
  const topic = () => topicOf(deps, chosen.value)

  const value = (field: FieldRule): Value =>
    own.value.get(field.key) ??
    prefilled.value.get(field.key) ??
    field.default ??
    (holdsList(field) ? [] : '')

  const answers = (): Given => ({
    topic: topic().key,
    locale: deps.locale(),
    fields: Object.fromEntries(fields().map((field) => [field.key, value(field)])),
  })

  const rules = () => rulesOf(definition())
  const shown = () => visible(rules(), answers())

  /** Takes what stands in the fields now. What is no value is invalid. */
  const readAll = () => {
    const bad: Record<string, 'invalid'> = {}
    for (const { key, type } of shown()) {
      const found = isWritten(type) || type === 'select' ? deps.read(key) : undefined
      if (found && found.value !== (own.value.get(key) ?? '')) set(key, found.value)
      if (found?.bad) bad[nameOf(key)] = 'invalid'
    }
    return bad
  }

  const names = () => namesOf(definition())
  const prefill = (told: PageContext) => {
    const known = definition()?.topics?.some(({ key }) => key === told['topic'])
    if (!chosen.value && known) chosen.value = String(told['topic'])
    prefilled.value = fitting(fields(), told, deps.warn)
    version.value++
  }

  return {
    version,
    shown,
    value,
    topic,
    choose(key) {
      chosen.value = key
      deps.changed()
    },
    edit(key, now) {
      set(key, now)
      deps.changed()
    },
    part: {
      names,
      check() {
        const bad = readAll()
        const found = { ...problemsOf(rules(), answers()), ...bad }
        return Object.fromEntries(Object.entries(found).filter(([name]) => names().includes(name)))
      },
      fill: (body) => appendTo(body, answers(), shown()),
      save: (): Entries => [
        ...(chosen.value ? [['topic', chosen.value] as const] : []),
        ...entriesOf(new Map([...prefilled.value, ...own.value])),
      ],
      restore(kept, told) {
        chosen.value = kept.find(([name]) => name === 'topic')?.[1] ?? ''
        own.value = keptOf(fields(), kept)
        prefill(told)
      },
      prefill,
    },
  }
}
