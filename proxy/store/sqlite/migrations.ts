/**
 * The schema as a numbered list of changes, each made once: `PRAGMA user_version` says which a database has had. A change
 * that was released is never edited; the next one is added at the end.
 */
import type { Sql } from './database.ts'
import { ALERT_TABLE } from './operation/alerts.ts'
import { addEmailTables } from './email/tables.ts'
import { GONE_TABLE } from './history/promises.ts'

/** A database of a version of this proxy that is newer than this one. */
export class NewerSchema extends Error {}

/** The tables and indexes that the first numbered version found or made. */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS submission (
    id TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    digest TEXT NOT NULL,
    site TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'unsure', 'delivered', 'dead')),
    body TEXT,
    accepted_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    ticket TEXT,
    why TEXT
  ) STRICT`,
  // Partial, and each waiting row in one of them: every index is another page to write for every message.
  `CREATE INDEX IF NOT EXISTS submission_fresh ON submission (due_at, accepted_at)
    WHERE state = 'pending' AND attempts = 0`,
  // With what its condition reads: a damaged row must not stand in the way of reading the index.
  `DROP INDEX IF EXISTS submission_retry`,
  `CREATE INDEX IF NOT EXISTS submission_again ON submission (due_at, accepted_at, state, attempts)
    WHERE state IN ('pending', 'unsure') AND (state = 'unsure' OR attempts > 0)`,
  `CREATE INDEX IF NOT EXISTS submission_sending ON submission (accepted_at) WHERE state = 'sending'`,
  `CREATE INDEX IF NOT EXISTS submission_dead ON submission (changed_at) WHERE state = 'dead'`,
  `CREATE INDEX IF NOT EXISTS submission_delivered ON submission (changed_at) WHERE state = 'delivered'`,
  `CREATE INDEX IF NOT EXISTS submission_erasable ON submission (changed_at)
    WHERE state = 'delivered' AND body IS NOT NULL`,
  // Without it each confirmation would read the whole table.
  `CREATE INDEX IF NOT EXISTS submission_reference ON submission (reference)`,
  // By time first: new rows come next to each other, and old ones are deleted together.
  `CREATE TABLE IF NOT EXISTS spent (until INTEGER NOT NULL, nonce TEXT NOT NULL, PRIMARY KEY (until, nonce))
    STRICT, WITHOUT ROWID`,
  // Files by their names in the spool. A row is gone before its file may be.
  `CREATE TABLE IF NOT EXISTS attachment (
    file TEXT PRIMARY KEY,
    submission TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL,
    digest TEXT NOT NULL
  ) STRICT`,
  `CREATE INDEX IF NOT EXISTS attachment_submission ON attachment (submission, place)`,
  `CREATE TABLE IF NOT EXISTS step (
    submission TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('tag', 'team', 'assignee', 'note')),
    target TEXT,
    state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'unsure', 'done', 'failed')),
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    why TEXT,
    PRIMARY KEY (submission, place)
  ) STRICT`,
  `CREATE INDEX IF NOT EXISTS step_due ON step (due_at) WHERE state IN ('pending', 'unsure')`,
  `CREATE INDEX IF NOT EXISTS step_sending ON step (submission) WHERE state = 'sending'`,
  `CREATE INDEX IF NOT EXISTS step_failed ON step (submission) WHERE state = 'failed'`,
  'CREATE TABLE IF NOT EXISTS gate_call (at INTEGER NOT NULL) STRICT',
  'CREATE INDEX IF NOT EXISTS gate_call_at ON gate_call (at)',
  `CREATE TABLE IF NOT EXISTS gate_closure (
    one INTEGER PRIMARY KEY CHECK (one = 1), until INTEGER NOT NULL, why TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS gate_anchor (
    one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL, boot TEXT, up INTEGER
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS allowance (
    one INTEGER PRIMARY KEY CHECK (one = 1), salt TEXT NOT NULL, salted_at INTEGER NOT NULL, used TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE IF NOT EXISTS charge (serial INTEGER PRIMARY KEY, at INTEGER NOT NULL, points TEXT NOT NULL) STRICT`,
  `CREATE TABLE IF NOT EXISTS probe (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL) STRICT`,
  `CREATE TABLE IF NOT EXISTS signing_key (one INTEGER PRIMARY KEY CHECK (one = 1), key TEXT NOT NULL) STRICT`,
]

/** The follow-up steps as they are since conversations. */
const STEPS = `CREATE TABLE step_anew (
  submission TEXT NOT NULL,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tag', 'team', 'assignee', 'note', 'status')),
  target TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'sending', 'unsure', 'done', 'failed')),
  due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  why TEXT,
  ticket_of_step TEXT,
  PRIMARY KEY (submission, place)
) STRICT`

/** Gives a table the columns that it lacks. */
function addColumns(sql: Sql, table: string, columns: Readonly<Record<string, string>>): void {
  const there = new Set(sql.all('SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name))
  for (const [name, type] of Object.entries(columns))
    if (!there.has(name)) sql.run(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`)
}

