/**
 * Turns what a parser of HTML tells into a `MessageTree`: an `HtmlReader`. What a browser would not show is dropped with
 * all that is in it.
 */
import {
  DROPPED,
  HEADINGS,
  isHidden,
  keepsLines,
  LINES,
  MARKS,
  PARAGRAPHS,
  RAW,
  weightOf,
} from './elements.ts'
import { safeHref } from './links.ts'
import { historyOf } from './mail-history.ts'
import type { Marks, MessageTree } from './tree.ts'
import { isWordSign, readSign, wordLevel } from './word-lists.ts'

type Attributes = Readonly<Record<string, string>>

/** What is done at the end of an open element. */
type AtEnd = () => void

/** The reference of a picture by its `src`; undefined for one that is not of this message. */
export type ImageLookup = (source: string) => string | undefined

/** C0 and C1 controls other than white space. */
const CONTROLS = /[^\P{Cc}\t\n\r\f]/gu

const clean = (text: string): string => text.replaceAll(CONTROLS, '')

const nothing: AtEnd = () => undefined

export class HtmlReader {
  readonly #tree: MessageTree
  readonly #imageOf: ImageLookup
  readonly #opened: AtEnd[][] = []
  readonly #marks: Record<keyof Marks, number> = { strong: 0, emphasis: 0, deleted: 0, code: 0 }
  readonly #closeLevel: AtEnd = () => this.#tree.close()
  /** The element whose text is not read. */
  #raw: string | undefined
  /** Elements that are open in one that is not shown, itself counted. */
  #dropped = 0
  #preformatted: string[] | undefined
  /** The paragraph of Word that may be an item: how deep, and which of the open elements it is. */
  #paragraph: { level: number; index: number } | undefined
  /** The sign of an item of Word, as far as it was read. */
  #sign: string | undefined
  /** Whether new lines count, by the style of the innermost element that says so. */
  #keepsLines = false

  constructor(tree: MessageTree, imageOf: ImageLookup) {
    this.#tree = tree
    this.#imageOf = imageOf
  }

  get depth(): number {
    return this.#opened.length + this.#dropped
  }

