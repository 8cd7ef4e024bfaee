/** The tables of codes, their mails, and sessions. */
import type { Sql } from '../database.ts'

const TABLES = [
  `CREATE TABLE code (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    email TEXT NOT NULL,
    spelling TEXT NOT NULL,
    asker TEXT NOT NULL,
    proof TEXT NOT NULL,
    session TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    until INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX code_asker ON code (asker, site)',
  'CREATE INDEX code_until ON code (until)',
  'CREATE INDEX code_spelling ON code (spelling)',
  `CREATE TABLE mail (
    id TEXT PRIMARY KEY,
    spelling TEXT NOT NULL,
    body TEXT NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX mail_due ON mail (due_at) WHERE taken = 0',
  'CREATE INDEX mail_until ON mail (until)',
  'CREATE INDEX mail_spelling ON mail (spelling)',
  `CREATE TABLE session (
    hash TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    email TEXT NOT NULL,
    spelling TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE confirmation (
    submission TEXT PRIMARY KEY,
    asker TEXT NOT NULL,
    site TEXT NOT NULL,
    spelling TEXT NOT NULL,
    confirmed INTEGER NOT NULL,
    held_until INTEGER,
    note TEXT,
    copy TEXT,
    until INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX confirmation_asker ON confirmation (asker, site, spelling)',
  'CREATE INDEX confirmation_held ON confirmation (held_until) WHERE held_until IS NOT NULL',
  'CREATE INDEX confirmation_until ON confirmation (until)',
  'CREATE INDEX confirmation_spelling ON confirmation (spelling)',
  'CREATE INDEX session_spelling ON session (spelling)',
  'CREATE INDEX session_used ON session (used_at)',
]

/** Makes them, for the list of migrations. */
export function addEmailTables(sql: Sql): void {
  for (const statement of TABLES) sql.run(statement)
}
