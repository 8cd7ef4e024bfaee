/** The counters after a crash: as they were written down, and what was counted since. */
import type { IRateLimiterMemoryExport } from 'rate-limiter-flexible'
import type { Charge } from '../store/sqlite/allowances.ts'

export interface Recovery {
  /** The charges that the written counters do not contain. */
  charges: readonly Charge[]
  kind: string
  windowMs: number
  now: number
}

/** Adds charges to counters: the first of a window begins it, the others count until it ends. */
export function recovered(
  written: IRateLimiterMemoryExport,
  { charges, kind, windowMs, now }: Recovery,
): IRateLimiterMemoryExport {
  const counters = new Map(written.storage.map((counter) => [counter.key, counter]))
  for (const { at, points: all } of charges)
    for (const { key, points } of all.filter((one) => one.kind === kind)) {
      const counter = counters.get(key)
      if (counter && (counter.expiresAt ?? Infinity) > at) counter.value += points
      else counters.set(key, { key, value: points, expiresAt: at + windowMs })
    }
  // With a clock that was set back, nobody is kept out for longer than a window.
  const storage = [...counters.values()].map(({ key, value, expiresAt }) => {
    return { key, value, expiresAt: Math.min(expiresAt ?? Infinity, now + windowMs) }
  })
  return { ...written, storage }
}
