/**
 * Sheds load early: a request that would wait for long is refused at once, before its body is read, so that those
 * that were let in are answered in time. `/health` is never asked.
 */
import type { IncomingMessage } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import { ArrivingBodies } from './arriving-bodies.ts'
import { incomingOf } from './client/client-address.ts'
import type { ClientNetwork, Incoming } from './client/client-address.ts'
import { Refusal } from '../refusal.ts'

/**
 * Milliseconds that the event loop may run late, on average, before new work is refused. The widget waits 15 s, so
 * half a second late on a busy machine is no reason to send anybody away; two seconds, lasting, means falling behind.
 */
const LATE_MAX_MS = 2000
const TICK_MS = 100
const STEP_MS = 20

/** Nearly every message is smaller than this. Larger bodies share a budget; the small ones are never in their way. */
const SMALL = 16 * 1024

/** Seconds after which another try is worth it. */
const WAIT = 5

export interface Overload {
  /** How late the event loop runs, on average, in milliseconds. */
  late: () => number
  stop: () => void
}

/**
 * Watches the event loop. The average lets one long step pass: a disk that stalled for a second is no overload, and
 * the requests that queued up behind it are answered faster than they would be sent again.
 */
export function watchLoop(): Overload {
  const steps = monitorEventLoopDelay({ resolution: STEP_MS })
  steps.enable()
  let average = 0
  let seen = { count: 0, sum: 0 }
  const timer = setInterval(() => {
    // By what has come since: reset() would forget the step that is under way, which may be the long one.
    const { count, mean } = steps
    if (count === seen.count) return
    const sum = (mean / 1e6) * count
    average = average * 0.7 + Math.max(0, (sum - seen.sum) / (count - seen.count) - STEP_MS) * 0.3
    seen = { count, sum }
  }, TICK_MS)
  timer.unref()
  return {
    late: () => average,
    stop: () => {
      clearInterval(timer)
      steps.disable()
    },
  }
}

const overloaded = () =>
  new Refusal('overloaded', 'The proxy is busy. Send it again, with the same id.', undefined, WAIT)

/** Whether there is a connection of Node's to look at. */
const isConnected = (incoming: Incoming | undefined): incoming is IncomingMessage =>
  incoming !== undefined && 'bytesRead' in incoming.socket

/**
 * Refuses with 503 and `Retry-After` while the process is late, and watches over bodies that are large; no more than
 * `largest` bytes of one are ever in memory.
 */
export function shedLoad(
  late: () => number,
  largest: number,
  clientOf: (incoming: Incoming) => ClientNetwork = () => ({ network: undefined }),
) {
  const bodies = new ArrivingBodies()
  const watched = async (incoming: IncomingMessage, next: Next) => {
    const stop = bodies.watch(incoming, clientOf(incoming).network, largest)
    try {
      await next()
    } finally {
      stop()
    }
  }
  return createMiddleware((c, next) => {
    if (late() > LATE_MAX_MS) throw overloaded()
    const incoming = incomingOf(c.env)
    if (Number(c.req.header('Content-Length') ?? largest) <= SMALL || !isConnected(incoming)) return next()
    return watched(incoming, next)
  })
}
