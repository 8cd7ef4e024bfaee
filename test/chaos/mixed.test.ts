import { expect, it } from 'vitest'
import { visit } from '../harness/chaos/load.ts'
import { moods } from '../harness/chaos/moods.ts'
import { aRandom, seeds } from '../harness/chaos/random.ts'
import type { Random } from '../harness/chaos/random.ts'
import { aWorld } from '../harness/chaos/world.ts'
import type { World } from '../harness/chaos/world.ts'
import { LONG, shareOf } from '../harness/volume.ts'

const SETTLE_MS = 2500

/** Kills, restarts and outages, between one burst of visitors and the next. */
async function trouble(
  world: World,
  random: Random,
  bursts: number,
): Promise<{ kills: number; outages: number }> {
  const done = { kills: 0, outages: 0 }
  for (let i = 0; i < bursts; i++) {
    const burst = visit(world.visitors(random.fork()), random.int(4, 10))
    if (random.chance(0.25)) {
      done.outages++
      await world.desk.refuse()
    }
    if (random.chance(0.7)) {
      done.kills++
      await Promise.race([
        burst,
        new Promise((resolve) => world.desk.once('call', resolve)),
        world.server.exit,
      ])
      await world.server.kill()
      world.start()
    }
    await burst
    await world.desk.listen()
  }
  return done
}

it.each(seeds(shareOf(5)))(
  'all faults mixed with kills and outages lose nothing and double nothing (seed %i)',
  async (seed) => {
    console.log(`mixed: SEED=${seed}`)
    const world = await aWorld({ ...moods(seed), env: { SETTLE_DELAY_MS: String(SETTLE_MS) } })
    const { kills, outages } = await trouble(world, aRandom(seed), shareOf(40, 6))
    await world.settled(LONG ? 400_000 : 180_000)
    const { promised, tickets, dead } = await world.end()
    // What the settle delay assumes. Beyond it, a second ticket would be the test's fault.
    expect(world.desk.longestLag).toBeLessThan(SETTLE_MS)
    console.log(
      `  ${kills} kills, ${outages} outages, ${world.ledger.posts} posts, ${promised} promised, ${tickets} tickets, ${dead} dead, longest lag ${world.desk.longestLag} ms`,
    )
    expect(promised).toBeGreaterThan(0)
  },
  LONG ? 600_000 : 300_000,
)
