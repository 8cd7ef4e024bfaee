/**
 * The visitor's own words in the message that a ticket of ours was made with: `ticketOf` puts facts around them, and a
 * mark that nobody but the helpdesk may know.
 */
import type { Block, Inline } from '../../contract/conversation/blocks.ts'

/** The paragraph with the reference and the mark; see `opening` in `helpdesk/ticket.ts`. */
const STAMP = /^\s*Reference (S[0-9A-HJKMNP-TV-Z]{11})( [0-9A-HJKMNP-TV-Z]{20})?\s*$/

const textOf = (content: readonly Inline[]): string =>
  content.map((piece) => (piece.type === 'text' ? piece.text : '')).join('')

const stampIn = (block: Block): string | undefined =>
  block.type === 'paragraph' ? STAMP.exec(textOf(block.content))?.[1] : undefined

/** The line before the words of a message that goes on from another; see `goesOnFrom` there. */
const isGoingOn = (block: Block): boolean =>
  block.type === 'paragraph' &&
  /^Goes on from (ticket|reference|an earlier ticket)/.test(textOf(block.content))

/** The words and the reference; undefined when the message was not made by us. */
export function openingWords(
  blocks: readonly Block[],
): { reference: string; blocks: readonly Block[] } | undefined {
  const reference = blocks.map(stampIn).find((found) => found !== undefined)
  if (reference === undefined) return undefined
  // Behind the first rule are the facts.
  const end = blocks.findIndex(({ type }) => type === 'rule')
  const words = blocks.slice(0, end === -1 ? undefined : end)
  return { reference, blocks: words.filter((block) => stampIn(block) === undefined && !isGoingOn(block)) }
}
