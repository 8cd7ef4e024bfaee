/**
 * The schema as a numbered list of changes, each made once, by whichever process comes first. A change that was released
 * is never edited. Within a version of the first number changes only add: older processes go on beside newer ones.
 */
import { setTimeout } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { isDeadlock, isLocked } from './database.ts'
import type { Database, Query } from './database.ts'
import { EMAIL_TABLES } from './email/tables.ts'
import { ALERT_TABLE } from './operation/alerts.ts'

/** One after the other, whoever migrates. For a transaction: a pooler would keep a session's lock. */
const LOCK = 'SELECT pg_advisory_xact_lock(7305447118)'

/**
 * How long a change waits for tables that others are writing. Shorter than the second after which PostgreSQL looks for
 * deadlocks: an earlier version was the one that it ended. And whoever comes meanwhile waits behind.
 */
const GIVE_WAY = `SET LOCAL lock_timeout = '400ms'`

/** How often that is tried, and the pause in between, in which those go on that were waiting. */
const TRIES = 100
const PAUSE_MS = 200

/** The same tables as in SQLite where they are the same; times are milliseconds since 1970 by the database's clock. */
const TABLES = `
  CREATE TABLE submission (
    id text COLLATE "C" PRIMARY KEY,
    reference text NOT NULL,
    digest text NOT NULL,
    site text NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'sending', 'unsure', 'delivered', 'dead')),
    body text,
    accepted_at bigint NOT NULL,
    due_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    ticket text,
    why text
  );
  CREATE INDEX submission_fresh ON submission (due_at, accepted_at) WHERE state = 'pending' AND attempts = 0;
  CREATE INDEX submission_again ON submission (due_at, accepted_at)
    WHERE state IN ('pending', 'unsure') AND (state = 'unsure' OR attempts > 0);
  CREATE INDEX submission_sending ON submission (accepted_at) WHERE state = 'sending';
  CREATE INDEX submission_dead ON submission (changed_at) WHERE state = 'dead';
  CREATE INDEX submission_delivered ON submission (changed_at) WHERE state = 'delivered';
  CREATE INDEX submission_erasable ON submission (changed_at) WHERE state = 'delivered' AND body IS NOT NULL;
  CREATE INDEX submission_reference ON submission (reference);

  CREATE TABLE spent (until bigint NOT NULL, nonce text COLLATE "C" NOT NULL, PRIMARY KEY (until, nonce));

  CREATE TABLE file (name text PRIMARY KEY, size bigint NOT NULL DEFAULT 0, changed_at bigint NOT NULL);
  CREATE INDEX file_changed ON file (changed_at);
  CREATE TABLE part (
    file text NOT NULL REFERENCES file ON DELETE CASCADE,
    number integer NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (file, number)
  );
  ALTER TABLE part ALTER COLUMN bytes SET STORAGE EXTERNAL;
  CREATE TABLE attachment (
    file text PRIMARY KEY REFERENCES file,
    submission text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    size bigint NOT NULL,
    digest text NOT NULL
  );
  CREATE INDEX attachment_submission ON attachment (submission, place);

  CREATE TABLE step (
    submission text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('tag', 'team', 'assignee', 'note')),
    target text,
    state text NOT NULL CHECK (state IN ('pending', 'sending', 'unsure', 'done', 'failed')),
    due_at bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    why text,
    PRIMARY KEY (submission, place)
  );
  CREATE INDEX step_open ON step (due_at, place) WHERE state IN ('pending', 'unsure');
  CREATE INDEX step_sending ON step (submission) WHERE state = 'sending';
  CREATE INDEX step_failed ON step (submission) WHERE state = 'failed';

  CREATE TABLE lease (
    lane text PRIMARY KEY, epoch bigint NOT NULL, holder text NOT NULL, until bigint NOT NULL, timeline integer NOT NULL
  );
  CREATE TABLE gate_call (at bigint NOT NULL);
  CREATE INDEX gate_call_at ON gate_call (at);
  CREATE TABLE gate_closure (one integer PRIMARY KEY CHECK (one = 1), until bigint NOT NULL, why text NOT NULL);

  CREATE UNLOGGED TABLE counted (
    kind text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    points integer NOT NULL,
    until bigint NOT NULL,
    changed_at bigint NOT NULL,
    PRIMARY KEY (kind, key)
  );
  CREATE TABLE setting (name text PRIMARY KEY, value text NOT NULL);
  CREATE TABLE probe (one integer PRIMARY KEY CHECK (one = 1), at bigint NOT NULL);
`

