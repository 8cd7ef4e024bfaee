/** Who is in the helpdesk's team. */
import { isObject } from '../../helpdesk/request.ts'
import type { ImportAccount } from './account.ts'

export interface TeamMember {
  /** In lower case. */
  email: string
}

/** The members; undefined when the helpdesk does not tell. */
export async function membersOf({ get }: Pick<ImportAccount, 'get'>): Promise<TeamMember[] | undefined> {
  const answer = await get('/members')
  if (answer?.type !== 'answer' || answer.status !== 200 || !isObject(answer.body)) return undefined
  const list = answer.body['data']
  if (!Array.isArray(list)) return undefined
  return list.flatMap((one: unknown) =>
    isObject(one) && typeof one['email'] === 'string' ? { email: one['email'].toLowerCase() } : [],
  )
}
