/** Whether the token for reading reads what visitors are shown: of the same workspace as the one that makes tickets. */
import type { Config } from '../../config/config.ts'
import { Helpdesk } from '../../helpdesk/client.ts'
import { RateGate } from '../../helpdesk/rate-gate.ts'
import { isObject, resource } from '../../helpdesk/request.ts'
import { countCalls } from '../../store/open.ts'
import type { Check } from '../database-check.ts'

const TIMEOUT_MS = 15_000
const CHECK = 'token for reading'

const failed = (detail: string, advice: string): Check => ({ check: CHECK, ok: false, detail, advice })

/** What names the workspace of a token, in its answer of `/me`. */
function workspaceOf(me: unknown): string | undefined {
  const workspace = resource(me, 'me')?.['workspace']
  const { ulid, id } = isObject(workspace) ? workspace : {}
  const named = ulid ?? id
  return typeof named === 'string' || typeof named === 'number' ? String(named).toLowerCase() : undefined
}

/** What visitors' conversations are read by: tickets, and contacts for their own requests. */
const READ = ['/tickets?per_page=1', '/contacts?per_page=1']

async function examineToken(client: Helpdesk, workspace: string | undefined): Promise<Check> {
  const make = 'Make a new one in There There and set THERE_THERE_READ_TOKEN, or leave it out.'
  for (const path of ['/me', ...READ]) {
    const answer = await client.get(path)
    if (answer?.type !== 'answer') return failed(answer?.detail ?? 'no call was made', make)
    if (answer.status !== 200) return failed(`the helpdesk answered ${answer.status} for ${path}`, make)
    const other = path === '/me' ? workspaceOf(answer.body) : undefined
    if (other !== undefined && workspace !== undefined && other !== workspace)
      return failed('it is of another workspace: visitors would see nothing', make)
  }
  return { check: CHECK, ok: true, detail: 'reads tickets and contacts, with a limit of its own' }
}

/**
 * Three calls, which are counted with this token; none where reading uses the proxy's.
 * @param me What the proxy's own token was answered by `/me`.
 */
export async function checkReadToken({ helpdesk, readToken, rate }: Config, me: unknown): Promise<Check[]> {
  if (!helpdesk || readToken === undefined) return []
  const { calls, close } = countCalls()
  const gate = new RateGate(calls, rate)
  const account = { ...helpdesk, token: readToken, timeoutMs: TIMEOUT_MS, fetch, now: Date.now, gate }
  try {
    return [await examineToken(new Helpdesk(account), workspaceOf(me))]
  } finally {
    close()
  }
}
