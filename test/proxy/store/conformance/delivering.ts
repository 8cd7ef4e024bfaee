/** What the one process does that delivers. */
import { expect, it } from 'vitest'
import { SETTLE } from '../../../harness/proxy/a-store.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { delivered, leading, PLENTY, succeeding, TICKET, tried, unsure, waiting } from './ground.ts'
import type { Ground } from './ground.ts'

const DAY = 86_400_000
const MINUTE = { calls: 3, windowMs: 61_000 }

export function choosing(aGround: () => Ground) {
  it('hands out entries in the order they became due', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    await ground.pass(1)
    await store.accept(aSubmission())
    expect((await lead.due(true))?.id).toBe(submission.id)
  })

  it('prefers an old failure when asked, to a backlog of new ones that is older still', async () => {
    const ground = aGround()
    const { store, lead, submission: older } = await waiting(ground)
    const failed = aSubmission()
    await store.accept(failed)
    await ground.pass(1000)
    await lead.settle(failed.id, tried())
    expect((await lead.due(false))?.id).toBe(failed.id)
    expect((await lead.due(true))?.id).toBe(older.id)
  })

  it('prefers a new one to old failures when asked, and an old failure otherwise', async () => {
    const ground = aGround()
    const { store, submission: failed, lead } = await waiting(ground)
    await lead.settle(failed.id, tried())
    await ground.pass(1000)
    const fresh = aSubmission()
    await store.accept(fresh)
    expect((await lead.due(true))?.id).toBe(fresh.id)
    expect((await lead.due(false))?.id).toBe(failed.id)
    await lead.settle(failed.id, delivered)
    expect((await lead.due(false))?.id).toBe(fresh.id)
  })

  it('hands out nothing before its time, and tells how long that is', async () => {
    const ground = aGround()
    const { submission, lead } = await waiting(ground)
    expect(await lead.nextDue()).toBeLessThanOrEqual(0)
    await lead.settle(submission.id, unsure(500.2))
    expect(await lead.due(true)).toBeUndefined()
    expect(await lead.nextDue()).toBe(501)
    await ground.pass(501)
    expect(await lead.due(true)).toMatchObject({ id: submission.id, state: 'unsure', attempts: 1 })
    await lead.settle(submission.id, delivered)
    expect(await lead.nextDue()).toBeUndefined()
  })

  it('returns the submission as it was accepted, with a mark of its own', async () => {
    const { lead, submission } = await waiting(aGround(), { message: 'Zażółć 👩🏽‍🚀\n\n<b>&</b>' })
    const { mark, ...written } = (await lead.due(true))!.submission!
    expect(written).toEqual(submission)
    expect(mark).toMatch(/^[0-9A-Z]{20}$/)
  })

  it('holds what goes to one site, and nothing else', async () => {
    const ground = aGround()
    const { store, lead } = await waiting(ground)
    const other = aSubmission({ site: 'other' })
    await store.accept(other)
    await lead.hold('shop', 60_000)
    expect((await lead.due(true))?.id).toBe(other.id)
    await lead.settle(other.id, delivered)
    expect(await lead.due(true)).toBeUndefined()
    await ground.pass(60_000)
    expect((await lead.due(true))?.site).toBe('shop')
  })

  it('marks nothing as being sent that was dropped', async () => {
    const { store, submission, lead } = await waiting(aGround())
    expect(await lead.begin(submission.id, PLENTY)).toBe(0)
    await lead.settle(submission.id, tried())
    await store.operator.drop(submission.id)
    expect(await lead.begin(submission.id, PLENTY)).toBeUndefined()
  })
}

