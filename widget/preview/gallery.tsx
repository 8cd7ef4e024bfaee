/** Every state of the form at once, in the themes, languages and widths that are ticked. */
import { h } from 'preact'
import { useState } from 'preact/hooks'
import { LANGUAGES } from './builder.tsx'
import { stageAddress, type Choice } from './choice.ts'
import { Radios } from './radios.tsx'
import { STATES } from './states.ts'

/** How many pictures are drawn without asking: each is a page of its own. */
const MANY = 120

const THEMES = { light: 'Light', dark: 'Dark' } as const
const SCALES = { 40: '40 %', 55: '55 %', 100: '100 %' } as const
const WIDTHS = { 640: 'Desktop', 390: 'Phone', 320: 'Small phone' } as const

const states = Object.fromEntries(Object.entries(STATES).map(([key, { label }]) => [key, label]))
const languages = Object.fromEntries(LANGUAGES.map(([tag, name]) => [tag, name]))

interface TicksProps {
  legend: string
  options: Readonly<Record<string, string>>
  value: string[]
  onChange: (value: string[]) => void
}

function Ticks({ legend, options, value, onChange }: TicksProps) {
  const all = Object.keys(options)
  const toggle = (key: string) =>
    onChange(all.filter((one) => (one === key ? !value.includes(one) : value.includes(one))))
  return (
    <fieldset class="ticks">
      <legend>{legend}</legend>
      <div>
        <button type="button" onClick={() => onChange(value.length === all.length ? all.slice(0, 1) : all)}>
          {value.length === all.length ? 'Only the first' : 'All'}
        </button>
        {Object.entries(options).map(([key, words]) => (
          <label key={key}>
            <input type="checkbox" checked={value.includes(key)} onChange={() => toggle(key)} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface Shot {
  state: string
  theme: string
  locale: string
  width: string
}

function Picture({ choice, shot }: { choice: Choice; shot: Shot }) {
  const { state, theme, locale, width } = shot
  const words = [THEMES[theme as keyof typeof THEMES], languages[locale], width + ' px'].join(', ') // as: keys of the table
  const mode = choice.mode === 'frame' ? 'panel' : choice.mode
  const address = stageAddress({ ...choice, mode }, { state, theme, locale })
  return (
    <figure data-width={width}>
      {/* For the eye: by keyboard and screen reader each state is a page behind its link. */}
      <div class="frame">
        <iframe src={address + '&still=1'} title={words} loading="lazy" inert tabIndex={-1} />
      </div>
      <figcaption>
        <a href={address}>{words}</a>
      </figcaption>
    </figure>
  )
}

/** The gallery. */
export function Gallery({ choice }: { choice: Choice }) {
  const [shown, setStates] = useState(Object.keys(states))
  const [themes, setThemes] = useState<string[]>(Object.keys(THEMES))
  const [locales, setLocales] = useState([choice.locale || 'en'])
  const [widths, setWidths] = useState(['390'])
  const [scale, setScale] = useState('55')
  const [all, setAll] = useState(false)
  const looks = locales.flatMap((locale) =>
    widths.flatMap((width) => themes.map((theme) => ({ theme, locale, width }))),
  )
  const drawn = all ? shown : shown.slice(0, Math.max(1, Math.floor(MANY / Math.max(1, looks.length))))
  return (
    <section aria-labelledby="states">
      <h2 id="states">Every state</h2>
      <p>With the colours and texts of the site that is chosen. Follow a link to try that state.</p>
      <div class="filters">
        <Ticks legend="Themes" options={THEMES} value={themes} onChange={setThemes} />
        <Ticks legend="Widths" options={WIDTHS} value={widths} onChange={setWidths} />
        <Radios legend="Size" name="scale" options={SCALES} value={scale} onChange={setScale} />
        <details>
          <summary>
            States{' '}
            <small>
              {shown.length} of {Object.keys(states).length}
            </small>
          </summary>
          <Ticks legend="States" options={states} value={shown} onChange={setStates} />
        </details>
        <details>
          <summary>
            Languages <small>{locales.map((tag) => languages[tag]).join(', ')}</small>
          </summary>
          <Ticks legend="Languages" options={languages} value={locales} onChange={setLocales} />
        </details>
      </div>
      <div class="pictures" data-scale={scale}>
        {drawn.map((state) => (
          <div class="state" key={state}>
            <h3>{states[state]}</h3>
            <div>
              {looks.map((look) => (
                <Picture
                  key={Object.values(look).join() + choice.mode}
                  choice={choice}
                  shot={{ state, ...look }}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      {drawn.length < shown.length && (
        <button type="button" class="primary" onClick={() => setAll(true)}>
          Show all {shown.length * looks.length}
        </button>
      )}
    </section>
  )
}
