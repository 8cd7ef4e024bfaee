/**
 * Keeps two tabs from sending the same draft. Browsers copy sessionStorage when a tab is duplicated or opens
 * another, and then both hold the same text and id. A tab that takes up a stored draft asks whether another one
 * has it open; the one that was first keeps it.
 *
 * BroadcastChannel and not Web Locks: locks need HTTPS and keep pages out of the back/forward cache. A tab that
 * cannot answer (frozen, or its form was not opened since a reload) is covered by the id: the proxy answers a
 * second sending of the same content with the same reference, and of another content with a conflict.
 * Nor may two pages of one tab: one that comes back from the back/forward cache looks at what has become of it.
 */
import type { FormModel } from './model.ts'
import { DRAFT } from '../../api/names.ts'

type Hold = (id: string | undefined) => void

interface Message {
  ask?: string
  taken?: string
}

/**
 * Joins the tabs of this site, until `signal` is aborted.
 * @param model Is told when another tab already has the draft that was named, and when this page has come back.
 * @returns Says which draft is open here, and asks whether another tab has it. `undefined`: none.
 */
export function joinTabs(
  site: string,
  model: Pick<FormModel, 'taken' | 'resume'>,
  signal: AbortSignal,
): Hold {
  let held: string | undefined
  let channel: BroadcastChannel | undefined
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has only one origin
  const say = (message: Message) => channel?.postMessage(message)
  try {
    channel = new BroadcastChannel(DRAFT + ':' + site)
  } catch {
    // Old browser or denied: the proxy's deduplication remains.
  }
  channel?.addEventListener('message', ({ data }: MessageEvent<Message | null>) => {
    if (!held || !data) return
    if (data.ask === held) say({ taken: held })
    if (data.taken === held) {
      held = undefined
      model.taken()
    }
  })
  signal.addEventListener('abort', () => channel?.close())
  // All this may have come only after the page was left and came back.
  model.resume()
  addEventListener('pageshow', (event) => event.persisted && model.resume(), { signal })
  return (id) => {
    if (id === held) return
    held = id
    if (id) say({ ask: id })
  }
}
