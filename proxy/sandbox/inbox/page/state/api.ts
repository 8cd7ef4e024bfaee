/**
 * What the page knows of the sandbox: `call`, and the answers. The types are written by hand, because the page is compiled
 * for browsers and the rest of the sandbox for Node.
 */

export const STATUSES = ['open', 'waiting', 'closed', 'spam'] as const
export type Status = (typeof STATUSES)[number]

/** A channel, member, team, tag or brain. */
export interface Named {
  ulid: string
  name: string
}

export interface Person {
  name: string | null
  email: string | null
}

export interface ListedTicket {
  id: number
  ulid: string
  subject: string
  status: Status
  channel: Named
  contact: Person
  assignee: Named | null
  assigned_team: Named | null
  tags: Named[]
  latest_message_preview: string
  created_at: string
  last_activity_at: string
}

export interface Attachment {
  ulid: string
  name: string
  size: number
  url: string
}

export interface Message {
  ulid: string
  type: 'inbound' | 'outbound' | 'note'
  is_forward: boolean
  sender: Person
  attachments: Attachment[]
  created_at: string
}

export interface Activity {
  description: string
  user: Named | null
  created_at: string
}

/** Who a message went to. */
export type Recipients = Record<'to' | 'cc' | 'bcc', string[]>

/** An answer that is a page of a list. */
export interface ResultPage<T> {
  data: T[]
  meta: { total: number; last_page: number }
}

/** What went wrong, in words to be shown, and by field where the sandbox says which. */
export class CallError extends Error {
  readonly fields: string[]
  constructor(message: string, fields: string[] = []) {
    super(message)
    this.fields = fields
  }
}

/** The words of an error. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Calls the sandbox. Throws a `CallError`. `T` is what the address is known to answer with. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const json = { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`/sandbox${path}`, { method, ...(body !== undefined && json) }).catch(() => {
    throw new CallError('The sandbox does not answer. Is it running?')
  })
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T // as: see above
  const refusal = await response.json().catch(() => ({ message: 'The answer was not JSON.' }))
  const { message, errors = {} } = refusal as { message: string; errors?: object } // as: the API's form of errors
  throw new CallError(message, Object.keys(errors))
}

/** The data of an answer. */
export async function read<T>(path: string): Promise<T> {
  return (await call<{ data: T }>('GET', path)).data
}
