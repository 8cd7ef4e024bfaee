/** What has been chosen on the preview page: how a site shows the form, and the tag that does it. */
import { FORM_TAG, WIDGET_TAG } from '../api/names.ts'
import { OPTIONS, type AnyOption, type OptionName, type Options } from '../api/options.ts'

/** Options for which the preview has no control: there is nothing to be seen of them. */
type Unseen = 'topic' | 'paths'

type Seen = Exclude<OptionName, Unseen>

/** The options that `fits` takes, in the order of the table. */
const optionsThat = (fits: (option: AnyOption) => unknown): Seen[] =>
  OPTIONS.filter(fits)
    .map(({ name }) => name)
    .filter((name) => name !== 'topic' && name !== 'paths')

/** How a site shows the form. */
export interface Choice extends Pick<Options, Seen> {
  mode: 'panel' | 'inline' | 'frame'
  /** These are no options of the widget, but styles of the page. */
  corners: string
  room: string
  font: string
  /** `latest`, or `pinned`: the file of one version, which the browser knows by its hash. */
  version: string
}

/** A file that never changes, and its hash for the attribute `integrity`. */
export interface Pin {
  file: string
  integrity: string
}

/** What the widget does without being told. */
export const DEFAULTS: Choice = {
  // as: with every option
  ...(Object.fromEntries(OPTIONS.map((option: AnyOption) => [option.name, option.default ?? ''])) as Options),
  mode: 'panel',
  corners: 'round',
  room: 'normal',
  font: 'own',
  version: 'latest',
}

type Name = keyof Choice

/** Which choices mean something in each mode, in the order in which they are written. */
const MEANT: Record<Choice['mode'], Name[]> = {
  panel: [...optionsThat(({ name }) => name !== 'mode'), 'corners', 'room'],
  inline: [...optionsThat(({ element }) => element), 'corners', 'room', 'font'],
  frame: optionsThat(({ frame }) => frame?.address),
}

/** Whether a choice means something in its mode. */
export function isMeant(choice: Choice, name: Name): boolean {
  if (name === 'version') return choice.mode !== 'frame'
  return name === 'mode' || MEANT[choice.mode].includes(name)
}

/** What differs from the default, by name. */
function told(choice: Choice): [Name, string][] {
  return MEANT[choice.mode]
    .map((name): [Name, string] => [name, choice[name]])
    .filter(([name, value]) => value !== DEFAULTS[name])
}

/** A round button with a bubble; its words stay for screen readers. */
const ICON = [
  `${WIDGET_TAG}::part(trigger) { inline-size: 56px; block-size: 56px; padding: 0; font-size: 0;`,
  '  border-radius: 28px; border-end-end-radius: 6px }',
  `${WIDGET_TAG}::part(trigger)::before { content: ''; display: block; inline-size: 24px; block-size: 20px;`,
  '  margin: auto; border: 2.5px solid; border-radius: 9px 9px 9px 2px }',
]

/** What the page's own style sheet must have, so that the form looks as chosen. */
export function stylesOf({ mode, corners, room, font, launcher }: Choice): string {
  if (mode === 'frame') return ''
  const tokens = [
    ...(corners === 'square' ? ['--support-radius: 0px'] : []),
    ...(room === 'compact' ? ['--support-space: 10px'] : []),
  ]
  return [
    ...(mode === 'inline' ? [`${FORM_TAG} { display: block; min-height: 580px }`] : []),
    ...(tokens.length > 0 ? [`:root { ${tokens.join('; ')} }`] : []),
    ...(mode === 'inline' && font === 'page' ? [`${FORM_TAG}::part(root) { font-family: inherit }`] : []),
    ...(mode === 'panel' && launcher === 'icon' ? ICON : []),
  ].join('\n')
}

/** Choices that are told by styles, not by options. */
const isStyle = (name: Name, value: string) =>
  name === 'corners' || name === 'room' || name === 'font' || (name === 'launcher' && value === 'icon')

const quoted = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

const attributes = (pairs: [string, string][], prefix = '') =>
  pairs.map(([name, value]) => ` ${prefix}${name}="${quoted(value)}"`).join('')

/** The address of the form as a document of its own. */
export function frameAddress(choice: Choice, origin: string): string {
  const query = new URLSearchParams(told(choice)).toString()
  return `${origin}/embed/${encodeURIComponent(choice.site)}${query && '?' + query}`
}

/**
 * What to paste into a page, so that it shows the form like this.
 * @param pin The file of this version, for who wants no other.
 */
export function snippet(choice: Choice, origin: string, pin?: Pin): string {
  const pairs = told(choice).filter(([name, value]) => !isStyle(name, value))
  const trusted = pin && choice.version === 'pinned' ? pin : undefined
  const hash = trusted ? ` integrity="${trusted.integrity}" crossorigin` : ''
  const source = `src="${origin}/${trusted?.file ?? 'support.js'}"${hash}`
  if (choice.mode === 'frame')
    return `<iframe
  src="${quoted(frameAddress(choice, origin))}"
  title="Contact us"
  loading="lazy"
  referrerpolicy="strict-origin"
  allow="clipboard-write; display-capture"
  sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox"
  style="width: 100%; height: 560px; border: 0"
></iframe>
<script async src="${origin}/frame.js"></script>`
  const styles = stylesOf(choice)
  const before = styles && `<style>\n${styles.replace(/^/gm, '  ')}\n</style>\n`
  if (choice.mode === 'panel')
    return `${before}<script async ${source}${attributes(pairs, 'data-')}></script>`
  const site = attributes(
    pairs.filter(([name]) => name === 'site'),
    'data-',
  )
  return `${before}<${FORM_TAG}${attributes(pairs)}></${FORM_TAG}>
<script async ${source}${site} data-launcher="hide"></script>`
}

/** The address of a stage: one state, in a page of its own. */
export function stageAddress(choice: Choice, more: Record<string, string>): string {
  const given = { ...Object.fromEntries(told(choice)), mode: choice.mode, site: choice.site, ...more }
  return '/preview/stage?' + new URLSearchParams(given).toString()
}
