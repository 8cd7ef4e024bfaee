import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CountedOutbox } from '../../../harness/proxy/a-store.ts'
import { aClock, aDatabase, aFolder, aSubmission } from '../../../harness/proxy/builders.ts'

const DAY = 86_400_000
const SETTLE = 120_000

function anOutbox({ folder = aFolder(), clock = aClock(), retentionMs = 7 * DAY } = {}) {
  const sql = aDatabase(folder)
  return {
    outbox: new CountedOutbox(sql, { now: clock.now, retentionMs, dedupeMs: 90 * DAY }),
    sql,
    clock,
    folder,
  }
}

describe('accepting', () => {
  it('rejects when the database refuses, and stores nothing of that batch', async () => {
    const { outbox, sql } = anOutbox()
    sql.run(`CREATE TRIGGER full BEFORE INSERT ON submission BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
    await expect(outbox.accept(aSubmission())).rejects.toThrow('disk full')
    expect(outbox.counts().pending).toBe(0)
  })
})

describe('after a crash', () => {
  it.each([
    ['set back', -7_200_000],
    ['put forward', 7_200_000],
  ])('waits the settle delay again for an unsure row when the clock was %s', async (_, jump) => {
    const { outbox, clock } = anOutbox()
    const submission = aSubmission()
    await outbox.accept(submission)
    const row = { ...submission, acceptedAt: clock.now() }
    outbox.sending(row)
    outbox.settle(row, { state: 'unsure', waitMs: SETTLE, why: '', attempts: 1 })
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
    if (attempts > 0)
      outbox.settle(
        { ...submission, acceptedAt: clock.now() },
        { state: 'pending', waitMs: 0, why: '', attempts },
      )
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
    outbox.settle({ ...submission, acceptedAt: clock.now() }, { state: 'delivered', ticket: 't' })
    outbox.erase()
    expect(filesOf(folder)).toContain('canary-in-the-coal-mine')
    clock.pass(7 * DAY)
    outbox.erase()
    expect(filesOf(folder)).not.toContain('canary-in-the-coal-mine')
    expect(filesOf(folder)).not.toContain('ada@example.com')
  })

  it('erases at once with a retention of 0 days, and still recognises a late retry', async () => {
    const { outbox, folder, clock } = anOutbox({ retentionMs: 0 })
    const submission = aSubmission()
    await outbox.accept(submission)
    outbox.settle({ ...submission, acceptedAt: clock.now() }, { state: 'delivered', ticket: 't' })
    expect(filesOf(folder)).not.toContain('ada@example.com')
    expect(await outbox.accept(submission)).toMatchObject({ state: 'delivered', fresh: false })
  })
})

it('refuses a second process on the same file', () => {
  const folder = aFolder()
  aDatabase(folder, true)
  expect(() => aDatabase(folder, true)).toThrow(/locked|busy/i)
})
