/** What the elements of HTML mean for a message: which hide what is in them, which begin a paragraph or a line, which mark it. */
import type { Marks } from './tree.ts'

const setOf = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** Elements whose content is text to a browser and never shown. They end at their own closing tag and nowhere else. */
export const RAW = setOf(
  'script style title textarea xmp iframe noembed noframes noscript plaintext template',
)

/** Elements that are not shown, or not as the text that is in them. */
export const DROPPED = setOf('svg math object embed applet audio video canvas select datalist map frameset')

export const PARAGRAPHS = setOf('p table tr dl dt dd figure details fieldset form')

export const LINES = setOf(
  'div section article header footer main aside nav address center summary figcaption legend',
)

export const HEADINGS = setOf('h1 h2 h3 h4 h5 h6')

export const MARKS: ReadonlyMap<string, keyof Marks> = new Map([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'emphasis'],
  ['em', 'emphasis'],
  ['s', 'deleted'],
  ['del', 'deleted'],
  ['strike', 'deleted'],
  ['code', 'code'],
  ['tt', 'code'],
  ['kbd', 'code'],
  ['samp', 'code'],
])

const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i

export const isHidden = (attributes: Readonly<Record<string, string>>): boolean =>
  'hidden' in attributes || HIDDEN.test(attributes['style'] ?? '')

const WHITE_SPACE = /(?:^|;)\s*white-space(?:-collapse)?\s*:\s*([a-z-]+)/i

/** Whether new lines in the text of an element are new lines to whoever reads it; undefined where it says nothing of it. */
export function keepsLines(attributes: Readonly<Record<string, string>>): boolean | undefined {
  const value = WHITE_SPACE.exec(attributes['style'] ?? '')?.[1]?.toLowerCase()
  return value === undefined ? undefined : /^(?:pre|preserve|break-spaces)/.test(value)
}

const WEIGHT = /(?:^|;)\s*font-weight\s*:\s*(?:(bold|bolder|[6-9]00)|(normal|[1-5]00))/i

/** How a style has the letters: thick, thin, or as they are around. Google Docs puts what is pasted into a thin <b>. */
export function weightOf(attributes: Readonly<Record<string, string>>): 'thick' | 'thin' | undefined {
  const [, thick, thin] = WEIGHT.exec(attributes['style'] ?? '') ?? []
  return thick ? 'thick' : thin ? 'thin' : undefined
}
