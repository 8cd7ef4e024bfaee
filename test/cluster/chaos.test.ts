/**
 * Several proxies on a database of their own, while everything goes wrong: proxies are killed and frozen, the database
 * crashes, and the helpdesk has moods.
 */
import { expect, it, onTestFinished } from 'vitest'
import { visit } from '../harness/chaos/load.ts'
import { moods } from '../harness/chaos/moods.ts'
import { aRandom, seeds } from '../harness/chaos/random.ts'
import type { Random } from '../harness/chaos/random.ts'
import { ask, waysOf } from '../harness/postgres/a-database.ts'
import { aCluster } from '../harness/postgres/cluster.ts'
import type { Cluster } from '../harness/postgres/cluster.ts'
import { someNodes } from '../harness/postgres/nodes.ts'
import type { Nodes } from '../harness/postgres/nodes.ts'
import { LONG, shareOf } from '../harness/volume.ts'

const SETTLE_MS = 2500
const RATE = 240
const TROUBLES = ['kill', 'kill', 'freeze', 'crash'] as const

/** Does one thing to the proxies or their database, and puts it right again. */
async function trouble(what: (typeof TROUBLES)[number], nodes: Nodes, cluster: Cluster, random: Random) {
  switch (what) {
    case 'kill': {
      const leader = await nodes.nextLeader()
      // Mostly the one that delivers: the others have less to lose.
      const node = random.chance(0.7) ? leader.node : random.pick(nodes.all)
      await node.kill()
      await nodes.restart(node).ready
      return
    }
    case 'freeze': {
      const { node, epoch } = await nodes.nextLeader()
      nodes.frozen.add(node)
      node.process.kill('SIGSTOP')
      await nodes.nextLeader(epoch)
      node.process.kill('SIGCONT')
      nodes.frozen.delete(node)
      return
    }
    case 'crash':
      await cluster.crash()
  }
}

it.each(seeds(shareOf(5)).flatMap((seed) => waysOf(seed).map((way) => [way, seed] as const)))(
  'kills, frozen proxies, crashes of the database and all faults of the helpdesk lose and double nothing (%s, seed %i)',
  async (way, seed) => {
    const cluster = await aCluster()
    onTestFinished(() => cluster.stop())
    await ask(`${cluster.direct}/postgres`, 'CREATE DATABASE support')
    const random = aRandom(seed)
    const nodes = await someNodes({
      url: `${cluster[way]}/support`,
      direct: `${cluster.direct}/support`,
      count: random.int(2, 3),
      env: { SETTLE_DELAY_MS: String(SETTLE_MS), THERE_THERE_RATE: String(RATE) },
      ...moods(seed),
    })
    console.log(`several machines, ${way}: SEED=${seed}, ${nodes.all.length} proxies`)
    // Each of them once at least; a kill or a freeze takes as long as the lease.
    const plan = [...TROUBLES, ...Array.from({ length: LONG ? 25 : 0 }, () => random.pick(TROUBLES))]
    for (const what of plan) {
      const burst = visit(nodes.visitors(random.fork()), random.int(6, 12))
      await trouble(what, nodes, cluster, random)
      await burst
    }
    await nodes.settled(LONG ? 400_000 : 200_000)
    // What the settle delay assumes. Beyond it, a second ticket would be the fault of a machine that is too busy.
    if (nodes.desk.longestLag >= SETTLE_MS)
      return console.log(`  not judged: the helpdesk was ${nodes.desk.longestLag} ms late`)
    const { promised, tickets, dead, busiest } = await nodes.judge(RATE)
    console.log(
      `  ${plan.join(' ')}; ${nodes.ledger.posts} posts, ${promised} promised, ${tickets} tickets, ${dead} dead, at most ${busiest} calls a minute`,
    )
    return expect(promised).toBeGreaterThan(0)
  },
  LONG ? 1_800_000 : 400_000,
)
