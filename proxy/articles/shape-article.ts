/** An article's Markdown as blocks: by HTML, which the reader of agents' answers takes apart and of which nothing is left. */
import { Marked } from 'marked'
import type { Block, Inline, MessageBlocks } from '../contract/conversation/blocks.ts'
import { plain } from '../contract/help/help.ts'
import { toBlocks } from '../conversation/html/blocks.ts'

/** Emphasis is looked for in so much of a paragraph, in characters. */
const EMPHASIS_MAX = 2000

const marked = new Marked({
  async: false,
  gfm: true,
  tokenizer: {
    // Each run of signs is held against all that follow: a long paragraph of them would keep the process for seconds.
    emStrong: (rest) => (rest.length > EMPHASIS_MAX ? undefined : false),
  },
})

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

/** The HTML of Markdown; undefined where the library cannot read it, which throws where things are nested too deeply. */
function htmlOf(markdown: string): string | undefined {
  try {
    return marked.parse(markdown) as string // as: it is asked to be no promise
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
