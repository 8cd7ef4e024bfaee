/** What the store counts for metrics and the status page. */
import { expect, it } from 'vitest'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { delivered, doubt, leading, tried, waiting } from './ground.ts'
import type { Ground } from './ground.ts'

const HOUR = 3_600_000

export function counting(aGround: () => Ground) {
  it('counts what is not delivered, by site and state', async () => {
    const { store, submission, lead } = await waiting(aGround())
    const [again, doubtful, dead, other] = [
      aSubmission(),
      aSubmission(),
      aSubmission(),
      aSubmission({ site: 'blog' }),
    ]
    for (const one of [again, doubtful, dead, other]) await store.accept(one)
    await lead.settle(again.id, tried(1000))
    await doubt(lead, doubtful.id, 1000)
    await lead.settle(dead.id, { state: 'dead', why: '422' })
    const queue = await store.statistics.queue()
    const count = (site: string, state: string) =>
      queue.filter((one) => one.site === site && one.state === state).reduce((sum, one) => sum + one.count, 0)
    expect(count(submission.site, 'pending')).toBe(2)
    expect(count(submission.site, 'unsure')).toBe(1)
    expect(count(submission.site, 'dead')).toBe(1)
    expect(count('blog', 'pending')).toBe(1)
    await lead.settle(other.id, delivered)
    expect((await store.statistics.queue()).some(({ site }) => site === 'blog')).toBe(false)
  })

  it('counts what was accepted in each hour, what became of it and how long a delivery took', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    const { site } = submission
    await ground.pass(9 * 60_000)
    await lead.settle(submission.id, delivered)
    await ground.pass(3 * HOUR)
    const dead = aSubmission()
    const fresh = aSubmission()
    for (const one of [dead, fresh]) await store.accept(one)
    const later = await leading(store)
    await later.settle(dead.id, { state: 'dead', why: '422' })
    const slices = (await store.statistics.traffic(72 * HOUR, HOUR)).toSorted((a, b) =>
      a.state < b.state ? -1 : 1,
    )
    expect(slices).toMatchObject([
      { site, state: 'dead', band: undefined, count: 1 },
      { site, state: 'delivered', band: 3, count: 1 },
      { site, state: 'pending', band: undefined, count: 1 },
    ])
    for (const { at } of slices) expect(at % HOUR).toBe(0)
    const [first, second] = [slices[1]!.at, slices[0]!.at]
    expect((second - first) / HOUR).toBeGreaterThanOrEqual(3)
    expect(await store.statistics.traffic(HOUR, HOUR)).toHaveLength(2)
  })

  it('counts the tickets that somebody looks at', async () => {
    const ground = aGround()
    const store = await ground.open()
    expect(await store.statistics.viewed(120_000)).toBe(0)
    await store.conversations.look(['one', 'two'])
    expect(await store.statistics.viewed(120_000)).toBe(2)
    await ground.pass(120_001)
    expect(await store.statistics.viewed(120_000)).toBe(0)
  })
}
