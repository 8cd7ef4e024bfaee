/** One field: label, input, what is wrong with it, and for long texts how much room is left. */
import { h } from './own-props.ts'
import { MAX, size, type Field as Name } from '../../../proxy/contract/message-fields.ts'
import { isRequired } from '../state/validation.ts'
import { Counter } from './counter.tsx'
import { LINES, MESSAGE } from '../field-attributes.ts'
import { problemText } from './problem-text.ts'
import type { Ui } from '../form-context.ts'

/** A labelled field. The input is uncontrolled: setting its value on each render would expose it to recorders. */
export function Field({ ui, name }: { ui: Ui; name: Name }) {
  const { model } = ui
  const problem = problemText(ui, name)
  const required = isRequired(name, model.modes.value)
  const common = {
    id: name,
    name,
    part: 'input',
    required,
    readOnly: model.phase.value.type === 'sending',
    'aria-invalid': problem ? true : undefined,
    'aria-describedby': problem ? name + '-problem' : undefined,
    onInput: (event: { currentTarget: { value: string } }) => model.edit(name, event.currentTarget.value),
    onBlur: () => model.leave(name),
  }
  return (
    <div part="field" class="field">
      <label part="label" for={name}>
        {ui.texts.value[name]} {required ? null : <span class="optional">{ui.texts.value.optional}</span>}
      </label>
      {problem && (
        <p key={problem} class="problem" part="problem" id={name + '-problem'}>
          {problem}
        </p>
      )}
      {name === 'message' ? <textarea {...common} {...MESSAGE} /> : <input {...common} {...LINES[name]} />}
      {name === 'email' ? (
        <div id="place-email" />
      ) : (
        <Counter ui={ui} used={() => size(name, model.values.value[name])} max={MAX[name]} />
      )}
    </div>
  )
}
