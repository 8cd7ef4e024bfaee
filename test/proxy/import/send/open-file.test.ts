/** Files of an export, which strangers have named: only its folder is read, only named origins are asked. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openFile } from '../../../../proxy/import/send/open-file.ts'
import type { ImportFile } from '../../../../proxy/import/line.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'

/** A folder with an export in it, and something beside it that is none of its business. */
function anExport() {
  const root = aFolder()
  const folder = join(root, 'export')
  mkdirSync(join(folder, 'files'), { recursive: true })
  writeFileSync(join(root, 'secret'), 'secret')
  writeFileSync(join(folder, 'files', 'a.txt'), 'hello')
  symlinkSync(join(root, 'secret'), join(folder, 'files', 'link'))
  symlinkSync(root, join(folder, 'up'))
  return folder
}

async function open(file: Omit<ImportFile, 'name'>, { folder = aFolder(), origins = [] as string[] } = {}) {
  const access = { folder, origins: new Set(origins), fetch, timeoutMs: 2000 }
  const opened = await openFile(access, { name: 'file', ...file })
  return opened.type === 'file' ? await opened.blob.text() : opened
}

/** A server on a port of its own. */
async function aServer(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

describe('a path', () => {
  it('in the folder is read', async () => {
    expect(await open({ path: 'files/a.txt' }, { folder: anExport() })).toBe('hello')
    expect(await open({ path: './files/../files/a.txt' }, { folder: anExport() })).toBe('hello')
  })

  it.each([
    '../secret',
    'files/../../secret',
    'files/link',
    'up/secret',
    '/etc/hostname',
    'files',
    '.',
    'gone',
    'a\0b',
  ])('that leads out of the folder, or to no file, is not read: %j', async (path) =>
    expect(await open({ path }, { folder: anExport() })).toMatchObject({ type: 'lost' }),
  )

  it('to a mail out of the folder is not read either', async () => {
    const part = { path: '../secret', offset: 0, length: 6, index: 0 }
    expect(await open({ part }, { folder: anExport() })).toMatchObject({ type: 'lost' })
  })
})

describe('an address', () => {
  it('is asked only where the operator said so', async () => {
    const { origin, asked } = await aServer((_, response) => response.end('there'))
    expect(await open({ url: `${origin}/a` })).toMatchObject({
      type: 'lost',
      why: expect.stringContaining('--fetch-from'),
    })
    expect(asked).toEqual([])
    expect(await open({ url: `${origin}/a` }, { origins: [origin] })).toBe('there')
    expect(await open({ url: 'file:///etc/hostname' }, { origins: [origin, 'null'] })).toMatchObject({
      type: 'lost',
    })
  })

  it('that sends on elsewhere is asked only where the operator said so', async () => {
    const inside = await aServer((_, response) => response.end('inside'))
    const { origin } = await aServer((_, response) =>
      response.writeHead(302, { Location: `${inside.origin}/x` }).end(),
    )
    expect(await open({ url: origin }, { origins: [origin] })).toMatchObject({ type: 'lost' })
    expect(inside.asked).toEqual([])
    expect(await open({ url: origin }, { origins: [origin, inside.origin] })).toBe('inside')
  })

  it('that sends on for ever is given up', async () => {
    const { origin, asked } = await aServer((_, response) =>
      response.writeHead(302, { Location: '/again' }).end(),
    )
    expect(await open({ url: origin }, { origins: [origin] })).toMatchObject({
      why: 'its server redirects too often',
    })
    expect(asked.length).toBeLessThan(6)
  })

  it.each([
    [404, 'lost'],
    [403, 'lost'],
    [429, 'failed'],
    [503, 'failed'],
  ])('that answers %i is %s', async (status, type) => {
    const { origin } = await aServer((_, response) => response.writeHead(status).end())
    expect(await open({ url: origin }, { origins: [origin] })).toMatchObject({ type })
  })

  it('of a server that is away may be there the next time', async () => {
    expect(await open({ url: 'http://127.0.0.1:1/' }, { origins: ['http://127.0.0.1:1'] })).toMatchObject({
      type: 'failed',
    })
  })

  it('that does not answer is told with the time that it was given, and given up at once by who is told to stop', async () => {
    const { origin } = await aServer(() => {})
    const access = { folder: '.', origins: new Set([origin]), fetch, timeoutMs: 100 }
    const file = { name: 'a', url: origin }
    expect(await openFile(access, file)).toEqual({
      type: 'failed',
      why: 'its server did not answer within 0.1 s',
    })
    const stop = new AbortController()
    const opened = openFile({ ...access, timeoutMs: 600_000, signal: stop.signal }, file)
    stop.abort()
    expect(await opened).toEqual({ type: 'stopped' })
  })

  it('with more than 25 MB is cut off', async () => {
    const { origin } = await aServer((_, response) => {
      const chunk = Buffer.alloc(1_000_000)
      const more = () => response.destroyed || response.write(chunk, more)
      more()
    })
    expect(await open({ url: origin }, { origins: [origin] })).toEqual({
      type: 'unfit',
      why: 'larger than 25 MB',
    })
  })
})
