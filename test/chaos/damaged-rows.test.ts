/** A database of which a page is not what was written: the rest of it goes on. */
import { statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Outbox } from '../../proxy/store/sqlite/outbox.ts'
import { aClock, aDatabase, aFolder, aSubmission } from '../harness/proxy/builders.ts'

const DAY = 86_400_000

/** An outbox of ten messages, of which a hundred bytes are missing at the end of the file: no check at the start sees it. */
async function aDamagedOutbox(prepare: (outbox: Outbox) => void = () => {}) {
  const folder = aFolder()
  const clock = aClock()
  const options = { now: clock.now, retentionMs: 7 * DAY, dedupeMs: 90 * DAY }
  const sql = aDatabase(folder)
  const outbox = new Outbox(sql, options)
  const submissions = Array.from({ length: 10 }, (_, n) =>
    aSubmission({ message: `${n} ${'Long enough for a page of its own. '.repeat(100)}` }),
  )
  for (const submission of submissions) {
    await outbox.accept(submission)
    clock.pass(1)
  }
  prepare(outbox)
  sql.all('PRAGMA wal_checkpoint(TRUNCATE)')
  sql.close()
  const file = join(folder, 'outbox.db')
  truncateSync(file, statSync(file).size - 100)
  const again = aDatabase(folder)
  return { outbox: new Outbox(again, options), submissions, clock, sql: again }
}

describe('a damaged row', () => {
  it('holds up nothing behind it, and is told', async () => {
    const { outbox, submissions, clock } = await aDamagedOutbox()
    outbox.recover(1000)
    const delivered: string[] = []
    // As the loop does: what fails between a call and its settlement is taken over.
    for (let entry = outbox.due(true); entry; entry = outbox.due(true)) {
      try {
        if (!outbox.sending(entry.id)) continue
        outbox.settle(entry.id, { state: 'delivered', ticket: 'T' })
        delivered.push(entry.id)
      } catch {
        outbox.interrupt(1000)
      }
    }
    const { damaged } = outbox.standing()
    expect(damaged).toBeGreaterThan(0)
    expect(delivered).toHaveLength(10 - damaged)
    expect(submissions.map(({ id }) => id)).toEqual(expect.arrayContaining(delivered))
    // Nothing is due any more: the loop must not spin on what it cannot read.
    expect(outbox.nextDue()).toBeUndefined()
    await outbox.accept(aSubmission({ message: 'A new one' }))
    clock.pass(1)
    expect(outbox.due(true)?.submission?.message).toBe('A new one')
  })

  it('is no obstacle when the others of its site have to wait', async () => {
    const { outbox, clock } = await aDamagedOutbox()
    outbox.hold('shop', clock.time + 60_000)
    expect(outbox.due(true)).toBeUndefined()
    clock.pass(60_000)
    expect(outbox.due(true)).toBeDefined()
  })

  it('that was on its way is no obstacle for those that were, too', async () => {
    const { outbox } = await aDamagedOutbox((before) => {
      for (let entry = before.due(true); entry; entry = before.due(true)) before.sending(entry.id)
    })
    outbox.recover(1000)
    const { damaged } = outbox.standing()
    expect(damaged).toBeGreaterThan(0)
    expect(outbox.nextDue()).toBeGreaterThan(0)
  })
})
