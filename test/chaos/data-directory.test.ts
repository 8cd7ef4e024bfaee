/** What may happen to the folder that everything is kept in, before a start and under a running proxy. */
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { referenceOf } from '../../proxy/reference.ts'
import { reachProxy } from '../../proxy/operator/admin-line.ts'
import { connect, socketPath } from '../../proxy/operator/admin-socket.ts'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { aDataDir, aWorld } from '../harness/chaos/world.ts'
import { aFolder, aSubmission } from '../harness/proxy/builders.ts'
import { command } from '../harness/proxy/a-queue.ts'
import { aPort, aSandboxedProxy, start } from '../harness/proxy/proxy-process.ts'
import { readinessOf } from '../harness/proxy/readiness-of.ts'

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
const post = (url: string) =>
  fetch(`${url}/api/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify(aSubmission({ site: 'demo' })),
  })
const ready = async (url: string) => (await fetch(`${url}/ready`)).status

/** Removes a folder in which files are still made: `maxRetries` of rmSync() would not look for new ones. */
function remove(folder: string, tries = 100): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch (error) {
    if (tries === 0) throw error
    remove(folder, tries - 1)
  }
}

describe('a data directory under a running proxy', () => {
  it.each([
    ['removed', remove],
    ['replaced', (folder: string) => (renameSync(folder, `${folder}-old`), mkdirSync(folder))],
  ])('that is %s is noticed: nothing more is promised', async (_, act) => {
    const world = await aWorld()
    world.desk.script = () => FINE
    expect((await world.send(fieldsOf(randomUUID()))).status).toBe(202)
    await world.settled()
    act(world.dataDir)
    await expect.poll(async () => (await world.send(fieldsOf(randomUUID()))).status).toBe(503)
    await expect.poll(async () => ready(await world.address())).toBe(503)
    await world.server.kill()
    rmSync(`${world.dataDir}-old`, { recursive: true, force: true })
  })

  it('that is replaced by a copy of itself ends the delivery, and what waits is sent once, by the start after that', async () => {
    const world = await aWorld({ env: { SETTLE_DELAY_MS: '900' } })
    const [id, promised] = [randomUUID(), join(world.dataDir, 'promised.json')]
    let isOpen = false
    world.desk.script = (call) =>
      isOpen || call.kind !== 'create' ? FINE : { type: 'limited', retryAfter: '2' }
    expect((await world.send(fieldsOf(id))).status).toBe(202)
    await expect.poll(() => existsSync(promised) && readFileSync(promised, 'utf8')).toContain(id)
    const [copy, old] = [`${world.dataDir}-copy`, `${world.dataDir}-old`]
    cpSync(world.dataDir, copy, { recursive: true, filter: (path) => !/\.(sock|new)$|\/assets/.test(path) })
    renameSync(world.dataDir, old)
    renameSync(copy, world.dataDir)
    await expect.poll(async () => ready(await world.address())).toBe(503)
    const told = () => world.log.filter(({ event }) => event === 'delivery_failed')
    await expect.poll(() => JSON.stringify(told())).toContain('another database than the one that was')
    // Not before: a call that was on its way in all this would be taken.
    isOpen = true
    const before = told().length
    await expect.poll(() => told().length).toBeGreaterThan(before + 1)
    expect(world.desk.filedUnder(referenceOf(id))).toHaveLength(0)
    await world.server.stop()
    world.start()
    await expect
      .poll(async () => (await world.send(fieldsOf(id))).body, { timeout: 30_000 })
      .toContain('"delivered"')
    expect(world.desk.filedUnder(referenceOf(id))).toHaveLength(1)
    rmSync(old, { recursive: true, force: true })
  })
})

describe('a start', () => {
  it('beside a log whose database has been emptied is refused, and changes nothing', async () => {
    const proxy = await aSandboxedProxy()
    await post(proxy.url)
    await proxy.stop('SIGKILL')
    const file = join(proxy.dataDir, 'outbox.db')
    const log = statSync(`${file}-wal`).size
    expect(log).toBeGreaterThan(0)
    truncateSync(file, 0)
    await proxy.restart()
    expect(proxy.output()).toContain('is empty, but its log')
    expect(statSync(`${file}-wal`).size).toBe(log)
  })

  it('with a new database keeps the files of messages of another one, under another name', async () => {
    const dataDir = aFolder()
    mkdirSync(join(dataDir, 'files'))
    writeFileSync(join(dataDir, 'files', 'of-somebody'), 'kept')
    const running = await start({ PORT: String(await aPort()), DATA_DIR: dataDir })
    await expect.poll(() => running.output()).toContain('files_set_aside')
    const aside = readdirSync(dataDir).find((name) => name.startsWith('files.'))
    expect(readdirSync(join(dataDir, aside!))).toEqual(['of-somebody'])
    expect((await readinessOf(dataDir)).attention.join()).toContain('they are kept in')
  })

  it('tells it also when an operator has looked at the queue in between', async () => {
    const proxy = await aSandboxedProxy()
    // In order, so that the tables are in the file.
    await proxy.stop()
    await proxy.restart()
    await post(proxy.url)
    await expect.poll(() => existsSync(join(proxy.dataDir, 'promised.json'))).toBe(true)
    await proxy.stop('SIGKILL')
    rmSync(join(proxy.dataDir, 'outbox.db-wal'))
    const looked = await start({ DATA_DIR: proxy.dataDir }, 'dist/proxy/cli/main.js', ['outbox', 'list'])
    expect(await looked.ended).toBe(0)
    await proxy.restart()
    await expect.poll(() => proxy.output()).toContain('messages_missing')
  })

  it('without the log that held the last messages tells which is missing', async () => {
    const proxy = await aSandboxedProxy()
    await post(proxy.url)
    await expect.poll(() => existsSync(join(proxy.dataDir, 'promised.json'))).toBe(true)
    await proxy.stop('SIGKILL')
    rmSync(join(proxy.dataDir, 'outbox.db-wal'))
    await proxy.restart()
    await expect.poll(() => proxy.output()).toMatch(/messages_missing.*lacks S[0-9A-Z]{11}/)
    expect((await readinessOf(proxy.dataDir)).attention.join()).toContain('The database lacks S')
  })

  it('with a log that is damaged in the middle tells that there was more', async () => {
    const proxy = await aSandboxedProxy()
    for (let i = 0; i < 5; i++) await post(proxy.url)
    await proxy.stop('SIGKILL')
    const log = join(proxy.dataDir, 'outbox.db-wal')
    const handle = openSync(log, 'r+')
    writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, Math.floor(statSync(log).size / 2))
    closeSync(handle)
    await proxy.restart()
    await expect.poll(() => proxy.output()).toContain('log_damaged')
  })

  it('says in a sentence that a folder cannot be written', async (context) => {
    const folder = aDataDir()
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', folder])
    if (status !== 0) return context.skip('it needs the right to mount')
    try {
      const running = await start({ PORT: String(await aPort()), DATA_DIR: folder })
      expect(await running.ended).toBe(1)
      expect(running.output()).toContain('cannot be written (EROFS)')
      expect(running.output()).not.toContain(' at ')
    } finally {
      spawnSync('umount', ['-l', folder])
    }
  })

  it('says in a sentence that it may not open enough files', async () => {
    const child = spawn('sh', ['-c', `ulimit -n 28; exec ${process.execPath} dist/proxy/main.js`], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: aFolder(), PORT: String(await aPort()) },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(1)
    expect(output).toContain('ulimit -n 4096')
    expect(output).not.toContain('    at ')
  })
})

describe('what is written', () => {
  it('can be read by nobody else, also where it could before', async () => {
    const proxy = await aSandboxedProxy()
    await post(proxy.url)
    const names = ['outbox.db', 'outbox.db-wal', 'admin.sock']
    expect(mode(proxy.dataDir)).toBe('700')
    for (const name of names) expect(mode(join(proxy.dataDir, name)), name).toBe('600')
    await proxy.stop('SIGKILL')
    chmodSync(proxy.dataDir, 0o755)
    for (const name of names.slice(0, 2)) chmodSync(join(proxy.dataDir, name), 0o644)
    await proxy.restart()
    expect(mode(proxy.dataDir)).toBe('700')
    for (const name of names) expect(mode(join(proxy.dataDir, name)), name).toBe('600')
  })

  it('stays in the folder, its socket too, however long the path is', async () => {
    const dataDir = join(aFolder(), 'x'.repeat(120), 'data')
    mkdirSync(dataDir, { recursive: true })
    await start({ PORT: String(await aPort()), DATA_DIR: dataDir })
    expect(existsSync(join(dataDir, 'admin.sock'))).toBe(true)
    expect(socketPath(dataDir)).toMatch(/^\/proc\/self\/fd\//)
    expect(await connect(socketPath(dataDir))).toBeDefined()
  })
})

describe('a data directory that takes no Unix sockets', () => {
  it('is told in a line at the start, and commands reach the proxy all the same', async () => {
    const preload = fileURLToPath(new URL('../harness/chaos/no-unix-sockets.mjs', import.meta.url))
    const proxy = await aSandboxedProxy({ NODE_OPTIONS: `--import=${preload}` })
    await expect.poll(() => proxy.output()).toContain('DATA_DIR takes no Unix socket (listen EPERM')
    expect(mode(join(proxy.dataDir, 'admin.port'))).toBe('600')
    await post(proxy.url)
    const list = await command(proxy.dataDir, 'outbox', 'list', '--json')
    expect([list.code, (JSON.parse(list.out) as unknown[]).length]).toEqual([0, 1])
    await proxy.stop('SIGKILL')
    expect(await reachProxy(proxy.dataDir)).toBeUndefined()
    await proxy.restart()
    expect(await readinessOf(proxy.dataDir)).toBeDefined()
    await proxy.stop()
    expect(existsSync(join(proxy.dataDir, 'admin.port'))).toBe(false)
  })
})

describe('a standard error that cannot be written', () => {
  it.each(['2> /dev/full', '2>&1 >/dev/null | true'])('with %s ends nothing', async (where) => {
    const port = await aPort()
    // What Node itself says there: deprecations, warnings.
    const warning = [
      `import { subscribe } from 'node:diagnostics_channel'`,
      `subscribe('http.server.request.start', () => process.emitWarning(String(Math.random())))`,
    ]
    const child = spawn('sh', ['-c', `${process.execPath} dist/proxy/main.js ${where}; sleep 100`], {
      env: {
        PATH: process.env['PATH'] ?? '',
        DATA_DIR: aFolder(),
        PORT: String(port),
        CHALLENGE: 'off',
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(warning.join('\n'))}`,
      },
      detached: true,
    })
    try {
      const url = `http://127.0.0.1:${port}`
      await expect.poll(() => ready(url).catch(() => 0)).toBe(200)
      for (let i = 0; i < 5; i++) expect((await post(url)).status).toBe(202)
    } finally {
      process.kill(-child.pid!, 'SIGKILL')
    }
  })
})

