import { describe, expect, it } from 'vitest'
import { RateGate } from '../../../../proxy/helpdesk/rate-gate.ts'
import { createLane } from '../../../../proxy/import/send/lane.ts'
import { aStore } from '../../../harness/proxy/a-store.ts'
import { aClock } from '../../../harness/proxy/builders.ts'
import { busiestMinute } from '../../../harness/chaos/invariants.ts'

const RATE = 30

/** A lane on a clock that only the test moves; `late` is how long whoever waits takes longer than it has to. */
function aLane(late = () => 0) {
  const clock = aClock()
  const lane = createLane(new RateGate(aStore({ now: clock.now }).store.calls, RATE), RATE, clock.now)
  const sent: number[] = []
  const run = async (ms: number) => {
    for (const end = clock.time + ms; clock.time < end;) {
      const wait = await lane.pass()
      if (wait === 0) sent.push(clock.time)
      else clock.pass(Math.ceil(wait) + late())
    }
  }
  return { clock, lane, sent, run }
}

describe('the lane of imports', () => {
  it('spreads its calls over the minute', async () => {
    const { sent, run } = aLane()
    await run(30_000)
    const gaps = sent.slice(1).map((at, i) => at - sent[i]!)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2001)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1999)
  })

  it('reaches 97 in 100 of its limit, and is never above it', async () => {
    const { sent, run } = aLane()
    await run(20 * 60_000)
    expect(sent.length / 20).toBeGreaterThanOrEqual(RATE * 0.97)
    expect(busiestMinute(sent)).toBeLessThanOrEqual(RATE)
  })

  it('makes up for answers that came late, and is never above it', async () => {
    let turn = 0
    const { sent, run } = aLane(() => (turn++ % 7 === 0 ? 3000 : 0))
    await run(20 * 60_000)
    expect(sent.length / 20).toBeGreaterThanOrEqual(RATE * 0.9)
    expect(busiestMinute(sent)).toBeLessThanOrEqual(RATE)
  })

  it('stays closed as long as the helpdesk asks for', async () => {
    const { lane, clock } = aLane()
    await lane.close(90_000, 'limited')
    expect(await lane.pass()).toBe(90_000)
    clock.pass(90_000)
    expect(await lane.pass()).toBe(0)
  })
})