  open(name: string, attributes: Attributes): void {
    if (this.#raw !== undefined) return
    if (RAW.has(name)) this.#raw = name
    else if (this.#dropped > 0 || DROPPED.has(name) || isHidden(attributes)) this.#dropped++
    else {
      this.#single(name, attributes)
      const history = this.#openHistory(name, attributes)
      this.#opened.push([...this.#openSpace(attributes), ...history, this.#enter(name, attributes)])
    }
  }

  /** `isImplied`: by another tag. A script that "closes itself" would end with the element around it, its text not. */
  close(name: string, isImplied: boolean): void {
    if (this.#raw !== undefined) {
      if (name === this.#raw && !isImplied) this.#raw = undefined
    } else if (this.#dropped > 0) this.#dropped--
    else this.#endOne()
  }

  text(text: string): void {
    if (this.#raw !== undefined || this.#dropped > 0) return
    if (this.#sign !== undefined) this.#sign += clean(text)
    else if (this.#preformatted) this.#preformatted.push(clean(text))
    else if (this.#keepsLines) this.#lines(clean(text))
    else this.#tree.text(clean(text), this.#currentMarks())
  }

  /** Text whose new lines count. One between two blocks of a mail is no empty line. */
  #lines(text: string): void {
    const marks = this.#currentMarks()
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.#tree.breakLine()
      this.#tree.text(line, marks)
    }
  }

  /** Ends all that is open. */
  end(): void {
    while (this.#opened.length > 0) this.#endOne()
  }

  #endOne(): void {
    for (const end of this.#opened.pop()?.toReversed() ?? []) end()
  }

  #currentMarks(): Marks {
    return {
      ...(this.#marks.strong > 0 && { strong: true }),
      ...(this.#marks.emphasis > 0 && { emphasis: true }),
      ...(this.#marks.deleted > 0 && { deleted: true }),
      ...(this.#marks.code > 0 && { code: true }),
    }
  }

  #openSpace(attributes: Attributes): AtEnd[] {
    const keeps = keepsLines(attributes)
    const before = this.#keepsLines
    if (keeps === undefined || keeps === before) return []
    this.#keepsLines = keeps
    return [() => void (this.#keepsLines = before)]
  }

  /** Elements that nothing is in. */
  #single(name: string, attributes: Attributes): void {
    if (this.#preformatted) {
      if (name === 'br') this.#preformatted.push('\n')
    } else if (name === 'br') this.#tree.breakLine()
    else if (name === 'hr') {
      this.#tree.endParagraph()
      this.#tree.rule()
    } else if (name === 'img') this.#image(attributes)
  }

  #image({ src = '', alt = '' }: Attributes): void {
    if (this.#sign !== undefined) return
    const reference = this.#imageOf(src)
    const words = clean(alt).trim()
    if (reference !== undefined) this.#tree.image({ type: 'image', reference, alt: words })
    else if (words !== '') this.#tree.text(words, this.#currentMarks())
  }

  /**
   * Earlier mail: this element as a quote, or a quote from here on, to the end of the list or quote that it is in.
   * Outlook's "From:" stands in a block of its own, and what was written then follows after that.
   */
  #openHistory(name: string, attributes: Attributes): AtEnd[] {
    const history = this.#preformatted || name === 'blockquote' ? undefined : historyOf(name, attributes)
    if (history === undefined) return []
    this.#tree.openQuote(true)
    if (history === 'whole') return [this.#closeLevel]
    this.#opened.findLast((ends) => ends.includes(this.#closeLevel))?.push(this.#closeLevel)
    return []
  }

  /** What an element means, and what is to be done when it ends. */
  #enter(name: string, attributes: Attributes): AtEnd {
    const tree = this.#tree
    const weight = weightOf(attributes)
    const mark = name === 'span' && weight === 'thick' ? 'strong' : MARKS.get(name)
    if (mark) return mark === 'strong' && weight === 'thin' ? nothing : this.#openMark(mark)
    if (this.#preformatted) return nothing
    if (this.#sign === undefined && isWordSign(attributes)) return this.#openSign()
    if (name === 'a') return this.#openLink(attributes['href'] ?? '')
    if (name === 'pre') return this.#openPreformatted()
    if (name === 'td' || name === 'th') return () => tree.text(' ', {})
    if (PARAGRAPHS.has(name) || HEADINGS.has(name)) {
      tree.endParagraph()
      if (HEADINGS.has(name)) tree.heading()
      return name === 'p' ? this.#openParagraph(attributes) : () => tree.endParagraph()
    }
    if (LINES.has(name)) {
      tree.freshLine()
      return () => tree.freshLine()
    }
    return this.#openLevel(name, attributes) ? this.#closeLevel : nothing
  }

  #openLevel(name: string, attributes: Attributes): boolean {
    switch (name) {
      case 'ul':
      case 'ol':
        this.#tree.openList(name === 'ol')
        return true
      case 'li':
        this.#tree.openItem()
        return true
      case 'blockquote':
        this.#tree.openQuote(historyOf(name, attributes) !== undefined)
        return true
      default:
        return false
    }
  }

  #openParagraph(attributes: Attributes): AtEnd {
    const level = wordLevel(attributes)
    const before = this.#paragraph
    this.#paragraph = level === undefined ? undefined : { level, index: this.#opened.length }
    return () => {
      this.#paragraph = before
      this.#tree.endParagraph()
    }
  }

  /** The sign of an item: the item begins where it ends. One that would have another number here stays text. */
  #openSign(): AtEnd {
    this.#sign = ''
    return () => {
      const sign = (this.#sign ?? '').trim()
      this.#sign = undefined
      const paragraph = this.#paragraph
      this.#paragraph = undefined
      const read = readSign(sign)
      const number = read.type === 'number' ? read.number : undefined
      const isItem = paragraph && sign !== '' && read.type !== 'text'
      if (isItem && this.#tree.openLooseItem(paragraph.level, number))
        this.#opened[paragraph.index]?.push(this.#closeLevel)
      else if (sign !== '') this.#tree.text(`${sign} `, this.#currentMarks())
    }
  }

  #openMark(mark: keyof Marks): AtEnd {
    this.#marks[mark]++
    return () => void this.#marks[mark]--
  }

  #openLink(href: string): AtEnd {
    const safe = safeHref(href)
    if (safe === undefined) return nothing
    this.#tree.openLink(safe)
    return () => this.#tree.closeLink()
  }

  #openPreformatted(): AtEnd {
    this.#tree.endParagraph()
    const lines: string[] = (this.#preformatted = [])
    return () => {
      this.#preformatted = undefined
      this.#tree.code(lines.join(''))
    }
  }
}
