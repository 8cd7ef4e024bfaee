import { once } from 'node:events'
import { expect, it } from 'vitest'
import { visit } from '../harness/chaos/load.ts'
import { aRandom } from '../harness/chaos/random.ts'
import { aWorld } from '../harness/chaos/world.ts'
import { LONG } from '../harness/volume.ts'

const RATE = 30

// It takes minutes of real time: the short run leaves it to the fake clock of backlog.test.ts.
it.runIf(LONG)(
  'no minute has more calls than configured, over kills and minutes of real time',
  async () => {
    const world = await aWorld({
      env: { THERE_THERE_RATE: String(RATE) },
      // Every third create is lost on the way back, so that searches are among the calls.
      script: ({ kind }) =>
        kind === 'create' && world.desk.tickets.length % 3 === 1
          ? { type: 'reset', created: true }
          : { type: 'none' },
    })
    await visit(world.visitors(aRandom(1)), 60)
    for (let kill = 0; kill < 4; kill++) {
      await once(world.desk, 'call', { signal: AbortSignal.timeout(100_000) })
      await world.server.kill()
      world.start()
      await world.server.ready
    }
    await world.settled(400_000)
    const { busiest, tickets } = await world.end(RATE)
    expect(world.desk.calls.at(-1)!.at - world.desk.calls[0]!.at).toBeGreaterThan(60_000)
    console.log(
      `rate: ${world.desk.calls.length} calls, ${tickets} tickets, at most ${busiest} of ${RATE} a minute`,
    )
  },
  600_000,
)
