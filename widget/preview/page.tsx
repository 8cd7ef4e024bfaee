/** The preview page: how a form would look on a site, the tag for it, and every state at once. For people who set up a site. */
import { h, render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Builder, Tag } from './builder.tsx'
import { DEFAULTS, frameAddress, stageAddress, type Choice } from './choice.ts'
import { Gallery } from './gallery.tsx'
import { Radios } from './radios.tsx'

/** The sites of this proxy; none while its address is not known, as in development. */
async function readSites(): Promise<string[]> {
  const answer = await fetch('/preview/sites').catch(() => undefined)
  const sites: unknown = answer?.ok ? await answer.json() : []
  return Array.isArray(sites) ? sites.filter((site) => typeof site === 'string') : []
}

/** What the address of this page says was chosen. */
function readChoice(): Choice {
  const query = new URLSearchParams(location.search)
  const names = Object.keys(DEFAULTS) as (keyof Choice)[] // as: keys of a literal
  const entries = names.map((name) => [name, query.get(name) ?? DEFAULTS[name]])
  return { ...DEFAULTS, ...Object.fromEntries(entries) }
}

function keepChoice(choice: Choice): void {
  const chosen = Object.entries(choice).filter(([name, value]) => value !== DEFAULTS[name as keyof Choice]) // as: its keys
  const query = new URLSearchParams(chosen).toString()
  history.replaceState(null, '', location.pathname + (query && '?' + query))
}

/** How wide the page around the form is, in pixels. */
const WIDTHS = { desktop: 'Desktop', phone: 'Phone' } as const

/** The form as it would be, to be tried. */
function Live({ choice }: { choice: Choice }) {
  const [width, setWidth] = useState<string>('desktop')
  const address =
    choice.mode === 'frame'
      ? frameAddress(choice, '')
      : stageAddress(choice, { state: choice.mode === 'panel' ? 'open' : 'try' })
  return (
    <section aria-labelledby="live">
      <div class="head">
        <h2 id="live">Try it</h2>
        <Radios legend="Width" name="width" options={WIDTHS} value={width} onChange={setWidth} />
      </div>
      <p>
        {choice.mode === 'frame'
          ? 'The document of the iframe is the real one: what is sent here arrives.'
          : 'Nothing that is written here is sent.'}
      </p>
      <div class="screen" data-width={width}>
        <iframe key={address} src={address} title="The form, as your visitors would see it" />
      </div>
    </section>
  )
}

function Page({ sites }: { sites: string[] }) {
  const [choice, setChoice] = useState(readChoice)
  const known = { ...choice, site: choice.site || sites[0] || 'showcase' }
  useEffect(() => keepChoice(choice), [choice])
  return (
    <div class="desk">
      <aside aria-label="Set it up">
        <Builder choice={known} sites={sites} onChange={(change) => setChoice({ ...choice, ...change })} />
      </aside>
      <div class="work">
        <Tag choice={known} />
        <Live choice={known} />
        <Gallery choice={known} />
      </div>
    </div>
  )
}

const main = document.querySelector('main')
if (main) render(<Page sites={await readSites()} />, main)
