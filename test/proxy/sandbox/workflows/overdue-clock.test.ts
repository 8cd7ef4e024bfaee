/** The clock of `on_no_reply`: it looks by itself, not too often, and survives a database that refuses. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Desk } from '../../../../proxy/sandbox/data/desk.ts'
import { watchOverdue } from '../../../../proxy/sandbox/workflows/overdue-clock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A desk of which only the clock and the query are asked for. */
const deskWith = (all: () => never[]) => ({ now: Date.now, sql: { all } }) as unknown as Desk

it('looks every few seconds, and for many requests at once no oftener than each second', () => {
  const all = vi.fn((): never[] => [])
  const clock = watchOverdue(deskWith(all), () => undefined)
  for (let request = 0; request < 100; request++) clock.look()
  expect(all).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(20_000)
  expect(all).toHaveBeenCalledTimes(5)
  clock.stop()
  vi.advanceTimersByTime(20_000)
  expect(all).toHaveBeenCalledTimes(5)
})

it('tells of a database that refuses, and goes on', () => {
  const report = vi.fn()
  const clock = watchOverdue(
    deskWith(() => {
      throw new Error('disk is full')
    }),
    report,
  )
  vi.advanceTimersByTime(10_000)
  expect(report.mock.calls).toEqual([[new Error('disk is full')], [new Error('disk is full')]])
  clock.stop()
})
