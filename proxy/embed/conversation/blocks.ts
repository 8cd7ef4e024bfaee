/**
 * What agents wrote, as HTML for those without JavaScript: as widget/conversation/blocks.tsx draws it. Everything is
 * escaped; nothing of it is ever taken for markup. Pictures are links: the policy of our documents loads none.
 */
import { html } from 'hono/html'
import { LINK_REL, type Block, type Inline } from '../../contract/conversation/blocks.ts'
import type { Html, Scene } from '../page.ts'

/** A path of the proxy as an address in this document. */
export const addressOf = ({ root }: Pick<Scene, 'root'>, path: string): string =>
  root + path.replace(/^\//, '')

/** A link that leads out of the document, and tells nobody from where. */
export const outside = (href: string, content: Html | string | readonly Html[]): Html =>
  html`<a href="${href}" target="_blank" rel="${LINK_REL}">${content}</a>`

function piece(scene: Scene, one: Inline): Html {
  switch (one.type) {
    case 'break':
      return html`<br />`
    case 'image':
      return outside(addressOf(scene, one.reference), one.alt || scene.words.say('picture'))
    case 'link':
      return outside(
        one.href,
        // A link in a link is none: of a picture its words are enough.
        one.content.map((inner) =>
          inner.type === 'image' ? html`${inner.alt || scene.words.say('picture')}` : piece(scene, inner),
        ),
      )
    case 'text': {
      const { text, strong, emphasis, deleted, code } = one
      const plain = code ? html`<code>${text}</code>` : html`${text}`
      const struck = deleted ? html`<s>${plain}</s>` : plain
      const leaning = emphasis ? html`<em>${struck}</em>` : struck
      return strong ? html`<strong>${leaning}</strong>` : leaning
    }
  }
}

const pieces = (scene: Scene, content: readonly Inline[]): Html[] => content.map((one) => piece(scene, one))

function block(scene: Scene, one: Block): Html {
  switch (one.type) {
    case 'paragraph':
      return html`<p dir="auto">${pieces(scene, one.content)}</p>`
    case 'heading':
      // No heading of ours: an agent's words must not be taken for parts of the page.
      return html`<p dir="auto"><strong>${pieces(scene, one.content)}</strong></p>`
    case 'code':
      // The parser drops the first line end, which may be the agent's own.
      return html`<pre dir="ltr">${'\n'}<code>${one.text}</code></pre>`
    case 'rule':
      return html`<hr />`
    case 'list': {
      const items = one.items.map((item) => html`<li>${blocks(scene, item)}</li>`)
      return one.ordered
        ? html`<ol dir="auto">
            ${items}
          </ol>`
        : html`<ul dir="auto">
            ${items}
          </ul>`
    }
    case 'quote': {
      const quote = html`<blockquote dir="auto">${blocks(scene, one.content)}</blockquote>`
      if (!one.isHistory) return quote
      return html`<details>
        <summary>${scene.words.say('earlier')}</summary>
        ${quote}
      </details>`
    }
  }
}

/** The blocks of a message, which the proxy has bounded in number and depth (proxy/conversation/html/tree.ts). */
export const blocks = (scene: Scene, all: readonly Block[]): Html[] => all.map((one) => block(scene, one))
