/** Sends what takes a while: tells how far it is, and gives up only when nothing moves any more. */
import { bare } from '../../api/bare.ts'
import type { Transport } from '../../form/send/client.ts'

/** How often a request that has gone out whole is given its time anew, in milliseconds. */
const PATIENCE_MS = 5000

/** How fast a server between here and the proxy may hand on what it has collected, in bytes a second. */
const HANDED_ON = 1_000_000

/** Which of the files can no longer be read: it was moved, renamed or changed since it was chosen. */
async function unreadable(files: readonly File[]): Promise<number> {
  for (const [at, file] of files.entries()) {
    try {
      await file.slice(0, 1).arrayBuffer()
    } catch {
      return at
    }
  }
  return -1
}

/** The answer of a request that is done. A body of no length is none: some statuses must not have one. */
function answerOf(request: XMLHttpRequest): Response {
  const wait = request.getResponseHeader('Retry-After')
  const headers: HeadersInit = wait === null ? {} : { 'Retry-After': wait }
  return new Response(request.responseText || null, bare({ status: request.status, headers }))
}

/**
 * A way to send a message with `files`.
 * @param report Told which part has gone out, from 0 to 1, and `undefined` at the end.
 */
export function uploader(files: readonly File[], report: (part: number | undefined) => void): Transport {
  return async (address, { body, headers, signal }, alive) => {
    const gone = await unreadable(files)
    // As the proxy would say it: the browser only says that the request failed.
    if (gone >= 0) return Response.json({ fields: { [`files[${gone}]`]: 'invalid' } }, bare({ status: 422 }))
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    let timer: ReturnType<typeof setInterval> | undefined
    const request = new XMLHttpRequest()
    try {
      return await new Promise<Response>((resolve, reject) => {
        const fail = () => reject(new TypeError('The request failed.'))
        request.open('POST', address)
        // as: the client's
        for (const [name, value] of Object.entries(headers as Record<string, string>))
          request.setRequestHeader(name, value)
        request.upload.addEventListener('progress', ({ loaded, total }) => {
          alive()
          report(loaded / (total || 1))
        })
        request.upload.addEventListener('load', () => {
          alive()
          let ticks = bytes / HANDED_ON / (PATIENCE_MS / 1000)
          timer = setInterval(() => ticks-- > 0 && alive(), PATIENCE_MS)
        })
        request.addEventListener('load', () => resolve(answerOf(request)))
        for (const type of ['error', 'abort'] as const) request.addEventListener(type, fail)
        signal?.addEventListener('abort', () => request.abort())
        report(0)
        request.send(body as FormData) // as: the client's
      })
    } finally {
      clearInterval(timer)
      report(undefined)
    }
  }
}
