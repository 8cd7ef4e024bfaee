import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { aServer } from '../harness/chaos/killable-proxy.ts'
import { aDataDir, aWorld } from '../harness/chaos/world.ts'
import { anOperator, SECRET } from '../harness/proxy/a-status-page.ts'

/** A folder on a file system of `size`, or why there is none. */
function aSmallDisk(size: string): { folder: string } | { obstacle: string } {
  const folder = aDataDir()
  const { status, stderr, error } = spawnSync(
    'mount',
    ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder],
    {
      encoding: 'utf8',
    },
  )
  if (status !== 0)
    return { obstacle: `a small disk needs the right to mount (${error?.message ?? stderr.trim()})` }
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
  return { folder }
}

describe('a full disk', () => {
  it('confirms nothing that it cannot keep, and goes on by itself when there is room again', async (context) => {
    const disk = aSmallDisk('1m')
    if ('obstacle' in disk) return context.skip(disk.obstacle)
    const world = await aWorld({ dataDir: join(disk.folder, 'data') })
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    const filler = join(disk.folder, 'filler')
    const refused: string[] = []
    // The filler leaves a little: the disk runs full in the middle of the work, not before it.
    const free = Number(
      spawnSync('stat', ['-f', '-c', '%a*%S', disk.folder], { encoding: 'utf8' }).stdout.split('*')[0],
    )
    writeFileSync(filler, Buffer.alloc(Math.max(0, free - 12) * 4096))
    for (let i = 0; i < 60 && refused.length < 5; i++) {
      const id = randomUUID()
      if ((await world.send(fieldsOf(id))).status === 503) refused.push(id)
    }
    expect(refused).toHaveLength(5)
    rmSync(filler)
    for (const id of refused) expect((await world.send(fieldsOf(id))).status).toBe(202)
    await world.settled()
    expect((await world.end()).promised).toBeGreaterThanOrEqual(6)
  })

  it('and a kill -9 while it is full lose nothing', async (context) => {
    const disk = aSmallDisk('4m')
    if ('obstacle' in disk) return context.skip(disk.obstacle)
    const world = await aWorld({ dataDir: join(disk.folder, 'data') })
    world.desk.script = () => ({ type: 'hang' })
    await world.server.ready
    const ballast = join(disk.folder, 'ballast')
    writeFileSync(ballast, Buffer.alloc(3_700_000))
    for (let status = 0; status !== 503;)
      status = (await world.send(fieldsOf(randomUUID(), 'x'.repeat(9000)))).status
    await world.server.kill()
    world.desk.script = () => FINE
    // Full to the brim, so that even the start has to do without room.
    const filler = join(disk.folder, 'filler')
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'])
    const crowded = world.start()
    await Promise.race([crowded.ready.catch(() => {}), crowded.exit])
    await crowded.kill()
    rmSync(filler)
    rmSync(ballast)
    world.start()
    const promised = world.ledger.promised.size
    expect(promised).toBeGreaterThan(0)
    await world.settled()
    expect((await world.end()).promised).toBe(promised)
  })
})

