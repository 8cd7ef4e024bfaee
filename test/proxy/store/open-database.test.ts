import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { aFolder } from '../../harness/proxy/builders.ts'
import { aPort } from '../../harness/proxy/proxy-process.ts'

/** Ends the process with a line that says whether the driver was loaded, when it ends or has begun to listen. */
const PROBE = `
  const tell = () => Object.keys(require('module')._cache).some((file) => /node_modules.pg./.test(file))
  process.on('exit', () => console.log('driver: ' + tell()))
  require('net').Server.prototype.listen = () => process.exit()
`

/** Whether a program of ours has loaded the driver by the time that it ends or would listen. */
async function loadsDriver(args: string[], more: Record<string, string> = {}): Promise<boolean> {
  const folder = aFolder()
  const probe = join(folder, 'probe.cjs')
  writeFileSync(probe, PROBE)
  const env = {
    PATH: process.env['PATH'] ?? '',
    PORT: String(await aPort()),
    DATA_DIR: join(folder, 'data'),
    NODE_OPTIONS: `--require ${probe}`,
    ...more,
  }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  await new Promise((resolve) => child.on('close', resolve))
  expect(output).toMatch(/driver: (true|false)\n$/)
  return output.endsWith('driver: true\n')
}

it('a proxy and commands without a shared database load nothing of what speaks to it', async () => {
  expect(await loadsDriver(['dist/proxy/main.js'])).toBe(false)
  expect(await loadsDriver(['dist/proxy/cli/main.js', 'outbox', 'list'])).toBe(false)
  // What is looked for here would be found.
  const DATABASE_URL = 'postgres://127.0.0.1:1/x'
  expect(await loadsDriver(['dist/proxy/cli/main.js', 'outbox', 'list'], { DATABASE_URL })).toBe(true)
})
