/** After an erasure, nothing of a person is in any file of the data directory: not in pages, not in the log, not in notes. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planOf } from '../../proxy/helpdesk/follow-up-plan.ts'
import { eraseEmail } from '../../proxy/store/sqlite/erasure.ts'
import { Outbox } from '../../proxy/store/sqlite/outbox.ts'
import { aClock, aDatabase, aFolder, aSubmission, CHANNEL } from '../harness/proxy/builders.ts'
import type { SiteRouting } from '../../proxy/helpdesk/routing.ts'

const DAY = 86_400_000
const CANARIES = ['Kanarienvogel', 'canary@person.example', 'Zeisig in the context', 'Girlitz.txt']

/** What of the canaries stands in any file of a folder. */
function found(folder: string): string[] {
  const bytes = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  return CANARIES.filter((word) => bytes.some((each) => each.includes(word)))
}

/** What a process that starts after a kill finds: the files as they are, and opened once. */
function afterKill(folder: string, now: () => number): string[] {
  const copy = aFolder()
  cpSync(folder, copy, { recursive: true })
  const sql = aDatabase(copy)
  const outbox = new Outbox(sql, { now, retentionMs: 0, dedupeMs: 90 * DAY })
  outbox.recover(1000)
  const first = found(copy)
  sql.close()
  return [...first, ...found(copy)]
}

const cases = [0, 7].flatMap((days) =>
  (['message', 'note', 'off'] as const).flatMap((context) =>
    [true, false].flatMap((files) =>
      (['written', 'waiting', 'failed'] as const).map((note) => ({ days, context, files, note })),
    ),
  ),
)

describe('an erased person', () => {
  it.each(cases)(
    'is in no file: kept for $days days, context as $context, files $files, note $note',
    async ({ days, context, files, note }) => {
      const folder = aFolder()
      const clock = aClock()
      const sql = aDatabase(folder)
      const gone: string[] = []
      const dropFiles = (names: string[]) => {
        gone.push(...names)
        for (const name of names) rmSync(join(folder, name), { force: true })
      }
      const outbox = new Outbox(sql, {
        now: clock.now,
        retentionMs: days * DAY,
        dedupeMs: 90 * DAY,
        dropFiles,
      })
      const file = { file: 'spooled', name: 'Girlitz.txt', type: 'text/plain', size: 1, digest: 'd' }
      if (files) writeFileSync(join(folder, 'spooled'), 'Kanarienvogel')
      const submission = aSubmission({
        email: 'canary@person.example',
        message: 'Kanarienvogel '.repeat(500),
        context: { plan: 'Zeisig in the context' },
        ...(files && { files: [file] }),
      })
      await outbox.accept(submission)
      const row = { ...submission, acceptedAt: clock.now() }
      outbox.sending(row)
      const desk: SiteRouting = { topics: new Map(), context, note: 'Look here', tags: [CHANNEL] }
      const plan = planOf(submission, { id: 'shop', channel: CHANNEL, desk })
      outbox.settle(row, { state: 'delivered', ticket: 'T' }, plan)
      clock.pass(1000)
      if (note !== 'waiting')
        for (let step = outbox.steps.due(); step; step = outbox.steps.due()) {
          outbox.steps.sending(step)
          outbox.steps.settle(step, note === 'written' ? { state: 'done' } : { state: 'failed', why: '404' })
        }
      const erased = eraseEmail(sql, 'Canary@person.example', false)
      dropFiles(erased.files)
      // What had gone already by its time needs nobody to find it.
      const owed = note !== 'written' && plan.some(({ kind }) => kind === 'note')
      expect(erased.erased).toBe(days > 0 || owed ? 1 : 0)
      expect(found(folder)).toEqual([])
      expect(afterKill(folder, clock.now)).toEqual([])
      expect(gone).toEqual(files ? ['spooled'] : [])
    },
  )
})
