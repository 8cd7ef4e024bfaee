/**
 * What a site's own form asks for, as HTML for those without JavaScript: topic, fields, files. The same
 * elements, ids and names as the widget's. Nothing can be hidden here, so a field that is asked for sometimes says when.
 */
import { html } from 'hono/html'
import { holdsList } from '../contract/field-rules.ts'
import { attributesOf, FIELD_TYPES } from '../contract/field-types.ts'
import type { FieldRule, Text, FormDefinition } from '../contract/form.ts'
import type { Problematic } from './problem-text.ts'
import {
  fieldProblemText,
  fileLimit,
  fileProblemTexts,
  filesLost,
  withLabel,
  topicProblemText,
  typesLine,
} from './problem-text.ts'
import { wording } from '../contract/localized.ts'

/** A piece of HTML, already escaped. */
type Html = ReturnType<typeof html>

/** What the fields are drawn from. */
export interface Asked extends Problematic {
  /** What was sent, by name. */
  values: Readonly<Record<string, string>>
}

/** One thing that is wrong, for the summary: the id of its control, and words. */
export interface Wrong {
  id: string
  text: string
}

const NOTHING = html``

const say = ({ definition, words }: Asked, text: Text | undefined) =>
  text === undefined ? '' : wording(text, words.locale, definition.locale)

interface Frame {
  id: string
  label: string
  hints: string[]
  problem: string
  required: boolean
  /** Whether it may be left empty in any case. */
  optional: boolean
}

/** When a field counts: the page cannot hide it. Says the labels of the values, not of what they belong to. */
function onlyIf(asked: Asked, { showWhen = {} }: FieldRule): string {
  const { definition, words } = asked
  const labels = Object.entries(showWhen).flatMap(([name, values]) => {
    const listed =
      name === 'topic'
        ? definition.topics?.map(({ key, label }) => ({ value: key, label }))
        : definition.fields?.find(({ key }) => key === name)?.options
    const field = definition.fields?.find(({ key }) => key === name)
    return values.map((value) =>
      say(asked, listed?.find((choice) => choice.value === value)?.label ?? field?.label ?? value),
    )
  })
  const values = new Intl.ListFormat(words.locale, { type: 'disjunction' }).format(labels)
  return labels.length === 0 ? '' : words.say('onlyIf', { values })
}

function frameOf(asked: Asked, field: FieldRule): Frame {
  const { key, label, hint, required, showWhen } = field
  return {
    id: `field-${key}`,
    label: say(asked, label ?? key),
    hints: [say(asked, hint), onlyIf(asked, field)].filter((text) => text !== ''),
    problem: fieldProblemText(asked, field),
    required: required === true && showWhen === undefined,
    optional: required !== true,
  }
}

