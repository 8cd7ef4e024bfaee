/** What is answered from memory is what the disk would answer, in every header, and changes when the disk does. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createAssets } from '../../../../proxy/http/assets/assets.ts'
import { keepingAssets } from '../../../../proxy/http/assets/assets-in-memory.ts'

/** A build and an archive, served with and without memory; `asked` counts what went to the disk. */
function someAssets(files: Record<string, string | Buffer>) {
  const root = mkdtempSync(join(tmpdir(), 'kept-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const write = (name: string, content: string | Buffer) => {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  mkdirSync(join(root, 'old'), { recursive: true })
  const folders = [join(root, 'new'), join(root, 'old')] as const
  const plain = createAssets(...folders)
  let time = 0
  let asked = 0
  const keeping = keepingAssets(
    (request) => {
      asked++
      return plain.fetch(request)
    },
    folders,
    () => time,
  )
  const request = (path: string, headers: Record<string, string>, method = 'GET') =>
    new Request(`http://support.example${path}`, { headers, method })
  const told = async (answer: Response) => ({
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: Buffer.from(await answer.arrayBuffer()).toString('latin1'),
  })
  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    told(await keeping(request(path, headers, method)))
  return {
    get,
    disk: async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      told(await plain.fetch(request(path, headers, method))),
    asked: () => asked,
    pass: (ms: number) => (time += ms),
    write,
    remove: (name: string) => rmSync(join(root, name)),
  }
}

const FILES = {
  'new/support.js': 'the loader',
  'new/support.js.gz': gzipSync('the loader'),
  'new/support.js.br': 'as if it were Brotli',
  'new/assets/panel-aaaaaaaa.js': 'the panel',
  'new/assets/de/form-aaaaaaaa.js': 'texts',
  'new/integrity.json': '{}',
  'old/assets/panel-bbbbbbbb.js': 'an earlier panel',
  'old/1.0.0/support.js': 'an earlier loader',
}

describe('a file in memory', () => {
  it.each([
    ['/support.js', {}],
    ['/support.js?1', {}],
    ['/support.js', { 'Accept-Encoding': 'gzip, deflate, br, zstd' }],
    ['/support.js', { 'Accept-Encoding': 'gzip' }],
    ['/support.js', { 'Accept-Encoding': 'identity' }],
    ['/support.js', { 'Accept-Encoding': 'br;q=0' }],
    ['/support.js', { Range: 'bytes=0-3' }],
    ['/support.js', { Range: 'bytes=99-', 'Accept-Encoding': 'gzip' }],
    ['/support.js', { 'If-None-Match': '*' }],
    ['/support.js', { 'If-None-Match': '"other"' }],
    ['/assets/panel-aaaaaaaa.js', { Origin: 'https://shop.example' }],
    ['/assets/de/form-aaaaaaaa.js', {}],
    ['/assets/panel-bbbbbbbb.js', {}],
    ['/1.0.0/support.js', {}],
    ['/integrity.json', {}],
    ['/assets/none-aaaaaaaa.js', {}],
    ['/assets', {}],
    ['/assets/de', {}],
    ['/assets/%2e%2e/support.js', {}],
  ])('%s is answered to %j as from the disk, each time', async (path, headers) => {
    const { get, disk } = someAssets(FILES)
    const expected = await disk(path, headers)
    for (let time = 0; time < 3; time++) expect(await get(path, headers)).toEqual(expected)
    expect(await get(path, headers, 'HEAD')).toEqual(await disk(path, headers, 'HEAD'))
    expect(await get(path, headers, 'POST')).toEqual(await disk(path, headers, 'POST'))
    const tag = expected.headers['etag']
    for (const asked of [`${tag}`, `"x", W/${tag}`, '*']) {
      const conditional = { ...headers, 'If-None-Match': asked }
      expect(await get(path, conditional)).toEqual(await disk(path, conditional))
    }
  })

  it('is read once, in each form that is asked for', async () => {
    const { get, asked } = someAssets(FILES)
    for (let time = 0; time < 5; time++) await get('/support.js', { 'Accept-Encoding': 'br' })
    expect(asked()).toBe(1)
    await get('/support.js', { 'Accept-Encoding': 'gzip' })
    expect(asked()).toBe(2)
    const { headers } = await get('/support.js', { 'Accept-Encoding': 'gzip' })
    expect(
      (await get('/support.js', { 'Accept-Encoding': 'gzip', 'If-None-Match': headers['etag']! })).status,
    ).toBe(304)
    expect(asked()).toBe(2)
  })

  it('is the new one within a second of a build, and gone with its file', async () => {
    const { get, pass, write, remove } = someAssets(FILES)
    expect((await get('/support.js')).body).toBe('the loader')
    write('new/support.js', 'the next loader')
    pass(1000)
    expect((await get('/support.js')).body).toBe('the next loader')
    remove('new/support.js')
    pass(1000)
    expect((await get('/support.js')).status).toBe(404)
  })

  it('may not be large, and all of them together neither', async () => {
    const large = 'x'.repeat(290_000)
    const many = Array.from({ length: 130 }, (_, i) => [`new/assets/p-${1e7 + i}.js`, large])
    const { get, asked } = someAssets({
      ...(Object.fromEntries(many) as Record<string, string>),
      'new/assets/huge-aaaaaaaa.js': 'x'.repeat(300_001),
    })
    await get('/assets/huge-aaaaaaaa.js')
    await get('/assets/huge-aaaaaaaa.js')
    expect(asked()).toBe(2)
    for (let i = 0; i < 130; i++) await get(`/assets/p-${1e7 + i}.js`)
    expect(asked()).toBe(132)
    // The latest are there, the first have made room.
    await get(`/assets/p-${1e7 + 129}.js`)
    expect(asked()).toBe(132)
    await get('/assets/p-10000000.js')
    expect(asked()).toBe(133)
  })
})
