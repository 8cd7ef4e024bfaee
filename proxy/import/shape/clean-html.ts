/**
 * The HTML of another helpdesk as ours may have it: `cleanHtml` writes it anew from what a parser reads, with the elements,
 * attributes and addresses of an allow-list and nothing else. An export is hostile input: strangers wrote the mails in it.
 */
import { Parser } from 'htmlparser2'
import {
  DROPPED,
  isHidden,
  keepsLines,
  LINES as BLOCKS,
  PARAGRAPHS,
  RAW,
  weightOf,
} from '../../conversation/html/elements.ts'
import { pieceEnd } from '../../contract/text.ts'
import { safeHref } from '../../conversation/html/links.ts'

/** What comes of a picture: another address, words in its place, or nothing. */
export type ImageRule = (src: string, alt: string) => { src: string } | { text: string } | undefined

export interface CleanBody {
  html: string
  /** The first line in which there is something to read. */
  firstLine: string
  /** Nothing to read, no picture. */
  isEmpty: boolean
  /** There was too much of it, and the rest is left out. */
  isCut: boolean
}

const KEPT: ReadonlySet<string> = new Set(
  `p div span br hr b strong i em u s del ins sub sup small code kbd samp pre blockquote ul ol li dl dt dd
   h1 h2 h3 h4 h5 h6 table caption thead tbody tfoot tr td th a img`.split(/\s+/),
)

/** Others that mean the same as one of the list. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['strike', 's'],
  ['tt', 'code'],
])

/**
 * What an element is written as; nothing for one of which the text alone stays. Blocks that the list does not have are
 * others: without an element of their own the end of one and the beginning of the next are one word.
 */
function writtenAs(name: string): string | undefined {
  if (KEPT.has(name)) return name
  return RENAMED.get(name) ?? (BLOCKS.has(name) || PARAGRAPHS.has(name) ? 'div' : undefined)
}

const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img'])

/** Elements after which a line ends. */
const LINES: ReadonlySet<string> = new Set(
  'p div br hr li dt dd h1 h2 h3 h4 h5 h6 tr pre blockquote caption'.split(' '),
)

/**
 * The parser looks through all open elements at each tag: many of both would take it minutes. So bounded is what they come
 * to together: mails that were answered for years nest thousands deep, and their text counts.
 */
const STEPS_MAX = 400_000_000
const TAGS_MAX = 200_000
const CHUNK = 16_384
const HTML_MAX = 8 * 1024 * 1024

/** Elements in each other that are written; deeper ones are left out, their text is not. */
const WRITTEN_DEPTH = 100

/** Nobody needs a longer first line. */
const LINE_MAX = 1000

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for HTML, attributes too. Controls go: nobody sees them, and databases stumble over NUL. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .toWellFormed()
    .replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)

