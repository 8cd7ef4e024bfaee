/** The two npm packages: what is in them, and that they can be installed and started as docs/install.md says. */
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFolder } from './harness/proxy/builders.ts'
import { install, pack } from './harness/packages.ts'
import { aPort, start } from './harness/proxy/proxy-process.ts'
import { LONG } from './harness/volume.ts'

type Pack = Awaited<ReturnType<typeof pack>>
let proxy: Pack
let widget: Pack

beforeAll(async () => {
  const folder = aFolder(() => {})
  ;[proxy, widget] = await Promise.all([pack('.', folder), pack('./dist/npm', folder)])
})

const manifest = (file: string) =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown> & { dependencies?: object }

/** Bytes of all files in a folder, those of one name left out. */
const bytesOf = (folder: string, except?: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !(except && entry.parentPath.includes(except)))
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)

describe('the packages', () => {
  it('are one of the proxy, and one of the browser that depends on nothing, of one version', () => {
    const [root, npm] = [manifest('package.json'), manifest('widget/npm/package.json')]
    expect(npm['version']).toBe(root['version'])
    expect([root['name'], npm['name']]).toEqual(['support-proxy', 'support-widget'])
    for (const one of [root, npm]) expect(one).not.toHaveProperty('private')
    expect(npm).not.toHaveProperty('dependencies')
  })

  it('have what users need and nothing else: no sources, tests or maps', () => {
    const folders = new Set(proxy.files.map((path) => path.replace(/^(dist\/\w+|(?!dist)[\w-]+)\/.*/, '$1')))
    expect([...folders].toSorted()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'dist/embed.json',
      'dist/inbox',
      'dist/proxy',
      'dist/public',
      'docs',
      'import.schema.json',
      'package.json',
      'sites.schema.json',
      'widget',
    ])
    expect(proxy.files.filter((path) => /\.(map|ts|tsx)$|test/.test(path))).toEqual([])
    expect(widget.files.filter((path) => !path.endsWith('.d.ts')).toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'custom-elements.json',
      'index.js',
      'package.json',
    ])
    expect(proxy.unpackedSize).toBeLessThan(5_500_000)
    expect(widget.unpackedSize).toBeLessThan(30_000)
  })

  it('have every page and example that their own pages and messages name', () => {
    const pages = ['README.md', ...proxy.files.filter((path) => /^docs\/[^/]+\.md$/.test(path))]
    const linked = pages.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to]) =>
        join(path, '..', to!),
      ),
    )
    // In a checkout only: it is built there.
    const elsewhere = new Set(['compose.yaml', 'Dockerfile', 'test/deploy/containers.sh'])
    expect(linked.length).toBeGreaterThan(100)
    const missing = linked.filter((path) => !proxy.files.includes(path) && !elsewhere.has(path))
    expect([...new Set(missing)]).toEqual([])
    const told = proxy.files
      .filter((path) => path.startsWith('dist/proxy/') && path.endsWith('.js'))
      .flatMap((path) => readFileSync(path, 'utf8').match(/\bdocs\/[\w-]+\.md/g) ?? [])
    expect(told).toContain('docs/mail.md')
    for (const path of told) expect(proxy.files).toContain(path)
  })

  it('have a proxy whose source takes little memory, and whose stack traces can be read', () => {
    const served = proxy.files.find((path) => path.startsWith('dist/proxy/serve-'))!
    const source = readFileSync(served, 'utf8')
    // Node keeps it at two bytes a character where one is beyond Latin letters.
    expect(source).not.toMatch(/[^\0-\u00ff]/)
    expect(source).not.toMatch(/^\s*\/\*\*/m)
    expect(source.split('\n').length).toBeGreaterThan(5000)
    expect(source).toContain('function serve(')
  })

  it('are not made of a checkout without what a build needs, which is told, and keeps the build that is there', async () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'dist'))
    for (const name of ['prepare.mjs', 'the-build.mjs'])
      copyFileSync(join('widget/build', name), join(folder, name))
    const { status, stderr } = spawnSync(process.execPath, ['prepare.mjs', 'afresh'], { cwd: folder })
    expect([status, stderr.toString()]).toEqual([1, expect.stringContaining('Run npm ci --include=dev')])
    expect(existsSync(join(folder, 'dist'))).toBe(true)
  })

  it.each([
    ['support-proxy', () => proxy],
    ['support-widget', () => widget],
  ])('say rightly what can be imported: %s', async (_, packed) => {
    const tarball = readFileSync(packed().tarball)
    const { messages } = await publint({ pack: { tarball: new Uint8Array(tarball).buffer } })
    expect(messages).toEqual([])
    const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)))
    const problems = checked.types ? checked.problems : []
    // An ES module only: what asks as CommonJS did before Node 20.19 and TypeScript 4.7 is not served.
    const old = new Set<string>(['node10', 'node16-cjs'])
    expect(problems.filter((one) => !('resolutionKind' in one && old.has(one.resolutionKind)))).toEqual([])
  })
})

describe('the package of the browser', () => {
  it('is installed without a network, and imports without effect on a server, types of frameworks too', async () => {
    const folder = await install(aFolder(), widget.tarball, '--offline')
    const program = `
      import { startSupport } from 'support-widget'
      for (const name of ['react', 'preact', 'vue', 'svelte']) await import('support-widget/' + name)
      startSupport({ src: 'https://support.example.com' })
      console.log(Object.keys(globalThis).includes('SupportWidget'))`
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: folder })
    expect(told.toString()).toBe('false\n')
    expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'support-widget',
    ])
  })
})

// The registry is asked for what they depend on, and git for a build.
describe.runIf(LONG)('the package of the proxy', () => {
  it.each([
    ['a tarball', () => proxy.tarball],
    ['git', () => `git+${pathToFileURL(resolve('.')).href}`],
  ])(
    'installed from %s into an empty folder, has the command, and starts',
    async (_, from) => {
      const folder = await install(aFolder(), from(), '--prefer-offline')
      const command = join(folder, 'node_modules', '.bin', 'support-proxy')
      expect(execFileSync(command, ['--help']).toString()).toContain('Usage: support-proxy')
      const env = { PORT: String(await aPort()), DATA_DIR: aFolder() }
      const running = await start(env, command, ['start'])
      expect((await fetch(`http://127.0.0.1:${env.PORT}/support.js`)).status).toBe(200)
      expect((await fetch(`http://127.0.0.1:${env.PORT}/ready`)).status).toBe(200)
      expect(await running.kill('SIGTERM')).toBe(0)
      // npm takes the database's driver for glibc and for musl alike, and one of them is ever read.
      const all = bytesOf(join(folder, 'node_modules'))
      const used = bytesOf(join(folder, 'node_modules'), 'linux-x64-musl')
      process.stdout.write(`support-proxy from ${_}: ${all} bytes installed, ${used} of them for one libc\n`)
      expect(used).toBeLessThan(30_000_000)
    },
    300_000,
  )
})
