/** Uploads over real sockets: broken off, slow, endless, refused in the middle, and what they cost in memory. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PACE } from '../../proxy/intake/body.ts'
import {
  aFolder,
  aHelpdesk,
  CHANNEL,
  formFields,
  json,
  ORIGIN,
  UNLIMITED,
} from '../harness/proxy/builders.ts'
import { aPort, start } from '../harness/proxy/proxy-process.ts'
import { head, statusesOf, Wire } from '../harness/attack/raw-socket.ts'

/** Bytes that cannot be compressed, and that by no chance begin as a program or an archive does. */
const noise = (size: number) => Buffer.from(randomBytes(size)).fill('x', 0, 4)

const MB = 1_000_000

/** A proxy on a port of its own, with a helpdesk that keeps nothing, and a site that takes files. */
async function aProxy(env: Record<string, string> = {}) {
  const folder = aFolder()
  const dataDir = join(folder, 'data')
  const sites = join(folder, 'sites.json')
  const files = { max: 4, maxMegabytes: 25, types: ['*'] }
  writeFileSync(sites, JSON.stringify({ sites: { shop: { channel: CHANNEL, origins: [ORIGIN], files } } }))
  // Tickets wait, so that what arrives can be looked at.
  const desk = await aHelpdesk((_, response) => json(response, 503, {}))
  const port = await aPort()
  const { output, pid } = await start({
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    SITES_FILE: sites,
    THERE_THERE_TOKEN: 't',
    THERE_THERE_URL: desk.url,
    ...UNLIMITED,
    ...env,
  })
  const spooled = () => (existsSync(join(dataDir, 'files')) ? readdirSync(join(dataDir, 'files')) : [])
  return { port, url: `http://127.0.0.1:${port}/api/tickets`, dataDir, output, pid, spooled }
}

const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

/** The head of a request with all its fields and the head of one file; what follows is the file. */
function anUpload(headers: string[], changes: Record<string, string> = {}): string {
  const fields = Object.entries(formFields(changes))
    .map(([name, value]) => part(name, value))
    .join('')
  const file = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.log"\r\n\r\n'
  return (
    head('/api/tickets', 'POST', [
      `Origin: ${ORIGIN}`,
      'Content-Type: multipart/form-data; boundary=b',
      ...headers,
    ]) +
    fields +
    file
  )
}

const codeIn = (answer: string) => /"code":"(\w+)"/.exec(answer)?.[1]

function aForm(files: File[], changes: Record<string, string> = {}): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(formFields(changes))) form.append(name, value)
  for (const file of files) form.append('files', file)
  return form
}

const send = async (url: string, form: FormData) => {
  const response = await fetch(url, { method: 'POST', body: form, headers: { Origin: ORIGIN } })
  return { status: response.status, body: (await response.json()) as { code?: string; fields?: object } }
}

