/**
 * Counting requests as Laravel does: `createLimiter` allows a number of hits for a key in a window that opens
 * with the first hit and lasts a minute (the helpdesk's page "Introduction", under "Rate limits").
 */

const WINDOW_MS = 60_000

export interface RateVerdict {
  allowed: boolean
  limit: number
  remaining: number
  /** Whole seconds until the window closes, at least one. */
  retryAfter: number
}

/** Returns a function that counts one hit for a key and says whether it is allowed under `limit`. */
export function createLimiter(now: () => number): (key: string, limit: number) => RateVerdict {
  const windows = new Map<string, { closes: number; hits: number }>()
  return (key, limit) => {
    const time = now()
    let window = windows.get(key)
    if (!window || window.closes <= time) {
      window = { closes: time + WINDOW_MS, hits: 0 }
      windows.set(key, window)
    }
    const allowed = window.hits < limit
    if (allowed) window.hits++
    return {
      allowed,
      limit,
      remaining: Math.max(0, limit - window.hits),
      retryAfter: Math.max(1, Math.ceil((window.closes - time) / 1000)),
    }
  }
}
