/** What both benchmarks share: the built proxy as a process of its own, and a submission like a visitor's. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MESSAGE = 'The export button does nothing since this morning. '.repeat(12)

/** A folder for everything that a benchmark writes. */
export const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const children: ChildProcess[] = []

export const print = (text: string) => void process.stdout.write(`${text}\n`)

/** The path of a compiled file beside this one. */
export const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** The fields of a new submission. */
export const fields = () => ({ id: randomUUID(), email: 'ada@example.com', message: MESSAGE, locale: 'en' })

/** A new submission as JSON. */
export const json = () => JSON.stringify(fields())

export const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** CPU time of a process in milliseconds; nothing where there is no /proc. */
export function cpuOf(pid: number | undefined): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [user = '', system = ''] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
    return (Number(user) + Number(system)) * 10
  } catch {
    return NaN
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Whether a proxy still copies the widget's files, as it does beside the serving after the first start of a build. */
const isArchiving = (dataDir: string) =>
  existsSync(join(dataDir, 'assets')) && !existsSync(join(dataDir, 'assets', 'whole.json'))

/** Starts the built proxy, or another server of ours, and waits until it answers and has nothing else to do. */
export async function start(env: Record<string, string>, file = here('../../../proxy/main.js')) {
  const port = await freePort()
  const dataDir = env['DATA_DIR'] ?? mkdtempSync(join(folder, 'data-'))
  const child = spawn(process.execPath, [file], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      THERE_THERE_TOKEN: 'bench',
      THERE_THERE_CHANNEL: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
      ALLOWED_ORIGINS: 'https://bench.example',
      // All come from one client: the counters count, and refuse nobody.
      LIMIT_ADDRESS: '1000000000',
      LIMIT_EMAIL: '1000000000',
      LIMIT_SITE: '1000000000',
      LIMIT_TOTAL: '1000000000',
      LIMIT_BACKLOG: '1000000000',
      LIMIT_UNPROVEN: '1000000000',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  children.push(child)
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    if (answer && !isArchiving(dataDir)) return { port, pid: child.pid }
    if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`)
  }
}

/** Ends one process in good order, and waits for its end. */
export async function stop(pid: number | undefined): Promise<void> {
  const child = children.find((one) => one.pid === pid)
  const ended = child && once(child, 'exit')
  child?.kill('SIGTERM')
  await ended
}

/** Ends every process and removes what they wrote. */
export function stopAll(): void {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