/** What a message is found by afterwards, and what was read at the helpdesk: a copy, which can be read again. */
const CONVERSATIONS = `
  ALTER TABLE submission ADD COLUMN receipt text COLLATE "C", ADD COLUMN address text COLLATE "C",
    ADD COLUMN chain text COLLATE "C";
  CREATE INDEX submission_receipt ON submission (receipt) WHERE receipt IS NOT NULL;
  CREATE INDEX submission_address ON submission (address) WHERE address IS NOT NULL;
  CREATE INDEX submission_chain ON submission (chain) WHERE chain IS NOT NULL;
  ALTER TABLE gate_call ADD COLUMN lane text;
  ALTER TABLE step ADD COLUMN ticket_of_step text, DROP CONSTRAINT step_kind_check,
    ADD CONSTRAINT step_kind_check CHECK (kind IN ('tag', 'team', 'assignee', 'note', 'status'));
  CREATE TABLE reading (
    key text COLLATE "C" PRIMARY KEY,
    content text,
    owner text,
    activity text,
    read_at bigint,
    told text,
    changes integer NOT NULL DEFAULT 1,
    read_changes integer NOT NULL DEFAULT 0,
    viewed_at bigint NOT NULL,
    claimed_until bigint NOT NULL DEFAULT 0
  );
  CREATE INDEX reading_viewed ON reading (viewed_at);
`

/** Number 1 comes first. Each may be several statements. */
export const MIGRATIONS: readonly string[] = [TABLES, CONVERSATIONS, EMAIL_TABLES, ALERT_TABLE]

/** The number of the newest change that this version knows. */
export const NEWEST_CHANGE = MIGRATIONS.length

/** How many of the changes a database has had. */
export async function versionOf(query: Query): Promise<number> {
  // Of the table of tables: by its name alone one could be told what held before a wait for the lock.
  const { rows } = await query(
    `SELECT count(*) > 0 AS there FROM pg_class WHERE relname = 'schema_version' AND pg_table_is_visible(oid)`,
  )
  if (rows[0]?.['there'] !== true) return 0
  return Number((await query('SELECT version FROM schema_version')).rows[0]?.['version'] ?? 0)
}

function refuseNewer(found: number): void {
  if (found > NEWEST_CHANGE)
    throw new StartError(
      `The database of DATABASE_URL was written by a newer version of this proxy: its schema has number ${found}, and this version knows them up to ${NEWEST_CHANGE}. Nothing was changed. Start that version again, or restore the backup from before the update.`,
    )
}

async function change(run: Query, migrations: readonly string[]): Promise<void> {
  await run(LOCK)
  await run(GIVE_WAY)
  // Asked again: another process may have done it while this one waited.
  const version = await versionOf(run)
  refuseNewer(version)
  if (version >= migrations.length) return
  if (version === 0)
    await run(
      'CREATE TABLE schema_version (one integer PRIMARY KEY CHECK (one = 1), version integer NOT NULL)',
    )
  for (const statements of migrations.slice(version))
    for (const statement of statements.split(';')) if (statement.trim() !== '') await run(statement)
  await run(
    'INSERT INTO schema_version VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET version = excluded.version',
    migrations.length,
  )
}

/**
 * Brings a database up to date, all or nothing, beside proxies that use it; one that is so already is only read.
 * @throws StartError when it is of a newer version, or always in use, and then nothing was changed.
 */
export async function migrateDatabase(
  { query, patient }: Database,
  migrations: readonly string[] = MIGRATIONS,
): Promise<void> {
  const found = await versionOf(query)
  refuseNewer(found)
  if (found >= migrations.length) return
  for (let tries = 1; ; tries++)
    try {
      return await patient.transaction((run) => change(run, migrations))
    } catch (error) {
      if (!isLocked(error) && !isDeadlock(error)) throw error
      if (tries === TRIES)
        throw new StartError(
          'The tables of DATABASE_URL cannot be brought up to date: something has held them for a minute. See pg_locks who, and start again. Nothing was changed.',
        )
      await setTimeout(PAUSE_MS)
    }
}
