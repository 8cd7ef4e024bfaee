/** The time of day is set while the proxy is stopped; the machine goes on. */
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import type { Fault } from '../harness/chaos/fake-helpdesk.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { aWorld } from '../harness/chaos/world.ts'

const CLOCK_SET = fileURLToPath(new URL('../harness/chaos/clock-set.mjs', import.meta.url))
const setBy = (ms: number) => ({ NODE_OPTIONS: `--import ${CLOCK_SET}`, CLOCK_SET_MS: String(ms) })

const onLinux = it.runIf(process.platform === 'linux')

onLinux('a clock that is ahead after a restart does not let the minute be spent anew', async () => {
  // No call is given up before it arrives: it would count, and none would come in its place.
  const RATE = { THERE_THERE_RATE: '5', HELPDESK_TIMEOUT_MS: '60000' }
  const world = await aWorld({ env: RATE })
  for (let i = 0; i < 8; i++) await world.send(fieldsOf(randomUUID()))
  await expect.poll(() => world.desk.calls.length).toBe(5)
  await world.server.kill()
  for (const ms of [90_000, 3_600_000]) {
    world.start({ env: { ...RATE, ...setBy(ms) } })
    expect((await world.send(fieldsOf(randomUUID()))).status).toBe(202)
    await world.server.stop()
    expect(world.desk.calls).toHaveLength(5)
  }
  expect(world.log).toContainEqual(expect.objectContaining({ level: 'warn', event: 'clock_set' }))
})

onLinux('a clock that is an hour behind after a restart brings no old closure back', async () => {
  let answer: Fault = { type: 'limited', retryAfter: '1' }
  const world = await aWorld({ script: () => answer })
  await world.send(fieldsOf(randomUUID()))
  await expect.poll(() => world.desk.calls.length).toBe(1)
  answer = FINE
  await world.server.stop()
  world.start({ env: setBy(-3_600_000) })
  await world.settled()
  expect(world.log).toContainEqual(expect.objectContaining({ level: 'warn', event: 'clock_set' }))
  await world.end()
})
