/** How a running proxy stands, as its operator is told. */
import { reachProxy } from '../../../proxy/operator/admin-line.ts'
import type { Readiness } from '../../../proxy/operator/readiness.ts'

export async function readinessOf(dataDir: string): Promise<Readiness> {
  const fetch = await reachProxy(dataDir)
  if (!fetch) throw new Error('No proxy runs there')
  return (await (await fetch(new Request('http://socket/readiness'))).json()) as Readiness
}
