/**
 * Builds the tree of a message: a `MessageTree` takes texts, breaks and the beginnings and ends of blocks in the order
 * in which they come, and joins white space and empty lines as a browser would show them.
 */
import type {
  Block,
  ImagePiece,
  Inline,
  LinkContent,
  LinkPiece,
  MessageBlocks,
  TextPiece,
} from '../../contract/conversation/blocks.ts'
import { tidy } from './tidy-blocks.ts'

/** Characters of all texts together. An answer of an agent has some thousand. */
const TEXT_MAX = 200_000

/** Blocks, pieces and breaks together. */
const PIECES_MAX = 20_000

/** Lists and quotes in each other; what is deeper is shown at this depth. */
const DEPTH_MAX = 12

export type Marks = Omit<TextPiece, 'type' | 'text'>

/** Where blocks go: the message, an item of a list, a quote. */
interface Level {
  blocks: Block[]
  line: Inline[]
  isHeading: boolean
}

function lastItem(list: Block[][] | undefined): Block[] | undefined {
  if (list?.length === 0) list.push([])
  return list?.at(-1)
}

type ListBlock = Extract<Block, { type: 'list' }>

const levelOf = (blocks: Block[]): Level => ({ blocks, line: [], isHeading: false })

export class MessageTree {
  readonly #top = levelOf([])
  // What would be too deep is the level that it would have been in, once more.
  readonly #levels: Level[] = [this.#top]
  readonly #lists: (Block[][] | undefined)[] = []
  /** Lists made of paragraphs: the next paragraph may go on with them. */
  readonly #loose = new Set<Block>()
  #link: LinkPiece | undefined
  /** The text that grew last. Looking at its end would copy it each time: half a million entities took a minute. */
  #grown: { piece: TextPiece; endsInSpace: boolean } | undefined
  #characters = 0
  #pieces = 0

  get isFull(): boolean {
    return this.#characters > TEXT_MAX || this.#pieces > PIECES_MAX
  }

  text(raw: string, marks: Marks): void {
    const joined = raw.replaceAll(/[ \t\n\r\f]+/g, ' ')
    const text = this.#fitting(this.#endsInSpace() ? joined.replace(/^ /, '') : joined)
    if (text === '') return
    const before = this.#place.at(-1)
    const piece: TextPiece = before && isAlike(before, marks) ? before : { type: 'text', text: '', ...marks }
    piece.text += text
    if (piece !== before) this.#add(piece)
    this.#grown = { piece, endsInSpace: text.endsWith(' ') }
  }

  /** A text in which white space counts. */
  code(raw: string): void {
    const text = this.#fitting(raw.replaceAll(/\r\n?/g, '\n').replace(/^\n/, '').trimEnd())
    if (text !== '') this.#block({ type: 'code', text })
  }

  image(image: ImagePiece): void {
    this.#add(image)
  }

