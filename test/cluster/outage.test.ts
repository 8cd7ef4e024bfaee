/** A proxy whose database goes away: what visitors and load balancers are told, and that it goes on by itself. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { ORIGIN } from '../harness/proxy/builders.ts'
import { aDatabase } from '../harness/postgres/a-database.ts'
import { someNodes } from '../harness/postgres/nodes.ts'
import { aRelay } from '../harness/postgres/relay.ts'

async function send(url: string) {
  const body = JSON.stringify({ id: randomUUID(), email: 'ada@example.com', message: 'Hello' })
  const headers = { Origin: ORIGIN, 'Content-Type': 'application/json' }
  const response = await fetch(`${url}/api/tickets`, { method: 'POST', headers, body })
  const { code } = (await response.json()) as { code?: string }
  return { status: response.status, code, retryAfter: response.headers.get('Retry-After') }
}

const REFUSED = { status: 503, code: 'store_unavailable', retryAfter: '10' }

it('refuses messages while the database is away or silent, says that it is not ready, and goes on by itself', async () => {
  const { direct } = await aDatabase()
  const relay = await aRelay(direct)
  const nodes = await someNodes({ url: relay.url, direct, count: 1 })
  const url = await nodes.all[0]!.ready
  const ready = async () => (await fetch(`${url}/ready`)).status
  const takes = () => send(url).then(({ status }) => status)
  expect(await takes()).toBe(202)
  for (const fail of [() => relay.cut(), async () => relay.freeze()]) {
    await fail()
    expect(await send(url)).toEqual(REFUSED)
    await expect.poll(ready).toBe(503)
    await relay.mend()
    await expect.poll(takes).toBe(202)
    await expect.poll(ready).toBe(200)
  }
  await nodes.settled()
  const rows = await nodes.rows()
  expect(rows.map(({ state }) => state)).toEqual(rows.map(() => 'delivered'))
  expect(nodes.desk.tickets).toHaveLength(rows.length)
})
