/** Between list and ticket: the address names what is open, and live updates tell what changes. */
import { effect, signal } from '@preact/signals'
import { announce } from './announcements.ts'
import { loadMails } from './mails.ts'
import { inAddress, open, opened, refresh } from './open-ticket.ts'
import { fresh, loadTickets, markNew, markSeen, tickets } from './tickets.ts'
import { personName } from './words.ts'

/** The ticket that the agent came back to the list from; the list moves the focus to its row. */
export const returned = signal<{ from: string } | undefined>(undefined)

function follow(moveFocus: boolean): Promise<void> {
  const ulid = inAddress()
  markSeen(ulid)
  return open(ulid, moveFocus)
}

export function backToList(): void {
  const from = opened.peek()
  history.pushState(null, '', location.pathname)
  void follow(false)
  returned.value = { from }
}

interface Change {
  kind: 'created' | 'changed'
  ticket: string
}

async function hear({ kind, ticket: ulid }: Change): Promise<void> {
  if (kind === 'created' && ulid !== opened.peek()) markNew(ulid)
  await loadTickets()
  const ticket = kind === 'created' ? tickets.peek().find((one) => one.ulid === ulid) : undefined
  if (ticket) announce(`New ticket from ${personName(ticket.contact)}: ${ticket.subject}`)
  if (ulid === opened.peek()) await refresh()
}

function listen(): void {
  const source = new EventSource('/sandbox/events')
  let lost = false
  source.addEventListener('ticket', (event: MessageEvent<string>) => {
    void hear(JSON.parse(event.data) as Change) // as: our own server's words
  })
  source.addEventListener('mail', () => void loadMails().then(() => announce('A mail came into the tray')))
  source.addEventListener('error', () => (lost = true))
  source.addEventListener('open', () => {
    // What happened while the connection was gone was told to nobody.
    if (lost) void Promise.all([loadTickets(), loadMails()]).then(refresh)
    lost = false
  })
}

/** Starts to follow the address and the live updates. */
export async function start(): Promise<void> {
  addEventListener('hashchange', () => void follow(true))
  // Back to the address without a hash comes as popstate alone.
  addEventListener('popstate', () => void (inAddress() === '' && follow(false)))
  effect(() => {
    document.title = `${fresh.value.size ? `(${fresh.value.size}) ` : ''}Sandbox inbox`
  })
  listen()
  await Promise.all([loadTickets(), loadMails().catch(() => undefined)])
  await follow(false)
}
