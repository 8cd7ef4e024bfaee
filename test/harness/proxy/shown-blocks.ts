/** Blocks as a person would read them, for tests: `shown`. Quotes are indented by `> `, earlier mail by `| `. */
import type { Block, Inline, MessageBlocks } from '../../../proxy/contract/conversation/blocks.ts'

const inline = (pieces: readonly Inline[]): string =>
  pieces
    .map((piece): string => {
      switch (piece.type) {
        case 'text': {
          const strong = piece.strong ? `*${piece.text}*` : piece.text
          const emphasis = piece.emphasis ? `_${strong}_` : strong
          const deleted = piece.deleted ? `~${emphasis}~` : emphasis
          return piece.code ? `\`${deleted}\`` : deleted
        }
        case 'break':
          return '\n'
        case 'image':
          return `[picture ${piece.reference}: ${piece.alt}]`
        case 'link':
          return `[${inline(piece.content)}](${piece.href})`
      }
    })
    .join('')

const indented = (prefix: string, text: string): string => text.replaceAll(/^/gm, prefix)

const block = (one: Block): string => {
  switch (one.type) {
    case 'paragraph':
      return inline(one.content)
    case 'heading':
      return `# ${inline(one.content)}`
    case 'code':
      return indented('    ', one.text)
    case 'rule':
      return '---'
    case 'list':
      return one.items
        .map(
          (item, index) => `${one.ordered ? `${index + 1}.` : '-'} ${item.map(block).join('\n').trimStart()}`,
        )
        .join('\n')
    case 'quote':
      return indented(one.isHistory ? '| ' : '> ', one.content.map(block).join('\n\n'))
  }
}

export const shown = ({ blocks }: MessageBlocks): string => blocks.map(block).join('\n\n')
