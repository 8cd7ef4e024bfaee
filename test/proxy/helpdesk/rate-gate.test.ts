import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gate } from '../../../proxy/helpdesk/rate-gate.ts'
import { aClock, aDatabase, aFolder } from '../../harness/proxy/builders.ts'

function aGate({ rate = 55, clock = aClock(), folder = aFolder() } = {}) {
  const sql = aDatabase(folder)
  return { gate: new Gate(sql, rate, clock.now), clock, sql, folder }
}

describe('the gate', () => {
  it('lets the configured number of calls through, then none until the minute is over', () => {
    const { gate, clock } = aGate({ rate: 3 })
    for (let i = 0; i < 3; i++) {
      expect(gate.wait()).toBe(0)
      gate.spend()
    }
    expect(gate.wait()).toBeGreaterThanOrEqual(60_000)
    clock.pass(gate.wait())
    expect(gate.wait()).toBe(0)
  })

  it('remembers its calls over a restart', () => {
    const { gate, clock, sql, folder } = aGate({ rate: 1 })
    gate.spend()
    sql.close()
    expect(aGate({ rate: 1, clock, folder }).gate.wait()).toBeGreaterThanOrEqual(60_000)
  })

  it('never lets more than the rate through in any minute, whenever calls are wanted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 100 }), (pauses) => {
        const { gate, clock, sql } = aGate({ rate: 5 })
        const calls: number[] = []
        for (const pause of pauses) {
          clock.pass(pause)
          clock.pass(gate.wait())
          gate.spend()
          calls.push(clock.time)
        }
        for (const call of calls)
          expect(calls.filter((other) => other >= call && other < call + 60_000).length).toBeLessThanOrEqual(
            5,
          )
        sql.close()
      }),
      { numRuns: 15 },
    )
  })

  it('stays closed as long as the helpdesk asked for', () => {
    const { gate, clock } = aGate()
    gate.close(30_000, 'limited')
    expect(gate.wait()).toBe(30_000)
    expect(gate.closure()?.why).toBe('limited')
    clock.pass(30_000)
    expect(gate.wait()).toBe(0)
    expect(gate.closure()).toBeUndefined()
  })

  it('is not stopped for a year by an absurd answer, nor opened at once by a negative one', () => {
    const { gate } = aGate()
    gate.close(1e15, 'limited')
    expect(gate.wait()).toBe(3_600_000)
    gate.close(-5, 'limited')
    expect(gate.wait()).toBe(1000)
  })

  it('is opened by a restart after a repaired configuration, not after a limit', () => {
    const first = aGate()
    first.gate.close(300_000, 'misconfigured')
    first.sql.close()
    const second = aGate({ folder: first.folder, clock: first.clock })
    expect(second.gate.wait()).toBe(0)
    second.gate.close(300_000, 'limited')
    second.sql.close()
    expect(aGate({ folder: first.folder, clock: first.clock }).gate.wait()).toBe(300_000)
  })

  it('waits at most a window when the clock was set back between two runs', () => {
    const first = aGate({ rate: 1 })
    first.gate.spend()
    first.sql.close()
    first.clock.pass(-3_600_000)
    const { gate } = aGate({ rate: 1, folder: first.folder, clock: first.clock })
    expect(gate.wait()).toBeLessThanOrEqual(61_000)
    expect(gate.wait()).toBeGreaterThan(0)
  })
})
