import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepAssets } from '../../../../proxy/http/assets/asset-archive.ts'
import { createAssets } from '../../../../proxy/http/assets/assets.ts'
import { panelPath } from '../../../../widget/build/built.ts'
import { page } from '../../../pages.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const DAY = 24 * 60 * 60 * 1000

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Asks for a file of the build, through the routes as they are mounted. */
const built = (path: string, headers: Record<string, string> = {}) => {
  const app = new Hono().route('/', createAssets('dist/public', join(folder, 'none')))
  return app.request(path, { headers })
}

describe('the widget’s files', () => {
  it.each([
    ['/support.js', 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800'],
    ['/integrity.json', 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800'],
    ['/' + panelPath(), 'public, max-age=31536000, immutable'],
    [`/${version}/support.js`, 'public, max-age=31536000, immutable'],
    [`/${version}/standalone.js`, 'public, max-age=31536000, immutable'],
  ])('%s may be loaded and kept by every page', async (path, cache) => {
    const answer = await built(path, { 'Accept-Encoding': 'gzip, br' })
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': cache,
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    })
    expect(answer.headers.get('content-type')).toMatch(/^(text\/javascript; charset=utf-8|application\/json)/)
    const again = await built(path, {
      'Accept-Encoding': 'gzip, br',
      'If-None-Match': answer.headers.get('etag')!,
    })
    expect(again.status).toBe(304)
  })

  it('are kept as long as docs/embed.md says of each', async () => {
    const [, evergreen = ''] = /same name \((.+?)\)/.exec(page('docs/embed.md', '## Caching')) ?? []
    const told = [...evergreen.matchAll(/`\/?([\w.]+)`/g)].map(([, name]) => name!)
    const files = readdirSync('dist/public', { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(js|css|json)$/.test(name) && !/^(\.vite|preview)\//.test(name),
    )
    expect(files.filter((name) => !name.includes('/')).toSorted()).toEqual(told.toSorted())
    for (const name of files) {
      const kept = (await built(`/${name}`)).headers.get('cache-control')
      expect(kept, name).toBe(
        told.includes(name)
          ? 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800'
          : 'public, max-age=31536000, immutable',
      )
    }
  })

  it.each([
    ['br', (bytes: Buffer) => brotliDecompressSync(bytes)],
    ['gzip', (bytes: Buffer) => gunzipSync(bytes)],
    ['identity', (bytes: Buffer) => bytes],
  ])('come as %s to whoever takes it', async (encoding, unpack) => {
    const answer = await built('/support.js', { 'Accept-Encoding': encoding })
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(unpack(bytes).equals(readFileSync('dist/public/support.js'))).toBe(true)
  })

  it('are those whose hashes are published', async () => {
    const list = (await (await built('/integrity.json')).json()) as Record<string, string>
    expect(Object.keys(list)).toContain(`${version}/support.js`)
    for (const [name, hash] of Object.entries(list)) {
      const bytes = Buffer.from(await (await built('/' + name)).arrayBuffer())
      expect('sha384-' + createHash('sha384').update(bytes).digest('base64'), name).toBe(hash)
    }
  })

  it.each([
    `/${version}/none.js`,
    '/assets/none-12345678.js',
    '/1.2.x/support.js',
    '/assets/../../package.json',
  ])('%s is none of them', async (path) => expect((await built(path)).status).toBe(404))
})

describe('a file of an earlier build', () => {
  /** Deploys a build of these files at a day, and serves it. */
  const deploy = async (
    day: number,
    files: Record<string, string>,
    signal = new AbortController().signal,
  ) => {
    const from = join(folder, `build-${day}`)
    const to = join(folder, 'data', 'assets')
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(from, name)), { recursive: true })
      writeFileSync(join(from, name), text)
    }
    const lines: string[] = []
    await keepAssets({ from, to, now: () => day * DAY, log: (_, event) => lines.push(event), signal })
    expect(lines).toEqual([])
    const app = new Hono().route('/', createAssets(from, to))
    return async (path: string) => {
      const answer = await app.request(path)
      return answer.ok ? answer.text() : answer.status
    }
  }

  const first = {
    'support.js': '1',
    'assets/panel-aaaaaaaa.js': 'a',
    'assets/panel.js': 'a',
    '1.0.0/support.js': '1',
  }
  const second = {
    'support.js': '2',
    'assets/bbbbbb/panel.js': 'b',
    'assets/bbbbbb/de/form.js': 'b in German',
    'assets/panel.js': 'b',
    '1.1.0/support.js': '2',
  }

  it('is served for ninety days after the deploy that replaced it', async () => {
    expect(await (await deploy(0, first))('/assets/panel-aaaaaaaa.js')).toBe('a')
    const get = await deploy(200, second)
    expect(await get('/assets/panel-aaaaaaaa.js')).toBe('a')
    expect(await get('/1.0.0/support.js')).toBe('1')
    expect(await get('/assets/bbbbbb/panel.js')).toBe('b')
    expect(await (await deploy(290, second))('/assets/panel-aaaaaaaa.js')).toBe('a')
    const later = await deploy(291, second)
    expect(await later('/assets/panel-aaaaaaaa.js')).toBe(404)
    expect(await later('/1.0.0/support.js')).toBe(404)
    expect(await later('/assets/bbbbbb/panel.js')).toBe('b')
    await deploy(400, first)
    const last = await deploy(491, first)
    expect(await last('/assets/panel-aaaaaaaa.js')).toBe('a')
    expect(await last('/assets/bbbbbb/de/form.js')).toBe(404)
    expect(readdirSync(join(folder, 'data', 'assets', 'assets'))).not.toContain('bbbbbb')
  })

  it('takes as much of a disk as docs/operate.md says', async () => {
    const to = join(folder, 'whole')
    const { signal } = new AbortController()
    await keepAssets({ from: 'dist/public', to, now: Date.now, log: () => expect.unreachable(), signal })
    // Most disks give out blocks of 4 kB.
    const blocks = readdirSync(to, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => Math.ceil(statSync(join(entry.parentPath, entry.name)).size / 4096))
    const bytes = blocks.reduce((sum, count) => sum + count * 4096, 0)
    const [, told] = /some (\d+) MB of disk each, in `assets`/.exec(page('docs/operate.md')) ?? []
    expect(Math.round(bytes / 1e6)).toBe(Number(told))
  })

  it('never stands in for one that has the same name in every build', async () => {
    await deploy(0, first)
    const get = await deploy(1, second)
    expect(await get('/support.js')).toBe('2')
    expect(await get('/assets/panel.js')).toBe('b')
  })

  it('is copied once for a build, and anew where that was cut short or the build is another', async () => {
    const archived = join(folder, 'data', 'assets', '1.0.0', 'support.js')
    const build = { ...first, 'integrity.json': '{"of":"first"}' }
    const ended = new AbortController()
    ended.abort()
    await deploy(0, build, ended.signal)
    expect(existsSync(archived)).toBe(false)
    await deploy(0, build)
    expect(readFileSync(archived, 'utf8')).toBe('1')
    writeFileSync(archived, 'left alone')
    await deploy(1, build)
    expect(readFileSync(archived, 'utf8')).toBe('left alone')
    await deploy(2, { ...build, 'integrity.json': '{"of":"the same version, built again"}' })
    expect(readFileSync(archived, 'utf8')).toBe('1')
    expect(await (await deploy(95, second))('/assets/panel-aaaaaaaa.js')).toBe('a')
  })

  it('is copied beside the serving, from an archive that is there at once', async () => {
    const to = join(folder, 'archive')
    const from = 'dist/public'
    const { signal } = new AbortController()
    const copying = keepAssets({ from, to, now: Date.now, log: () => expect.unreachable(), signal })
    expect(readdirSync(to)).toEqual([])
    await copying
    expect(readFileSync(join(to, panelPath()))).toEqual(readFileSync(join(from, panelPath())))
    expect(readdirSync(to, { recursive: true }).filter((name) => String(name).endsWith('.part'))).toEqual([])
  })

  it('that cannot be kept is told, and keeps nothing from being served', async () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be')
    const lines: string[] = []
    await keepAssets({
      from: 'dist/public',
      to: join(folder, 'data', 'assets'),
      now: Date.now,
      log: (_, event) => lines.push(event),
      signal: new AbortController().signal,
    })
    expect(lines).toEqual(['assets_not_kept'])
  })
})
