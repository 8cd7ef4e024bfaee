/** kill -9 of the proxy that delivers, between each pair of steps of one ticket, and another one that goes on. */
import { expect, it } from 'vitest'
import { environment, expectOneTicket, isComplete, KINDS, sendWhole } from '../harness/chaos/one-ticket.ts'
import { aKillingDesk, takeMoment } from '../harness/chaos/killing-desk.ts'
import type { Moment } from '../harness/chaos/killing-desk.ts'
import { aRandom } from '../harness/chaos/random.ts'
import { aDatabase, waysOf } from '../harness/postgres/a-database.ts'
import { Nodes } from '../harness/postgres/nodes.ts'
import { LONG, SEED } from '../harness/volume.ts'

it.each(waysOf(SEED))(
  'killed at every step of one message, the proxies hand on one ticket with everything (%s)',
  async (way) => {
    const { direct, [way]: url } = await aDatabase()
    const random = aRandom(SEED)
    const both = KINDS.flatMap((kind) => [
      { kind, done: false },
      { kind, done: true },
    ])
    // Each kill is a takeover: where time is short, one of the two moments of each step.
    const left: Moment[] = LONG ? both : KINDS.map((kind) => ({ kind, done: random.chance(0.5) }))
    const env = { ...environment(), HELPDESK_TIMEOUT_MS: '1500' }
    const started: { nodes?: Nodes } = {}
    const desk = await aKillingDesk(async (moment) => {
      if (!takeMoment(left, moment)) return false
      const nodes = started.nodes!
      const { node } = await nodes.nextLeader()
      await node.kill()
      // As when the lease is over: waiting for that would be all that this test does.
      await nodes.ask('UPDATE lease SET until = 0')
      nodes.restart(node)
      return true
    })
    const nodes = new Nodes(desk.url, { url, direct, env })
    started.nodes = nodes
    await sendWhole(await nodes.address(random))
    const open = `SELECT count(*) AS n FROM step WHERE state <> 'done'`
    const isOver = async () =>
      left.length === 0 && (await isComplete(desk)) && Number((await nodes.ask(open))[0]?.['n']) === 0
    await expect.poll(isOver, { timeout: LONG ? 400_000 : 100_000 }).toBe(true)
    await expectOneTicket(desk)
  },
  LONG ? 480_000 : 300_000,
)
