/**
 * HTTP over a Unix socket in the data directory: how the command line reaches a running proxy, which keeps the
 * database to itself. The socket's mode lets in nobody but the user that the proxy runs as.
 */
import { chmodSync, existsSync, openSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { callOver, ifListening, serveHttp, type Fetch, type Line } from './admin-http.ts'

/** The longest path that every system takes for a socket (`sun_path` is 104 bytes on macOS, 108 on Linux). */
const LONGEST = 100

const NAME = 'admin.sock'

/** Folders whose paths are too long, held open: their sockets are reached through what is open. */
const held = new Map<string, number>()

/**
 * Where the socket of a data directory is: in it. A path that is too long for a socket is reached from where the process
 * is, or through the open folder where the system has such a way (Linux); never in a folder that is shared.
 * @throws Error saying what to do where neither is possible.
 */
export function socketPath(dataDir: string): string {
  const folder = resolve(dataDir)
  const paths = [join(folder, NAME), relative(process.cwd(), join(folder, NAME))]
  const short = paths.find((path) => Buffer.byteLength(path) <= LONGEST)
  if (short !== undefined) return short
  if (!existsSync('/proc/self/fd'))
    throw new Error(
      `${paths[0]} is too long for a socket. Set DATA_DIR to a shorter path. Example: DATA_DIR=/srv/support`,
    )
  // Nobody listens in a folder that is not there.
  if (!existsSync(folder)) return `/proc/self/fd/none/${NAME}`
  let open = held.get(folder)
  if (open === undefined) held.set(folder, (open = openSync(folder, 'r')))
  return `/proc/self/fd/${open}/${NAME}`
}

/** Serves `fetch` on a socket. Call it only while holding the database: it replaces what a killed process left. */
export async function listen(path: string, fetch: Fetch): Promise<Line> {
  rmSync(path, { force: true })
  // The mode is narrowed before anybody can know the path is there: nothing listens until the next turn.
  const line = await serveHttp({ path }, fetch, () => chmodSync(path, 0o600))
  return {
    close() {
      line.close()
      rmSync(path, { force: true })
    },
  }
}

/** A `fetch` over the socket; undefined when nothing listens there. */
export async function connect(path: string): Promise<Fetch | undefined> {
  const fetch = callOver({ socketPath: path })
  return ifListening(async () => {
    await fetch(new Request('http://socket/'))
    return fetch
  })
}
