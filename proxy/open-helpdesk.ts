/** What tickets go to: the helpdesk's client, or the sandbox in its place. */
import { join } from 'node:path'
import type { Config } from './config/config.ts'
import { Helpdesk } from './helpdesk/client.ts'
import type { CallGate } from './helpdesk/rate-gate.ts'
import { openData } from './store/open.ts'

interface OpenSandboxOptions {
  config: Config
  /** The folder of the build. */
  root: string
  /** Whether to keep its database from other processes. */
  exclusive: boolean
}

/** Every channel that tickets can go to, by a name that says whose it is. */
function channelsOf(sites: Config['sites']): { ulid: string; name: string }[] {
  const channels = []
  for (const { id, channel, desk } of sites.values()) {
    channels.push({ ulid: channel, name: `Widget (${id})` })
    for (const [topic, { channel: ulid }] of desk.topics)
      if (ulid !== undefined) channels.push({ ulid, name: `Widget (${id}, ${topic})` })
  }
  return channels
}

/** Of the sandbox's API: nothing leaves the process. */
const SANDBOX_URL = 'http://sandbox.invalid/sandbox/api'

/** The sandbox in this process, loaded only when there is no token. */
export async function openSandbox({ config, exclusive, root }: OpenSandboxOptions) {
  const { createSandbox, namesOf, SANDBOX_TOKEN } = await import('./sandbox/sandbox.ts')
  const sql = openData({ dataDir: config.dataDir, exclusive }, 'sandbox.db')
  const sandbox = createSandbox({
    sql,
    page: join(root, 'inbox'),
    rate: config.sandboxRate,
    hosts: namesOf(config.host, config.publicUrl),
    channels: channelsOf(config.sites),
  })
  const call = (input: string | URL | Request, init?: RequestInit) =>
    Promise.resolve(sandbox.fetch(new Request(input, init)))
  const headers = { Authorization: `Bearer ${SANDBOX_TOKEN}` }
  const read = (path: string) => call(SANDBOX_URL + path, { headers })
  return { ...sandbox, token: SANDBOX_TOKEN, call, read, closeStore: () => sql.close() }
}

/** The sandbox that runs in this process. */
export type RunningSandbox = Awaited<ReturnType<typeof openSandbox>>

/** The client of the helpdesk, or of the sandbox in its place. */
export function helpdeskOf(
  { helpdesk, helpdeskTimeoutMs }: Config,
  sandbox: RunningSandbox | undefined,
  gate: CallGate,
  { lane, token = helpdesk?.token }: { lane: 'tickets' | 'reading'; token?: string | undefined },
): Helpdesk {
  return new Helpdesk({
    url: helpdesk?.url ?? SANDBOX_URL,
    token: token ?? sandbox?.token ?? '',
    workspaceId: helpdesk?.workspaceId,
    timeoutMs: helpdeskTimeoutMs,
    fetch: sandbox?.call ?? fetch,
    now: Date.now,
    gate,
    lane,
  })
}
