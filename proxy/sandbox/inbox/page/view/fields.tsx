/** Labelled controls, and the switch between a few choices. */
import { h } from 'preact'
import type { ComponentChildren } from 'preact'

/** What a control offers. */
export type SelectOptions<T extends string = string> = readonly (readonly [value: T, label: string])[]

export function Field({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="field">
      <span>{label}</span>
      {children}
    </label>
  )
}

interface SelectProps {
  id: string
  name?: string
  options: SelectOptions
  value: string
  onChange?: (value: string) => void
}

export function Select({ id, name, options, value, onChange }: SelectProps) {
  return (
    <select id={id} name={name} value={value} onChange={(event) => onChange?.(event.currentTarget.value)}>
      {options.map(([key, text]) => (
        <option key={key} value={key} selected={key === value}>
          {text}
        </option>
      ))}
    </select>
  )
}

interface SwitchProps<T extends string> {
  legend: string
  name: string
  options: SelectOptions<T>
  value: T
  onChange: (value: T) => void
}

export function Switch<T extends string>({ legend, name, options, value, onChange }: SwitchProps<T>) {
  return (
    <fieldset class="choice">
      <legend class="hidden">{legend}</legend>
      {options.map(([key, label]) => (
        <label key={key}>
          <input
            type="radio"
            name={name}
            value={key}
            checked={key === value}
            onChange={() => onChange(key)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
