/** The proxy as a process: environment → configuration → proxy → listen → graceful stop. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { ConfigError, loadConfig } from './config/config.ts'
import type { Config } from './config/config.ts'
import { listenForTheUnexpected } from './http/last-resort.ts'
import { BACKLOG_MAX, harden, serverOptions } from './http/node-server.ts'
import { bunch, createLog, survivingOutput } from './log.ts'
import type { Log } from './log.ts'
import { wordsOf } from './last-words.ts'
import { lingerAfterAnswers } from './lingering-close.ts'
import { createProxy } from './proxy.ts'
import type { Proxy } from './proxy.ts'
import { isInDoubt } from './store/open.ts'
import { StartError } from './store/start-error.ts'

/** How long requests in flight may take to finish when the process stops. */
const DRAIN_MS = 5_000

/** The first lines an operator sees. */
function banner(config: Config, address: string): string {
  const site = [...config.sites.values()].find(({ aside }) => !aside)?.id ?? ''
  const tag = `<script async src="${address}/support.js" data-site="${site}"></script>`
  if (config.helpdesk)
    return `Support proxy on ${address}, delivering to ${config.helpdesk.url}\n\n  Paste this   ${tag}\n\n`
  return `Support proxy on ${address} with the sandbox: tickets stay on this machine, nothing is sent to a helpdesk.

  Demo page    ${address}/
  Inbox        ${address}/sandbox
  Preview      ${address}/preview
  Paste this   ${tag}

  For a real helpdesk set THERE_THERE_TOKEN, THERE_THERE_CHANNEL and ALLOWED_ORIGINS.

`
}

/** Serves a proxy, and stops it on a signal or in doubt: requests first, then the delivery, then the database. */
function run(config: Config, proxy: Proxy, log: Log, print: (text: string) => void): void {
  const { port, host, requestTimeoutMs } = config
  const serving = {
    fetch: proxy.fetch,
    serverOptions: serverOptions(requestTimeoutMs),
    // HTTP/1.0 may leave the host out, and load balancers that ask for /health do: they were told 400.
    hostname: 'localhost',
  }
  const server = createAdaptorServer(serving) as Server // it makes an HTTP/1 server unless it is given another
  server.listen({ port, host, backlog: BACKLOG_MAX }, () => {
    const address = server.address() as AddressInfo // as: it listens on a port
    print(banner(config, config.publicUrl ?? `http://localhost:${address.port}`))
  })
  harden(server, requestTimeoutMs)
  lingerAfterAnswers(server)
  server.on('error', (error) => {
    fail(
      new StartError(`Cannot listen on port ${port}: ${error.message}. Set PORT or HOST. Example: PORT=8788`),
    )
  })
  let stopping = false
  const stop = async (signal: string, code: number) => {
    if (stopping) return
    stopping = true
    log('info', 'stopping', { signal })
    const quiet = proxy.quiesce()
    const closed = new Promise((resolve) => server.close(resolve))
    // Clients keep their connections: each is closed as soon as its request is done.
    const closing = setInterval(() => server.closeIdleConnections(), 50)
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
    await Promise.all([quiet, closed])
    clearInterval(closing)
    await proxy.close()
    log('info', 'stopped')
    process.exit(code)
  }
  const end = (signal: string, code: number) =>
    void stop(signal, code).catch((error: unknown) => {
      log('error', 'stopped', { why: error instanceof Error ? error.message : 'unknown' })
      process.exit(1)
    })
  process.on('SIGTERM', (signal) => end(signal, 0))
  process.on('SIGINT', (signal) => end(signal, 0))
  listenForTheUnexpected(log, isInDoubt, () => end('database in doubt', 1))
}

/** Starts the proxy of this process's environment; ends the process with a sentence when it cannot. */
export async function serve(): Promise<void> {
  // What is written here is nobody else's to read, whatever the user's habit is.
  process.umask(0o077)
  try {
    const config = loadConfig(process.env)
    const output = survivingOutput(process.stdout)
    const lines = bunch(output.write)
    process.on('exit', lines.flush)
    const log = createLog(lines.write)
    const root = fileURLToPath(new URL('..', import.meta.url))
    const notices = [output.trouble]
    run(config, await createProxy({ config, log, root, exclusive: true, notices }), log, output.write)
  } catch (error) {
    fail(error)
  }
}

function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof StartError
  process.stderr.write(`${expected ? error.message : wordsOf(error)}\n`)
  process.exit(1)
}
