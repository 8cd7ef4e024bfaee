/** A choice of one among a few, all in sight. */
import { h } from 'preact'

interface Props {
  legend: string
  /** Groups the inputs. */
  name: string
  /** Words by value. */
  options: Readonly<Record<string, string>>
  value: string
  onChange: (value: string) => void
}

/** A set of radio buttons that look like one control. */
export function Radios({ legend, name, options, value, onChange }: Props) {
  return (
    <fieldset class="radios">
      <legend>{legend}</legend>
      <div>
        {Object.entries(options).map(([key, words]) => (
          <label key={key}>
            <input
              type="radio"
              name={name}
              value={key}
              checked={key === value}
              onChange={() => onChange(key)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
