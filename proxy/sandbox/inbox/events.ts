/**
 * Live updates as server-sent events: `eventStreams` opens one stream per inbox page and writes every change of
 * a ticket, and every mail, into all of them.
 */
import type { Desk } from '../data/desk.ts'

/** Comments keep proxies from closing a quiet stream. */
const KEEP_ALIVE_MS = 20_000

export interface EventStreams {
  open: () => Response
  /** Ends all streams; a server could not stop while one is open. */
  close: () => void
}

export function eventStreams(desk: Desk): EventStreams {
  const streams = new Set<() => void>()
  const encoder = new TextEncoder()
  const open = () => {
    let end: (() => void) | undefined
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const write = (text: string) => {
          // A page that has just gone must not fail the request that tells of a change.
          if (streams.has(close)) controller.enqueue(encoder.encode(text))
        }
        const forget = desk.listen((change) => {
          const event = 'mail' in change ? 'mail' : 'ticket'
          write(`event: ${event}\ndata: ${JSON.stringify(change)}\n\n`)
        })
        const timer = setInterval(() => write(':\n\n'), KEEP_ALIVE_MS)
        timer.unref()
        const stop = () => {
          forget()
          clearInterval(timer)
          streams.delete(close)
        }
        const close = () => {
          stop()
          controller.close()
        }
        end = stop
        streams.add(close)
        write('retry: 1000\n\n')
      },
      cancel: () => end?.(),
    })
    return new Response(body, {
      headers: {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store, no-transform',
        Connection: 'close',
      },
    })
  }
  return {
    open,
    close() {
      for (const close of streams) close()
    },
  }
}
