/**
 * Several proxies on a database of their own, while everything goes wrong: proxies are killed and frozen, the database
 * crashes, and the helpdesk has moods.
 */
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { visit } from '../harness/chaos/load.ts'
import { moods } from '../harness/chaos/moods.ts'
import { aRandom, seeds } from '../harness/chaos/random.ts'
import type { Random } from '../harness/chaos/random.ts'
import { environmentOfAll, WholeMessages } from '../harness/chaos/whole-messages.ts'
import { ask, waysOf } from '../harness/postgres/a-database.ts'
import { aCluster } from '../harness/postgres/cluster.ts'
import type { Cluster } from '../harness/postgres/cluster.ts'
import { someNodes } from '../harness/postgres/nodes.ts'
import type { VisitedNodes } from '../harness/postgres/nodes.ts'
import { LONG, shareOf } from '../harness/volume.ts'

/** A long run has time for a delay that a busy machine keeps to. */
const SETTLE_MS = LONG ? 5000 : 2500
const RATE = 240
type Trouble = 'kill' | 'freeze' | 'crash'
/** What a long run does. There are ten of them: 200 kills and freezes, and 20 crashes of the database. */
const LONG_PLAN = { kill: 14, freeze: 6, crash: 2 } as const

/** What is done to the proxies and their database; each of it once at least, for a kill takes as long as the lease. */
function planOf(random: Random): Trouble[] {
  if (!LONG) return ['kill', 'kill', 'freeze', 'crash']
  const left = (Object.keys(LONG_PLAN) as Trouble[]) // as: its own keys
    .flatMap((what) => Array.from({ length: LONG_PLAN[what] }, () => what))
  return left
    .map((what) => ({ what, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ what }) => what)
}

/** The most that a proxy which delivers is waited for: perhaps nothing is due, or the helpdesk is away. */
const CALLS_MS = 3000

/** Until a proxy is in the middle of its work: one that is killed as soon as it leads has hardly anything to lose. */
async function someCalls({ desk }: VisitedNodes, random: Random): Promise<void> {
  const signal = AbortSignal.timeout(CALLS_MS)
  for (let left = random.int(0, 10); left > 0 && !signal.aborted; left--)
    await once(desk, 'call', { signal }).catch(() => {})
}

/** Does one thing to the proxies or their database, and puts it right again. */
async function trouble(what: Trouble, nodes: VisitedNodes, cluster: Cluster, random: Random) {
  switch (what) {
    case 'kill': {
      const leader = await nodes.nextLeader()
      await someCalls(nodes, random)
      // Mostly the one that delivers: the others have less to lose.
      const node = random.chance(0.7) ? leader.node : random.pick(nodes.all)
      await node.kill()
      await nodes.restart(node).ready
      return
    }
    case 'freeze': {
      const { node, epoch } = await nodes.nextLeader()
      await someCalls(nodes, random)
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

it.for(seeds(shareOf(5)).flatMap((seed) => waysOf(seed).map((way) => [way, seed] as const)))(
  'kills, frozen proxies, crashes of the database and all faults of the helpdesk lose and double nothing (%s, seed %i)',
  { timeout: LONG ? 1_800_000 : 900_000 },
  async ([way, seed], context) => {
    const cluster = await aCluster()
    onTestFinished(() => cluster.stop())
    await ask(`${cluster.direct}/postgres`, 'CREATE DATABASE support')
    const random = aRandom(seed)
    const whole = new WholeMessages()
    const nodes = await someNodes({
      url: `${cluster[way]}/support`,
      direct: `${cluster.direct}/support`,
      count: 2 + (seed % 2),
      env: { ...environmentOfAll(), SETTLE_DELAY_MS: String(SETTLE_MS), THERE_THERE_RATE: String(RATE) },
      ...moods(seed),
    })
    console.log(`several machines, ${way}: SEED=${seed}, ${nodes.all.length} proxies`)
    const plan = planOf(random)
    for (const what of plan) {
      const compose = whole.compose.bind(whole)
      const burst = visit(nodes.visitors(random.fork(), compose), random.int(6, 12))
      // Now and then the helpdesk is away meanwhile: nothing listens there, and what was on its way breaks.
      if (random.chance(0.15)) await nodes.desk.refuse()
      await trouble(what, nodes, cluster, random)
      await nodes.desk.listen()
      await burst
    }
    await nodes.settled(LONG ? 600_000 : 500_000)
    // What the settle delay assumes. Beyond it, a second ticket would be the fault of a machine that is too busy.
    if (nodes.desk.longestLag >= SETTLE_MS)
      return context.skip(`not judged: the helpdesk was ${nodes.desk.longestLag} ms late`)
    const { promised, tickets, dead, busiest } = await nodes.judge(RATE)
    const withFiles = whole.expectAll(nodes.desk, nodes.ledger.promised)
    expect(await nodes.ask(`SELECT * FROM step WHERE state <> 'done'`)).toEqual([])
    console.log(
      `  SEED=${seed}, ${way}: ${plan.join(' ')}; ${nodes.ledger.posts} posts, ${promised} promised, ${tickets} tickets, ${withFiles} with files and more, ${dead} dead, at most ${busiest} calls a minute`,
    )
    return expect(promised).toBeGreaterThan(0)
  },
)
