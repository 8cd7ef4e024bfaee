/** An article's Markdown as blocks: by HTML, which the reader of agents' answers takes apart and of which nothing is left. */
import { Marked } from 'marked'
import type { Block, Inline, MessageBlocks } from '../contract/conversation/blocks.ts'
import { plain } from '../contract/help/help.ts'
import { toBlocks } from '../conversation/html/blocks.ts'

const marked = new Marked({ async: false, gfm: true })

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

export function shapeArticle({ title, body }: { title: string; body: string }): MessageBlocks {
  // as: it is asked to be no promise
  const { blocks, isCut } = toBlocks(marked.parse(body) as string, noImage)
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
