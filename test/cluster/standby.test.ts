/** A synchronous standby that takes over while messages come in. */
import { expect, it, onTestFinished } from 'vitest'
import { visit } from '../harness/chaos/load.ts'
import { aRandom } from '../harness/chaos/random.ts'
import { ask, WAYS } from '../harness/postgres/a-database.ts'
import { aCluster } from '../harness/postgres/cluster.ts'
import { someNodes } from '../harness/postgres/nodes.ts'
import { aRelay } from '../harness/postgres/relay.ts'
import { LONG, SEED } from '../harness/volume.ts'

const RATE = 240
/** What a busy machine may take for its first messages. */
const BUSY = { timeout: 60_000 }

it.runIf(WAYS.length > 0)(
  'with a standby that takes over nothing is gone that was promised, and no call leaves before a minute is over',
  async () => {
    const cluster = await aCluster()
    onTestFinished(() => cluster.stop())
    await ask(`${cluster.direct}/postgres`, 'CREATE DATABASE support')
    const standby = await cluster.standby()
    const wire = await aRelay(`${cluster.direct}/support`)
    const env = { THERE_THERE_RATE: String(RATE), SETTLE_DELAY_MS: '2500' }
    const nodes = await someNodes({ url: wire.url, direct: wire.url, env })
    await nodes.nextLeader()
    const random = aRandom(SEED)
    const load = visit(nodes.visitors(random.fork()), 200)
    await expect.poll(() => nodes.ledger.promised.size, BUSY).toBeGreaterThan(20)
    await expect.poll(() => nodes.desk.tickets.length, BUSY).toBeGreaterThan(3)
    const calls = nodes.desk.calls.length
    cluster.halt()
    await standby.promote()
    wire.lead(standby.direct)
    await wire.mend()
    await load
    const known = new Set((await nodes.rows()).map(({ id }) => id))
    expect([...nodes.ledger.promised.keys()].filter((id) => !known.has(id))).toEqual([])
    const closure = async () => (await nodes.ask('SELECT why FROM gate_closure'))[0]?.['why']
    await expect.poll(closure, { timeout: 30_000 }).toBe('limited')
    const made = nodes.desk.calls.length
    console.log(`  ${calls} calls before, ${made} when a proxy had noticed; ${known.size} messages`)
    if (!LONG) return
    await nodes.settled(400_000)
    await nodes.judge(RATE)
  },
  LONG ? 600_000 : 300_000,
)
