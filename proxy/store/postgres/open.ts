/** Opens the store of a database, once it has been seen that it keeps what it is given. */
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { StartError } from '../start-error.ts'
import { openDatabase } from './database.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { inspect, unfit } from './inspection.ts'
import { migrateDatabase } from './migrations.ts'
import { PostgresStore } from './store.ts'
import type { PostgresStoreOptions } from './store.ts'

export type OpenPostgresOptions = DatabaseOptions & Omit<PostgresStoreOptions, 'database' | 'holder'>

/** Never with the address: it may have a password in it. */
function obstacle(error: unknown): StartError {
  if (error instanceof StartError) return error
  const why = error instanceof Error && error.message !== '' ? error.message : String(error)
  return new StartError(
    `The database of DATABASE_URL cannot be used: ${why}. Compare the address, and let this machine reach it. Example: DATABASE_URL=postgres://support:PASSWORD@db.internal/support`,
  )
}

/** Sees whether a database is fit, and makes its tables. @throws StartError */
async function prepare(database: Database): Promise<void> {
  const problems = unfit(await inspect(database))
  if (problems.length > 0)
    throw new StartError(`The database of DATABASE_URL cannot be used. ${problems.join(' ')}`)
  await migrateDatabase(database)
}

/** A database that messages can be entrusted to, with its tables. @throws StartError saying what to do. */
export async function openFitDatabase(options: DatabaseOptions): Promise<Database> {
  const database = await openDatabase(options)
  try {
    await prepare(database)
    return database
  } catch (error) {
    await database.close()
    throw obstacle(error)
  }
}

/** @throws StartError saying what to do. */
export async function openPostgres(options: OpenPostgresOptions): Promise<PostgresStore> {
  const database = await openFitDatabase(options)
  // Two processes of one name would take each other's lease for their own.
  const holder = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`
  return new PostgresStore({ ...options, database, holder })
}
