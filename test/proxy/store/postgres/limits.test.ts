/** The limits of several processes on one database. */
import { expect, it } from 'vitest'
import { RateLimits } from '../../../../proxy/admission/rate-limits.ts'
import { Refusal } from '../../../../proxy/refusal.ts'
import { aDatabase, aPostgresStore } from '../../../harness/postgres/a-database.ts'
import { aRelay } from '../../../harness/postgres/relay.ts'

const LIMITS = { address: 5, email: 5, site: 100, total: 100, unproven: 100, backlog: 100, codes: 100 }
const ADA = { network: '203.0.113.9', email: 'ada@example.com', site: 'shop' }

/** A process of those that share a database. */
async function aProcess(url: string, now: () => number = Date.now) {
  const { counters } = await aPostgresStore(url)
  const options = { limits: LIMITS, counters, waiting: async () => 0, now, log: () => {} }
  const limits = new RateLimits(options, await counters.read())
  await limits.save()
  await limits.share()
  const send = () => {
    try {
      return limits.admit(ADA)
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal)
      return undefined
    }
  }
  return { limits, send }
}

it('counts what all of them have let in, by the same names', async () => {
  const { direct } = await aDatabase()
  const [one, other] = [await aProcess(direct), await aProcess(direct)]
  for (let n = 0; n < 3; n++) expect(one.send()).toBeDefined()
  await one.limits.share()
  await other.limits.share()
  for (let n = 0; n < 2; n++) expect(other.send()).toBeDefined()
  expect(other.send()).toBeUndefined()
  await other.limits.share()
  await one.limits.share()
  expect(one.send()).toBeUndefined()
  // Whoever starts later knows it too.
  expect((await aProcess(direct)).send()).toBeUndefined()
})

it('does not count what was given back, and counts what could not be told at first', async () => {
  const { direct } = await aDatabase()
  const relay = await aRelay(direct)
  const [one, other] = [await aProcess(relay.url), await aProcess(direct)]
  const entered = [one.send(), one.send(), one.send()]
  entered[0]!.giveBack()
  await relay.cut()
  await expect(one.limits.share()).rejects.toThrow()
  await relay.mend()
  await expect
    .poll(() =>
      one.limits.share().then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  await other.limits.share()
  expect(other.limits.usageOf(ADA)).toMatchObject({ address: 2 / 5 })
})

it('changes the salt once for all of them, and nobody starts anew with it', async () => {
  const { direct } = await aDatabase()
  let now = Date.now()
  const [one, other] = [await aProcess(direct, () => now), await aProcess(direct, () => now)]
  now += 86_400_000
  one.send()
  other.send()
  await Promise.all([one.limits.save(), other.limits.save()])
  await one.limits.save()
  for (const { limits } of [one, other]) await limits.share()
  for (const { limits } of [one, other]) await limits.share()
  expect(one.limits.pseudonym('x')).toBe(other.limits.pseudonym('x'))
  for (const { limits } of [one, other]) expect(limits.usageOf({ ...ADA })).toMatchObject({ address: 2 / 5 })
})
