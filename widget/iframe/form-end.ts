/** The form's end of the messages with the page around its iframe: its height, and what happens in it. */
import type { PageContext } from '../form/state/part.ts'
import { readFromPage, send } from './messages.ts'
import type { FromForm, FromPage, MessageTexts } from './messages.ts'

/** What a form needs to speak with the page around it. */
interface FormEnd {
  /** Its height is the form's. Never the root: that is as high as the frame. */
  content: HTMLElement
  /** The page has said who it is. Once. */
  met: () => void
  /** The page knows the visitor. */
  prefill: (values: PageContext) => void
  update: (values: MessageTexts) => void
  reset: () => void
}

/** The form's end. */
interface Around {
  tell: (message: FromForm) => void
  /** Address of the page, once it has said so; its origin is the one that the browser vouches for. */
  page: () => string | undefined
}

/** Finds the page around this document; without one, everything here does nothing. */
export function findPage({ content, met, ...on }: FormEnd): Around {
  let peer: string | undefined
  let page: string | undefined
  let told = -1
  const tell = (message: FromForm) => {
    if (peer !== undefined) send(window.parent, message, peer)
  }
  const measure = () => {
    const height = Math.ceil(content.getBoundingClientRect().height)
    if (peer === undefined || height === told) return
    told = height
    tell({ type: 'height', height })
  }
  const hear = (message: FromPage, origin: string) => {
    if (message.type === 'ask') return send(window.parent, { type: 'ready' }, origin)
    if (message.type === 'hello') {
      const first = peer === undefined
      peer = origin
      page = message.page.startsWith(origin + '/') ? message.page : undefined
      told = -1
      document.documentElement.dataset['sized'] = ''
      measure()
      return first && met()
    }
    if (peer === undefined) return undefined
    if (message.type === 'prefill') return on.prefill(message.values)
    return message.type === 'update' ? on.update(message.values) : on.reset()
  }
  if (window.parent === window) return { tell, page: () => page }
  addEventListener('message', (event: MessageEvent<unknown>) => {
    // Pages without an origin could not be answered but in public.
    if (event.source !== window.parent || event.origin === 'null') return
    if (peer !== undefined && event.origin !== peer) return
    const message = readFromPage(event.data)
    if (message) hear(message, event.origin)
  })
  new ResizeObserver(measure).observe(content)
  // Nothing in it that anybody may not know; whose page it is, is not known yet.
  send(window.parent, { type: 'ready' }, '*')
  return { tell, page: () => page }
}