export function following(aGround: () => Ground) {
  const PLAN = [
    { kind: 'tag', target: 'T1' },
    { kind: 'note', target: '<p>Answer in Dutch.</p>' },
  ] as const

  it('plans the steps with the ticket, and does them in order', async () => {
    const { submission, lead } = await waiting(aGround())
    await lead.settle(submission.id, delivered, PLAN)
    const tag = (await lead.dueStep())!
    expect(tag).toMatchObject({ kind: 'tag', target: 'T1', ticket: TICKET, site: 'shop', state: 'pending' })
    await lead.settleStep(tag, { state: 'done' })
    const note = (await lead.dueStep())!
    expect(note).toMatchObject({ kind: 'note', target: PLAN[1].target })
    expect(await lead.beginStep(note, PLENTY)).toBe(0)
    expect(await lead.dueStep()).toBeUndefined()
    await lead.settleStep(note, { state: 'done' })
    expect(await lead.nextDue()).toBeUndefined()
  })

  it('plans nothing for a message that was dropped', async () => {
    const { store, submission, lead } = await waiting(aGround())
    await store.operator.drop(submission.id)
    await lead.settle(submission.id, delivered, PLAN)
    expect(await lead.dueStep()).toBeUndefined()
  })

  it('looks for a note that may have been written, after the settle delay', async () => {
    const ground = aGround()
    const { submission, lead } = await waiting(ground)
    await lead.settle(submission.id, delivered, [PLAN[1]])
    await lead.beginStep((await lead.dueStep())!, PLENTY)
    const next = await succeeding(ground)
    expect(await next.dueStep()).toBeUndefined()
    await ground.pass(SETTLE)
    expect(await next.dueStep()).toMatchObject({ kind: 'note', state: 'unsure' })
  })

  it('lists a ticket that lacks a step, and lets it be tried again', async () => {
    const { store, submission, lead } = await waiting(aGround())
    await lead.settle(submission.id, delivered, PLAN)
    await lead.settleStep((await lead.dueStep())!, { state: 'failed', why: '404' })
    expect((await store.health()).partial).toBe(1)
    expect((await store.operator.list('partial', '')).messages).toMatchObject([{ id: submission.id }])
    expect(await store.operator.retryPartial()).toBe(1)
    expect((await store.health()).partial).toBe(0)
    expect(await lead.dueStep()).toMatchObject({ kind: 'tag', attempts: 0 })
  })

  it('does a step to the ticket that it names, and tells how far a first message is', async () => {
    const { submission, lead } = await waiting(aGround())
    expect(await lead.first(submission.id)).toEqual({ state: 'pending', ticket: undefined })
    const other = '01JABCDEFGHJKMNPQRSTVWXYZ9'
    await lead.settle(submission.id, delivered, [
      { kind: 'note', target: '<p>m</p>', ticket: other },
      { kind: 'status', target: 'open' },
    ])
    const note = (await lead.dueStep())!
    expect(note).toMatchObject({ kind: 'note', ticket: other })
    await lead.settleStep(note, { state: 'done' })
    expect(await lead.dueStep()).toMatchObject({ kind: 'status', target: 'open', ticket: TICKET })
    expect(await lead.first(submission.id)).toEqual({ state: 'delivered', ticket: TICKET })
    expect(await lead.first('none')).toBeUndefined()
  })
}

export function takingOver(aGround: () => Ground) {
  it('takes what another process was sending as unsure, to be looked for after the settle delay', async () => {
    const ground = aGround()
    const { submission, lead } = await waiting(ground)
    await lead.begin(submission.id, PLENTY)
    const next = await succeeding(ground)
    expect(await next.due(true)).toBeUndefined()
    expect(await next.nextDue()).toBe(SETTLE)
    await ground.pass(SETTLE)
    expect(await next.due(true)).toMatchObject({ id: submission.id, state: 'unsure' })
  })

  it('does the same for a call of its own that it lost sight of', async () => {
    const ground = aGround()
    const { submission, lead } = await waiting(ground)
    await lead.begin(submission.id, PLENTY)
    await lead.interrupt(SETTLE)
    expect(await lead.due(true)).toBeUndefined()
    await ground.pass(SETTLE)
    expect(await lead.due(true)).toMatchObject({ id: submission.id, state: 'unsure' })
  })

  it('waits the settle delay again for what was unsure, and is stranded by no due time far ahead', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    const failed = aSubmission()
    await store.accept(failed)
    await lead.settle(submission.id, unsure(10))
    await lead.settle(failed.id, tried(30 * DAY))
    const next = await succeeding(ground)
    await ground.pass(SETTLE - 1)
    expect((await next.due(false))?.id).toBe(failed.id)
    await next.settle(failed.id, delivered)
    expect(await next.due(true)).toBeUndefined()
    await ground.pass(1)
    expect((await next.due(true))?.id).toBe(submission.id)
  })
}

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