describe('an upload', () => {
  it('that its client breaks off at nine tenths leaves nothing', async () => {
    const proxy = await aProxy()
    const wire = new Wire(proxy.port).send(anUpload([`Content-Length: ${10 * MB}`]))
    for (let sent = 0; sent < 9; sent++) wire.send(Buffer.alloc(MB))
    await expect.poll(proxy.spooled).toHaveLength(1)
    wire.socket.resetAndDestroy()
    await expect.poll(proxy.spooled).toEqual([])
    expect((await fetch(`http://127.0.0.1:${proxy.port}/ready`)).status).toBe(200)
    expect(proxy.output()).not.toMatch(/"event":"(bug|store_failed|submission)"/)
  })

  it('of a kilobyte a second is cut off, and told why', async () => {
    const proxy = await aProxy({ REQUEST_TIMEOUT_MS: '1000' })
    const wire = new Wire(proxy.port).send(anUpload([`Content-Length: ${10 * MB}`]))
    const timer = setInterval(() => wire.send(Buffer.alloc(100)), 100)
    await expect.poll(() => codeIn(wire.answer)).toBe('too_slow')
    clearInterval(timer)
    expect(statusesOf(wire.answer)).toEqual([408])
    await wire.closed
    expect(proxy.spooled()).toEqual([])
  })

  it('that stops altogether is cut off as well', async () => {
    const proxy = await aProxy({ REQUEST_TIMEOUT_MS: '1000' })
    const wire = new Wire(proxy.port).send(anUpload([`Content-Length: ${10 * MB}`]) + 'x'.repeat(1000))
    await wire.closed
    expect(codeIn(wire.answer)).toBe('too_slow')
    expect(proxy.spooled()).toEqual([])
  })

  it('may take longer than other requests, as long as it keeps the pace', async () => {
    const proxy = await aProxy({ REQUEST_TIMEOUT_MS: '1000' })
    const body = anUpload([`Content-Length: ${MB}`])
    const length = Buffer.byteLength(body.slice(body.indexOf('\r\n\r\n') + 4))
    const wire = new Wire(proxy.port).send(body)
    const end = '\r\n--b--\r\n'
    const rest = MB - length - end.length
    // Three times the pace at first, so that it takes longer than the time of others; then the rest at once.
    let sent = 0
    const started = performance.now()
    const timer = setInterval(() => {
      const size = performance.now() - started < 2500 ? Math.ceil((PACE * 3) / 10) : rest
      wire.send(Buffer.alloc(Math.min(size, rest - sent), 'x'))
      sent = Math.min(rest, sent + size)
      if (sent === rest) wire.send(end)
      if (sent === rest) clearInterval(timer)
    }, 100)
    await expect.poll(() => statusesOf(wire.answer)).toEqual([202])
    clearInterval(timer)
    expect(performance.now() - started).toBeGreaterThan(2000)
    wire.socket.destroy()
  })

  it('without an end is cut at the largest there may be', async () => {
    const proxy = await aProxy()
    const wire = new Wire(proxy.port).send(
      anUpload(['Transfer-Encoding: chunked']).replace('--b', '7fffffff\r\n--b'),
    )
    const chunk = Buffer.alloc(MB)
    const pump = () => {
      while (!wire.socket.destroyed && wire.socket.write(chunk));
    }
    wire.socket.on('drain', pump)
    pump()
    await wire.closed
    expect(proxy.spooled()).toEqual([])
    expect((await fetch(`http://127.0.0.1:${proxy.port}/health`)).status).toBe(200)
  })

  it('that announces more than there may be is refused before it is sent', async () => {
    const proxy = await aProxy()
    const wire = new Wire(proxy.port).send(anUpload([`Content-Length: ${200 * MB}`]))
    await expect.poll(() => statusesOf(wire.answer)).toEqual([413])
    wire.socket.destroy()
  })

  it('that is refused in the middle is read to its end, so that a browser learns why', async () => {
    const proxy = await aProxy({ SPOOL_MEGABYTES: '5' })
    const big = new File([Buffer.alloc(20 * MB)], 'a.log')
    expect(await send(proxy.url, aForm([big]))).toMatchObject({ status: 507, body: { code: 'no_room' } })
    expect(await send(proxy.url, aForm([big], { email: 'x' }))).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    })
    expect(await send(proxy.url, aForm([big], { site: 'nope' }))).toMatchObject({ status: 404 })
    expect(proxy.spooled()).toEqual([])
    expect((await send(proxy.url, aForm([new File(['ok'], 'a.log')]))).status).toBe(202)
  })

  it('for which there is no room keeps none while it still arrives', async () => {
    const proxy = await aProxy({ SPOOL_MEGABYTES: '5' })
    const wire = new Wire(proxy.port)
      .send(anUpload([`Content-Length: ${20 * MB}`]))
      .send(Buffer.alloc(3 * MB))
    await expect.poll(proxy.spooled).toHaveLength(1)
    wire.send(Buffer.alloc(3 * MB))
    await expect.poll(proxy.spooled).toEqual([])
    expect((await send(proxy.url, aForm([new File([noise(4 * MB)], 'a.log')]))).status).toBe(202)
    wire.socket.destroy()
  })

  it('that stops gives way to one of another address when there is no room for both', async () => {
    const proxy = await aProxy({ SPOOL_MEGABYTES: '30', TRUSTED_PROXIES: '127.0.0.1' })
    const from = (network: string) => `X-Forwarded-For: ${network}`
    const wires = [1, 2, 3].map(() =>
      new Wire(proxy.port)
        .send(anUpload([from('203.0.113.1'), `Content-Length: ${20 * MB}`]))
        .send(Buffer.alloc(9 * MB)),
    )
    const arrived = () =>
      proxy.spooled().reduce((sum, name) => sum + statSync(join(proxy.dataDir, 'files', name)).size, 0)
    await expect.poll(arrived).toBeGreaterThan(26 * MB)
    const form = aForm([new File([noise(10 * MB)], 'a.log')])
    const headers = { Origin: ORIGIN, 'X-Forwarded-For': '198.51.100.1' }
    const other = await fetch(proxy.url, { method: 'POST', body: form, headers })
    expect(other.status).toBe(202)
    // One was enough; of the same address, nobody gives way.
    expect(proxy.spooled()).toHaveLength(3)
    const own = { Origin: ORIGIN, 'X-Forwarded-For': '203.0.113.1' }
    const more = await fetch(proxy.url, {
      method: 'POST',
      body: aForm([new File([noise(10 * MB)], 'a.log')]),
      headers: own,
    })
    expect(more.status).toBe(507)
    for (const { socket } of wires) socket.destroy()
    await expect.poll(proxy.spooled).toHaveLength(1)
    expect(proxy.output()).not.toMatch(/"event":"(bug|store_failed)"/)
  })

  it.runIf(existsSync('/proc/self/clear_refs'))('of 25 MB costs less than 40 MB of memory', async () => {
    const costs: number[] = []
    // Three processes: when the collector runs is chance.
    for (let run = 0; run < 3; run++) {
      // One call a minute: the file stays where it is while this is measured.
      const proxy = await aProxy({ THERE_THERE_RATE: '1' })
      const peak = () =>
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${proxy.pid}/status`, 'utf8'))?.[1]) / 1000
      // The first ones pay for what is loaded and compiled once.
      for (const size of [1000, 300_000, 300_000])
        expect((await send(proxy.url, aForm([new File([noise(size)], 'a.log')]))).status).toBe(202)
      const content = noise(24_999_000)
      writeFileSync(`/proc/${proxy.pid}/clear_refs`, '5')
      const before = peak()
      expect((await send(proxy.url, aForm([new File([content], 'a.log')]))).status).toBe(202)
      costs.push(peak() - before)
      const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
      const stored = proxy.spooled().map((name) => readFileSync(join(proxy.dataDir, 'files', name)))
      expect(stored.map(digestOf)).toContain(digestOf(content))
    }
    console.log(`25 MB upload: peak memory + ${costs.map((cost) => cost.toFixed(0)).join(', ')} MB`)
    expect(costs.toSorted((a, b) => a - b)[1]).toBeLessThan(40)
  })
})
