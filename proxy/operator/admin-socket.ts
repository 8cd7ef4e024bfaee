/**
 * HTTP over a Unix socket in the data directory: how the command line reaches a running proxy, which keeps the
 * database to itself. The socket's mode lets in nobody but the user that the proxy runs as.
 */
import { createHash } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'

type Fetch = (request: Request) => Response | Promise<Response>

/** The longest path that every system takes for a socket (`sun_path` is 104 bytes on macOS, 108 on Linux). */
const LONGEST = 100

/** Where the socket of a data directory is: in it, or in the system's folder for such files if the path is too long. */
export function socketPath(dataDir: string): string {
  const path = join(resolve(dataDir), 'admin.sock')
  if (Buffer.byteLength(path) <= LONGEST) return path
  return join(tmpdir(), `support-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.sock`)
}

/** Serves `fetch` on a socket. Call it only while holding the database: it replaces what a killed process left. */
export async function listen(path: string, fetch: Fetch): Promise<{ close: () => void }> {
  rmSync(path, { force: true })
  const listener = getRequestListener(fetch)
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  await new Promise<void>((ready, failed) => {
    server.once('error', failed)
    // The mode is narrowed before anybody can know the path is there: nothing listens until the next turn.
    server.listen(path, () => {
      chmodSync(path, 0o600)
      ready()
    })
  })
  server.unref()
  return {
    close() {
      server.close()
      server.closeAllConnections()
      rmSync(path, { force: true })
    },
  }
}

/** A `fetch` over the socket; undefined when nothing listens there. */
export async function connect(path: string): Promise<Fetch | undefined> {
  const fetch: Fetch = async (call) => {
    const { pathname, search } = new URL(call.url)
    const body = await call.text()
    return new Promise((answered, failed) => {
      const outgoing = request(
        {
          socketPath: path,
          path: pathname + search,
          method: call.method,
          headers: Object.fromEntries(call.headers),
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', failed)
          incoming.on('end', () =>
            answered(new Response(Buffer.concat(chunks), { status: incoming.statusCode ?? 500 })),
          )
        },
      )
      outgoing.on('error', failed)
      outgoing.end(body)
    })
  }
  try {
    await fetch(new Request('http://socket/'))
    return fetch
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return undefined
    throw error
  }
}
