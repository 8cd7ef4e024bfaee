import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../../../../proxy/store/sqlite/database.ts'
import type { Sql } from '../../../../proxy/store/sqlite/database.ts'
import { migrate, NEWEST } from '../../../../proxy/store/sqlite/migrations.ts'
import { anOpenedStore, CountedOutbox } from '../../../harness/proxy/a-store.ts'
import { anOldDirectory } from '../../../harness/proxy/an-old-directory.ts'
import { aDatabase, aFolder, aSubmission } from '../../../harness/proxy/builders.ts'
import { command } from '../../../harness/proxy/a-queue.ts'

const tables = (sql: Sql) =>
  sql.all(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).map(({ name }) => String(name))

const columns = (sql: Sql, table: string) =>
  sql.all('SELECT name FROM pragma_table_info(?) ORDER BY name', table).map(({ name }) => String(name))

const indexes = (sql: Sql) =>
  sql.all(`SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`)

const version = (sql: Sql) => sql.get('PRAGMA user_version')?.['user_version']

/** Every value of every table, by the columns that there are now. */
function contents(sql: Sql): Map<string, string> {
  return new Map(
    tables(sql).map((table) => {
      const names = columns(sql, table)
      return [
        table,
        JSON.stringify(
          sql.all(`SELECT ${names.join(', ')} FROM ${table}`).map((row) => names.map((name) => row[name])),
        ),
      ]
    }),
  )
}

/** The same values after the change: only what was there, in the columns that were there. */
function stillThere(sql: Sql, before: Sql, table: string): [string, string] {
  const names = columns(before, table)
  const read = (from: Sql) =>
    JSON.stringify(
      from.all(`SELECT ${names.join(', ')} FROM ${table}`).map((row) => names.map((name) => row[name])),
    )
  return [read(before), read(sql)]
}

/** What versions between the release and the first number left. */
const BETWEEN: [string, (sql: Sql) => void][] = [
  ['the release before', () => {}],
  [
    'a version that had one of the columns',
    (sql) => void sql.run('ALTER TABLE allowance ADD COLUMN former TEXT'),
  ],
  [
    'a version that had all columns and tables, and no number',
    (sql) => {
      sql.run('ALTER TABLE allowance ADD COLUMN former TEXT')
      sql.run('ALTER TABLE allowance ADD COLUMN serial INTEGER NOT NULL DEFAULT 0')
      sql.run(
        'CREATE TABLE charge (serial INTEGER PRIMARY KEY, at INTEGER NOT NULL, points TEXT NOT NULL) STRICT',
      )
      sql.run(`INSERT INTO charge (serial, at, points) VALUES (7, 1, '[]')`)
      sql.run(
        'CREATE TABLE gate_anchor (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL, boot TEXT, up INTEGER) STRICT',
      )
    },
  ],
  ['a version that never had follow-up steps', (sql) => void sql.run('DROP TABLE step')],
]

describe('a database without a number', () => {
  it.each(BETWEEN)('of %s keeps every row, and becomes like a new one', (_, change) => {
    const { sql } = anOldDirectory()
    change(sql)
    const old = anOldDirectory().sql
    change(old)
    const kept = tables(old).filter((table) => table !== 'gate_anchor')
    migrate(sql)
    for (const table of kept) {
      const [before, after] = stillThere(sql, old, table)
      expect(after, table).toBe(before)
    }
    const fresh = aDatabase()
    expect(tables(sql)).toEqual(tables(fresh))
    for (const table of tables(fresh)) expect(columns(sql, table), table).toEqual(columns(fresh, table))
    expect(indexes(sql).map(({ name }) => name)).toEqual(indexes(fresh).map(({ name }) => name))
    expect(version(sql)).toBe(NEWEST)
  })

  it('goes on where the release before stopped', async () => {
    const { sql } = anOldDirectory()
    migrate(sql)
    const now = () => Date.UTC(2026, 10, 2)
    const outbox = new CountedOutbox(sql, { now, retentionMs: 1e12, dedupeMs: 1e13 })
    const first = { ...aSubmission(), id: '00000000-0000-4000-8000-000000000001' }
    const again = { ...first, email: 'visitor1@example.com', message: 'Message 1' }
    expect(await outbox.accept(again)).toMatchObject({ type: 'accepted', fresh: false })
    expect(outbox.counts()).toEqual({ pending: 2, sending: 1, unsure: 1, delivered: 2, dead: 1 })
    expect(outbox.files('00000000-0000-4000-8000-000000000004')).toMatchObject([{ name: 'screen.png' }])
    expect(outbox.steps.due()).toMatchObject({ kind: 'note', target: '<p>Answer in Dutch.</p>' })
  })

  it('is brought up to date once, by however many processes start at one moment', async () => {
    const { folder, sql } = anOldDirectory()
    const { sql: before } = anOldDirectory()
    sql.close()
    const list = ['dist/proxy/cli/main.js', 'outbox', 'list']
    const starts = Array.from({ length: 6 }, () =>
      promisify(execFile)(process.execPath, list, { env: { DATA_DIR: folder } }),
    )
    await Promise.all(starts)
    const after = openSqlite(join(folder, 'outbox.db'), { exclusive: false })
    expect(version(after)).toBe(NEWEST)
    const [was, is] = stillThere(after, before, 'submission')
    expect(is).toBe(was)
  })
})

describe('a database of a newer version', () => {
  it('is refused with a sentence that says what to do, and is left as it is', async () => {
    const folder = aFolder()
    const sql = aDatabase(folder)
    sql.run(`PRAGMA user_version=${NEWEST + 1}`)
    const before = contents(sql)
    sql.close()
    const open = () => anOpenedStore({ dataDir: folder })
    expect(open).toThrow(
      `outbox.db was written by a newer version of this proxy: its schema has number ${NEWEST + 1}, and this version knows them up to ${NEWEST}. Nothing was changed. Start that version again, or restore the backup from before the update.`,
    )
    const { code, err } = await command(folder, 'outbox', 'list')
    expect([code, err]).toEqual([1, expect.stringContaining('newer version of this proxy')])
    const after = openSqlite(join(folder, 'outbox.db'), { exclusive: false })
    expect([version(after), contents(after)]).toEqual([NEWEST + 1, before])
  })
})

it('a database that is up to date is not written to by a start', () => {
  const folder = aFolder()
  const sql = aDatabase(folder)
  const asked: string[] = []
  migrate({
    ...sql,
    run: (text) => (asked.push(text), 0),
    transaction: () => expect.unreachable('it must not lock what it does not change'),
  })
  expect(asked).toEqual([])
})
