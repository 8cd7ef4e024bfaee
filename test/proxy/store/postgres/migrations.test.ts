/** Changes of the schema while proxies of an earlier version are at work. */
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../../proxy/store/postgres/database.ts'
import { MIGRATIONS, migrateDatabase, NEWEST_CHANGE } from '../../../../proxy/store/postgres/migrations.ts'
import { aDatabase, ask } from '../../../harness/postgres/a-database.ts'

/** How many wait for a lock on a table. */
const WAITING = `SELECT count(*)::int AS n FROM pg_locks JOIN pg_class ON pg_class.oid = relation
  WHERE relname = 'step' AND NOT granted`

it('an update gives way to a proxy that is just writing, and is made when that is done', async () => {
  const { direct } = await aDatabase()
  const database = await openDatabase({ url: direct })
  onTestFinished(() => database.close())
  await migrateDatabase(database, MIGRATIONS.slice(0, 1))
  const earlier = new pg.Client({ connectionString: direct })
  await earlier.connect()
  onTestFinished(() => earlier.end())
  await earlier.query('BEGIN; LOCK TABLE step IN ROW EXCLUSIVE MODE')
  const updated = migrateDatabase(database)
  await expect.poll(async () => (await ask(direct, WAITING))[0]?.['n'], { interval: 20 }).toBe(1)
  // The update holds this one, and waits for the other.
  await earlier.query('LOCK TABLE submission IN ROW EXCLUSIVE MODE')
  await earlier.query('COMMIT')
  await updated
  expect(await ask(direct, 'SELECT version FROM schema_version')).toEqual([{ version: NEWEST_CHANGE }])
})
