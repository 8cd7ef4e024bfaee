/** Files on their way in, while the disk runs full or the process is killed. */
import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CHANNEL, ORIGIN } from '../harness/proxy/builders.ts'
import { aPort } from '../harness/proxy/proxy-process.ts'
import { aServer } from '../harness/chaos/killable-proxy.ts'
import { aDataDir } from '../harness/chaos/world.ts'

const SITES = {
  sites: { shop: { channel: CHANNEL, origins: [ORIGIN], files: { types: ['*'], maxMegabytes: 25 } } },
}

/** A proxy for a site that takes files; there is no helpdesk, so they stay. */
async function aProxy(dataDir: string) {
  const sites = join(aDataDir(), 'sites.json')
  writeFileSync(sites, JSON.stringify(SITES))
  const deskUrl = `http://127.0.0.1:${await aPort()}`
  const env = { SITES_FILE: sites, THERE_THERE_CHANNEL: '', ALLOWED_ORIGINS: '' }
  const start = () => aServer({ dataDir, deskUrl, env })
  return { start, spooled: () => readdirSync(join(dataDir, 'files')) }
}

const fieldsOf = (id: string) => ({ id, site: 'shop', email: 'ada@example.com', message: 'Help' })

async function send(url: string, id: string, size: number) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fieldsOf(id))) form.append(name, value)
  form.append('files', new File([randomBytes(size)], 'a.bin'))
  const response = await fetch(`${url}/api/tickets`, {
    method: 'POST',
    body: form,
    headers: { Origin: ORIGIN },
  })
  return { status: response.status, body: (await response.json()) as { code?: string } }
}

describe('a disk that runs full during an upload', () => {
  it('refuses it with a clear answer, loses nothing, and takes it when there is room again', async (context) => {
    const folder = aDataDir()
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder], { encoding: 'utf8' })
    if (mount.status !== 0)
      return context.skip(`a small disk needs the right to mount (${mount.stderr.trim()})`)
    onTestFinished(() => void spawnSync('umount', ['-l', folder]))
    const { start, spooled } = await aProxy(join(folder, 'data'))
    const server = start()
    const url = await server.ready
    expect((await send(url, randomUUID(), 1_000_000)).status).toBe(202)
    const id = randomUUID()
    expect(await send(url, id, 15_000_000)).toMatchObject({ status: 507, body: { code: 'no_room' } })
    expect(spooled()).toHaveLength(1)
    expect((await send(url, randomUUID(), 1_000_000)).status).toBe(202)
    spawnSync('mount', ['-o', 'remount,size=40m', folder])
    expect((await send(url, id, 15_000_000)).status).toBe(202)
    expect(spooled()).toHaveLength(3)
    expect(server.log.some(({ event }) => event === 'bug')).toBe(false)
  })
})

describe('kill -9 during an upload', () => {
  it('leaves nothing of it after the next start, and everything of what was confirmed', async () => {
    const { start, spooled } = await aProxy(aDataDir())
    const first = start()
    const url = await first.ready
    expect((await send(url, randomUUID(), 1000)).status).toBe(202)
    const parts = Object.entries(fieldsOf(randomUUID()))
      .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('')
    const file = '--b\r\nContent-Disposition: form-data; name="files"; filename="b.bin"\r\n\r\n'
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
    socket.on('error', () => {})
    socket.write(
      `POST /api/tickets HTTP/1.1\r\nHost: x\r\nOrigin: ${ORIGIN}\r\nContent-Length: 9000000\r\n` +
        `Content-Type: multipart/form-data; boundary=b\r\n\r\n${parts}${file}`,
    )
    socket.write(randomBytes(500_000))
    await expect.poll(spooled).toHaveLength(2)
    await first.kill()
    expect(spooled()).toHaveLength(2)
    const second = start()
    await second.ready
    expect(spooled()).toHaveLength(1)
    await expect.poll(() => second.output).toContain('"event":"orphans_removed","count":1')
  })
})
