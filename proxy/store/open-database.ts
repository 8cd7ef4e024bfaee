/** The store in a database that several processes share. What speaks to it is loaded only where there is one. */
import type { DatabaseReport } from './postgres/inspection.ts'
import type { OpenPostgresOptions } from './postgres/open.ts'
import type { Store } from './store.ts'

export type { DatabaseReport }

/** @throws StartError saying what to do. */
export async function openDatabaseStore(options: OpenPostgresOptions): Promise<Store> {
  const { openPostgres } = await import('./postgres/open.ts')
  return openPostgres(options)
}

/** The same for commands, which neither deliver nor clean. */
export function openForCommands(url: string, spoolBytes: number): Promise<Store> {
  return openDatabaseStore({ url, spoolBytes, callMs: 0, retentionMs: Infinity, dedupeMs: Infinity })
}

/** What there is to say of a database, whether or not a store can be opened in it. Rejects when it is not reached. */
export async function reportOn(url: string): Promise<DatabaseReport> {
  const { report } = await import('./postgres/inspection.ts')
  return report(url)
}
