/**
 * The command line's way to a proxy whose data directory takes no Unix sockets (shared folders, memory cards, Windows):
 * a port of this machine only, and a secret in the data directory, since every user of the machine reaches the port.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { callOver, ifListening, serveHttp, type Fetch, type Line } from './admin-http.ts'

const HOST = '127.0.0.1'

/** Who can read it can read the database beside it, too. */
const pathIn = (dataDir: string) => join(dataDir, 'admin.port')

const Written = z.object({ port: z.number().int().min(1).max(65_535), secret: z.string().min(43) })

const digest = (secret: string, word: string) => createHmac('sha256', secret).update(word).digest('base64url')

const isSame = (one: string, other: string) =>
  timingSafeEqual(Buffer.from(digest(one, 'compared')), Buffer.from(digest(other, 'compared')))

/** Serves `fetch` to those who know the secret, and writes down where. */
export async function listenOnPort(dataDir: string, fetch: Fetch): Promise<Line> {
  const secret = randomBytes(32).toString('base64url')
  const file = pathIn(dataDir)
  const guarded: Fetch = async (request) => {
    if (!isSame(request.headers.get('Authorization') ?? '', `Bearer ${secret}`))
      return new Response(null, { status: 401 })
    const answer = await fetch(request)
    const headers = new Headers(answer.headers)
    headers.set('X-Proof', digest(secret, 'proxy'))
    return new Response(answer.body, { status: answer.status, headers })
  }
  const line = await serveHttp({ host: HOST, port: 0 }, guarded, (port) => {
    const fresh = `${file}.new`
    rmSync(fresh, { force: true })
    writeFileSync(fresh, JSON.stringify({ port, secret }), { mode: 0o600, flag: 'wx' })
    renameSync(fresh, file)
  })
  return {
    close() {
      line.close()
      rmSync(file, { force: true })
    },
  }
}

/** Forgets what a killed process has left. */
export const forgetPort = (dataDir: string): void => rmSync(pathIn(dataDir), { force: true })

/** A `fetch` over the port; undefined when no proxy listens there. */
export async function connectToPort(dataDir: string): Promise<Fetch | undefined> {
  return ifListening(async () => {
    const { port, secret } = Written.parse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8')))
    const headers = { Authorization: `Bearer ${secret}` }
    const fetch = callOver({ host: HOST, port, headers })
    const answer = await fetch(new Request('http://socket/'))
    // After a kill anybody may have the port: only the proxy of this data directory can prove that it knows the secret.
    return isSame(answer.headers.get('X-Proof') ?? '', digest(secret, 'proxy')) ? fetch : undefined
  })
}
