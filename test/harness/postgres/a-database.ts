/** A new database of the run's PostgreSQL, gone after the test. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { openPostgres } from '../../../proxy/store/postgres/open.ts'
import type { OpenPostgresOptions } from '../../../proxy/store/postgres/open.ts'
import type { PostgresStore } from '../../../proxy/store/postgres/store.ts'
import { LONG } from '../volume.ts'

/** The ways to a database that there are here. */
export const WAYS = (['direct', 'pooled'] as const).filter((way) => inject('postgres')?.[way] !== undefined)
/** One of them, where there is time for one: the seed says which. */
export const waysOf = (seed: number) => (LONG ? WAYS : WAYS.filter((_, at) => at === seed % WAYS.length))
export type Way = (typeof WAYS)[number]

/** Runs statements on a database as nobody of the proxy. */
export async function ask(
  url: string,
  text: string,
  ...values: unknown[]
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** The addresses of a new database. */
export async function aDatabase(): Promise<{ direct: string; pooled: string }> {
  const { direct, pooled } = inject('postgres')!
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await ask(`${direct}/postgres`, `CREATE DATABASE ${name}`)
  onTestFinished(async () => void (await ask(`${direct}/postgres`, `DROP DATABASE ${name} WITH (FORCE)`)))
  return { direct: `${direct}/${name}`, pooled: `${pooled}/${name}` }
}

/** The store as a proxy opens it. */
export async function aPostgresStore(
  url: string,
  options: Partial<OpenPostgresOptions> = {},
): Promise<PostgresStore> {
  const store = await openPostgres({
    url,
    spoolBytes: 1e9,
    retentionMs: 1e9,
    dedupeMs: 1e10,
    callMs: 0,
    ...options,
  })
  onTestFinished(() => store.close())
  return store
}
