import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BootTime } from '../../../../proxy/store/boot-clock.ts'
import { bootTime } from '../../../../proxy/store/boot-clock.ts'
import { CallRows } from '../../../../proxy/store/sqlite/calls.ts'
import type { Closure } from '../../../../proxy/store/records.ts'
import { anOldDirectory } from '../../../harness/proxy/an-old-directory.ts'
import { aClock, aDatabase, aFolder } from '../../../harness/proxy/builders.ts'

function aGate({
  rate = 55,
  clock = aClock(),
  folder = aFolder(),
  boot = undefined as (() => BootTime) | undefined,
} = {}) {
  const sql = aDatabase(folder)
  const rows = new CallRows(sql, clock.now, boot ?? (() => undefined))
  const minute = { calls: rate, windowMs: 61_000 }
  const gate = {
    clockSet: rows.clockSet,
    wait: () => rows.wait(minute),
    pass: () => rows.spend(minute),
    close: (ms: number, why: Closure) => rows.close(ms, why),
    closure: () => rows.closure(),
  }
  return { gate, clock, sql, folder }
}

/** A machine: time passes on it, its clock can be set, it can be started anew, and so can the process. */
function aMachine({ rate = 1, boots = true } = {}) {
  const clock = aClock()
  const folder = aFolder()
  let [id, since] = [1, clock.time - 3_600_000]
  const boot = () => ({ boot: String(id), up: clock.time - since })
  const start = () => aGate({ rate, clock, folder, boot: boots ? boot : undefined })
  let running = start()
  return {
    gate: () => running.gate,
    clock,
    setClock(ms: number) {
      clock.pass(ms)
      since += ms
    },
    reboot() {
      id++
      since = clock.time
    },
    restart() {
      running.sql.close()
      running = start()
      return running.gate
    },
  }
}

describe('the gate', () => {
  it('lets the configured number of calls through, then none until the minute is over', () => {
    const { gate, clock } = aGate({ rate: 3 })
    for (let i = 0; i < 3; i++) {
      expect(gate.wait()).toBe(0)
      gate.pass()
    }
    expect(gate.wait()).toBeGreaterThanOrEqual(60_000)
    clock.pass(gate.wait())
    expect(gate.wait()).toBe(0)
  })

  it('remembers its calls over a restart', () => {
    const { gate, clock, sql, folder } = aGate({ rate: 1 })
    gate.pass()
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
          gate.pass()
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
    expect(gate.closure()).toBe('limited')
    clock.pass(30_000)
    expect(gate.wait()).toBe(0)
    expect(gate.closure()).toBeUndefined()
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
    first.gate.pass()
    first.sql.close()
    first.clock.pass(-3_600_000)
    const { gate } = aGate({ rate: 1, folder: first.folder, clock: first.clock })
    expect(gate.wait()).toBeLessThanOrEqual(61_000)
    expect(gate.wait()).toBeGreaterThan(0)
  })
})

describe('the gate of a process that starts with another clock', () => {
  it.each([
    ['back by an hour', -3_600_000],
    ['ahead by an hour', 3_600_000],
    ['ahead by a minute and a half', 90_000],
    ['not at all', 0],
  ])('set %s counts the calls and keeps the closure as if nothing had happened', (_, ms) => {
    const machine = aMachine()
    machine.gate().pass()
    machine.gate().close(300_000, 'limited')
    machine.clock.pass(10_000)
    machine.setClock(ms)
    const gate = machine.restart()
    expect(gate.wait()).toBe(290_000)
    expect(gate.clockSet).toBe(ms)
    machine.clock.pass(290_000)
    expect(gate.wait()).toBe(0)
  })

  it('has no closure again that was over', () => {
    const machine = aMachine()
    machine.gate().close(30_000, 'limited')
    machine.clock.pass(31_000)
    machine.setClock(-3_600_000)
    expect(machine.restart().wait()).toBe(0)
  })

  it.each([
    ['on a machine that was started anew', { boots: true }],
    ['on a system without a clock that nobody sets', { boots: false }],
  ])('%s waits no longer than was asked for, and not at all for what was over', (_, options) => {
    const machine = aMachine(options)
    machine.gate().close(30_000, 'limited')
    machine.setClock(-3_600_000)
    machine.reboot()
    expect(machine.restart().wait()).toBe(30_000)
    machine.clock.pass(30_000)
    machine.gate().pass()
    machine.setClock(-3_600_000)
    machine.reboot()
    const gate = machine.restart()
    expect(gate.closure()).toBeUndefined()
    expect(gate.clockSet).toBe(-3_600_000)
    expect(gate.wait()).toBe(61_000)
  })

  it('on a machine that was started anew takes the calls of the last minute for calls of this one', () => {
    const machine = aMachine()
    machine.gate().pass()
    machine.setClock(90_000)
    machine.reboot()
    expect(machine.restart().wait()).toBe(61_000)
  })

  it('on a system without a clock that nobody sets lets calls go, however often it starts', () => {
    const machine = aMachine({ boots: false })
    machine.gate().pass()
    for (let i = 0; i < 7; i++) {
      machine.clock.pass(10_000)
      machine.restart()
    }
    expect(machine.gate().wait()).toBe(0)
  })

  it('never lets more than the rate through in any minute, whatever happens to clock and process', () => {
    const event = fc.oneof(
      fc.record({ pass: fc.integer({ min: 0, max: 30_000 }) }),
      fc.record({ set: fc.integer({ min: -7_200_000, max: 7_200_000 }), reboot: fc.boolean() }),
    )
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const machine = aMachine({ rate: 3 })
        const calls: number[] = []
        let time = 0
        const pass = (ms: number) => {
          machine.clock.pass(ms)
          time += ms
        }
        for (const happens of events) {
          if ('pass' in happens) pass(happens.pass)
          else {
            machine.setClock(happens.set)
            if (happens.reboot) machine.reboot()
            machine.restart()
          }
          while (machine.gate().wait() === 0) {
            machine.gate().pass()
            calls.push(time)
          }
          // Less than a tenth of a second is no other time.
          expect(machine.gate().wait()).toBeLessThan(61_100)
        }
        for (const call of calls)
          expect(calls.filter((other) => other >= call && other < call + 60_000).length).toBeLessThanOrEqual(
            3,
          )
      }),
      { numRuns: 15 },
    )
  })

  it('knows the calls and the closure of an earlier version, which had but one clock', () => {
    const { folder, sql } = anOldDirectory()
    const { at } = sql.get('SELECT at FROM gate_call')!
    sql.close()
    const clock = aClock(Number(at) + 20_000)
    const boot = () => ({ boot: '1', up: 5000 })
    const { gate } = aGate({ rate: 1, folder, clock, boot })
    expect([gate.wait(), gate.closure()]).toEqual([41_000, 'limited'])
    clock.pass(10_000)
    expect(gate.closure()).toBeUndefined()
  })
})

describe('the time since the start of the machine', () => {
  it.runIf(process.platform === 'linux')('is told on Linux, and goes on', () => {
    const [then, now] = [bootTime()!, bootTime()!]
    expect(now.boot).toBe(then.boot)
    expect(now.up).toBeGreaterThanOrEqual(then.up)
  })
})
