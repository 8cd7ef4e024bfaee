/**
 * A way to the proxy past what a page has put over `fetch`: wrappers that add headers, keep what is sent, or fail
 * (R41). Loaded only where `fetch` is not the browser's own.
 */
import { bare } from '../api/bare.ts'

/** The same by the older interface, where a sandbox gives no frame of this origin. A page may have patched it too. */
const byXhr = (address: string, init: RequestInit): Promise<Response> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(init.method ?? 'GET', address)
    for (const [name, value] of new Headers(init.headers)) request.setRequestHeader(name, value)
    request.addEventListener('load', () => {
      const lines = request.getAllResponseHeaders().trim().split('\r\n')
      const headers = lines.map((line) => line.split(': ', 2) as [string, string]) // as: that is how they are written
      resolve(new Response(request.responseText || null, bare({ status: request.status, headers })))
    })
    request.addEventListener('error', reject)
    request.addEventListener('abort', reject)
    init.signal?.addEventListener('abort', () => request.abort())
    request.send(init.body as FormData | null) // as: the client sends forms
  })

/** The window of `frame`, unless a sandbox makes it a stranger's. */
function windowOf(frame: HTMLIFrameElement): (Window & typeof globalThis) | undefined {
  try {
    const inner = frame.contentWindow as (Window & typeof globalThis) | null // as: every window has the globals
    return inner?.fetch ? inner : undefined
  } catch {
    return undefined
  }
}

/**
 * Like `fetch`, by an empty frame's own, which nobody has touched. The frame is gone when the answer is there, since
 * removing it earlier would cancel the request.
 * @param root Where the frame may be for as long, out of the page's sight.
 */
export async function pristineFetch(root: Node, address: string, init: RequestInit): Promise<Response> {
  const frame = document.createElement('iframe')
  frame.hidden = true
  root.appendChild(frame)
  const inner = windowOf(frame)
  if (!inner) return byXhr(address, init).finally(() => frame.remove())
  let isGone = false
  // With all around it the page may take it out: in Firefox and WebKit, nothing that it asks for ever comes then, nor fails.
  const gone = new Promise<never>((_, reject) =>
    inner.addEventListener('pagehide', (event) => {
      isGone = true
      reject(event)
    }),
  )
  const ask = async () => {
    const answer = await inner.fetch(address, init)
    const body = await answer.text()
    return new Response(body || null, bare({ status: answer.status, headers: answer.headers }))
  }
  try {
    return await Promise.race([ask(), gone])
  } catch (error) {
    // Asked again where twice is as good as once: what only reads, and a message, which has a key.
    if (isGone && (!init.method || init.body instanceof FormData)) return await byXhr(address, init)
    throw error
  } finally {
    frame.remove()
  }
}
