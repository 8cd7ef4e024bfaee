/**
 * How commands reach the proxy that runs on a data directory and keeps the database to itself: by a socket in the
 * directory, or by a port of the machine where the directory takes none.
 */
import type { Log } from '../log.ts'
import type { Fetch, Line } from './admin-http.ts'
import { connectToPort, forgetPort, listenOnPort } from './admin-port.ts'
import { connect, listen, socketPath } from './admin-socket.ts'

/** Serves `fetch` to commands. Call it only while holding the database: it replaces what a killed process left. */
export async function serveCommands(dataDir: string, fetch: Fetch, log: Log): Promise<Line> {
  try {
    const line = await listen(socketPath(dataDir), fetch)
    forgetPort(dataDir)
    return line
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown'
    log('warn', 'commands by a port', {
      why: `DATA_DIR takes no Unix socket (${why}): commands reach the proxy by a port of this machine, with the secret in admin.port there`,
    })
    return listenOnPort(dataDir, fetch)
  }
}

/** A `fetch` to the proxy that runs on a data directory; undefined when none does. */
export async function reachProxy(dataDir: string): Promise<Fetch | undefined> {
  return (await connectToPort(dataDir)) ?? connect(socketPath(dataDir))
}
