import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterSearch, afterSend } from '../../../proxy/delivery/next-step.ts'
import { backoff, pause } from '../../../proxy/delivery/waits.ts'
import { STUCK_TRIES } from '../../../proxy/store/records.ts'
import type { Entry } from '../../../proxy/store/records.ts'

const SETTLE = 120_000

describe('the decisions', () => {
  const entry = { attempts: 2 } as Entry
  const circumstances = { random: () => 1, settleDelayMs: SETTLE }

  it('wait the settle delay before looking for a ticket that may exist', () => {
    expect(afterSend({ type: 'unsure', why: '502' }, entry, circumstances)).toEqual({
      state: 'unsure',
      waitMs: SETTLE,
      why: '502',
      attempts: 3,
    })
  })

  it.each([
    [301, 'unsure'],
    [303, 'unsure'],
    [308, 'unsure'],
    [401, 'unsure'],
    [402, 'unsure'],
    [403, 'unsure'],
    [404, 'unsure'],
    [409, 'unsure'],
    [410, 'unsure'],
    [425, 'unsure'],
  ])(
    'take a %i of which the configuration is not to blame as %s, from the first time on',
    (status, state) => {
      for (const attempts of [0, 1, 7])
        expect(afterSend({ type: 'rejected', status }, { attempts } as Entry, circumstances)).toMatchObject({
          state,
          why: String(status),
          attempts: attempts + 1,
        })
    },
  )

  it.each([400, 413, 415])('take a %i for good when it comes twice in a row, and not before', (status) => {
    const after = (why?: string) =>
      afterSend({ type: 'rejected', status }, { attempts: 3, why } as Entry, circumstances)
    const once = { state: 'pending', why: `once ${status}` }
    for (const why of [undefined, '503', String(status), 'once 422']) expect(after(why)).toMatchObject(once)
    expect(after(once.why)).toEqual({ state: 'dead', why: String(status), attempts: 4 })
  })

  it('look for what the configuration is blamed for, unless it is certain that nothing was made', () => {
    const after = (refused: number, holdMs?: number) =>
      afterSend(
        { type: 'misconfigured', status: 404, refused, ...(holdMs !== undefined && { holdMs }) },
        entry,
        circumstances,
      )
    const kept = { why: '404', attempts: 2 }
    expect(after(401)).toEqual({ state: 'pending', waitMs: 0, ...kept })
    expect(after(400, 5000)).toEqual({ state: 'pending', waitMs: 5000, ...kept })
    expect(after(404)).toEqual({ state: 'unsure', waitMs: SETTLE, ...kept })
    expect(after(303, 500_000)).toEqual({ state: 'unsure', waitMs: 500_000, ...kept })
    const looked = { type: 'misconfigured', status: 403, refused: 403, holdMs: 7000 } as const
    expect(afterSearch(looked, entry, circumstances)).toEqual({
      state: 'unsure',
      waitMs: 7000,
      why: '403',
      attempts: 2,
    })
  })

  it('keep in mind what went wrong when the ticket is looked for in vain, since that is what stuck messages are asked for', () => {
    const why = (cause: string | undefined) =>
      afterSearch({ type: 'absent' }, { attempts: 8, why: cause } as Entry, circumstances)
    expect(why('503')).toMatchObject({ state: 'pending', why: 'absent 503' })
    expect(why('timeout')).toMatchObject({ why: 'absent timeout' })
    // What it waited for is no cause.
    for (const none of [undefined, 'limited', 'searching']) expect(why(none)).toMatchObject({ why: 'absent' })
  })

  it('send again at once what was looked for in vain, but ever later what always ends like this', () => {
    const waits = [0, 1, 2, 3, 4, 8, 50].map((attempts) => {
      const settlement = afterSearch({ type: 'absent' }, { attempts } as Entry, circumstances)
      return 'waitMs' in settlement && settlement.waitMs
    })
    expect(waits).toEqual([0, 0, 0, 8000, 16_000, 256_000, 900_000])
  })

  /** Looks for one message, whose row keeps what each has led to. */
  function looking() {
    const row = { attempts: 0, why: '503' } as Entry
    return (finding: Parameters<typeof afterSearch>[0]) => {
      const settlement = afterSearch(finding, row, circumstances)
      if (settlement.state !== 'unsure') throw new Error(settlement.state)
      Object.assign(row, settlement)
      return { ...settlement, minutes: settlement.waitMs / 60_000 }
    }
  }
  const unclear = { type: 'unclear', why: 'x' } as const
  const times = <T>(length: number, one: () => T) => Array.from({ length }, one)

  it('look ever later for what a look will not tell, at most every six hours, and call an operator at once', () => {
    const look = looking()
    const looks = times(10, () => look(unclear))
    expect(looks.map(({ minutes }) => minutes)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 360, 360])
    for (const { attempts } of looks) expect(attempts).toBeGreaterThanOrEqual(STUCK_TRIES)
  })

  it('count only such looks for that: after a long outage the first one is no tenth', () => {
    const look = looking()
    times(100, () => look({ type: 'failed', why: 'timeout' }))
    expect(look(unclear).minutes).toBe(2)
    // And one that fails in between does not begin anew: each may cost a thousand calls.
    for (const finding of [
      { type: 'failed', why: '502' },
      { type: 'rejected', status: 403 },
      { type: 'undecided', refused: 403 },
      { type: 'misconfigured', status: 401, refused: 403 },
      { type: 'limited' },
    ] as const)
      look(finding)
    expect(look(unclear).minutes).toBe(4)
  })

  it('stay unsure when the search fails, however it fails', () => {
    for (const finding of [
      { type: 'failed', why: 'x' },
      { type: 'unclear', why: 'x' },
      { type: 'rejected', status: 403 },
      { type: 'limited' },
    ] as const)
      expect(afterSearch(finding, entry, circumstances).state).toBe('unsure')
  })

  it('back off within bounds, longer from try to try, never for less than a second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, x) => {
          const ms = backoff(attempts, () => x)
          expect(Number.isInteger(ms)).toBe(true)
          expect(ms).toBeGreaterThanOrEqual(1000)
          expect(ms).toBeLessThanOrEqual(900_000)
          expect(backoff(attempts + 1, () => x)).toBeGreaterThanOrEqual(ms)
        },
      ),
    )
  })

  it('leave the helpdesk alone for longer and longer during an outage, at most a minute', () => {
    expect([1, 2, 3, 4, 20].map(pause)).toEqual([0, 0, 1000, 2000, 60_000])
  })
})
