/** The ticket that is open: which one the address names, its conversation, and what the agent does to it. */
import { signal } from '@preact/signals'
import { announce } from './announcements.ts'
import {
  call,
  read,
  wordsOf,
  type Activity,
  type Message,
  type Named,
  type Recipients,
  type ListedTicket,
} from './api.ts'

/** A ticket with all that is shown of it. */
export interface OpenTicket extends ListedTicket {
  messages: Message[]
  /** By the ULID of the message. */
  recipients: Partial<Record<string, Recipients>>
  activities: Activity[]
}

/** What a ticket can be given. */
export interface Choices {
  members: Named[]
  teams: Named[]
  tags: Named[]
}

export type Pane =
  | { type: 'nothing' }
  | { type: 'ticket'; ticket: OpenTicket; choices: Choices; moveFocus: boolean }
  | { type: 'problem'; words: string }

/** The ULID that the address names; empty for the list. */
export const opened = signal('')
export const pane = signal<Pane>({ type: 'nothing' })
/** Why the last change of the ticket was not made. */
export const changeProblem = signal('')

let choices: Choices | undefined

export const inAddress = (): string => decodeURIComponent(location.hash.slice(1))

const path = (ulid: string) => `/inbox/tickets/${encodeURIComponent(ulid)}`

async function fetchTicket(ulid: string): Promise<OpenTicket> {
  const [ticket, recipients, activities] = await Promise.all([
    read<ListedTicket & Pick<OpenTicket, 'messages'>>(path(ulid)),
    read<OpenTicket['recipients']>(`${path(ulid)}/recipients`),
    read<Activity[]>(`${path(ulid)}/activities?per_page=100`),
  ])
  return { ...ticket, recipients, activities }
}

async function fetchChoices(): Promise<Choices> {
  const [members, teams, tags] = await Promise.all(
    ['members', 'teams', 'tags'].map((list) => read<Named[]>(`/inbox/${list}`)),
  )
  return { members: members ?? [], teams: teams ?? [], tags: tags ?? [] }
}

/** Shows a ticket, or nothing; `moveFocus` to its subject when somebody asked for it. */
export async function open(ulid: string, moveFocus: boolean): Promise<void> {
  opened.value = ulid
  changeProblem.value = ''
  if (ulid === '') return void (pane.value = { type: 'nothing' })
  let next: Pane
  try {
    choices ??= await fetchChoices()
    next = { type: 'ticket', ticket: await fetchTicket(ulid), choices, moveFocus }
  } catch (error) {
    next = { type: 'problem', words: wordsOf(error) }
  }
  // An answer that comes after the next ticket was chosen is not for show.
  if (opened.peek() === ulid) pane.value = next
}

/** Shows what changed. Without an answer the ticket is drawn as it was, or a control would show a change that was refused. */
export async function refresh(): Promise<void> {
  const before = pane.peek()
  if (before.type !== 'ticket') return
  const ticket = await fetchTicket(before.ticket.ulid).catch(() => undefined)
  const now = pane.peek()
  if (now.type === 'ticket' && now.ticket.ulid === before.ticket.ulid)
    pane.value = { ...now, ticket: ticket ?? { ...now.ticket } }
}

/** A change of a ticket as the API takes it, and what is said when it is made. */
export interface TicketChange {
  method: 'PUT' | 'POST' | 'DELETE'
  path: `/${string}`
  body?: object
  done: string
}

/** Changes a ticket, and says what was done. */
export async function change(
  ticket: ListedTicket,
  { method, path: part, body, done }: TicketChange,
): Promise<void> {
  changeProblem.value = ''
  try {
    await call(method, path(ticket.ulid) + part, body)
    announce(done)
  } catch (error) {
    changeProblem.value = wordsOf(error)
  }
  await refresh()
}

/** What somebody can write: the agent, or the customer by e-mail. */
export type Kind = 'reply' | 'note' | 'forward' | 'customer-reply'

const DONE: Record<Kind, string> = {
  reply: 'Reply added',
  note: 'Note added',
  forward: 'Forwarded',
  'customer-reply': 'The customer’s answer added',
}

/** Adds what was written; a forward names who it goes to. Throws what the sandbox says against it. */
export async function write(ticket: ListedTicket, kind: Kind, text: string, to: string): Promise<void> {
  const recipients = kind === 'forward' && { to_recipients: to.split(/[\s,;]+/).filter(Boolean) }
  await call('POST', `${path(ticket.ulid)}/${kind}`, { body: toHtml(text), ...recipients })
  await refresh()
  announce(DONE[kind])
}

/** Escapes what was written; blank lines become paragraphs. */
function toHtml(text: string): string {
  const escaped = text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
  return escaped
    .split(/\n\s*\n/)
    .map((part) => `<p>${part.replace(/\n/g, '<br>')}</p>`)
    .join('')
}