  /** Ends the line; a second time, the paragraph. */
  breakLine(): void {
    if (this.#isLineStart()) this.endParagraph()
    else this.#add({ type: 'break' })
  }

  /** Begins a new line unless this one is empty. */
  freshLine(): void {
    if (!this.#isLineStart()) this.#add({ type: 'break' })
  }

  endParagraph(): void {
    const here = this.#level
    const content = trimEnd(here.line).filter((piece) => piece.type !== 'link' || piece.content.length > 0)
    if (content.length > 0) this.#block({ type: here.isHeading ? 'heading' : 'paragraph', content })
    here.line = []
    here.isHeading = false
    this.#resumeLink()
  }

  heading(): void {
    this.#level.isHeading = true
  }

  rule(): void {
    this.#block({ type: 'rule' })
  }

  openLink(href: string): void {
    this.#link = { type: 'link', href, content: [] }
    this.#pieces++
    this.#level.line.push(this.#link)
  }

  closeLink(): void {
    this.#link = undefined
  }

  openList(ordered: boolean): void {
    this.endParagraph()
    const items: Block[][] = []
    // Gmail and Outlook write a list between the items of another: after that, it would come behind all of them.
    const blocks = lastItem(this.#lists.at(-1)) ?? this.#level.blocks
    if (!this.#isDeepest()) {
      this.#pieces++
      blocks.push({ type: 'list', ordered, items })
    }
    this.#open(blocks, items)
  }

  openItem(): void {
    this.endParagraph()
    const list = this.#lists.at(-1)
    const item: Block[] = []
    if (list && !this.#isDeepest()) list.push(item)
    this.#open(list ? item : this.#level.blocks)
  }

  /**
   * An item that is a paragraph to whoever wrote it: of the list that stands before it, else of a new one. False, and
   * nothing is opened, where its number would be another one there.
   */
  openLooseItem(level: number, number: number | undefined): boolean {
    this.endParagraph()
    let { blocks } = this.#level
    let list = this.#looseList(blocks)
    for (let depth = 1; list && depth < level; depth++) {
      blocks = lastItem(list.items) ?? blocks
      list = this.#looseList(blocks)
    }
    const goesOn = list?.ordered === (number !== undefined) ? list : undefined
    const next = (goesOn?.items.length ?? 0) + 1
    if (this.#isDeepest() || (number !== undefined && number !== next)) return false
    const target: ListBlock = goesOn ?? { type: 'list', ordered: number !== undefined, items: [] }
    if (!goesOn) blocks.push(target)
    this.#loose.add(target)
    this.#pieces++
    const item: Block[] = []
    target.items.push(item)
    this.#open(item)
    return true
  }

  openQuote(isHistory: boolean): void {
    this.endParagraph()
    const content: Block[] = []
    if (!this.#isDeepest()) this.#block({ type: 'quote', isHistory, content })
    this.#open(content)
  }

  /** Ends the list, item or quote that was opened last. */
  close(): void {
    this.endParagraph()
    if (this.#levels.length > 1) this.#levels.pop()
    this.#lists.pop()
  }

  /** Ends all, and hands the tree out. */
  finish(isCut: boolean): MessageBlocks {
    while (this.#levels.length > 1) this.close()
    this.endParagraph()
    return { blocks: tidy(this.#top.blocks), isCut: isCut || this.isFull }
  }

  get #level(): Level {
    return this.#levels.at(-1) ?? this.#top
  }

  get #place(): Inline[] {
    return this.#link?.content ?? this.#level.line
  }

  #looseList(blocks: readonly Block[]): ListBlock | undefined {
    const last = blocks.at(-1)
    return last?.type === 'list' && this.#loose.has(last) ? last : undefined
  }

  #add(piece: LinkContent): void {
    this.#pieces++
    this.#place.push(piece)
  }

  #block(block: Block): void {
    this.#pieces++
    this.#level.blocks.push(block)
  }

  #isDeepest(): boolean {
    return this.#levels.length > DEPTH_MAX
  }

  #open(blocks: Block[], list?: Block[][]): void {
    const isSame = this.#isDeepest() || blocks === this.#level.blocks
    this.#lists.push(this.#isDeepest() ? this.#lists.at(-1) : list)
    this.#levels.push(isSame ? this.#level : levelOf(blocks))
    if (!isSame) this.#resumeLink()
  }

  /** A link that goes on in another paragraph is another one, to the same place. */
  #resumeLink(): void {
    if (this.#link) this.openLink(this.#link.href)
  }

  /** What stands before the next piece in its line. */
  #last(): LinkContent | undefined {
    const piece = this.#place.at(-1) ?? this.#level.line.at(-2)
    return piece?.type === 'link' ? piece.content.at(-1) : piece
  }

  #isLineStart(): boolean {
    const piece = this.#last()
    return piece === undefined || piece.type === 'break'
  }

  #endsInSpace(): boolean {
    const piece = this.#last()
    if (piece && piece === this.#grown?.piece) return this.#grown.endsInSpace
    return piece?.type === 'text' ? piece.text.endsWith(' ') : this.#isLineStart()
  }

  /** What of a text there is room for. */
  #fitting(text: string): string {
    const room = text.slice(0, Math.max(0, TEXT_MAX - this.#characters)).toWellFormed()
    this.#characters += text.length
    return room
  }
}

const isAlike = (piece: Inline, marks: Marks): piece is TextPiece =>
  piece.type === 'text' &&
  piece.strong === marks.strong &&
  piece.emphasis === marks.emphasis &&
  piece.deleted === marks.deleted &&
  piece.code === marks.code

/** A line without what is not seen at its end. */
function trimEnd(line: Inline[]): Inline[] {
  for (let last = line.at(-1); last; last = line.at(-1)) {
    if (last.type === 'text' && !last.code) last.text = last.text.trimEnd()
    const isNothing =
      last.type === 'break' ||
      (last.type === 'text' && last.text === '') ||
      (last.type === 'link' && trimEnd(last.content).length === 0)
    if (!isNothing) return line
    line.pop()
  }
  return line
}
