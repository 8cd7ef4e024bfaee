/** What is counted of codes, apart from messages. */
import { expect, it } from 'vitest'
import { RateLimits } from '../../../proxy/admission/rate-limits.ts'
import type { Refusal } from '../../../proxy/refusal.ts'
import { AllowanceRows } from '../../../proxy/store/sqlite/allowances.ts'
import { countersOf } from '../../../proxy/store/sqlite/store.ts'
import { aClock, aDatabase } from '../../harness/proxy/builders.ts'

it('codes have allowances of their own, which survive a restart', async () => {
  const [sql, clock] = [aDatabase(), aClock()]
  const open = () => {
    const rows = new AllowanceRows(sql)
    const limits = { address: 1, email: 1, site: 9, total: 9, unproven: 9, backlog: 0, codes: 7 }
    const options = {
      limits,
      counters: countersOf(rows),
      waiting: async () => 0,
      now: clock.now,
      log: () => {},
    }
    return new RateLimits(options, rows.read())
  }
  const ask = (rateLimits: RateLimits, network: string, code: object = { code: true }) => {
    try {
      rateLimits.admit({ network, email: 'ada@example.com', site: 'shop', ...code })
      return 'in'
    } catch (error) {
      return (error as Refusal).message
    }
  }
  const before = open()
  const asked = [1, 2, 3, 4, 5, 6, 7].map((n) => ask(before, `::${n}`))
  expect(asked.slice(0, 6)).toEqual(Array(6).fill('in'))
  expect(asked[6]).toContain('too many requests (codeEmail)')
  // What waits for the helpdesk stands in the way of messages only.
  expect(ask(before, '::1', {})).toContain('too many messages (backlog)')
  await before.save()
  const after = open()
  expect(ask(after, '::8')).toContain('codeEmail')
  clock.pass(3_600_000)
  expect(ask(after, '::8')).toBe('in')
})
