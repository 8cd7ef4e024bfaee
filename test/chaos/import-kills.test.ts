/** An import that is killed again and again, and one that is told to stop: every ticket is there, once. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SANDBOX_CHANNEL } from '../../proxy/sandbox/sandbox.ts'
import { aFile, aLine } from '../harness/proxy/an-import.ts'
import { aFolder } from '../harness/proxy/builders.ts'
import { startSandbox, type TestSandbox } from '../harness/proxy/sandbox-server.ts'
import { SEED, print, shareOf } from '../harness/volume.ts'
import { aRandom } from '../harness/chaos/random.ts'

/** Twenty kills within five thousand lines, or the share of this run. */
const LINES = shareOf(5000, 300)
const KILLS = shareOf(20, 2)

/** Enough to be interrupted. */
const SOME = 150

/** One ticket in so many has a file. */
const FILE_EVERY = 25

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox({ importRate: 1_000_000, rate: 1_000_000 })
})
afterEach(() => desk.stop())

const count = (sql: string) => Number(desk.sql.get(sql)?.['n'])
const tickets = () => count('SELECT count(*) AS n FROM tickets')

const content = Buffer.from('canary').toString('base64')
const lines = Array.from({ length: LINES }, (_, i) =>
  aLine({
    external_id: `old:${i}`,
    from_contact: { email: `c${i % 97}@x.example` },
    messages: [
      {
        type: 'inbound',
        body: `<p>m${i}</p>`,
        ...(i % FILE_EVERY === 0 && { files: [{ name: `${i}.txt`, content }] }),
      },
    ],
  }),
)

/** The built command, as an operator starts it. */
function start(dataDir: string, file: string) {
  const argv = [
    'import',
    'run',
    file,
    '--from',
    'jsonl',
    '--channel',
    SANDBOX_CHANNEL,
    '--rate',
    '1000000',
    '--json',
  ]
  const child = spawn(process.execPath, [join('dist', 'proxy', 'cli', 'main.js'), ...argv], {
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      THERE_THERE_URL: `${desk.origin}/sandbox/api`,
      THERE_THERE_TOKEN: 'sandbox',
      THERE_THERE_CHANNEL: SANDBOX_CHANNEL,
      ALLOWED_ORIGINS: 'https://shop.example',
      THERE_THERE_RATE: '10000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }))
  return { child, ended }
}

/** Waits until so many tickets are there; not longer than the process is. */
const reached = (many: number, child: ReturnType<typeof start>['child']) =>
  vi.waitUntil(() => tickets() >= many || child.exitCode !== null, { timeout: 100_000, interval: 1 })

describe('an import that is interrupted', () => {
  it('by kill -9, again and again, has every ticket and every file once', async () => {
    print(`SEED=${SEED}`)
    const random = aRandom(SEED)
    const dataDir = aFolder()
    const file = aFile('export.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'))
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, ended } = start(dataDir, file)
      const share = Math.floor((LINES / (KILLS + 1)) * (kill + random.next()))
      await reached(share, child)
      child.kill('SIGKILL')
      await ended
    }
    const { code, out, err } = await start(dataDir, file).ended
    expect({ code, err: err.includes('Error') }).toEqual({ code: 0, err: false })
    const { progress } = JSON.parse(out) as { progress: { done: number; known: number; existed: number } }
    expect(progress.done + progress.known).toBe(LINES)
    expect(progress.existed).toBe(0)
    expect(tickets()).toBe(LINES)
    expect(count('SELECT count(DISTINCT external_id) AS n FROM tickets')).toBe(LINES)
    expect(count('SELECT count(*) AS n FROM messages')).toBe(LINES)
    const files = Math.ceil(LINES / FILE_EVERY)
    expect(count('SELECT count(*) AS n FROM attachments WHERE message_id IS NOT NULL')).toBe(files)
  }, 600_000)

  it('by SIGINT ends with the calls under way, says so, and goes on', async () => {
    const dataDir = aFolder()
    const file = aFile(
      'export.jsonl',
      lines
        .slice(0, SOME)
        .map((line) => JSON.stringify(line))
        .join('\n'),
    )
    const { child, ended } = start(dataDir, file)
    await reached(20, child)
    child.kill('SIGINT')
    const { code, out } = await ended
    const end = JSON.parse(out) as { progress: { done: number }; stopped: string }
    expect({ code, stopped: end.stopped }).toEqual({ code: 1, stopped: 'It was stopped.' })
    expect(end.progress.done).toBe(tickets())
    expect(tickets()).toBeLessThan(SOME)
    expect((await start(dataDir, file).ended).code).toBe(0)
    expect(tickets()).toBe(SOME)
  })
})
