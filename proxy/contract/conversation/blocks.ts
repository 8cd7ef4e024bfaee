/**
 * An agent's message as visitors are shown it: a bounded tree of plain data, made from HTML by the proxy and drawn as
 * elements by whoever shows it. Nothing in it is HTML.
 */

/** What `rel` every link in a message has: where it leads is an agent's word, or what an agent was made to quote. */
export const LINK_REL = 'noopener noreferrer nofollow ugc'

/** Text of one kind. */
export interface TextPiece {
  type: 'text'
  text: string
  strong?: true
  emphasis?: true
  /** Struck through: without it, "free" that is no longer true would read as a promise. */
  deleted?: true
  code?: true
}

interface LineBreak {
  type: 'break'
}

/** A picture of the message itself, by a reference that only the proxy can read; no other picture is ever shown. */
export interface ImagePiece {
  type: 'image'
  reference: string
  alt: string
}

export type LinkContent = TextPiece | LineBreak | ImagePiece

export interface LinkPiece {
  type: 'link'
  /** `http:`, `https:` or `mailto:`, normalised. */
  href: string
  content: LinkContent[]
}

export type Inline = LinkContent | LinkPiece

export type Block =
  | { type: 'paragraph'; content: Inline[] }
  | { type: 'heading'; content: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'rule' }
  | { type: 'list'; ordered: boolean; items: Block[][] }
  /** `isHistory`: earlier mail that came along with an answer, to be shown folded. */
  | { type: 'quote'; isHistory: boolean; content: Block[] }

export interface MessageBlocks {
  blocks: Block[]
  /** Whether something was left out because the message is too large. */
  isCut: boolean
}
