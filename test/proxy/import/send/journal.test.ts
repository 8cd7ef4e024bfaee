/** Journals that earlier versions of the program have written. */
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { JournalError } from '../../../../proxy/import/send/journal.ts'
import { openJournal } from '../../../../proxy/import/send/open-journal.ts'
import { openSqlite } from '../../../../proxy/store/sqlite/database.ts'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { aMigration } from '../../../harness/proxy/a-migration.ts'
import { aLine } from '../../../harness/proxy/an-import.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

/** The first version, word for word: what it wrote does not change with the program. */
const FIRST = [
  `CREATE TABLE place (url TEXT NOT NULL, channel TEXT NOT NULL)`,
  `CREATE TABLE ticket (
      external_id TEXT PRIMARY KEY, state TEXT NOT NULL, digest TEXT NOT NULL, place TEXT NOT NULL,
      status TEXT NOT NULL, month TEXT NOT NULL, ulid TEXT, existed INTEGER NOT NULL DEFAULT 0,
      why TEXT, lost TEXT, ms INTEGER, settled_at INTEGER, changed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE INDEX ticket_state ON ticket (state)`,
  `PRAGMA user_version=1`,
]

const ROW = `INSERT INTO ticket (external_id, state, digest, place, status, month, ulid, why, lost, ms, settled_at)
  VALUES (?, ?, 'digest', 'old.jsonl:1', 'closed', '2024-01', ?, ?, ?, 120, 1700000000000)`

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox({ importRate: 100_000 })
})
afterEach(() => desk.stop())

/** A folder with a journal as the first version left it: a run that was killed. */
function aFirstJournal(version = 1): string {
  const folder = aFolder()
  const sql = openSqlite(join(folder, 'journal.db'), { exclusive: false })
  for (const statement of FIRST) sql.run(statement)
  sql.run('INSERT INTO place VALUES (?, ?)', `${desk.origin}/sandbox/api`, SANDBOX_CHANNEL)
  const lost = JSON.stringify([{ name: 'a.png', why: 'larger than 25 MB' }])
  sql.run(ROW, 'old:0', 'done', '01JABCDEFGHJKMNPQRSTVWXYZ0', null, lost)
  sql.run(ROW, 'old:1', 'sending', null, null, null)
  sql.run(ROW, 'old:2', 'refused', null, 'subject: is no subject', null)
  if (version !== 1) sql.run(`PRAGMA user_version=${version}`)
  sql.close()
  return folder
}

describe('a journal of the first version', () => {
  it('goes on where it was, and nothing that it knows is sent again', async () => {
    const { run, journal } = aMigration(desk, { folder: aFirstJournal() })
    const lines = [0, 1, 2, 3].map((id) => aLine({ external_id: `old:${id}` }))
    expect((await run(lines, { again: true })).progress).toMatchObject({ done: 3, known: 1, refused: 0 })
    expect(journal.counts().states).toEqual({ sending: 0, done: 4, refused: 0, failed: 0, held: 0 })
    expect((await desk.api('GET', '/tickets')).json.meta.total).toBe(3)
  })

  it('keeps what it knew of each ticket, in words that it had', () => {
    const journal = openJournal(join(aFirstJournal(), 'journal.db'))
    expect(journal.find('old:0')).toMatchObject({ lost: [{ name: 'a.png', why: 'larger than 25 MB' }] })
    expect(journal.undone(10)).toMatchObject([{ externalId: 'old:2', why: 'subject: is no subject' }])
    expect(journal.counts()).toMatchObject({ lostFiles: 1, lateFiles: 0, firstAt: 1_700_000_000_000 })
    journal.close()
  })

  it('knows no options of earlier runs, complains of none, and notes those of the next', () => {
    const file = join(aFirstJournal(), 'journal.db')
    const journal = openJournal(file)
    expect(journal.settings({ open: 'keep' })).toEqual([])
    journal.close()
    const again = openJournal(file)
    expect(again.settings({ open: 'close' })).toEqual([{ name: 'open', was: 'keep' }])
    again.close()
  })
})

it('a journal of a newer program is refused, and stays as it is', () => {
  const file = join(aFirstJournal(99), 'journal.db')
  expect(() => openJournal(file)).toThrow(JournalError)
  const sql = openSqlite(file, { exclusive: false })
  expect(sql.get('PRAGMA user_version')).toMatchObject({ user_version: 99 })
  sql.close()
})
