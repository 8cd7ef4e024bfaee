/** What the one process does that delivers. */
import { expect, it } from 'vitest'
import { SETTLE } from '../../../harness/proxy/a-store.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { delivered, doubt, leading, PLENTY, succeeding, TICKET, tried, unsure, waiting } from './ground.ts'
import type { Ground } from './ground.ts'
import type { Settlement } from '../../../../proxy/store/records.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

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
    await doubt(lead, submission.id, 500.2)
    expect(await lead.due(true)).toBeUndefined()
    expect(await lead.nextDue()).toBe(501)
    await ground.pass(501)
    expect(await lead.due(true)).toMatchObject({ id: submission.id, state: 'unsure', attempts: 1 })
    await lead.settle(submission.id, delivered)
    expect(await lead.nextDue()).toBeUndefined()
  })

  it('returns the submission as it was accepted, with marks of its own', async () => {
    const { lead, submission } = await waiting(aGround(), { message: 'Zażółć 👩🏽‍🚀\n\n<b>&</b>' })
    const { mark, noteMark, ...written } = (await lead.due(true))!.submission!
    expect(written).toEqual(submission)
    for (const one of [mark, noteMark]) expect(one).toMatch(/^[0-9A-Z]{20}$/)
    expect(noteMark).not.toBe(mark)
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

  it('marks and settles nothing of a message that was sent again under the id of the one it is about', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    const first = (await lead.due(true))!
    await store.operator.drop(submission.id)
    await ground.pass(1)
    await store.accept({ ...submission, message: 'Other words' })
    expect(await lead.begin(first, PLENTY)).toBeUndefined()
    for (const settlement of [tried(), unsure(0), delivered]) await lead.settle(first, settlement)
    const second = (await lead.due(true))!
    expect(second).toMatchObject({ state: 'pending', attempts: 0, submission: { message: 'Other words' } })
    expect(await lead.begin(second, PLENTY)).toBe(0)
    await lead.settle(second, delivered)
    expect(await store.operator.show(submission.id)).toMatchObject({ state: 'delivered', ticket: TICKET })
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

  it('looks first for the notes of a ticket that may have them, the one of a confirmed address too', async () => {
    const ground = aGround()
    const store = await ground.open()
    const submission = aSubmission()
    const confirmation = { asker: 'a', holdMs: 0, note: '<p>Confirmed.</p>', isProven: true }
    await store.accept(submission, { confirmation })
    const lead = await leading(store)
    await lead.settle(submission.id, { ...delivered, mayHaveNotes: true } as Settlement, PLAN)
    const states: (readonly [string, string])[] = []
    for (;;) {
      const step = await lead.dueStep()
      if (!step) break
      states.push([step.kind, step.state])
      await lead.settleStep(step, { state: 'done' })
    }
    expect(states).toEqual([
      ['tag', 'pending'],
      ['note', 'unsure'],
      ['note', 'unsure'],
    ])
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

  // A call that may still be open, however the settle delay is set.
  it.each([
    ['waits for a moment', { state: 'unsure', waitMs: 1000, why: 'timeout', attempts: 9 }, 1000],
    [
      'waits for the longest settle delay',
      { state: 'unsure', waitMs: HOUR, why: 'timeout', attempts: 9 },
      HOUR,
    ],
    [
      'was put off by a clock that was ahead',
      { state: 'unsure', waitMs: 9 * HOUR, why: 'timeout', attempts: 9 },
      HOUR,
    ],
    ['has just failed without an answer', { state: 'failed', waitMs: SETTLE, why: 'timeout' }, SETTLE],
    ['waits after an answer', { state: 'pending', waitMs: HOUR, why: '401', attempts: 9 }, 0],
    ['was refused', { state: 'failed', why: '403' }, 0],
  ] as const)('looks for a note that %s no earlier than it can be found', async (_, settlement, ms) => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    await lead.settle(submission.id, delivered, [PLAN[1]])
    const note = (await lead.dueStep())!
    await lead.beginStep(note, PLENTY)
    await lead.settleStep(note, settlement)
    expect(await store.operator.retryPartial()).toBe(1)
    if (ms > 0) {
      await ground.pass(ms - 1)
      expect(await lead.dueStep()).toBeUndefined()
      await ground.pass(1)
    }
    expect(await lead.dueStep()).toMatchObject({ kind: 'note', state: 'unsure', attempts: 0 })
  })

  it('does a step to the ticket that it names, and tells how far a first message is', async () => {
    const { submission, lead } = await waiting(aGround())
    expect(await lead.first(submission.id, 'further')).toEqual({ state: 'pending', ticket: undefined })
    const other = '01JABCDEFGHJKMNPQRSTVWXYZ9'
    await lead.settle(submission.id, delivered, [
      { kind: 'note', target: '<p>m</p>', ticket: other },
      { kind: 'status', target: 'open' },
    ])
    const note = (await lead.dueStep())!
    expect(note).toMatchObject({ kind: 'note', ticket: other })
    await lead.settleStep(note, { state: 'done' })
    expect(await lead.dueStep()).toMatchObject({ kind: 'status', target: 'open', ticket: TICKET })
    expect(await lead.first(submission.id, 'further')).toEqual({ state: 'delivered', ticket: TICKET })
    expect(await lead.first('none', 'further')).toBeUndefined()
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
    await doubt(lead, submission.id, 10)
    await lead.settle(failed.id, tried(30 * DAY))
    const next = await succeeding(ground)
    await ground.pass(SETTLE - 1)
    expect((await next.due(false))?.id).toBe(failed.id)
    await next.settle(failed.id, delivered)
    expect(await next.due(true)).toBeUndefined()
    await ground.pass(1)
    // With why: how often it was looked for in vain is in there.
    expect(await next.due(true)).toMatchObject({ id: submission.id, why: 'timeout', attempts: 1 })
  })
}
