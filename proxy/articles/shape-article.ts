/** An article's Markdown as blocks: by HTML, which the reader of agents' answers takes apart and of which nothing is left. */
import { Lexer, Parser } from 'marked'
import type { Token } from 'marked'
import type { Block, Inline, MessageBlocks } from '../contract/conversation/blocks.ts'
import { plain } from '../contract/help/help.ts'
import { toBlocks } from '../conversation/html/blocks.ts'
import { pieceEnd } from '../contract/text.ts'

/**
 * So much of a paragraph is read at once, in characters: the library holds each sign in it that may begin something against
 * all that follow, and a long one of them would keep the process for seconds.
 */
const READ_MAX = 2000

/** Where a text is cut that is longer: at its last end of a line, or space, and never within a character. */
function cutOf(text: string): number {
  const piece = text.slice(0, READ_MAX)
  const at = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf(' '))
  return at > 0 ? at : pieceEnd(text, 0, READ_MAX)
}

/** Reads a long paragraph in pieces. What begins in one and ends in the next stays as it was written. */
class InPieces extends Lexer {
  override inlineTokens(text: string, tokens: Token[] = []): Token[] {
    let rest = text
    while (rest.length > READ_MAX) {
      const at = cutOf(rest)
      super.inlineTokens(rest.slice(0, at), tokens)
      rest = rest.slice(at)
    }
    return super.inlineTokens(rest, tokens)
  }
}

/** Pictures are at addresses of their own, which a page would have to ask: their words stand in their place. */
const noImage = () => undefined

const wordsOf = (content: readonly Inline[]): string =>
  content
    .map((piece) => {
      if (piece.type === 'text') return piece.text
      return piece.type === 'link' ? wordsOf(piece.content) : ' '
    })
    .join('')

/** Without a first heading that says the title once more. */
function withoutTitle(blocks: Block[], title: string): Block[] {
  const [first] = blocks
  const same = first?.type === 'heading' && plain(wordsOf(first.content)).trim() === plain(title).trim()
  return same ? blocks.slice(1) : blocks
}

/** A line that nests lists and quotes this deep: each of them is read anew for those in it. */
const DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){100}/m

/** The HTML of Markdown; undefined where it nests too deeply, and where the library cannot read it, which throws. */
function htmlOf(markdown: string): string | undefined {
  if (DEEP.test(markdown)) return undefined
  try {
    return Parser.parse(new InPieces().lex(markdown))
  } catch {
    return undefined
  }
}

const asWritten = (text: string): Block[] =>
  text
    .split(/\n{2,}/)
    .map((words) => words.trim())
    .filter(Boolean)
    .map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] }))

/** An article's blocks. One that cannot be read as Markdown is shown as it was written: it must not hide the others. */
export function shapeArticle({ title, body }: { title: string; body: string }): MessageBlocks {
  const html = htmlOf(body)
  if (html === undefined) return { blocks: asWritten(body), isCut: false }
  const { blocks, isCut } = toBlocks(html, noImage)
  return { blocks: withoutTitle(blocks, title), isCut }
}

/** Everything that blocks say, to be searched. */
export const textOf = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      switch (block.type) {
        case 'paragraph':
        case 'heading':
          return wordsOf(block.content)
        case 'code':
          return block.text
        case 'list':
          return block.items.map(textOf).join('\n')
        case 'quote':
          return textOf(block.content)
        case 'rule':
          return ''
      }
    })
    .join('\n')
