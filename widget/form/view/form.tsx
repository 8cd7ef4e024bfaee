/** The fields, what is wrong with them, and the button that sends. Reads the model and calls its actions. */
import { h } from './own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { FIELDS } from '../../../proxy/contract/message-fields.ts'
import { isShown, type Values } from '../state/validation.ts'
import { Field } from './field.tsx'
import { counted } from '../../i18n/texts.ts'
import { OutcomePlace } from './outcome.tsx'
import { problemText } from './problem-text.ts'
import type { Ui } from '../form-context.ts'
import { isSendKey } from '../send-key.ts'

/** The form's control of that name, the first when there are several. */
const inputOf = (form: HTMLFormElement, name: string) =>
  form.querySelector<HTMLInputElement>(`[name="${name}"]`)

/** What stands in the fields. Read when it matters: password managers fill without an event. */
function readValues(form: HTMLFormElement, before: Values): Values {
  const values = { ...before }
  for (const name of FIELDS) values[name] = inputOf(form, name)?.value ?? before[name]
  return values
}

function Summary({ ui, focus }: { ui: Ui; focus: (name: string) => void }) {
  const { refusals, names } = ui.model
  const box = useRef<HTMLDivElement>(null)
  const asked = refusals.value
  const wrong = names().filter((name) => problemText(ui, name))
  useLayoutEffect(() => {
    if (asked) box.current?.focus()
  }, [asked])
  if (!asked || !wrong.length) return null
  return (
    <div class="notice" part="notice" tabIndex={-1} ref={box} role="group" aria-labelledby="summary">
      <h2 id="summary">{ui.texts.value.summary}</h2>
      <ul>
        {wrong.map((name) => (
          <li key={name}>
            <a
              href={'#' + name}
              onClick={(event) => {
                event.preventDefault()
                focus(name)
              }}
            >
              {problemText(ui, name)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Keeps the focus while sending: a disabled button would lose it (R68). */
function SendButton({ ui }: { ui: Ui }) {
  const texts = ui.texts.value
  const phase = ui.model.phase.value
  const wait = ui.secondsLeft.value
  const sending = phase.type === 'sending'
  const words = () => {
    if (sending) return texts.sending
    if (wait && texts.retryIn) return counted(texts.retryIn, wait, ui.locale.value)
    if (phase.type !== 'failed') return texts.send
    return (phase.failure.type === 'conflict' && texts.sendAnyway) || texts.retry
  }
  const text = words()
  return (
    <button
      type="submit"
      class="button"
      part="button submit"
      aria-disabled={sending || wait ? 'true' : undefined}
      // Leaving the field may tell that it is wrong, which moves the button away before the mouse is up: no click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => event.detail && event.currentTarget.focus()}
    >
      <span key={text}>{text}</span>
    </button>
  )
}

/** The form. */
export function Form({ ui }: { ui: Ui }) {
  const { model } = ui
  const form = useRef<HTMLFormElement>(null)
  const { modes, phase, filled } = model
  const current = phase.value
  const version = filled.value

  useLayoutEffect(() => {
    const values = model.values.value
    for (const name of FIELDS) {
      const input = form.current && inputOf(form.current, name)
      if (input && input.value !== values[name]) input.value = values[name]
    }
    // The modes too: a field that appears later must show what the draft holds.
  }, [version, modes.value])

  const submit = (event: Event) => {
    event.preventDefault()
    if (!form.current) return
    void model.submit(readValues(form.current, model.values.value))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isSendKey(event)) submit(event)
  }
  const focus = (name: string) => form.current && inputOf(form.current, name)?.focus()

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut of the whole form
    <form class="form" ref={form} noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      <Summary ui={ui} focus={focus} />
      <div class="intro">
        <slot name="intro">{ui.texts.value.intro}</slot>
        <div id="place-intro" />
      </div>
      {FIELDS.map((name) => isShown(name, modes.value) && <Field key={name} ui={ui} name={name} />)}
      <div id="place-fields" />
      {/* Before the files, as in the document of the proxy: of a plain form that reads no field after a file. */}
      <div id="place-end" />
      <div id="place-files" />
      {current.type === 'failed' && <OutcomePlace ui={ui} outcome={current} />}
      <slot name="captcha" />
      <footer>
        <div id="place-progress" />
        <SendButton ui={ui} />
      </footer>
    </form>
  )
}
