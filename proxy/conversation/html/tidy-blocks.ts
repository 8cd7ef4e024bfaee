/**
 * Blocks without empty ones, inner ones first, and with earlier mail in several pieces as one: `tidy`. The depth of the
 * tree is bounded, so is the recursion.
 */
import type { Block } from '../../contract/conversation/blocks.ts'

export function tidy(blocks: readonly Block[]): Block[] {
  const tidied: Block[] = []
  for (const block of blocks.flatMap(withoutEmpty)) {
    const before = tidied.at(-1)
    const goesOn = block.type === 'quote' && block.isHistory && before?.type === 'quote' && before.isHistory
    if (goesOn) before.content.push(...block.content)
    else tidied.push(block)
  }
  return tidied
}

type Quote = Extract<Block, { type: 'quote' }>

/** Outlook on the web marks the beginning twice, a rule between: whoever unfolds the one would find the other. */
function withoutWrapping(history: Quote): Quote {
  const [only, ...more] = history.content.filter(({ type }) => type !== 'rule')
  return only?.type === 'quote' && only.isHistory && more.length === 0 ? only : history
}

function withoutEmpty(block: Block): Block[] {
  switch (block.type) {
    case 'quote': {
      const content = tidy(block.content)
      return content.length > 0
        ? [block.isHistory ? withoutWrapping({ ...block, content }) : { ...block, content }]
        : []
    }
    case 'list': {
      const items = block.items.map(tidy).filter((item) => item.length > 0)
      return items.length > 0 ? [{ ...block, items }] : []
    }
    case 'paragraph':
    case 'heading':
    case 'code':
    case 'rule':
      return [block]
  }
}
