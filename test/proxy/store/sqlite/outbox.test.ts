import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Outbox } from '../../../../proxy/store/sqlite/outbox.ts'
import { aClock, aDatabase, aFolder, aSubmission } from '../../../harness/proxy/builders.ts'

const DAY = 86_400_000
const SETTLE = 120_000

function anOutbox({ folder = aFolder(), clock = aClock(), retentionMs = 7 * DAY } = {}) {
  const sql = aDatabase(folder)
  return { outbox: new Outbox(sql, { now: clock.now, retentionMs, dedupeMs: 90 * DAY }), sql, clock, folder }
}

describe('accepting', () => {
  it('gives the same submission the same reference again, and stores one row', async () => {
    const { outbox } = anOutbox()
    const submission = aSubmission()
    const first = await outbox.accept(submission)
    const again = await outbox.accept(submission)
    expect(first).toMatchObject({ type: 'accepted', fresh: true })
    expect(again).toEqual({ ...first, fresh: false })
    expect(outbox.counts().pending).toBe(1)
  })

  it('recognises one submission that arrives many times at once', async () => {
    const { outbox } = anOutbox()
    const submission = aSubmission()
    const receipts = await Promise.all(Array.from({ length: 1000 }, () => outbox.accept(submission)))
    expect(new Set(receipts.map((receipt) => JSON.stringify({ ...receipt, fresh: 0 }))).size).toBe(1)
    expect(receipts.filter((receipt) => receipt.type === 'accepted' && receipt.fresh)).toHaveLength(1)
    expect(outbox.counts().pending).toBe(1)
  })

  it('refuses an id that was used for another message', async () => {
    const { outbox } = anOutbox()
    const submission = aSubmission()
    await outbox.accept(submission)
    expect(await outbox.accept({ ...submission, message: 'Something else' })).toEqual({ type: 'conflict' })
  })

  it('takes a retry from another page of the site as the same message', async () => {
    const { outbox } = anOutbox()
    const submission = aSubmission({ page: 'https://shop.example/a', locale: 'en' })
    await outbox.accept(submission)
    const retry = await outbox.accept({ ...submission, page: 'https://shop.example/b', locale: 'nl' })
    expect(retry).toMatchObject({ type: 'accepted', fresh: false })
  })

  it('rejects when the database refuses, and stores nothing of that batch', async () => {
    const { outbox, sql } = anOutbox()
    sql.run(`CREATE TRIGGER full BEFORE INSERT ON submission BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    await expect(outbox.accept(aSubmission())).rejects.toThrow('disk full')
    expect(outbox.counts().pending).toBe(0)
  })
})

describe('choosing what is due', () => {
  it('hands out entries in the order they became due', async () => {
    const { outbox, clock } = anOutbox()
    const first = aSubmission()
    await outbox.accept(first)
    clock.pass(1)
    await outbox.accept(aSubmission())
    expect(outbox.due(true)?.id).toBe(first.id)
  })

  it('prefers a new one to old failures when asked, and the longest due otherwise', async () => {
    const { outbox, clock } = anOutbox()
    const failed = aSubmission()
    const fresh = aSubmission()
    await outbox.accept(failed)
    outbox.settle(failed.id, { state: 'pending', dueAt: clock.time, why: '', attempts: 3 })
    clock.pass(1000)
    await outbox.accept(fresh)
    expect(outbox.due(true)?.id).toBe(fresh.id)
    expect(outbox.due(false)?.id).toBe(failed.id)
  })

  it('prefers an old failure when asked, to a backlog of new ones that is older still', async () => {
    const { outbox, clock } = anOutbox()
    const failed = aSubmission()
    await outbox.accept(aSubmission())
    await outbox.accept(failed)
    clock.pass(1000)
    outbox.settle(failed.id, { state: 'pending', dueAt: clock.time, why: '', attempts: 3 })
    expect(outbox.due(false)?.id).toBe(failed.id)
  })

  it('hands out nothing before its time, and tells when that is', async () => {
    const { outbox, clock } = anOutbox()
    const submission = aSubmission()
    await outbox.accept(submission)
    outbox.settle(submission.id, { state: 'unsure', dueAt: clock.time + 500.2, why: '', attempts: 1 })
    expect(outbox.due(true)).toBeUndefined()
    expect(outbox.nextDue()).toBe(clock.time + 501)
  })

  it('returns the submission as it was accepted', async () => {
    const { outbox } = anOutbox()
    const submission = aSubmission({ message: 'Zażółć 👩🏽‍🚀\n\n<b>&</b>' })
    await outbox.accept(submission)
    const { mark, ...written } = outbox.due(true)!.submission!
    expect(written).toEqual(submission)
    expect(mark).toMatch(/^[0-9A-Z]{20}$/)
  })
})

describe('after a crash', () => {
  it('takes a row that was being sent as unsure, to be looked for after the settle delay', async () => {
    const folder = aFolder()
    const clock = aClock()
    const before = anOutbox({ folder, clock })
    const submission = aSubmission()
    await before.outbox.accept(submission)
    before.outbox.sending(submission.id)
    before.sql.close()
    const { outbox } = anOutbox({ folder, clock })
    outbox.recover(SETTLE)
    expect(outbox.due(true)).toBeUndefined()
    clock.pass(SETTLE)
    expect(outbox.due(true)).toMatchObject({ id: submission.id, state: 'unsure' })
  })

  it.each([
    ['set back', -7_200_000],
    ['put forward', 7_200_000],
  ])('waits the settle delay again for an unsure row when the clock was %s', async (_, jump) => {
    const { outbox, clock } = anOutbox()
    const submission = aSubmission()
    await outbox.accept(submission)
    outbox.settle(submission.id, { state: 'unsure', dueAt: clock.time + SETTLE, why: '', attempts: 1 })
    clock.pass(jump)
    outbox.recover(SETTLE)
    clock.pass(SETTLE - 1)
    expect(outbox.due(true)).toBeUndefined()
    clock.pass(1)
    expect(outbox.due(true)?.id).toBe(submission.id)
  })

  it.each([
    ['a new one is due at once', 0, 0],
    ['one that failed waits no longer than the longest backoff', 3, 900_000],
  ])('with a clock set back by less than an hour %s', async (_, attempts, longest) => {
    const { outbox, clock } = anOutbox()
    const submission = aSubmission()
    await outbox.accept(submission)
    if (attempts > 0) outbox.settle(submission.id, { state: 'pending', dueAt: clock.time, why: '', attempts })
    clock.pass(-3_500_000)
    outbox.recover(SETTLE)
    clock.pass(longest)
    expect(outbox.due(true)).toBeDefined()
  })

  it('does not strand a row whose due time lies far ahead of a clock that was set back', async () => {
    const { outbox, clock } = anOutbox()
    await outbox.accept(aSubmission())
    clock.pass(-30 * DAY)
    outbox.recover(SETTLE)
    expect(outbox.due(true)).toBeDefined()
  })
})

describe('erasing', () => {
  const filesOf = (folder: string) =>
    readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('')

  it('erases what the visitor wrote from the files, when its time has come', async () => {
    const { outbox, clock, folder } = anOutbox()
    const submission = aSubmission({ message: 'canary-in-the-coal-mine '.repeat(400) })
    await outbox.accept(submission)
    outbox.settle(submission.id, { state: 'delivered', ticket: 't' })
    outbox.erase()
    expect(filesOf(folder)).toContain('canary-in-the-coal-mine')
    clock.pass(7 * DAY)
    outbox.erase()
    expect(filesOf(folder)).not.toContain('canary-in-the-coal-mine')
    expect(filesOf(folder)).not.toContain('ada@example.com')
  })

  it('erases at once with a retention of 0 days, and still recognises a late retry', async () => {
    const { outbox, folder } = anOutbox({ retentionMs: 0 })
    const submission = aSubmission()
    await outbox.accept(submission)
    outbox.settle(submission.id, { state: 'delivered', ticket: 't' })
    expect(filesOf(folder)).not.toContain('ada@example.com')
    expect(await outbox.accept(submission)).toMatchObject({ state: 'delivered', fresh: false })
  })

  it('forgets a delivered row when nobody can be retrying it any more, and no other', async () => {
    const { outbox, clock } = anOutbox()
    const delivered = aSubmission()
    const dead = aSubmission()
    await outbox.accept(delivered)
    await outbox.accept(dead)
    outbox.settle(delivered.id, { state: 'delivered', ticket: 't' })
    outbox.settle(dead.id, { state: 'dead', why: '422' })
    clock.pass(90 * DAY - 1)
    outbox.forget()
    expect(outbox.counts()).toMatchObject({ delivered: 1, dead: 1 })
    clock.pass(1)
    outbox.forget()
    expect(outbox.counts()).toMatchObject({ delivered: 0, dead: 1 })
  })

  it('never erases what is not delivered', async () => {
    const { outbox, clock } = anOutbox()
    const submission = aSubmission()
    await outbox.accept(submission)
    outbox.settle(submission.id, { state: 'dead', why: '422' })
    clock.pass(3650 * DAY)
    outbox.erase()
    expect(outbox.counts().dead).toBe(1)
  })
})

it('refuses a second process on the same file', () => {
  const folder = aFolder()
  aDatabase(folder, true)
  expect(() => aDatabase(folder, true)).toThrow(/locked|busy/i)
})