/** What is to be read in HTML that `cleanHtml` or the helpdesk has written, as one line. */
export const visibleText = (html: string): string =>
  html
    // One that nothing closes reaches to the end: to look for its end anew from each would be quadratic.
    .replaceAll(/<[^>]*(?:>|$)/g, ' ')
    .replaceAll(/&(?:nbsp|#160|#xa0);/gi, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#0?39;|&apos;/g, "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/[\p{Cf}\p{Cc}\s]+/gu, ' ')
    .trim()

/** Plain text as HTML: paragraphs and lines stay. */
export const textToHtml = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph.replaceAll(/^\n|\n$/g, '')).replaceAll('\n', '<br>')}</p>`)
    .join('')

/** Writes clean HTML from what a parser tells it. */
class CleanWriter {
  readonly #imageOf: ImageRule
  readonly #out: string[] = []
  /** Open elements: what closes each, and nothing for one that is not written. */
  readonly #open: string[] = []
  /** Whether new lines count, for each of them: of their styles this alone is what somebody wrote. */
  readonly #keepsLines: boolean[] = []
  #raw: string | undefined
  #dropped = 0
  #line = ''
  #firstLine = ''
  #hasImage = false

  constructor(imageOf: ImageRule) {
    this.#imageOf = imageOf
  }

  get depth(): number {
    return this.#open.length + this.#dropped
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#raw !== undefined) return
    if (RAW.has(name)) this.#raw = name
    else if (this.#dropped > 0 || DROPPED.has(name) || isHidden(attributes)) this.#dropped++
    else {
      this.#open.push(this.#write(name, attributes))
      const around = this.#keepsLines.at(-1) ?? false
      this.#keepsLines.push(name !== 'pre' && (keepsLines(attributes) ?? around))
    }
  }

  close(name: string, isImplied: boolean): void {
    if (this.#raw !== undefined) {
      if (name === this.#raw && !isImplied) this.#raw = undefined
      return
    }
    if (this.#dropped > 0) {
      this.#dropped--
      return
    }
    if (LINES.has(writtenAs(name) ?? '')) this.#endLine()
    else if (name === 'td' || name === 'th') this.#line += ' '
    this.#out.push(this.#open.pop() ?? '')
    this.#keepsLines.pop()
  }

  text(text: string): void {
    if (this.#raw !== undefined || this.#dropped > 0) return
    const lines = this.#keepsLines.at(-1) ? text.split('\n') : [text]
    for (const [index, line] of lines.entries()) {
      if (index > 0) {
        this.#endLine()
        this.#out.push('<br>')
      }
      this.#out.push(escapeHtml(line))
      if (this.#firstLine === '' && this.#line.length < LINE_MAX) this.#line += line.slice(0, LINE_MAX)
    }
  }

  finish(isCut: boolean): CleanBody {
    while (this.#open.length > 0) this.#out.push(this.#open.pop() ?? '')
    this.#endLine()
    const isEmpty = this.#firstLine === '' && !this.#hasImage
    return { html: this.#out.join(''), firstLine: this.#firstLine, isEmpty, isCut }
  }

  #endLine(): void {
    if (this.#firstLine === '') this.#firstLine = visible(this.#line)
    this.#line = ''
  }

  /** Writes the beginning of an element; returns its end. */
  #write(own: string, attributes: Readonly<Record<string, string>>): string {
    const isThin = (own === 'b' || own === 'strong') && weightOf(attributes) === 'thin'
    const name = isThin ? undefined : writtenAs(own)
    if (name === undefined) {
      // What stood in cells, boxes and sections of its own must not run together.
      if (this.#firstLine === '') this.#line += ' '
      return ''
    }
    if (name === 'img') this.#image(attributes)
    else if (VOID.has(name)) this.#out.push(`<${name}>`)
    if (VOID.has(name) || this.#open.length > WRITTEN_DEPTH) return ''
    this.#out.push(`<${name}${attributesOf(name, attributes)}>`)
    return `</${name}>`
  }

  #image({ src = '', alt = '', width = '', height = '' }: Readonly<Record<string, string>>): void {
    const image = this.#imageOf(src, alt)
    if (!image) return
    if ('text' in image) {
      this.text(image.text)
      return
    }
    this.#hasImage = true
    const size = [numbered('width', width), numbered('height', height)].join('')
    this.#out.push(`<img src="${escapeHtml(image.src)}" alt="${escapeHtml(alt)}"${size}>`)
  }
}

/** One line of text, without what is not seen. */
const visible = (text: string): string => text.replaceAll(/[\p{Cf}\p{Cc}\s]+/gu, ' ').trim()

const numbered = (name: string, value: string): string =>
  /^\d{1,4}$/.test(value) ? ` ${name}="${value}"` : ''

/** Hebrew, Arabic and Persian are read from the right, and begin there. */
const direction = (dir = '') => (/^rtl$/i.test(dir) ? ' dir="rtl"' : '')

function attributesOf(name: string, attributes: Readonly<Record<string, string>>): string {
  return direction(attributes['dir']) + ownAttributes(name, attributes)
}

function ownAttributes(name: string, attributes: Readonly<Record<string, string>>): string {
  if (name === 'a') {
    const href = safeHref(attributes['href'] ?? '')
    return href === undefined ? '' : ` href="${escapeHtml(href)}"`
  }
  if (name === 'td' || name === 'th')
    return numbered('colspan', attributes['colspan'] ?? '') + numbered('rowspan', attributes['rowspan'] ?? '')
  return name === 'ol' ? numbered('start', attributes['start'] ?? '') : ''
}

/** HTML without anything that an allow-list does not know. */
export function cleanHtml(html: string, imageOf: ImageRule): CleanBody {
  const writer = new CleanWriter(imageOf)
  const parser = new Parser({
    onopentag: (name, attributes) => writer.open(name, attributes),
    onclosetag: (name, isImplied) => writer.close(name, isImplied),
    ontext: (text) => writer.text(text),
  })
  let tags = 0
  let steps = 0
  let at = 0
  const isTooMuch = () => tags > TAGS_MAX || steps > STEPS_MAX
  for (; at < Math.min(html.length, HTML_MAX) && !isTooMuch(); at = pieceEnd(html, at, CHUNK)) {
    const chunk = html.slice(at, Math.min(pieceEnd(html, at, CHUNK), HTML_MAX))
    const more = chunk.split('<').length - 1
    tags += more
    parser.write(chunk)
    steps += more * writer.depth
  }
  const isCut = at < html.length
  // The parser would look for the ends of thousands of elements.
  if (!isCut) parser.end()
  return writer.finish(isCut)
}
