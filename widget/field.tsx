/** One field: label, input, what is wrong with it, and for long texts how much room is left. */
import { useEffect } from 'preact/hooks'
import { isRequired, MAX, size, type Field as Name } from './checks.ts'
import { counted } from './i18n/locales.ts'
import { problemText } from './problem.ts'
import type { Ui } from './ui.ts'

/** From which part of the limit on the counter is shown (R66). */
const COUNTER_FROM = 0.75

/** How long after the last letter the counter is announced, in milliseconds. */
const COUNTER_PAUSE_MS = 1000

function Counter({ ui, field }: { ui: Ui; field: Name }) {
  const used = size(field, ui.model.values.value[field])
  const left = MAX[field] - used
  const forms = left < 0 ? ui.texts.value.over : ui.texts.value.left
  const text = used < MAX[field] * COUNTER_FROM ? '' : counted(forms, Math.abs(left), ui.locale.value)
  useEffect(() => {
    if (!text) return undefined
    const timer = setTimeout(() => ui.announce(text), COUNTER_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  // The key replaces the node: a translator that wrapped the text would keep showing the old number (R45).
  return text ? (
    <p key={text} class="counter" aria-hidden="true" data-over={left < 0}>
      {text}
    </p>
  ) : null
}

/** Attributes by which browsers and keyboards know what belongs in a field (WCAG 1.3.5, R63). */
const ATTRIBUTES = {
  message: { dir: 'auto', rows: 5, enterkeyhint: 'enter' },
  email: {
    type: 'email',
    inputmode: 'email',
    autocomplete: 'email',
    autocapitalize: 'none',
    spellcheck: false,
    dir: 'ltr',
    enterkeyhint: 'send',
  },
  name: { type: 'text', autocomplete: 'name', dir: 'auto', enterkeyhint: 'send' },
  subject: { type: 'text', autocomplete: 'off', dir: 'auto', enterkeyhint: 'send' },
} as const

/** A labelled field. The input is uncontrolled: setting its value on each render would expose it to recorders. */
export function Field({ ui, name }: { ui: Ui; name: Name }) {
  const { model } = ui
  const problem = problemText(ui, name)
  const required = isRequired(name, model.modes.value)
  const common = {
    id: name,
    name,
    required,
    readOnly: model.phase.value.type === 'sending',
    'aria-invalid': problem ? ('true' as const) : undefined,
    'aria-describedby': problem ? name + '-problem' : undefined,
    onInput: (event: { currentTarget: { value: string } }) => model.edit(name, event.currentTarget.value),
    onBlur: () => model.leave(name),
  }
  return (
    <div class="field">
      <label for={name}>
        {ui.texts.value[name]} {required ? null : <span class="optional">{ui.texts.value.optional}</span>}
      </label>
      {problem && (
        <p key={problem} class="problem" id={name + '-problem'}>
          {problem}
        </p>
      )}
      {name === 'message' ? (
        <textarea {...common} {...ATTRIBUTES.message} />
      ) : (
        <input {...common} {...ATTRIBUTES[name]} />
      )}
      {name === 'email' ? <div id="place-email" /> : <Counter ui={ui} field={name} />}
    </div>
  )
}
