/** HTTP between a running proxy and the command line, over whatever leads from one to the other on this machine. */
import { createServer, request } from 'node:http'
import type { AddressInfo, ListenOptions } from 'node:net'
import { getRequestListener } from '@hono/node-server'

export type Fetch = (request: Request) => Response | Promise<Response>

/** What listens for commands. */
export interface Line {
  close: () => void
}

/** Requests whose `Host` no address can have, such as `a.9`, come this far; the first to read their address would break. */
const readable =
  (fetch: Fetch): Fetch =>
  (call) =>
    URL.canParse(call.url) ? fetch(call) : new Response('No address has such a host.\n', { status: 404 })

/** Serves `fetch`. Tells `ready` the port, if it listens on one, before anybody can be answered. */
export async function serveHttp(
  where: ListenOptions,
  fetch: Fetch,
  ready: (port: number) => void,
): Promise<Line> {
  const listener = getRequestListener(readable(fetch))
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(where, () => {
      try {
        ready((server.address() as Partial<AddressInfo>).port ?? 0) // as: a name, of a socket
        done()
      } catch (error) {
        close()
        failed(error)
      }
    })
  })
  server.unref()
  return { close }
}

/** Where to, and what goes with every call. */
type Way = ({ socketPath: string } | { host: string; port: number }) & { headers?: Record<string, string> }

const ENDED =
  'The proxy ended before it had answered. Look whether it has done what it was asked for; if not, run the command again.'

/** What an operator is told when the proxy is killed in the middle of a call. The code tells that apart: see `shared-gate`. */
function inWords(error: NodeJS.ErrnoException): Error {
  const { code } = error
  return code === 'ECONNRESET' || code === 'EPIPE'
    ? Object.assign(new Error(ENDED, { cause: error }), { code })
    : error
}

/** A `fetch` that goes there, whatever host the request names. */
export function callOver(where: Way): Fetch {
  return async (call) => {
    const { pathname, search } = new URL(call.url)
    const body = await call.text()
    const headers = { ...Object.fromEntries(call.headers), ...where.headers }
    return new Promise((answered, rejected) => {
      const failed = (error: Error) => rejected(inWords(error))
      const outgoing = request(
        { ...where, path: pathname + search, method: call.method, headers },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', failed)
          incoming.on('end', () => {
            const proof = incoming.headers['x-proof']
            answered(
              new Response(Buffer.concat(chunks), {
                status: incoming.statusCode ?? 500,
                headers: typeof proof === 'string' ? { 'X-Proof': proof } : {},
              }),
            )
          })
        },
      )
      outgoing.on('error', failed)
      outgoing.end(body)
    })
  }
}

/** What `attempt` resolves to; undefined when nothing listens there. */
export async function ifListening<Result>(attempt: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await attempt()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return undefined
    throw error
  }
}