/** Lets every sync of a process fail, until it is released; or why that cannot be done here. */
async function aFailingDisk(pid: number | undefined): Promise<{ release: () => Promise<unknown> } | string> {
  const inject = ['-e', 'trace=fdatasync,fsync', '-e', 'inject=fdatasync,fsync:error=EIO']
  const tracer = spawn('strace', ['-f', ...inject, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  tracer.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
  const ended = new Promise((resolve) => tracer.on('close', resolve).on('error', resolve))
  await Promise.race([ended, expect.poll(() => told, { timeout: 20_000 }).toContain('attached')])
  if (!told.includes('attached')) return `a failing disk needs strace (${told.trim()})`
  return { release: () => (tracer.kill('SIGINT'), ended) }
}

describe('a disk that fails under commits', () => {
  it('ends a start with words that name the disk', async (context) => {
    const { status } = spawnSync('strace', ['-e', 'trace=none', 'true'])
    if (status !== 0) return context.skip('a failing disk needs strace')
    const inject = ['-e', 'trace=fdatasync,fsync', '-e', 'inject=fdatasync,fsync:error=EIO']
    const under = ['strace', '-D', '-f', '-qq', '-o', '/dev/null', ...inject]
    const server = aServer({ dataDir: aDataDir(), deskUrl: 'http://127.0.0.1:1', under })
    expect((await server.exit).code).toBe(1)
    expect(server.errors).toMatch(/^The disk of \S+outbox\.db fails: disk I\/O error/)
  })

  it('leaves nothing that the next start takes for a damaged log', async (context) => {
    const world = await aWorld()
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    const disk = await aFailingDisk(world.server.process.pid)
    if (typeof disk === 'string') return context.skip(disk)
    const many = Array.from({ length: 20 }, () => world.send(fieldsOf(randomUUID(), 'x'.repeat(9000))))
    expect((await Promise.all(many)).every(({ status }) => status === 503)).toBe(true)
    await disk.release()
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    await world.server.kill()
    world.start()
    await world.settled()
    await world.end()
    expect(world.server.log.filter(({ event }) => event === 'log_damaged')).toEqual([])
  })
})

describe('a database file', () => {
  it('that was removed while the proxy stood still is made anew, empty', async () => {
    const world = await aWorld()
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    await world.end()
    for (const file of readdirSync(world.dataDir)) rmSync(join(world.dataDir, file), { recursive: true })
    world.ledger.promised.clear()
    world.start()
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    expect(world.desk.tickets).toHaveLength(2)
    expect(world.server.output).not.toContain('"error"')
    await world.server.stop()
  })

  const content = (folder: string) =>
    readdirSync(folder)
      .filter((file) => file.startsWith('outbox.db'))
      .map((file) => [file, readFileSync(join(folder, file)).toString('base64')])

  const damages: [string, (file: string) => void][] = [
    ['is something else', (file) => writeFileSync(file, 'This is not a database. '.repeat(500))],
    ['was cut off', (file) => truncateSync(file, 20_000)],
    [
      'has a page of zeros',
      (file) => {
        const bytes = readFileSync(file)
        writeFileSync(file, bytes.fill(0, 4096, 12_288))
      },
    ],
    ['has lost its beginning', (file) => writeFileSync(file, readFileSync(file).fill(7, 0, 100))],
  ]
  it.each(damages)('that %s is refused with words that help, and is left as it is', async (_, damage) => {
    const world = await aWorld()
    for (let i = 0; i < 20; i++) await world.send(fieldsOf(randomUUID()))
    await world.settled()
    await world.end()
    // A stopped proxy has moved its log into the file.
    const file = join(world.dataDir, 'outbox.db')
    expect(statSync(file).size).toBeGreaterThan(20_000)
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
    damage(file)
    const before = content(world.dataDir)
    const { code } = await world.start().exit
    expect(code).toBe(1)
    expect(world.server.errors).toMatch(/outbox\.db/)
    expect(world.server.errors).toMatch(/damaged/i)
    expect(world.server.errors).toMatch(/move|backup/i)
    expect(world.server.errors).not.toMatch(/^\s+at /m)
    expect(content(world.dataDir)).toEqual(before)
  })

  it('that is missing beside its write-ahead log is refused: the log holds messages', async () => {
    const world = await aWorld({ script: () => ({ type: 'hang' }) })
    await world.send(fieldsOf(randomUUID()))
    await world.server.kill()
    rmSync(join(world.dataDir, 'outbox.db'))
    const before = content(world.dataDir)
    expect(before.map(([name]) => name)).toEqual(['outbox.db-wal'])
    const { code } = await world.start().exit
    expect(code).toBe(1)
    expect(world.server.errors).toMatch(/outbox\.db-wal/)
    expect(content(world.dataDir)).toEqual(before)
  })
})

describe('a second proxy on the same data', () => {
  it('is refused with a message, and takes over at once when the first is killed', async () => {
    const world = await aWorld()
    await world.send(fieldsOf(randomUUID()))
    const second = aServer({ dataDir: world.dataDir, deskUrl: world.desk.url })
    expect(await second.exit).toEqual({ code: 1, signal: null })
    expect(second.errors).toMatch(/Another process uses .*outbox\.db.*DATA_DIR/)
    await world.send(fieldsOf(randomUUID()))
    await world.server.kill()
    world.start()
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    expect(await world.end()).toMatchObject({ promised: 3, tickets: 3 })
  })

  it('is refused also when the first one has looked into its own database, its socket having gone', async () => {
    const world = await aWorld({ env: { OPERATOR_SECRET: SECRET } })
    const operator = await anOperator(await world.server.ready).logIn()
    rmSync(join(world.dataDir, 'admin.sock'))
    await operator.act('check', {})
    await expect.poll(() => operator.text('sites'), { timeout: 30_000 }).toContain('rate limit')
    const second = aServer({ dataDir: world.dataDir, deskUrl: world.desk.url })
    await Promise.race([second.exit, second.ready.catch(() => {})])
    expect(second.errors).toMatch(/Another process uses .*outbox\.db/)
    await world.send(fieldsOf(randomUUID()))
    await expect.poll(() => world.desk.tickets).toHaveLength(1)
    await world.end()
  })
})
