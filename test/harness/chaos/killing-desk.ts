/** The real sandbox as the helpdesk of a proxy that is killed at chosen moments. */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import { createSandbox, SANDBOX_TOKEN } from '../../../proxy/sandbox/sandbox.ts'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import { CHANNEL } from '../proxy/builders.ts'

const KINDS = ['upload', 'create', 'tag', 'team', 'assignee', 'note', 'status'] as const
export type StepKind = (typeof KINDS)[number]

/** When the proxy is killed: before the helpdesk has done what it asked, or after, before it is told so. */
export type Moment = { kind: StepKind; done: boolean }

/** Takes a moment off a list of those that are left to kill at; whether it was one of them. */
export function takeMoment(left: Moment[], { kind, done }: Moment): boolean {
  const at = left.findIndex((moment) => moment.kind === kind && moment.done === done)
  if (at !== -1) left.splice(at, 1)
  return at !== -1
}

function kindOf(method: string, path: string): StepKind | undefined {
  if (method === 'GET') return undefined
  if (path.endsWith('/attachments')) return 'upload'
  if (path.endsWith('/tickets')) return 'create'
  if (path.includes('/tags/')) return 'tag'
  return KINDS.find((kind) => path.endsWith(`/${kind}`))
}

/** Calls `seen` around everything that the sandbox is asked to do; true from it breaks the call. */
export async function aKillingDesk(seen: (moment: Moment) => Promise<boolean>) {
  const sql = openSqlite(':memory:', { exclusive: false })
  const sandbox = createSandbox({ sql, page: '', rate: 100_000, channels: [{ ulid: CHANNEL, name: 'Shop' }] })
  const server = serve({
    port: 0,
    hostname: '127.0.0.1',
    async fetch(request) {
      const kind = kindOf(request.method, new URL(request.url).pathname)
      if (kind && (await seen({ kind, done: false }))) return new Response(null, { status: 500 })
      const answer = await sandbox.fetch(request)
      if (kind) await seen({ kind, done: true })
      return answer
    },
  })
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    sandbox.close()
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sandbox/api`
  const read = async (path: string) => {
    const request = new Request(`${url}${path}`, { headers: { Authorization: `Bearer ${SANDBOX_TOKEN}` } })
    return ((await (await sandbox.fetch(request)).json()) as { data: unknown }).data
  }
  return { url, read }
}
