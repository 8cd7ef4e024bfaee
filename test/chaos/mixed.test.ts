import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import type { Call, Fault } from '../harness/chaos/fake-helpdesk.ts'
import { visit } from '../harness/chaos/load.ts'
import { aRandom, seeds } from '../harness/chaos/random.ts'
import type { Random } from '../harness/chaos/random.ts'
import { aWorld } from '../harness/chaos/world.ts'
import type { World } from '../harness/chaos/world.ts'
import { LONG, shareOf } from '../harness/volume.ts'

const SETTLE_MS = 2500

/** The share of messages that the helpdesk refuses for ever. */
const POISONED = 0.04

/** A fault for any call; what only a create can do is harmless elsewhere. */
function anyFault(random: Random): Fault {
  return random.pick<() => Fault>([
    () => ({ type: 'hang' }),
    () => ({ type: 'reset', created: random.chance(0.5) }),
    () => ({ type: 'status', status: random.pick([500, 502, 503]), created: random.chance(0.5) }),
    () => ({ type: 'limited', retryAfter: random.pick(['0', '1', new Date().toUTCString()]) }),
    () => ({ type: 'html', created: random.chance(0.5) }),
    () => ({ type: 'late', ms: random.int(0, 600) }),
  ])()
}

/** The helpdesk's moods. Drawn from the seed and the call alone, so that they do not depend on the clock. */
function moods(seed: number): { script: (call: Call) => Fault; staleMs: (call: Call) => number } {
  const seen = new Map<string, number>()
  const drawn = (...facts: (string | number)[]) =>
    aRandom(
      createHash('sha256')
        .update([seed, ...facts].join())
        .digest()
        .readUInt32LE(),
    )
  return {
    script: (call) => {
      const { kind, reference } = call
      if (kind === 'channel') return FINE
      if (kind === 'create' && drawn(reference ?? '').chance(POISONED)) return { type: 'poison' }
      const key = `${kind} ${reference ?? ''}`
      const count = (seen.get(key) ?? 0) + 1
      seen.set(key, count)
      const random = drawn(key, count)
      // A third of the first calls goes wrong, then fewer: the run must come to its end.
      return random.chance(0.35 / count) ? anyFault(random) : FINE
    },
    staleMs: ({ reference }) => drawn('stale', reference ?? '').int(0, 600),
  }
}

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
    await world.settled(LONG ? 400_000 : 90_000)
    const { promised, tickets, dead } = await world.end()
    // What the settle delay assumes. Beyond it, a second ticket would be the test's fault.
    expect(world.desk.longestLag).toBeLessThan(SETTLE_MS)
    console.log(
      `  ${kills} kills, ${outages} outages, ${world.ledger.posts} posts, ${promised} promised, ${tickets} tickets, ${dead} dead, longest lag ${world.desk.longestLag} ms`,
    )
    expect(promised).toBeGreaterThan(0)
  },
  LONG ? 600_000 : 120_000,
)
