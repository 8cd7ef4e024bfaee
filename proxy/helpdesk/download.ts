/**
 * Fetches a file of a message through the gate. Only from the helpdesk's own origin, redirects included: the token goes
 * along, and what an agent's message names elsewhere is nobody's business of ours.
 */
import { gateAsked, helpdeskCalled } from '../happenings.ts'
import { closeLimited } from './gated-call.ts'
import type { CallGate } from './rate-gate.ts'
import { credentials, timesOf } from './request.ts'
import type { HelpdeskOptions } from './request.ts'

/** What became of it. */
export type Download =
  | { type: 'file'; body: ReadableStream<Uint8Array> }
  /** No call may leave for so long. */
  | { type: 'later'; waitMs: number }
  | { type: 'gone' }
  | { type: 'failed' }

const REDIRECTS_MAX = 3

/** The helpdesk takes files of 25 MB; more comes from something that is none. */
const BYTES_MAX = 30_000_000

/** Beyond the time of a call, for the bytes of a large file. */
const EXTRA_MS = 120_000

/** A stream that breaks off rather than go on for ever. */
function bounded(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  let bytes = 0
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > BYTES_MAX) controller.error(new Error('The file is too large.'))
        else controller.enqueue(chunk)
      },
    }),
  )
}

export function createDownload(options: HelpdeskOptions, gate: CallGate) {
  const { url, timeoutMs, fetch, now, lane = 'tickets' } = options
  const { origin } = new URL(url)

  /** One file by its address; the gate is asked for each call. */
  return async function download(address: string): Promise<Download> {
    let next = address
    for (let hop = 0; hop <= REDIRECTS_MAX; hop++) {
      if (!URL.canParse(next, url)) return { type: 'gone' }
      const at = new URL(next, url)
      if (at.origin !== origin) return { type: 'gone' }
      const waitMs = await gate.pass()
      gateAsked.tell({ lane, passed: waitMs <= 0 })
      if (waitMs > 0) return { type: 'later', waitMs }
      let response: Response
      const begun = performance.now()
      const tell = (status: number | 'none') =>
        helpdeskCalled.tell({ method: 'GET', path: '/file', status, ms: performance.now() - begun })
      try {
        response = await fetch(at, {
          headers: { ...credentials(options), Accept: '*/*' },
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutMs + EXTRA_MS),
        })
      } catch {
        tell('none')
        return { type: 'failed' }
      }
      const { status, body } = response
      tell(status)
      if (status === 200 && body) return { type: 'file', body: bounded(body) }
      await body?.cancel()
      if (status === 429) await closeLimited(gate, timesOf(response, now()).retryAfterMs)
      if (status === 429 || status >= 500) return { type: 'failed' }
      const location = response.headers.get('Location')
      if (status < 300 || status >= 400 || location === null) return { type: 'gone' }
      next = new URL(location, at).href
    }
    return { type: 'gone' }
  }
}
