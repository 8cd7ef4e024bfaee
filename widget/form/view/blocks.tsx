/** What agents wrote, drawn as elements: nothing of it is ever taken for markup. Images are links (R05: `img-src`). */
import { Fragment, type ComponentChildren } from 'preact'
import { h } from './own-props.ts'
import css from './blocks.css?inline'
import { LINK_REL, type Block, type Inline } from '../../../proxy/contract/conversation/blocks.ts'

export { css }

/** What the blocks of a message need beside themselves. */
interface BlocksProps {
  blocks: readonly Block[]
  /** The proxy's address: images are paths of it. */
  base: string
  texts: { picture: string; earlier: string }
  /** Where the text is no message but stands for itself, what its headings are. */
  heading?: 'h3'
}

type Around = Omit<BlocksProps, 'blocks'>

/** A path of the proxy, whose address ends with a slash. */
export const addressOf = (base: string, path: string): string => base + path.replace(/^\//, '')

/** A link that leads out of the page, and tells nobody from where. */
export function Outside({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel={LINK_REL}>
      {children}
    </a>
  )
}

function Piece({ piece, around }: { piece: Inline; around: Around }) {
  switch (piece.type) {
    case 'break':
      return <br />
    case 'image':
      return (
        <Outside href={addressOf(around.base, piece.reference)}>{piece.alt || around.texts.picture}</Outside>
      )
    case 'link':
      return (
        <Outside href={piece.href}>
          {piece.content.map((inner) =>
            // A link in a link is none: of an image its words are enough.
            inner.type === 'image' ? (
              inner.alt || around.texts.picture
            ) : (
              <Piece piece={inner} around={around} />
            ),
          )}
        </Outside>
      )
    case 'text': {
      const { text, strong, emphasis, deleted, code } = piece
      const plain = code ? <code>{text}</code> : text
      const struck = deleted ? <s>{plain}</s> : plain
      const leaning = emphasis ? <em>{struck}</em> : struck
      return <Fragment>{strong ? <strong>{leaning}</strong> : leaning}</Fragment>
    }
  }
}

function OneBlock({ block, around }: { block: Block; around: Around }) {
  const pieces = (content: readonly Inline[]) =>
    content.map((piece) => <Piece piece={piece} around={around} />)
  switch (block.type) {
    case 'paragraph':
      return <p dir="auto">{pieces(block.content)}</p>
    case 'heading':
      // No heading of ours: an agent's words must not be taken for parts of the form.
      return around.heading ? (
        <h3 dir="auto">{pieces(block.content)}</h3>
      ) : (
        <p dir="auto">
          <strong>{pieces(block.content)}</strong>
        </p>
      )
    case 'code':
      return (
        <pre dir="ltr">
          <code>{block.text}</code>
        </pre>
      )
    case 'rule':
      return <hr />
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul'
      return (
        // Marks and lines stand on the side on which the text begins, also in a form of the other direction.
        <List dir="auto">
          {block.items.map((item) => (
            <li>
              <Blocks blocks={item} {...around} />
            </li>
          ))}
        </List>
      )
    }
    case 'quote': {
      const quote = (
        <blockquote dir="auto">
          <Blocks blocks={block.content} {...around} />
        </blockquote>
      )
      if (!block.isHistory) return quote
      return (
        <details>
          <summary>{around.texts.earlier}</summary>
          {quote}
        </details>
      )
    }
  }
}

/** The blocks of a message. */
export function Blocks({ blocks, ...around }: BlocksProps) {
  return (
    <Fragment>
      {blocks.map((block) => (
        <OneBlock block={block} around={around} />
      ))}
    </Fragment>
  )
}
