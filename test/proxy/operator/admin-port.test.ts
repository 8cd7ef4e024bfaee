/** Commands reach a running proxy by a port where its data directory takes no sockets, and nobody else does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectToPort, listenOnPort } from '../../../proxy/operator/admin-port.ts'
import { reachProxy, serveCommands } from '../../../proxy/operator/admin-line.ts'
import { aFolder } from '../../harness/proxy/builders.ts'

/** A proxy's routes, on a port. */
async function aPortedProxy() {
  const folder = aFolder()
  const heard: string[] = []
  const line = await listenOnPort(folder, async (request) => {
    heard.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`)
    return Response.json({ fine: true }, { status: 409 })
  })
  onTestFinished(() => line.close())
  const file = join(folder, 'admin.port')
  const written = () => JSON.parse(readFileSync(file, 'utf8')) as { port: number; secret: string }
  return { folder, file, heard, line, written }
}

describe('the port for commands', () => {
  it('answers those who can read its secret', async () => {
    const { folder, file, heard } = await aPortedProxy()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const fetch = await reachProxy(folder)
    const answer = await fetch!(new Request('http://socket/retry', { method: 'POST', body: '{"id":"ü"}' }))
    expect([answer.status, await answer.json()]).toEqual([409, { fine: true }])
    expect(heard).toEqual(['GET / ', 'POST /retry {"id":"ü"}'])
  })

  it.each([{}, { Authorization: 'Bearer ' }, { Authorization: `Bearer ${'x'.repeat(43)}` }])(
    'tells nothing to others: %j',
    async (headers) => {
      const { written, heard } = await aPortedProxy()
      const answer = await fetch(`http://127.0.0.1:${written().port}/outbox`, { headers })
      expect([answer.status, await answer.text(), answer.headers.get('X-Proof')]).toEqual([401, '', null])
      expect(heard).toEqual([])
    },
  )

  it('is heard on this machine only', async () => {
    const { written } = await aPortedProxy()
    await expect(fetch(`http://127.0.0.2:${written().port}/`)).rejects.toThrow('fetch failed')
  })

  it('is forgotten at the end, and after a kill by whoever comes next', async () => {
    const { folder, file, line, written } = await aPortedProxy()
    const left = written()
    line.close()
    expect(existsSync(file)).toBe(false)
    expect(await reachProxy(folder)).toBeUndefined()
    writeFileSync(file, JSON.stringify(left))
    expect(await reachProxy(folder)).toBeUndefined()
    const next = await serveCommands(
      folder,
      () => new Response('by the socket'),
      () => {},
    )
    onTestFinished(() => next.close())
    expect(existsSync(file)).toBe(false)
    const answer = await (await reachProxy(folder))!(new Request('http://socket/'))
    expect(await answer.text()).toBe('by the socket')
  })

  it('that somebody else has got since is not taken for the proxy', async () => {
    const folder = aFolder()
    const stranger = createServer((request, response) =>
      response.setHeader('X-Proof', request.headers.authorization ?? '').end('{"rows":[]}'),
    )
    await new Promise<void>((ready) => stranger.listen(0, '127.0.0.1', ready))
    onTestFinished(() => void stranger.close())
    const { port } = stranger.address() as AddressInfo
    writeFileSync(join(folder, 'admin.port'), JSON.stringify({ port, secret: 'x'.repeat(43) }))
    expect(await connectToPort(folder)).toBeUndefined()
  })
})
