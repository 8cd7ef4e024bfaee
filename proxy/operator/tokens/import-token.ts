/** Whether the token of imports is one that may import: which role its owner has, as far as the helpdesk tells. */
import type { Config } from '../../config/config.ts'
import { Helpdesk } from '../../helpdesk/client.ts'
import { RateGate } from '../../helpdesk/rate-gate.ts'
import { isObject, resource } from '../../helpdesk/request.ts'
import type { Json } from '../../helpdesk/request.ts'
import { countCalls } from '../../store/open.ts'
import type { Check } from '../database-check.ts'

const TIMEOUT_MS = 15_000
const CHECK = 'token of imports'

/** Names of roles are the helpdesk's; these may do what managing a workspace takes. */
const MAY_IMPORT = /admin|owner/i

const isSame = (one: Json, other: Json | undefined): boolean =>
  other !== undefined &&
  ['ulid', 'id', 'email'].some((key) => one[key] !== undefined && one[key] === other[key])

function judge(role: unknown): Check {
  if (typeof role !== 'string')
    return { check: CHECK, ok: true, detail: 'accepted; the helpdesk does not tell the role of its owner' }
  if (MAY_IMPORT.test(role))
    return { check: CHECK, ok: true, detail: `accepted, its owner’s role is "${role}"` }
  return {
    check: CHECK,
    ok: false,
    detail: `its owner’s role is "${role}"`,
    advice: 'Set THERE_THERE_IMPORT_TOKEN to a token of an administrator of the workspace.',
  }
}

/** Two calls, which are counted with this token; none where imports use the proxy's. */
export async function checkImportToken({ helpdesk, importToken, rate }: Config): Promise<Check[]> {
  if (!helpdesk || importToken === undefined) return []
  const { calls, close } = countCalls()
  const gate = new RateGate(calls, rate)
  const client = new Helpdesk({
    ...helpdesk,
    token: importToken,
    timeoutMs: TIMEOUT_MS,
    fetch,
    now: Date.now,
    gate,
  })
  try {
    const me = await client.get('/me')
    if (me?.type !== 'answer') return [{ check: CHECK, ok: false, detail: me?.detail ?? 'no call was made' }]
    if (me.status !== 200)
      return [
        {
          check: CHECK,
          ok: false,
          detail: `the helpdesk answered ${me.status}`,
          advice: 'Make a new one in There There and set THERE_THERE_IMPORT_TOKEN.',
        },
      ]
    const user = resource(me.body, 'me')?.['user']
    const members = await client.get('/members')
    const list = members?.type === 'answer' && isObject(members.body) ? members.body['data'] : undefined
    const own = (Array.isArray(list) ? list : []).find(
      (one: unknown): one is Json => isObject(one) && isSame(one, isObject(user) ? user : undefined),
    )
    return [judge(own?.['role'])]
  } finally {
    close()
  }
}
