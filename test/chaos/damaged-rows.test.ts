/** A database of which a page is not what was written: the rest of it goes on. */
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
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

/** Breaks off what a row holds of a text: the pages that it goes on in are forgotten. */
function breakOff(file: string, text: string): void {
  const bytes = readFileSync(file)
  for (let at = 0; at < bytes.length; at += 4096)
    // A page of its own begins with the number of the next.
    if (bytes.subarray(at + 4, at + 40).includes(text) && bytes[at] === 0) bytes.fill(0, at, at + 4)
  writeFileSync(file, bytes)
}

/** Five tickets with a step each. What is named is damaged of the third of them, after all has been found in order. */
async function aBreakingOutbox(what: string) {
  const folder = aFolder()
  const sql = aDatabase(folder)
  const { now } = aClock()
  const outbox = new Outbox(sql, { now, retentionMs: 7 * DAY, dedupeMs: 90 * DAY })
  const long = (name: string, n: number) => `${name}-${n} `.repeat(2000)
  const submissions = [0, 1, 2, 3, 4].map((n) => aSubmission({ message: long('message', n) }))
  for (const [n, submission] of submissions.entries()) {
    await outbox.accept(submission)
    const plan = [{ kind: 'note', target: long('step', n) } as const]
    outbox.settle({ ...submission, acceptedAt: now() }, { state: 'delivered', ticket: 'T' }, plan)
  }
  sql.all('PRAGMA wal_checkpoint(TRUNCATE)')
  // What it has in its memory is whole.
  sql.all('PRAGMA shrink_memory')
  breakOff(join(folder, 'outbox.db'), `${what}-2 `)
  return { outbox, sql, ids: submissions.map(({ id }) => id) }
}

describe('a damaged row', () => {
  it('holds up nothing behind it, and is told', async () => {
    const { outbox, submissions, clock } = await aDamagedOutbox()
    outbox.recover(1000)
    const delivered: string[] = []
    // As the loop does: what fails between a call and its settlement is taken over.
    for (let entry = outbox.due(true); entry; entry = outbox.due(true)) {
      try {
        if (!outbox.sending(entry)) continue
        outbox.settle(entry, { state: 'delivered', ticket: 'T' })
        delivered.push(entry.id)
      } catch {
        outbox.interrupt(1000)
      }
    }
    const { damaged } = outbox.health()
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
    outbox.hold('shop', 60_000)
    expect(outbox.due(true)).toBeUndefined()
    clock.pass(60_000)
    expect(outbox.due(true)).toBeDefined()
  })

  it('that was on its way is no obstacle for those that were, too', async () => {
    const { outbox } = await aDamagedOutbox((before) => {
      for (let entry = before.due(true); entry; entry = before.due(true)) before.sending(entry)
    })
    outbox.recover(1000)
    const { damaged } = outbox.health()
    expect(damaged).toBeGreaterThan(0)
    expect(outbox.nextDue()).toBeGreaterThan(0)
  })

  it.each([['message'], ['step']])(
    'whose %s is damaged while the proxy runs holds up no step of another ticket, and is told',
    async (what) => {
      const { outbox } = await aBreakingOutbox(what)
      outbox.recover(1000)
      const done: string[] = []
      for (let step = outbox.steps.due(); step; step = outbox.steps.due()) {
        if (!outbox.steps.sending(step)) continue
        outbox.steps.settle(step, { state: 'done' })
        done.push(step.submission)
      }
      expect(outbox.health().damaged).toBe(1)
      expect(new Set(done).size).toBe(4)
      expect(outbox.nextDue()).toBeUndefined()
    },
  )

  it.each([['file'], ['first'], ['confirmation']])(
    'whose %s is damaged while the proxy runs holds up no other message, and is told',
    async (what) => {
      const folder = aFolder()
      const sql = aDatabase(folder)
      const { now, pass } = aClock()
      const outbox = new Outbox(sql, { now, retentionMs: 7 * DAY, dedupeMs: 90 * DAY })
      const long = (name: string, n: number) => `${name}-${n} `.repeat(2000)
      for (const n of [0, 1, 2, 3, 4]) {
        const first = aSubmission({ message: long('first', n) })
        await outbox.accept(first)
        outbox.settle({ ...first, acceptedAt: now() }, { state: 'delivered', ticket: 'T' })
        const file = { file: `f${n}`, name: long('file', n), type: 'text/plain', size: 1, digest: 'd' }
        const confirmation = { asker: 'a', holdMs: 0, note: long('confirmation', n), isProven: true }
        await outbox.accept(aSubmission({ files: [file], follows: { as: 'note', first: first.id } }), {
          confirmation,
        })
        pass(1)
      }
      sql.all('PRAGMA wal_checkpoint(TRUNCATE)')
      sql.all('PRAGMA shrink_memory')
      breakOff(join(folder, 'outbox.db'), `${what}-2 `)
      let delivered = 0
      // As the loop does, which begins anew after a failure.
      for (let turns = 20, entry = outbox.due(true); entry && turns > 0; turns--, entry = outbox.due(true))
        try {
          outbox.files(entry.id)
          outbox.first(String(entry.submission?.follows?.first), entry.id)
          outbox.sending(entry)
          outbox.settle(entry, { state: 'delivered', ticket: 'T' })
          delivered++
        } catch {
          outbox.interrupt(1000)
        }
      expect(delivered).toBe(4)
      expect(outbox.health().damaged).toBe(1)
    },
  )

  it('that was asked for is no obstacle to those that are asked for after it', async () => {
    const { outbox, sql, ids } = await aBreakingOutbox('message')
    const ticketOf = (id: string) => sql.get('SELECT ticket FROM submission WHERE id = ?', id)?.['ticket']
    expect(() => ticketOf(ids[2]!)).toThrow('malformed')
    expect(ticketOf(ids[3]!)).toBe('T')
    expect(() => outbox.find(ids[2]!)).toThrow('malformed')
    expect(outbox.find(ids[3]!)).toMatchObject({ email: 'ada@example.com' })
  })
})
