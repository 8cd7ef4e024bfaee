/** The calls to the helpdesk that all processes count together, and what keeps them from leaving. */
import { expect, it } from 'vitest'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { delivered, leading, waiting } from './ground.ts'
import type { Ground } from './ground.ts'

const MINUTE = { calls: 3, windowMs: 61_000 }

export function calling(aGround: () => Ground) {
  it('lets so many calls leave in any minute, whichever process makes them', async () => {
    const ground = aGround()
    const [one, other] = [await ground.open(), await ground.open()]
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? one : other).calls.spend(MINUTE)),
    )
    expect(tries.filter((wait) => wait === 0)).toHaveLength(MINUTE.calls)
    const wait = await one.calls.wait(MINUTE)
    expect(wait).toBe(MINUTE.windowMs)
    await ground.pass(wait - 1)
    expect(await other.calls.spend(MINUTE)).toBe(1)
    await ground.pass(1)
    expect(await other.calls.spend(MINUTE)).toBe(0)
  })

  it('counts a call and marks what it is for, or does neither', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    const once = { ...MINUTE, calls: 1 }
    await store.calls.spend(once)
    expect(await lead.begin(submission.id, once)).toBe(MINUTE.windowMs)
    expect(await lead.due(true)).toMatchObject({ id: submission.id, state: 'pending' })
    await ground.pass(MINUTE.windowMs)
    await store.operator.drop(submission.id)
    expect(await lead.begin(submission.id, once)).toBeUndefined()
    expect(await store.calls.wait(once)).toBe(0)
    const next = aSubmission()
    await store.accept(next)
    expect(await lead.begin(next.id, once)).toBe(0)
    expect(await lead.due(true)).toBeUndefined()
    expect(await store.calls.wait(once)).toBe(MINUTE.windowMs)
    // Without its files, when those were refused.
    await ground.pass(MINUTE.windowMs)
    expect(await lead.begin(next.id, once)).toBe(0)
    expect(await lead.due(true)).toBeUndefined()
  })

  it('counts a call for a step, and marks a note', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    const once = { ...MINUTE, calls: 1 }
    await lead.settle(submission.id, delivered, [
      { kind: 'tag', target: 'T1' },
      { kind: 'note', target: '<p>x</p>' },
    ])
    const tag = (await lead.dueStep())!
    expect(await lead.beginStep(tag, once)).toBe(0)
    expect(await store.calls.wait(once)).toBe(MINUTE.windowMs)
    await lead.settleStep(tag, { state: 'done' })
    const note = (await lead.dueStep())!
    expect(await lead.beginStep(note, once)).toBe(MINUTE.windowMs)
    expect(await lead.dueStep()).toMatchObject({ kind: 'note', state: 'pending' })
    await ground.pass(MINUTE.windowMs)
    expect(await lead.beginStep(note, once)).toBe(0)
    expect(await lead.dueStep()).toBeUndefined()
  })

  it('lets none leave for as long as the helpdesk asked for, also after a restart', async () => {
    const ground = aGround()
    const store = await ground.open()
    await store.calls.close(30_000, 'limited')
    const next = await ground.open()
    expect(await next.calls.wait(MINUTE)).toBe(30_000)
    expect(await next.calls.spend(MINUTE)).toBe(30_000)
    expect(await next.calls.closure()).toBe('limited')
    await ground.pass(30_000)
    expect(await next.calls.spend(MINUTE)).toBe(0)
    expect(await next.calls.closure()).toBeUndefined()
  })

  it('keeps the longest limit of several: calls that were under way at once are answered in any order', async () => {
    const ground = aGround()
    const { calls } = await ground.open()
    await calls.close(600_000, 'limited')
    await calls.close(1000, 'limited')
    await calls.close(300_000, 'misconfigured')
    expect([await calls.wait(MINUTE), await calls.closure()]).toEqual([600_000, 'limited'])
    await ground.pass(600_000)
    await calls.close(300_000, 'misconfigured')
    // Those that look into it have to keep the limit.
    await calls.close(1000, 'limited')
    expect([await calls.wait(MINUTE), await calls.closure()]).toEqual([1000, 'limited'])
  })

  it('lets reads leave in a lane of their own, after everything else', async () => {
    const ground = aGround()
    const store = await ground.open()
    const reads = { calls: 2, apart: false }
    const read = () => store.calls.spendRead(MINUTE, reads)
    expect([await read(), await read()]).toEqual([0, 0])
    expect(await read()).toBe(MINUTE.windowMs)
    // They count among all calls.
    for (let n = reads.calls; n < MINUTE.calls; n++) expect(await store.calls.spend(MINUTE)).toBe(0)
    expect(await store.calls.spend(MINUTE)).toBe(MINUTE.windowMs)
    await ground.pass(MINUTE.windowMs)
    const submission = aSubmission()
    await store.accept(submission)
    expect(await read()).toBeGreaterThan(0)
    const lead = await leading(store)
    await lead.settle(submission.id, delivered, [{ kind: 'note', target: '<p>m</p>' }])
    expect(await read()).toBeGreaterThan(0)
    await lead.settleStep((await lead.dueStep())!, { state: 'done' })
    expect(await read()).toBe(0)
    await store.calls.close(30_000, 'limited')
    expect(await read()).toBe(30_000)
  })

  it('counts reads with a token of their own apart from all others', async () => {
    const ground = aGround()
    const store = await ground.open()
    const reads = { calls: 2, apart: true }
    await store.accept(aSubmission())
    for (let n = 0; n < MINUTE.calls; n++) expect(await store.calls.spend(MINUTE)).toBe(0)
    expect(await store.calls.spendRead(MINUTE, reads)).toBe(0)
    expect(await (await ground.open()).calls.spendRead(MINUTE, reads)).toBe(0)
    expect(await store.calls.spendRead(MINUTE, reads)).toBe(MINUTE.windowMs)
    await ground.pass(MINUTE.windowMs)
    expect(await store.calls.spendRead(MINUTE, reads)).toBe(0)
    expect(await store.calls.wait(MINUTE)).toBe(0)
  })
}
