/** Two proxies as processes on one database: who delivers, and what happens when that one is gone. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { LEASE_MS } from '../../proxy/store/postgres/lease.ts'
import { fieldsOf, post, visit } from '../harness/chaos/load.ts'
import { aRandom } from '../harness/chaos/random.ts'
import { aDatabase, waysOf } from '../harness/postgres/a-database.ts'
import { someNodes } from '../harness/postgres/nodes.ts'
import { SEED } from '../harness/volume.ts'

/** How long a proxy waits that does not deliver, before it asks again. */
const ASKED_AGAIN_MS = 1000

/** What a busy machine may add. */
const BUSY_MS = 5000

describe.each(waysOf(SEED))('two proxies, reaching the database %s', (way) => {
  it('lose and double nothing when the one that delivers is killed, and the other takes over', async () => {
    const { direct, [way]: url } = await aDatabase()
    const nodes = await someNodes({ url, direct })
    const random = aRandom(SEED)
    await visit(nodes.visitors(random.fork()), 20)
    const first = await nodes.nextLeader()
    const load = visit(nodes.visitors(random.fork()), 40)
    await new Promise((resolve) => nodes.desk.once('call', resolve))
    const { until } = (await nodes.leader())!
    await first.node.kill()
    nodes.restart(first.node)
    const next = await nodes.nextLeader(first.epoch)
    // Renewed at most until the kill, so this is from the end of the lease to its next taking.
    const late = next.until - LEASE_MS - until
    console.log(`  ${way}: taken over ${late} ms after the lease was over`)
    expect(late).toBeLessThan(ASKED_AGAIN_MS + BUSY_MS)
    await load
    await nodes.settled()
    await nodes.judge()
  })

  it('hand over at once when the one that delivers is stopped', async () => {
    const { direct, [way]: url } = await aDatabase()
    const nodes = await someNodes({ url, direct })
    const { node, epoch, until } = await nodes.nextLeader()
    const other = nodes.all.find((one) => one !== node)!
    expect(await node.stop()).toEqual({ code: 0, signal: null })
    const next = await nodes.nextLeader(epoch)
    expect(next.node).toBe(other)
    // Before the lease would have been over.
    expect(next.until - LEASE_MS).toBeLessThan(until)
  })

  it('deliver what the one has accepted by the other', async () => {
    const { direct, [way]: url } = await aDatabase()
    const nodes = await someNodes({ url, direct })
    const { node } = await nodes.nextLeader()
    const other = await nodes.all.find((one) => one !== node)!.ready
    const id = randomUUID()
    nodes.ledger.tried.add(id)
    nodes.ledger.note(id, await post(other, fieldsOf(id)))
    await nodes.settled()
    expect(await nodes.judge()).toMatchObject({ promised: 1, tickets: 1 })
  })

  it('have one of them deliver after a frozen one comes back, which notices it', async () => {
    const { direct, [way]: url } = await aDatabase()
    const nodes = await someNodes({ url, direct })
    const random = aRandom(SEED)
    const first = await nodes.nextLeader()
    const load = visit(nodes.visitors(random.fork()), 30)
    await new Promise((resolve) => nodes.desk.once('call', resolve))
    nodes.frozen.add(first.node)
    first.node.process.kill('SIGSTOP')
    await nodes.nextLeader(first.epoch)
    first.node.process.kill('SIGCONT')
    nodes.frozen.delete(first.node)
    await load
    await expect.poll(() => first.node.log.some(({ event }) => event === 'delivery_taken_over')).toBe(true)
    await nodes.settled()
    await nodes.judge()
  })
})