const describedBy = ({ id, hints, problem }: Frame) => {
  const ids = [hints.length > 0 && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  return ids && html`aria-describedby="${ids}"`
}

const notes = ({ id, hints, problem }: Frame): Html => html`
  ${hints.length > 0 && html`<div class="hint" id="${id}-hint">${hints.map((hint) => html`<p><bdi>${hint}</bdi></p>`)}</div>`}
  ${problem && html`<p class="problem" id="${id}-problem">${problem}</p>`}
`

const optional = (frame: Frame, { words }: Asked) =>
  !frame.optional ? NOTHING : html`<span class="optional">${words.say('optional')}</span>`

function labelled(asked: Asked, frame: Frame, control: Html): Html {
  return html`<div class="field">
    <label for="${frame.id}"><bdi>${frame.label}</bdi> ${optional(frame, asked)}</label>
    ${notes(frame)} ${control}
  </div>`
}

/** Said either way: what is required and empty counts as wrong else, before anything was written. */
const validity = ({ problem }: Frame): Html => html`aria-invalid="${problem ? 'true' : 'false'}"`

const common = (frame: Frame, name: string) =>
  html`id="${frame.id}" name="${name}" ${frame.required ? 'required' : ''} ${validity(frame)}
  ${describedBy(frame)}`

function menu(asked: Asked, frame: Frame, name: string, options: [string, Text][], now: string): Html {
  return labelled(
    asked,
    frame,
    html`<span class="menu"
      ><select ${common(frame, name)}>
        <option value="">${asked.words.say('choose') || '–'}</option>
        ${options.map(
          ([value, label]) =>
            html`<option value="${value}" ${value === now ? 'selected' : ''}>${say(asked, label)}</option>`,
        )}
      </select></span
    >`,
  )
}

const tick = (id: string, attributes: Html, label: string | Html): Html =>
  html`<div class="tick"><input ${attributes} id="${id}" /> <label for="${id}">${label}</label></div>`

function choices(asked: Asked, frame: Frame, field: FieldRule, now: readonly string[]): Html {
  const type = holdsList(field) ? 'checkbox' : 'radio'
  const boxes = (field.options ?? []).map(({ value, label }) =>
    tick(
      `${frame.id}-${value}`,
      html`type="${type}" name="fields[${field.key}]" value="${value}" ${now.includes(value) ? 'checked' : ''}`,
      say(asked, label),
    ),
  )
  // The summary leads here, and a fieldset takes no focus by itself.
  return html`<fieldset class="field" id="${frame.id}" tabindex="-1" ${describedBy(frame)}>
    <legend><bdi>${frame.label}</bdi> ${optional(frame, asked)}</legend>
    ${notes(frame)} ${boxes}
  </fieldset>`
}

/** The attributes of the element that a field is drawn as. */
const attributes = (field: FieldRule): Html[] =>
  Object.entries(attributesOf(field)).flatMap(([name, value]) =>
    value === undefined ? [] : html` ${name}="${String(value)}"`,
  )

function checkbox(asked: Asked, frame: Frame, name: string, now: string): Html {
  const box = html`type="checkbox" name="${name}" value="yes" ${now === 'yes' ? 'checked' : ''}
  ${validity(frame)} ${describedBy(frame)}`
  const label = html`<bdi>${frame.label}</bdi> ${optional(frame, asked)}`
  return html`<div class="field">${notes(frame)} ${tick(frame.id, box, label)}</div>`
}

function fieldBox(asked: Asked, field: FieldRule): Html {
  const { key, type, options = [] } = field
  const { control } = FIELD_TYPES[type]
  const name = `fields[${key}]`
  const now = [asked.answers[key] ?? field.default ?? ''].flat()
  const [value = ''] = now
  const frame = frameOf(asked, field)
  const all = html`${common(frame, name)}${attributes(field)}`
  switch (control) {
    case 'none':
      return value === '' ? NOTHING : html`<input type="hidden" name="${name}" value="${value}" />`
    case 'radios':
    case 'boxes':
      return choices(asked, frame, field, now)
    case 'menu':
      return menu(
        asked,
        frame,
        name,
        options.map((option) => [option.value, option.label]),
        value,
      )
    case 'box':
      return checkbox(asked, frame, name, value)
    case 'lines':
      // The parser drops the first line end, which may be the visitor's own.
      return labelled(asked, frame, html`<textarea ${all}>${`\n${value}`}</textarea>`)
    case 'line':
      return labelled(asked, frame, html`<input ${all} value="${value}" />`)
  }
}

/** Whether a topic can be chosen here: not when the page has set one that is not offered. */
export function asksTopic({ topic, topics = [] }: FormDefinition, given: string): boolean {
  return topic !== 'hidden' && !topics.some(({ key, hidden }) => hidden && key === given) && topics.length > 0
}

function topicBox(asked: Asked): Html {
  const { definition, words, values } = asked
  const frame = {
    id: 'topic',
    label: words.say('topic') || words.say('subject'),
    hints: [],
    problem: topicProblemText(asked),
    required: definition.topic === 'required',
    optional: definition.topic !== 'required',
  }
  const offered = (definition.topics ?? []).filter(({ hidden }) => !hidden)
  const options = offered.map(({ key, label }): [string, Text] => [key, label])
  return menu(asked, frame, 'topic', options, values['topic'] ?? '')
}

/** Topic and fields, to be drawn after the form's own. */
export function askedFields(asked: Asked): Html {
  const { definition, values } = asked
  return html`${asksTopic(definition, values['topic'] ?? '') && topicBox(asked)}
  ${(definition.fields ?? []).map((field) => fieldBox(asked, field))}`
}

/** Whether files can be chosen here: there must be words for it. */
export const asksFiles = ({ definition, words }: Asked): boolean =>
  definition.files !== undefined && words.say('files') !== ''

/** Files, to be drawn last: what comes after a file is not read. */
export function askedFiles(asked: Asked): Html {
  const { definition, words } = asked
  const { files } = definition
  if (!files || !asksFiles(asked)) return NOTHING
  const frame = {
    id: 'files',
    label: words.say('files'),
    hints: [fileLimit(words, files), typesLine(words, files), filesLost(asked)].filter((text) => text !== ''),
    problem: fileProblemTexts(asked).join(' · '),
    required: false,
    optional: true,
  }
  const accept = files.types.includes('*') ? '' : files.types.join(',')
  const input = html`<input
    type="file"
    ${common(frame, 'files')}
    ${files.max > 1 ? 'multiple' : ''}
    ${accept && html`accept="${accept}"`}
  />`
  return labelled(asked, frame, input)
}

/** Everything that is wrong with what is asked here, in the order of the form. */
export function askedWrong(asked: Asked): Wrong[] {
  const { definition, words } = asked
  const topic = topicProblemText(asked)
  const found: Wrong[] = [{ id: 'topic', text: topic && withLabel(words, words.say('topic'), topic) }]
  for (const field of definition.fields ?? []) {
    const { id, label, problem } = frameOf(asked, field)
    found.push({ id, text: problem && withLabel(words, label, problem) })
  }
  found.push(...fileProblemTexts(asked).map((text) => ({ id: 'files', text })))
  return found.filter(({ text }) => text !== '')
}
