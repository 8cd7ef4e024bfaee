/**
 * Lets who is still sending a body read an answer that closes the connection, such as a refusal. To close at once makes
 * the system reset the connection, and that takes the answer away from its reader.
 */
import type { IncomingMessage, Server } from 'node:http'

/** Longest time that a connection stays open after its last answer. */
const LINGER_MS = 5000

/** From now on the socket of a request is closed for writing first, and altogether when its body has been sent. */
function linger(incoming: IncomingMessage): void {
  const { socket } = incoming
  // Node calls this after the last answer; @hono/node-server does when it is tired of an unread body.
  const close = socket.destroySoon.bind(socket)
  let timer: NodeJS.Timeout | undefined
  const done = () => {
    socket.destroySoon = close
    if (timer === undefined) return
    clearTimeout(timer)
    close()
  }
  incoming.once('end', done).once('close', done)
  socket.destroySoon = () => {
    if (timer !== undefined) return
    timer = setTimeout(done, LINGER_MS)
    socket.end()
    incoming.resume()
  }
}

/** Makes every connection of a server that carries a body linger. */
export function lingerAfterAnswers(server: Server): void {
  server.prependListener('request', (incoming: IncomingMessage) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
    if (encoding !== undefined || Number(length) > 0) linger(incoming)
  })
}
