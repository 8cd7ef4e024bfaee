/** What a database says of itself, and whether messages can be entrusted to it. */
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { holderOf } from './lease.ts'
import type { LeaseHolder } from './lease.ts'
import { NEWEST_CHANGE, versionOf } from './migrations.ts'

export interface DatabaseFacts {
  /** As PostgreSQL numbers them: 150018 is 15.18. */
  version: number
  fsync: string
  synchronousCommit: string
  /** Whether it is a copy that cannot be written. */
  standby: boolean
  /** What has to have a commit before it is answered, beside this database; empty when nothing has. */
  synchronousStandbys: string
  /** Milliseconds since 1970 by its clock. */
  at: number
}

const OLDEST = 130_000

export async function inspect({ query, clock }: Database): Promise<DatabaseFacts> {
  const { rows } = await query(
    `SELECT current_setting('server_version_num')::integer AS version, current_setting('fsync') AS fsync,
     current_setting('synchronous_commit') AS synchronous_commit, pg_is_in_recovery() AS standby,
     current_setting('synchronous_standby_names') AS standbys,
     ${clock()} AS at`,
  )
  const [row = {}] = rows
  return {
    version: Number(row['version']),
    fsync: String(row['fsync']),
    synchronousCommit: String(row['synchronous_commit']),
    standby: row['standby'] === true,
    synchronousStandbys: String(row['standbys']),
    at: Number(row['at']),
  }
}

/** Why no message may be entrusted to a database, in sentences that say what to do. */
export function unfit({ version, fsync, synchronousCommit, standby }: DatabaseFacts): string[] {
  return [
    version < OLDEST &&
      `It is PostgreSQL ${Math.floor(version / 10_000)}, and this proxy needs 13 or newer. Update it.`,
    fsync !== 'on' &&
      'Its fsync is off: a crash would lose messages that visitors were told are safe. Set fsync = on in its configuration.',
    synchronousCommit === 'off' &&
      'Its synchronous_commit is off: a crash would lose messages that visitors were told are safe. Set synchronous_commit = on, for this user and database too.',
    standby && 'It is a standby, which cannot be written. Let DATABASE_URL name the primary.',
  ].filter((why) => why !== false)
}

/** What an operator may want to know of a database. */
export interface DatabaseReport extends DatabaseFacts {
  /** Why it cannot be used, in sentences. */
  problems: string[]
  /** How many changes of the schema it has had, and how many this version knows. */
  schema: { found: number; newest: number }
  pooled: boolean
  /** Who delivers at the moment. */
  holder: LeaseHolder | undefined
}

/** Changes nothing. Rejects when the database is not reached. */
export async function report(url: string): Promise<DatabaseReport> {
  const database = await openDatabase({ url })
  try {
    const facts = await inspect(database)
    const found = await versionOf(database.query)
    return {
      ...facts,
      problems: unfit(facts),
      schema: { found, newest: NEWEST_CHANGE },
      pooled: await database.isPooled(),
      holder: found === 0 ? undefined : await holderOf(database),
    }
  } finally {
    await database.close()
  }
}
