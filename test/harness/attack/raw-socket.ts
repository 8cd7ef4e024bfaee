/** Raw sockets: what no HTTP client would send, and what came back. */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { UNLIMITED } from '../proxy/builders.ts'
import type { Finish } from '../proxy/builders.ts'
import { aSandboxedProxy } from '../proxy/proxy-process.ts'

export type Proxy = Awaited<ReturnType<typeof aSandboxedProxy>>

/** A proxy that loses its patience within seconds; behind it nothing is real. */
export const anImpatientProxy = (env: Record<string, string> = {}, finish?: Finish): Promise<Proxy> =>
  aSandboxedProxy({ REQUEST_TIMEOUT_MS: '1000', HOST: '127.0.0.1', ...UNLIMITED, ...env }, finish)

/** One such proxy for all tests of a file: starting it takes longer than most attacks. */
export function aSharedProxy(env: Record<string, string> = {}): () => Proxy {
  const cleanups: Parameters<Finish>[0][] = []
  let proxy: Proxy
  beforeAll(async () => {
    proxy = await anImpatientProxy(env, (cleanup) => cleanups.unshift(cleanup))
  })
  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup()
  })
  return () => proxy
}

/** An open connection that remembers what it was told. */
export class Wire {
  readonly socket: Socket
  /** Resolves when there is a connection, or none to be had. */
  readonly opened: Promise<void>
  readonly #start = performance.now()
  #answer = ''
  /** Resolves with everything that was answered, when the server has closed the connection. */
  readonly closed: Promise<string>
  closedAfter = 0

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: false })
    this.socket.on('data', (chunk) => (this.#answer += chunk.toString('latin1')))
    this.opened = new Promise((resolve) => {
      this.socket.once('connect', resolve)
      this.socket.once('close', () => resolve())
    })
    // A reset is one way of being cut off.
    this.socket.on('error', () => {})
    this.closed = new Promise((resolve) =>
      this.socket.on('close', () => {
        this.closedAfter = performance.now() - this.#start
        resolve(this.#answer)
      }),
    )
  }

  get answer(): string {
    return this.#answer
  }

  send(bytes: string | Uint8Array): this {
    this.socket.write(bytes)
    return this
  }
}

/** How long to wait for an answer before giving up, in milliseconds: who hangs up at once is not answered. */
const PATIENCE_MS = 100

/** Sends bytes and hangs up, after the first answer or when none comes; resolves with all that came back. */
export function exchange(
  port: number,
  bytes: string | Uint8Array,
  patienceMs = PATIENCE_MS,
): Promise<string> {
  const wire = new Wire(port).send(bytes)
  const hangUp = () => void wire.socket.end()
  const timer = setTimeout(hangUp, patienceMs)
  wire.socket.once('data', hangUp)
  void wire.closed.then(() => clearTimeout(timer))
  return wire.closed
}

/** The statuses of all answers in what came back. */
export const statusesOf = (answer: string): number[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

/** The head of a request. */
export const head = (path: string, method = 'GET', headers: string[] = []): string =>
  [`${method} ${path} HTTP/1.1`, 'Host: support.example', ...headers, '', ''].join('\r\n')

/** The head of a submission as JSON. */
export const posting = (origin: string, headers: string[]): string =>
  head('/api/tickets', 'POST', [`Origin: ${origin}`, 'Content-Type: application/json', ...headers])
