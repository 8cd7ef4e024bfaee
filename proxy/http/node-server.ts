/**
 * How patient the HTTP server is. Node's own defaults allow a client five minutes for a request, look every half
 * minute, and keep any number of connections.
 */
import type { IncomingMessage, Server, ServerOptions } from 'node:http'
import type { Readable } from 'node:stream'

/** More than any proxy in front opens, and few enough that their buffers fit a small machine. */
const CONNECTIONS_MAX = 5000

/**
 * Connections that the system keeps until we take them: enough for a surge of a second or two. Node's 511 were too few
 * (the next had their first packets dropped), and in a longer line everybody waits until the widget gives up.
 */
export const BACKLOG_MAX = 1024

/** So many connections are a crowd, in which nobody keeps his place. */
const CROWD = 100

/** A browser sends some 20 headers; what comes after this many is not read. */
const HEADERS_MAX = 100

/**
 * Options of a server that cuts slow headers, slow bodies and idle connections. A kept connection lives a little over
 * a minute by default: reverse proxies reuse theirs for 60 s, and would run into ones that we closed before.
 */
export function serverOptions(requestTimeoutMs: number): ServerOptions {
  return {
    headersTimeout: Math.ceil(requestTimeoutMs / 2),
    // Node's own clock cannot be told that a request has leave to take longer: `harden` has one that can.
    requestTimeout: 0,
    keepAliveTimeout: Math.ceil(requestTimeoutMs * 2.2),
    connectionsCheckingInterval: Math.min(1000, Math.ceil(requestTimeoutMs / 4)),
    maxHeaderSize: 16 * 1024,
    insecureHTTPParser: false,
    requireHostHeader: true,
  }
}

/** When each request that is still arriving is cut off, and those that have leave not to be. */
const deadlines = new WeakMap<object, NodeJS.Timeout>()
const unhurried = new WeakSet<object>()

/** As Node answers a request that takes too long. */
function cutOff({ socket }: IncomingMessage): void {
  socket.end('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', () => socket.destroy())
  // A client that does not read gets no answer either.
  socket.destroySoon()
}

/**
 * The body of a request as Node's own stream, with leave to take as long as it needs: its reader watches the pace. A
 * web stream would copy every byte. `env` is @hono/node-server's.
 */
export function openUpload(env: unknown): Readable | undefined {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined
  const incoming = env.incoming as IncomingMessage // its binding
  unhurried.add(incoming)
  clearTimeout(deadlines.get(incoming))
  return incoming
}

/** Cuts a request off that has not arrived in time. */
function setDeadline(incoming: IncomingMessage, requestTimeoutMs: number): void {
  if (incoming.complete || incoming.destroyed || unhurried.has(incoming)) return
  const timer = setTimeout(() => cutOff(incoming), requestTimeoutMs)
  deadlines.set(incoming, timer)
  const stop = () => clearTimeout(timer)
  incoming.once('end', stop).once('close', stop)
}

/**
 * Answers HEAD with the headers that GET has, its length among them: Hono takes the body away before anybody counts it, and
 * compresses nothing. Node itself sends none, since it has seen the method by then.
 */
function answerHead(server: Server): void {
  server.prependListener('request', (incoming: IncomingMessage) => {
    if (incoming.method === 'HEAD') incoming.method = 'GET'
  })
}

/** Bounds what the options cannot. */
export function harden(server: Server, requestTimeoutMs: number): void {
  let arriving: IncomingMessage[] = []
  const setDeadlines = () => {
    const all = arriving
    arriving = []
    for (const incoming of all) setDeadline(incoming, requestTimeoutMs)
  }
  server.prependListener('request', (incoming: IncomingMessage) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
    if (encoding === undefined && !(Number(length) > 0)) return
    // Nearly every message comes whole: it is there before it is looked at, and needs neither timer nor listeners.
    if (arriving.push(incoming) === 1) setImmediate(setDeadlines)
  })
  answerHead(server)
  server.maxConnections = CONNECTIONS_MAX
  server.maxHeadersCount = HEADERS_MAX
  // Nothing moves in either direction: a client that does not read its answer.
  server.timeout = requestTimeoutMs * 3
  thinOut(server)
}

/**
 * Closes connections after their answers while there are many. Node takes in one newcomer for each round of answers:
 * a thousand clients that came again and again on theirs had every newcomer wait for half a minute.
 */
function thinOut(server: Server): void {
  let connections = 0
  server.on('connection', (socket) => {
    connections++
    socket.once('close', () => connections--)
  })
  server.prependListener('request', (_, response) => {
    if (connections > CROWD) response.shouldKeepAlive = false
  })
}