describe('a command whose output cannot be written', () => {
  const shell = (where: string) =>
    spawnSync('bash', ['-c', `set -o pipefail; ${process.execPath} dist/proxy/cli/main.js --help ${where}`], {
      encoding: 'utf8',
    })

  it('ends without a word when its reader has seen enough', () => {
    const { status, stderr } = shell('| true')
    expect([status, stderr]).toEqual([0, ''])
  })

  it('says so when the disk is full', () => {
    const { status, stderr } = shell('> /dev/full')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^The output cannot be written: .*ENOSPC.*\n$/)
  })
})

describe('a standard output that cannot be written', () => {
  it.each([
    ['a full disk', '> /dev/full'],
    ['a reader that has gone', '| true'],
  ])('for %s ends nothing, and is told to the operator', async (_, where) => {
    const port = await aPort()
    const dataDir = aFolder()
    const child = spawn('sh', ['-c', `${process.execPath} dist/proxy/main.js ${where}; sleep 100`], {
      env: { PATH: process.env['PATH'] ?? '', DATA_DIR: dataDir, PORT: String(port), CHALLENGE: 'off' },
      detached: true,
    })
    try {
      const url = `http://127.0.0.1:${port}`
      await expect.poll(() => ready(url).catch(() => 0)).toBe(200)
      for (let i = 0; i < 3; i++) expect((await post(url)).status).toBe(202)
      expect((await readinessOf(dataDir)).attention.join()).toContain('The log cannot be written')
      expect(await ready(url)).toBe(200)
    } finally {
      process.kill(-child.pid!, 'SIGKILL')
    }
  })
})
