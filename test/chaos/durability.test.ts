import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { fieldsOf } from '../harness/chaos/load.ts'
import { aDataDir, aWorld } from '../harness/chaos/world.ts'

const LOWERED = pathToFileURL(
  fileURLToPath(new URL('../harness/chaos/weaker-commits.mjs', import.meta.url)),
).href

/** Why strace cannot be used here, or undefined. */
function obstacle(): string | undefined {
  const { error, status, stderr } = spawnSync('strace', ['-e', 'trace=none', 'true'], { encoding: 'utf8' })
  if (error) return `strace cannot be run (${error.message}); install it to see the fsync`
  return status === 0 ? undefined : `strace may not trace here: ${stderr.trim()}`
}

/** The system calls of a proxy that accepts one message, from reading the request to writing its 202. */
async function callsOfOneAccept(env: Record<string, string>): Promise<string[]> {
  const file = join(aDataDir(), 'trace')
  const world = await aWorld({ env })
  await world.server.ready
  await world.server.stop()
  const trace = 'trace=read,recvfrom,readv,write,writev,sendto,sendmsg,fsync,fdatasync,pwrite64'
  world.start({ under: ['strace', '-D', '-f', '-qq', '-s', '64', '-o', file, '-e', trace] })
  await world.server.ready
  // The search for the ticket must not put an fsync of its own between the two.
  world.desk.script = () => ({ type: 'hang' })
  expect((await world.send(fieldsOf(randomUUID()))).status).toBe(202)
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('HTTP/1.1 202')
  // With -D the proxy is our own child, and strace ends with it.
  await world.server.kill()
  const lines = readFileSync(file, 'utf8').split('\n')
  const request = lines.findIndex((line) => line.includes('POST /api/tickets'))
  const answer = lines.findIndex((line, i) => i > request && line.includes('HTTP/1.1 202'))
  expect(request).toBeGreaterThanOrEqual(0)
  expect(answer).toBeGreaterThan(request)
  return lines.slice(request, answer)
}

const why = obstacle()
if (why !== undefined) console.log(`Skipped: ${why}.`)

/** A call that reached the disk; an interrupted line ends elsewhere. */
const SYNCED = /\b(fsync|fdatasync)(\(\d+\)\s+= 0| resumed>\)\s+= 0)/

it.skipIf(why !== undefined)('writes a 202 only after the message has been synced to disk', async () => {
  const calls = await callsOfOneAccept({})
  const written = calls.findLastIndex((line) => line.includes('pwrite64('))
  expect(written).toBeGreaterThan(0)
  expect(calls.slice(written).filter((line) => SYNCED.test(line))).not.toHaveLength(0)
})

it.skipIf(why !== undefined)('would be seen not to, were the database told to be less careful', async () => {
  expect(existsSync(fileURLToPath(LOWERED))).toBe(true)
  const calls = await callsOfOneAccept({ NODE_OPTIONS: `--import ${LOWERED}` })
  expect(calls.filter((line) => line.includes('pwrite64('))).not.toHaveLength(0)
  expect(calls.filter((line) => /\b(fsync|fdatasync)\(/.test(line))).toHaveLength(0)
})
