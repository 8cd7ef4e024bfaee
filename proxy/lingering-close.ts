/**
 * Lets who is still sending a body read an answer that closes the connection, such as a refusal. To close at once makes
 * the system reset the connection, and that takes the answer away from its reader.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/** Longest time that a connection stays open after its last answer. */
const LINGER_MS = 5000

/** Whether a request says that it has a body. */
function hasBody({ headers }: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers
  return encoding !== undefined || Number(length) > 0
}

/** Which request came last on a connection. */
const latest = new WeakMap<Socket, IncomingMessage>()

/** From now on a socket whose request is still arriving is closed for writing first, and altogether when that has come. */
function linger(socket: Socket): void {
  // Node calls this after the last answer; @hono/node-server does when it is tired of an unread body.
  const close = socket.destroySoon.bind(socket)
  let timer: NodeJS.Timeout | undefined
  socket.destroySoon = () => {
    if (timer !== undefined) return
    const incoming = latest.get(socket)
    if (!incoming || incoming.complete) {
      close()
      return
    }
    const done = () => {
      clearTimeout(timer)
      close()
    }
    timer = setTimeout(done, LINGER_MS)
    incoming.once('end', done).once('close', done)
    socket.end()
    incoming.resume()
  }
}

/** Makes every connection of a server that carries a body linger. */
export function lingerAfterAnswers(server: Server): void {
  server.on('connection', linger)
  server.prependListener('request', (incoming: IncomingMessage) => {
    if (hasBody(incoming)) latest.set(incoming.socket, incoming)
  })
}
