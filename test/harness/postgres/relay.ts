/** A wire to a database that can be cut, or go dead. */
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Relay {
  /** The same database, by this wire. */
  url: string
  /** Resets every connection, and refuses new ones. */
  cut: () => Promise<void>
  /** Takes everything, and passes nothing on. */
  freeze: () => void
  /** Everything is as before; what was lost stays lost. */
  mend: () => Promise<void>
  /** Leads to another server from now on, on which the database has the same name. */
  lead: (url: string) => void
  /** Passes on what is asked, and cuts the connection before the next answer. */
  cutAnswer: () => void
}

export async function aRelay(url: string): Promise<Relay> {
  let target = new URL(url)
  const sockets = new Set<Socket>()
  let dead = false
  let mute = false
  const server: Server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname)
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        database.destroy()
      })
    }
    client.on('data', (chunk) => dead || database.write(chunk))
    database.on('data', (chunk) => {
      if (mute) {
        mute = false
        client.resetAndDestroy()
      } else if (!dead) client.write(chunk)
    })
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const reset = () => {
    for (const socket of sockets) socket.destroy()
  }
  const cut = async () => {
    const closed = new Promise((done) => server.close(done))
    reset()
    await closed
  }
  onTestFinished(() => (server.listening ? cut() : undefined))
  const own = new URL(url)
  own.host = `127.0.0.1:${port}`
  return {
    url: own.href,
    cut,
    freeze: () => void (dead = true),
    async mend() {
      dead = false
      // What has gone dead is noticed by nobody else.
      reset()
      if (!server.listening) await listen(port)
    },
    lead: (other) => void (target = new URL(other)),
    cutAnswer: () => void (mute = true),
  }
}
