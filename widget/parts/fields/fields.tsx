/** A site's own fields and its topics: which are shown, with label, hint and what is wrong, and what they are sent as. */
import { Fragment, type ComponentChildren } from 'preact'
import { h } from '../../form/view/own-props.ts'
import { bare } from '../../api/bare.ts'
import type { FieldRule, Value } from '../../../proxy/contract/form.ts'
import { cleanValue, holdsList, lengthOf } from '../../../proxy/contract/field-rules.ts'
import { FIELD_TYPES, lengthIn } from '../../../proxy/contract/field-types.ts'
import { createAnswers, nameOf, type Answers } from './field-values.ts'
import { fieldProblemText, labelledProblemText } from './field-problem.ts'
import { Line, Menu, Tick, type Control } from './controls.tsx'
import { Counter } from '../../form/view/counter.tsx'
import css from './fields.css?inline'
import { wording } from '../../../proxy/contract/localized.ts'
import type { PartUi, Part } from '../../form/part-view.ts'

interface Props {
  ui: PartUi
  answers: Answers
  field: FieldRule
}

/** What is said and shown of one field. */
interface Frame {
  id: string
  label: string
  hint: string
  problem: string | undefined
  required: boolean
}

const idOf = (key: string) => 'field-' + key

/** What is wrong, as it stands under the label. */
function problemOf(ui: PartUi, name: string, field: FieldRule, held: Value): string | undefined {
  const problem = bare(ui.model.problems.value)[name]
  return problem && fieldProblemText(field, problem, held, ui.speech())
}

function frameOf(ui: PartUi, answers: Answers, field: FieldRule): Frame {
  const { key, label, hint, required } = field
  const { locale, fallback } = ui.speech()
  return {
    id: idOf(key),
    label: wording(label ?? key, locale, fallback),
    hint: hint ? wording(hint, locale, fallback) : '',
    problem: problemOf(ui, nameOf(key), field, answers.value(field)),
    required: !!required,
  }
}

/** Of the hint and of what is wrong, in this order: the hint is what one needs to mend it (R52). */
const described = ({ id, hint, problem }: Frame) =>
  [hint && id + '-hint', problem && id + '-problem'].filter(Boolean).join(' ') || undefined

const commonOf = (name: string, frame: Frame): Control['common'] => ({
  name,
  required: frame.required,
  // Said either way: what is required and empty counts as wrong else, before anything was written.
  'aria-invalid': frame.problem ? 'true' : 'false',
  'aria-describedby': described(frame),
})

/** Says that a field may be left empty. */
const Optional = ({ ui, frame }: { ui: PartUi; frame: Frame }) =>
  frame.required ? null : <span class="optional">{ui.texts.value.optional}</span>

/** Hint and problem. */
function Notes({ frame: { id, hint, problem } }: { frame: Frame }) {
  return (
    <Fragment>
      {hint && (
        <p class="hint" id={id + '-hint'}>
          <bdi>{hint}</bdi>
        </p>
      )}
      {problem && (
        <p key={problem} class="problem" id={id + '-problem'}>
          {problem}
        </p>
      )}
    </Fragment>
  )
}

/** A control under its label. */
function Labelled({ ui, frame, children }: { ui: PartUi; frame: Frame; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={frame.id}>
        <bdi>{frame.label}</bdi> <Optional ui={ui} frame={frame} />
      </label>
      <Notes frame={frame} />
      {children}
    </div>
  )
}

/** Several options under one question. */
function Choices({ ui, answers, field }: Props) {
  const frame = frameOf(ui, answers, field)
  const { locale, fallback } = ui.speech()
  const now = [answers.value(field)].flat()
  const many = holdsList(field)
  const { 'aria-describedby': _, ...common } = commonOf(nameOf(field.key), frame)
  const options = field.options ?? []
  const toggle = (value: string, on: boolean) => {
    if (!many) return answers.edit(field.key, value)
    const ticked = options
      .map((option) => option.value)
      .filter((one) => (one === value ? on : now.includes(one)))
    answers.edit(field.key, ticked)
  }
  return (
    <fieldset class="field" aria-describedby={described(frame)}>
      <legend>
        <bdi>{frame.label}</bdi> <Optional ui={ui} frame={frame} />
      </legend>
      <Notes frame={frame} />
      {options.map(({ value, label }) => (
        <Tick
          key={value}
          {...{ ui, now, value, version: answers.version.value }}
          // A group of boxes is not wrong because one of them is not ticked.
          common={{ ...common, 'aria-describedby': undefined, required: common.required && !many }}
          id={`${frame.id}-${value}`}
          type={many ? 'checkbox' : 'radio'}
          label={wording(label, locale, fallback)}
          onEdit={(on) => toggle(value, on)}
        />
      ))}
    </fieldset>
  )
}