/** Number 1 comes first. */
const MIGRATIONS: readonly ((sql: Sql) => void)[] = [
  // Releases before had no numbers: what is there of the tables depends on which of them wrote the file.
  (sql) => {
    for (const statement of TABLES) sql.run(statement)
    addColumns(sql, 'allowance', { former: 'TEXT', serial: 'INTEGER NOT NULL DEFAULT 0' })
  },
  // Both clocks in each row of the gate: a table of their own was one more page to write for every call.
  (sql) => {
    addColumns(sql, 'gate_call', { boot: 'TEXT', up: 'INTEGER' })
    addColumns(sql, 'gate_closure', { at: 'INTEGER', boot: 'TEXT', up: 'INTEGER' })
    // Earlier versions did not note when; none of them closed it for longer than an hour.
    sql.run('UPDATE gate_closure SET at = until - 3600000 WHERE at IS NULL')
    sql.run('DROP TABLE gate_anchor')
  },
  // With all that its condition and its order read: a damaged row must not stand in the way of those behind it.
  (sql) => {
    sql.run('DROP INDEX step_due')
    sql.run(`CREATE INDEX step_open ON step (due_at, place, state) WHERE state IN ('pending', 'unsure')`)
  },
  // Conversations. What a message is found by afterwards; partial indexes: what has none costs no page.
  (sql) => {
    addColumns(sql, 'submission', { receipt: 'TEXT', address: 'TEXT', chain: 'TEXT' })
    for (const column of ['receipt', 'address', 'chain'])
      sql.run(`CREATE INDEX submission_${column} ON submission (${column}) WHERE ${column} IS NOT NULL`)
    addColumns(sql, 'gate_call', { lane: 'TEXT' })
    // A step may be done to another ticket, and to its status. SQLite changes no CHECK: the table is made anew.
    sql.run(STEPS)
    sql.run(`INSERT INTO step_anew (submission, place, kind, target, state, due_at, attempts, why)
      SELECT submission, place, kind, target, state, due_at, attempts, why FROM step`)
    sql.run('DROP TABLE step')
    sql.run('ALTER TABLE step_anew RENAME TO step')
    sql.run(`CREATE INDEX step_open ON step (due_at, place, state) WHERE state IN ('pending', 'unsure')`)
    sql.run(`CREATE INDEX step_sending ON step (submission) WHERE state = 'sending'`)
    sql.run(`CREATE INDEX step_failed ON step (submission) WHERE state = 'failed'`)
    // What was read at the helpdesk, by its ticket or another name. A copy: it can be read again.
    sql.run(`CREATE TABLE reading (
      key TEXT PRIMARY KEY,
      content TEXT,
      owner TEXT,
      activity TEXT,
      read_at INTEGER,
      told TEXT,
      changes INTEGER NOT NULL DEFAULT 1,
      read_changes INTEGER NOT NULL DEFAULT 0,
      viewed_at INTEGER NOT NULL,
      claimed_until INTEGER NOT NULL DEFAULT 0
    ) STRICT`)
    sql.run('CREATE INDEX reading_viewed ON reading (viewed_at)')
  },
  addEmailTables,
  (sql) => void sql.run(ALERT_TABLE),
  (sql) => void sql.run(GONE_TABLE),
]

/** The number of the newest change that this version knows. */
export const NEWEST = MIGRATIONS.length

const versionOf = (sql: Sql): number => Number(sql.get('PRAGMA user_version')?.['user_version'])

/**
 * Brings a database up to date, all or nothing. One that is so already is not written to, nor locked.
 * @throws NewerSchema, and then nothing was changed.
 */
export function migrate(sql: Sql): void {
  const found = versionOf(sql)
  if (found > NEWEST)
    throw new NewerSchema(`its schema has number ${found}, and this version knows them up to ${NEWEST}`)
  if (found === NEWEST) return
  sql.transaction(() => {
    // Asked again: another process may have done it while this one waited.
    for (const change of MIGRATIONS.slice(versionOf(sql))) change(sql)
    if (versionOf(sql) < NEWEST) sql.run(`PRAGMA user_version=${NEWEST}`)
  })
}
