/** Where a site is set up, and the tag that comes of it. */
import { h, Fragment } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { WordsOf } from '../api/options.ts'
import { TAGS } from '../i18n/tags.ts'
import { isMeant, snippet, type Choice, type Pin } from './choice.ts'
import { Radios } from './radios.tsx'
import { SHOWCASE } from './states.ts'

interface Props {
  choice: Choice
  sites: string[]
  onChange: (change: Partial<Choice>) => void
}

type Part = Pick<Props, 'choice' | 'onChange'>

const english = new Intl.DisplayNames('en', { type: 'language' })

/** Every language by its tag, in English and in itself, sorted. */
export const LANGUAGES: [tag: string, name: string, own: string][] = TAGS.map(
  (tag): [string, string, string] => [
    tag,
    english.of(tag) ?? tag,
    new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag,
  ],
).toSorted(([, a], [, b]) => a.localeCompare(b))

function Select({ id, label, value, onChange, options }: SelectProps) {
  return (
    <p>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([key, words]) => (
          <option key={key} value={key} selected={key === value}>
            {words}
          </option>
        ))}
      </select>
    </p>
  )
}

// Words for every value in the table of options: the compiler asks for those that are new.
const THEMES: Record<WordsOf<'theme'>, string> = {
  auto: 'Visitor’s',
  light: 'Light',
  dark: 'Dark',
  host: 'Page’s',
}
const { host: _, ...FRAME_THEMES } = THEMES
const POSITIONS: Record<WordsOf<'position'>, string> = { end: 'End', start: 'Start' }
/** An icon alone is a style of the page. */
const BUTTONS: Record<WordsOf<'launcher'> | 'icon', string> = { show: 'Text', icon: 'Icon', hide: 'None' }

interface SelectProps {
  id: string
  label: string
  value: string
  options: [string, string][]
  onChange: (value: string) => void
}

function Color({ choice, onChange }: Part) {
  return (
    <p>
      {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- it has: by `for` */}
      <label for="color">Accent colour</label>
      <input
        id="color"
        type="color"
        value={choice.color}
        onInput={(event) => onChange({ color: event.currentTarget.value })}
      />
      <output for="color">{choice.color}</output>
    </p>
  )
}

/** How it looks. */
function Look({ choice, onChange }: Part) {
  const languages = LANGUAGES.map(([tag, name, own]): [string, string] => [
    tag,
    name === own ? name : `${name} – ${own}`,
  ])
  return (
    <Fragment>
      <Color choice={choice} onChange={onChange} />
      <Radios
        legend="Theme"
        name="theme"
        options={choice.mode === 'frame' ? FRAME_THEMES : THEMES}
        value={choice.theme}
        onChange={(theme) => onChange({ theme })}
      />
      <Select
        id="locale"
        label="Language"
        value={choice.locale}
        options={[['', 'The page’s, then the visitor’s'], ...languages]}
        onChange={(locale) => onChange({ locale })}
      />
      {isMeant(choice, 'font') && (
        <Radios
          legend="Font"
          name="font"
          options={{ own: 'System’s', page: 'Page’s' }}
          value={choice.font}
          onChange={(font) => onChange({ font })}
        />
      )}
      {isMeant(choice, 'corners') && (
        <Fragment>
          <Radios
            legend="Corners"
            name="corners"
            options={{ round: 'Round', square: 'Square' }}
            value={choice.corners}
            onChange={(corners) => onChange({ corners })}
          />
          <Radios
            legend="Room"
            name="room"
            options={{ normal: 'Normal', compact: 'Compact' }}
            value={choice.room}
            onChange={(room) => onChange({ room })}
          />
        </Fragment>
      )}
    </Fragment>
  )
}

/** What the button is like, where there is one. */
function ButtonOf({ choice, onChange }: Part) {
  return (
    <Fragment>
      {isMeant(choice, 'position') && (
        <Radios
          legend="Position"
          name="position"
          options={POSITIONS}
          value={choice.position}
          onChange={(position) => onChange({ position })}
        />
      )}
      {isMeant(choice, 'launcher') && (
        <Radios
          legend="Button"
          name="launcher"
          options={BUTTONS}
          value={choice.launcher}
          onChange={(launcher) => onChange({ launcher })}
        />
      )}
      {isMeant(choice, 'label') && choice.launcher !== 'hide' && (
        <p>
          <label for="label">
            {choice.launcher === 'icon' ? 'Name of the button' : 'Words on the button'}
          </label>
          <input
            id="label"
            value={choice.label}
            placeholder="Help"
            autocomplete="off"
            onChange={(event) => onChange({ label: event.currentTarget.value })}
          />
        </p>
      )}
    </Fragment>
  )
}

/** The form in which a site is set up. */
export function Builder({ choice, sites, onChange }: Props) {
  const names = [...sites, SHOWCASE.site].map((site): [string, string] => [
    site,
    site === SHOWCASE.site ? 'An example with everything' : site,
  ])
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <h2>Set it up</h2>
      <Select
        id="site"
        label="Site"
        value={choice.site}
        options={names}
        onChange={(site) => onChange({ site })}
      />
      <Radios
        legend="Where"
        name="mode"
        options={{ panel: 'Button', inline: 'In the page', frame: 'iframe' }}
        value={choice.mode}
        onChange={(mode) => onChange({ mode: mode as Choice['mode'] })} // as: a key of the options
      />
      <Look choice={choice} onChange={onChange} />
      <ButtonOf choice={choice} onChange={onChange} />
      {isMeant(choice, 'version') && (
        <Radios
          legend="Version"
          name="version"
          options={{ latest: 'The latest', pinned: 'This one, by its hash' }}
          value={choice.version}
          onChange={(version) => onChange({ version })}
        />
      )}
    </form>
  )
}

/** The loader of this version and its hash; none in development, where nothing is built. */
async function readPin(): Promise<Pin | undefined> {
  const answer = await fetch('/integrity.json').catch(() => undefined)
  const list = answer?.ok ? Object.entries((await answer.json()) as Record<string, string>) : [] // as: the build wrote it
  const [file, integrity] = list.find(([name]) => /^\d.*\/support\.js$/.test(name)) ?? []
  return file && integrity ? { file, integrity } : undefined
}

/** The tag, to be copied. */
export function Tag({ choice }: { choice: Choice }) {
  const [pin, setPin] = useState<Pin>()
  useEffect(() => void readPin().then(setPin), [])
  const [said, say] = useState('')
  const example = choice.site === SHOWCASE.site
  const text = snippet(example ? { ...choice, site: 'your-site' } : choice, location.origin, pin)
  const copy = async (event: { currentTarget: HTMLElement }) => {
    const code = event.currentTarget.parentElement?.querySelector('pre')
    try {
      await navigator.clipboard.writeText(text)
      say('Copied')
    } catch {
      if (code) getSelection()?.selectAllChildren(code)
      say('Selected: now copy it')
    }
  }
  return (
    <section class="tag" aria-labelledby="tag">
      <h2 id="tag">The tag</h2>
      <span role="status">{said}</span>
      <button type="button" class="primary" onClick={(event) => void copy(event)}>
        Copy
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so it must take the focus (WCAG 2.1.1) */}
      <pre tabIndex={0} role="group" aria-label="Code to paste">
        {text}
      </pre>
    </section>
  )
}