/** A field as the control that fits its type. */
function Field({ ui, answers, field }: Props) {
  const { control } = FIELD_TYPES[field.type]
  if (control === 'none') return null
  if (control === 'radios' || control === 'boxes') return <Choices {...{ ui, answers, field }} />
  const { key } = field
  const frame = frameOf(ui, answers, field)
  const { locale, fallback, texts } = ui.speech()
  const common: Control = {
    ui,
    id: frame.id,
    common: commonOf(nameOf(key), frame),
    now: [answers.value(field)].flat(),
    version: answers.version.value,
  }
  const edit = (now: string) => answers.edit(key, now)
  switch (control) {
    case 'box':
      return (
        <div class="field">
          <Notes frame={frame} />
          <Tick
            {...common}
            type="checkbox"
            value="yes"
            label={
              <Fragment>
                <bdi>{frame.label}</bdi> <Optional ui={ui} frame={frame} />
              </Fragment>
            }
            onEdit={(on) => edit(on ? 'yes' : '')}
          />
        </div>
      )
    case 'menu':
      return (
        <Labelled {...{ ui, frame }}>
          <Menu
            {...common}
            options={(field.options ?? []).map((one) => [one.value, wording(one.label, locale, fallback)])}
            empty={texts.choose}
            onEdit={edit}
          />
        </Labelled>
      )
    case 'line':
    case 'lines':
      return (
        <Labelled {...{ ui, frame }}>
          <Line {...common} {...{ field, locale }} several={control === 'lines'} onEdit={edit} />
          {field.maxLength ? (
            <Counter
              ui={ui}
              used={() => lengthIn(field.type, String(cleanValue(field, answers.value(field))))}
              max={lengthOf(field)}
            />
          ) : null}
        </Labelled>
      )
  }
}

const TOPIC = bare({ key: 'topic', type: 'select' } as const)

/** The topics that a visitor may choose from. */
function Topic({ ui, answers }: Omit<Props, 'field'>) {
  const { topics = [], topic } = bare(ui.model.definition.value)
  const { locale, fallback, texts } = ui.speech()
  const { key, fixed } = answers.topic()
  if (fixed) return null
  const frame: Frame = {
    id: 'topic',
    label: texts.topic,
    hint: '',
    problem: problemOf(ui, 'topic', TOPIC, ''),
    required: topic === 'required',
  }
  const offered = topics.filter(({ hidden }) => !hidden)
  return (
    <Labelled {...{ ui, frame }}>
      <Menu
        {...{ ui, id: frame.id, now: [key], version: answers.version.value }}
        common={commonOf('topic', frame)}
        options={offered.map((one): [string, string] => [one.key, wording(one.label, locale, fallback)])}
        empty={texts.choose}
        onEdit={answers.choose}
      />
    </Labelled>
  )
}

const answersOf = new WeakMap<object, Answers>()

function View({ ui }: { ui: PartUi }) {
  const answers = answersOf.get(ui.model)
  if (!answers) return null
  return (
    <Fragment>
      <Topic {...{ ui, answers }} />
      {answers.shown().map((field) => (
        <Field key={field.key} {...{ ui, answers, field }} />
      ))}
    </Fragment>
  )
}

/** The part, for the place after the form's own fields. */
export const fields: Part = {
  css,
  places: { fields: View },
  begin(ui) {
    const answers = createAnswers({
      definition: () => ui.model.definition.value,
      locale: () => ui.speech().locale,
      fixedTopic: () => ui.options.value.topic,
      read(key) {
        // as: those that are read are one of these, or not drawn
        const input = ui.root.getElementById(idOf(key)) as HTMLInputElement | HTMLSelectElement | null
        // Half a date reads as none at all.
        return input ? { value: input.value, bad: input.validity.badInput } : undefined
      },
      changed: ui.model.changed,
      warn: ui.warn,
    })
    answersOf.set(ui.model, answers)
    ui.topic.value = () => answers.topic().key
    const ruleOf = (name: string) =>
      ui.model.definition.value?.fields?.find(({ key }) => nameOf(key) === name)
    return {
      ...answers.part,
      say(name, problem) {
        const topic = bare({ ...TOPIC, label: ui.speech().texts.topic })
        const field = name === 'topic' ? topic : ruleOf(name)
        return (
          field &&
          labelledProblemText(field, problem, name === 'topic' ? '' : answers.value(field), ui.speech())
        )
      },
    }
  },
}
