/** The browser's own controls for a site's fields, uncontrolled like those of the form, and still while it is sent. */
import type { ComponentChildren } from 'preact'
import { h } from '../../form/view/own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { attributesOf } from '../../../proxy/contract/field-types.ts'
import { shownNumber } from '../../../proxy/contract/number/written-number.ts'
import { cleanValue, problemOf } from '../../../proxy/contract/field-rules.ts'
import type { FieldRule } from '../../../proxy/contract/form.ts'
import type { Ui } from '../../form/form-context.ts'

/** What every control is given. */
export interface Control {
  ui: Ui
  /** What all of its elements have: name, whether it is required and wrong, where that is said. */
  common: {
    name: string
    required: boolean
    'aria-invalid': 'true' | 'false'
    'aria-describedby': string | undefined
  }
  id: string
  /** What it holds, and a number that changes when it was set by something else than the visitor. */
  now: readonly string[]
  version: number
}

const isSending = (ui: Ui) => ui.model.phase.value.type === 'sending'

/** Not disabled while the message is being sent: the focus would be lost. */
const stillness = (ui: Ui) => (isSending(ui) ? ('true' as const) : undefined)

/** What a field is to show of what was written: how it was read, where that is not what any text may be. */
function shownValue(field: FieldRule, value: string, locale: string): string {
  if (field.type === 'number') return shownNumber(value, locale)
  return field.pattern || /email|tel|url/.test(field.type) ? String(cleanValue(field, value)) : value
}

/** Text, number or date, on one line or several. */
export function Line({
  ui,
  common,
  id,
  now,
  version,
  field,
  several,
  locale,
  onEdit,
}: Control & { field: FieldRule; several: boolean; locale: string; onEdit: (value: string) => void }) {
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [text = ''] = now
  useLayoutEffect(() => {
    if (input.current && input.current.value !== text) input.current.value = text
  }, [version])
  const all = {
    ...common,
    ...attributesOf(field),
    ref: input,
    id,
    readOnly: isSending(ui),
    onInput: (event: { currentTarget: { value: string } }) => onEdit(event.currentTarget.value),
    // What is taken off is seen to be gone, and how a number was read.
    onBlur({ currentTarget }: { currentTarget: { value: string } }) {
      const { value } = currentTarget
      const shown = shownValue(field, value, locale)
      if (shown === value || isSending(ui) || problemOf(field, value, locale)) return
      currentTarget.value = shown
      onEdit(shown)
    },
  }
  if (several) return <textarea {...all} enterkeyhint="enter" />
  return <input {...all} enterkeyhint="send" />
}

/** One of a list, by the browser's own menu; `empty` is what stands for none. */
export function Menu({
  ui,
  common,
  id,
  now,
  version,
  options,
  empty,
  onEdit,
}: Control & {
  options: readonly [value: string, label: string][]
  empty: string
  onEdit: (value: string) => void
}) {
  const select = useRef<HTMLSelectElement>(null)
  const [value = ''] = now
  useLayoutEffect(() => {
    if (select.current) select.current.value = value
  }, [version])
  return (
    <span class="menu">
      <select
        {...common}
        id={id}
        ref={select}
        aria-disabled={stillness(ui)}
        onChange={({ currentTarget }) => {
          if (isSending(ui)) currentTarget.value = value
          else onEdit(currentTarget.value)
        }}
      >
        <option value="">{empty}</option>
        {options.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </span>
  )
}

/** A box to tick, or one of several to choose. */
export function Tick({
  ui,
  common,
  id,
  now,
  version,
  type,
  value,
  label,
  onEdit,
}: Control & {
  type: 'checkbox' | 'radio'
  value: string
  label: ComponentChildren
  onEdit: (on: boolean) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (input.current) input.current.checked = now.includes(value)
  }, [version])
  return (
    <div class="tick">
      <input
        {...common}
        id={id}
        ref={input}
        type={type}
        value={value}
        aria-disabled={stillness(ui)}
        onClick={(event) => isSending(ui) && event.preventDefault()}
        onChange={(event) => onEdit(event.currentTarget.checked)}
      />
      {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its words are handed in */}
      <label for={id}>{label}</label>
    </div>
  )
}
