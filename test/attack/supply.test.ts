/** What the product is made of, and whether every named proof exists. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Locked {
  version?: string
  license?: string
  dev?: boolean
  optional?: boolean
  hasInstallScript?: boolean
  integrity?: string
  link?: boolean
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')
/** What the bundler says is in the proxy's own files, beside what is installed. */
const bundled = new Set(
  [...readFileSync('dist/proxy/licenses.md', 'utf8').matchAll(/^## (\S+) - /gm)].map(([, name = '']) => name),
)
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** All that runs on the server, installed or bundled. A new name here is a decision: who wrote it, what does it do, who looks after it? */
const RUNTIME = [
  '@fastify/busboy',
  '@fastify/forwarded',
  '@fastify/proxy-addr',
  '@hono/node-server',
  '@neon-rs/load',
  // With prom-client: loaded where METRICS_PORT is set.
  '@opentelemetry/api',
  // With csv-parse and postal-mime: what reads the exports that an import brings, loaded by that command only.
  '@streamparser/json',
  'altcha-lib',
  'bintrees',
  'csv-parse',
  'detect-libc',
  // Of htmlparser2.
  'entities',
  'hono',
  'htmlparser2',
  'ipaddr.js',
  'jose',
  'libsql',
  // With minisearch: loaded where a site shows articles of the helpdesk.
  'marked',
  'minisearch',
  'nodemailer',
  // pg and what is of the same hand: loaded for DATABASE_URL only.
  'pg',
  'pg-cloudflare',
  'pg-connection-string',
  'pg-int8',
  'pg-pool',
  'pg-protocol',
  'pg-types',
  'pgpass',
  'postal-mime',
  'postgres-array',
  'postgres-bytea',
  'postgres-date',
  'postgres-interval',
  'prom-client',
  'split2',
  'tdigest',
  'xtend',
  'zod',
]

/** Licences that ask for no more than their text to be kept; MPL is fine for tools that are not shipped. */
const SHIPPED = /^(MIT(-0)?|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD)$/
const TOOLS =
  /^(MIT(-0)?|ISC|Apache-2\.0( WITH LLVM-exception)?|BSD-[23]-Clause|0BSD|BSD-0-Clause|MPL-2\.0|CC0-1\.0|CC-BY-4\.0|BlueOak-1\.0\.0|Python-2\.0|PSF-2\.0|\(MIT OR GPL-3\.0-or-later\)|\(MIT AND Zlib\))$/

/** Packages that state no licence in their manifest: MIT by their own files' heads, and used by tests only. */
const UNSTATED = new Set(['mootools'])

describe('the product', () => {
  it('has the runtime dependencies of this list and no other', () => {
    const installed = packages.filter(([, { dev }]) => !dev).map(([path]) => nameOf(path))
    // libsql's prebuilt binaries, one for each system.
    const found = [...installed.filter((name) => !name.startsWith('@libsql/')), ...bundled]
    expect(found.toSorted()).toEqual(RUNTIME)
  })

  it('is under licences that allow it', () => {
    for (const [path, { license = 'none', dev }] of packages.filter(
      ([name, { dev: tool }]) => !tool || !UNSTATED.has(nameOf(name)),
    ))
      expect(license, path).toMatch(dev && !bundled.has(nameOf(path)) ? TOOLS : SHIPPED)
  })

  it('needs no install script, so that npm ci --ignore-scripts installs all of it', () => {
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([])
  })

  it('is checked against its hashes when it is installed', () => {
    for (const [path, { integrity, link }] of packages) expect(link ?? integrity, path).toBeTruthy()
  })
})

describe('the threat model', () => {
  const attacks = readdirSync('docs')
    .filter((name) => name.startsWith('threat-model'))
    .map((name) => readFileSync(`docs/${name}`, 'utf8').split('\n## Known limits')[0]!)
    .flatMap((text) => text.split(/^(?=- |## )/m).filter((item) => item.startsWith('- **')))
  const proofs = attacks.flatMap((item) => [...item.matchAll(/^ {2}Test: `(test\/[\w/.-]+\.tsx?)`: (.+)$/gm)])

  it('names a defence and a test for every attack', () => {
    expect(attacks.length).toBeGreaterThan(75)
    for (const item of attacks) expect(item).toMatch(/^- \*\*.+\*\*: .+\.\n {2}Defence: .+\.\n {2}Test: `/)
    expect(proofs.length).toBeGreaterThanOrEqual(attacks.length)
  })

  it.each(proofs.map(([, file, title]) => [file!, title!]))(
    'names a test that exists in %s: %s',
    (file, title) => {
      expect(readFileSync(file, 'utf8')).toContain(title)
    },
  )
})

describe('the repository', () => {
  it('holds no secret that looks like one', () => {
    const files = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n')
    expect(files.filter((file) => /(^|\/)\.env($|\.)|\.(pem|key|p12)$/.test(file))).toEqual([])
  })
})
