/**
 * The whole proxy with its sandbox on a port of this process: routes, store, delivery and files as `npm start` has
 * them, in a fifth of the processor's time that a process takes to start. What signals, kills, restarts, settings of
 * Node or a process's memory are to a proxy needs a process of its own: see proxy-process.ts.
 */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { loadConfig } from '../../../proxy/config/config.ts'
import { harden, serverOptions } from '../../../proxy/http/node-server.ts'
import { lingerAfterAnswers } from '../../../proxy/lingering-close.ts'
import { createProxy } from '../../../proxy/proxy.ts'
import { aFolder } from './builders.ts'
import type { Finish } from './builders.ts'
import { sandboxTickets } from './proxy-process.ts'

/** A proxy with the sandbox, as these settings make it. It is gone after the test. */
export async function aServedProxy(env: Record<string, string> = {}, finish: Finish = onTestFinished) {
  const dataDir = aFolder(finish)
  const config = loadConfig({ DATA_DIR: dataDir, ...env })
  // Not exclusive: libsql keeps that lock until the process ends. Nor are files of earlier builds kept, then.
  const proxy = await createProxy({ config, log: () => {}, root: resolve('dist'), exclusive: false })
  const server = createAdaptorServer({
    fetch: proxy.fetch,
    serverOptions: serverOptions(config.requestTimeoutMs),
    hostname: 'localhost',
  }) as Server // as: it makes an HTTP/1 server unless it is given another
  harden(server, config.requestTimeoutMs)
  lingerAfterAnswers(server)
  await new Promise<void>((listening) => server.listen({ port: 0, host: config.host }, listening))
  finish(async () => {
    const closed = new Promise((done) => server.close(done))
    const quiet = proxy.quiesce()
    server.closeAllConnections()
    await Promise.all([quiet, closed])
    await proxy.close()
  })
  const { port } = server.address() as AddressInfo // as: it listens on a port
  const url = `http://127.0.0.1:${port}`
  return { url, port, dataDir, tickets: () => sandboxTickets(url) }
}

export type ServedProxy = Awaited<ReturnType<typeof aServedProxy>>
