/** Whom the environment lets in: the allowances, and whose word counts for where a request comes from. */
import { hopProblem } from '../admission/client/client-address.ts'
import type { Limits } from '../admission/kinds.ts'
import type { Reader } from './environment.ts'

/**
 * The allowances. Honest visitors write a message or two; the defaults leave room for an office or a mobile network
 * behind one address on the day the shop is down, and for a site whose every customer writes at once. What they stop
 * is thousands: the helpdesk takes 55 a minute, so 500 in five minutes are about twice what it can ever be given, and
 * 20,000 waiting are six hours of its work. The windows are short, because a visitor who is refused by mistake waits
 * for their end: five minutes is also the longest wait that the widget shows.
 */
export function readLimits(reader: Reader): Limits {
  const limit = (variable: Parameters<Reader['number']>[0], fallback: number) =>
    reader.number(variable, fallback, 0, 1_000_000_000) || Infinity
  return {
    address: limit('LIMIT_ADDRESS', 30),
    email: limit('LIMIT_EMAIL', 20),
    site: limit('LIMIT_SITE', 500),
    total: limit('LIMIT_TOTAL', 2000),
    unproven: limit('LIMIT_UNPROVEN', 20),
    backlog: limit('LIMIT_BACKLOG', 20_000),
    codes: limit('LIMIT_CODES', 300),
  }
}

/** Servers whose `X-Forwarded-For` is believed. */
export function readTrusted(reader: Reader): string[] {
  const hops = (reader.text('TRUSTED_PROXIES') ?? '').split(/[\s,]+/).filter(Boolean)
  for (const hop of hops) {
    const problem = hopProblem(hop)
    if (problem) reader.problem('TRUSTED_PROXIES', `has "${hop}", which ${problem}`, '10.0.0.0/8,::1')
  }
  return hops
}
