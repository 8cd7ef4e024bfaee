import { describe, expect, it } from 'vitest'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock } from '../../harness/proxy/builders.ts'

function aGate(rate = 55) {
  const clock = aClock()
  return { gate: new RateGate(aStore({ now: clock.now }).store.calls, rate), clock }
}

describe('the gate', () => {
  it('lets the configured number of calls through, then none until the minute is over, and a second more', async () => {
    const { gate, clock } = aGate(3)
    for (let i = 0; i < 3; i++) {
      expect(await gate.wait()).toBe(0)
      expect(await gate.pass()).toBe(0)
    }
    expect(await gate.pass()).toBe(61_000)
    clock.pass(61_000)
    expect(await gate.pass()).toBe(0)
  })

  it('is not stopped for a year by an absurd answer, nor opened at once by a negative one', async () => {
    const { gate } = aGate()
    await gate.close(1e15, 'limited')
    expect(await gate.wait()).toBe(3_600_000)
    const { gate: other } = aGate()
    await other.close(-5, 'limited')
    expect(await other.wait()).toBe(1000)
  })
})
