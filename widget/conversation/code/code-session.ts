/** The session that a code has opened: kept in the tab or on the device, used by the room, ended at the proxy. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { EVENT, SESSION } from '../../api/names.ts'
import { stored } from '../../api/stored.ts'
import type { ProxyAnswer } from '../../form/send/client.ts'
import type { Room } from '../room.ts'

/** Keeps a session in the tab or on the device, never in both; where storage is denied, it lives as long as the page. */
function keep(site: string, session: string, toDevice: boolean): void {
  try {
    const [to, from] = toDevice ? [localStorage, sessionStorage] : [sessionStorage, localStorage]
    from.removeItem(SESSION + site)
    if (session) to.setItem(SESSION + site, session)
    else to.removeItem(SESSION + site)
  } catch {
    // It lives as long as the page.
  }
}

export interface CodeSession {
  /** Empty when there is none. */
  session: ReadonlySignal<string>
  /** What was told of it last. */
  told: Signal<'confirmed' | 'proofOver' | undefined>
  hold: (session: string) => void
  signOut: () => void
}

/** The session of a room; the proxy says by an answer when it is over. `post`: asks the proxy, also of a page that ends. */
export function createCodeSession(
  room: Room,
  post: (path: string, fields: Record<string, string>, keepalive?: boolean) => Promise<ProxyAnswer>,
): CodeSession {
  const { ui } = room
  const { site } = ui.place.options
  const definition = () => ui.model.definition.value
  const kept = () => stored(SESSION + site) ?? ''
  const session = signal(kept())
  const told = signal<CodeSession['told']['value']>(undefined)
  const hold = (value: string) => {
    session.value = value
    keep(site, value, room.kept.isOnDevice() || definition()?.remember === 'device')
    // Where answers are for signed identities only, a session confirms messages, and nothing else.
    room.session.value = definition()?.conversation === 'confirmed' ? value : ''
    room.requests.forget()
    if (value) room.requests.look(true)
  }
  const signOut = () => {
    if (session.value) void post('api/sign-out', { session: session.value }, true)
    told.value = undefined
    hold('')
  }
  // What a proxy says is over must not be asked with again, and is told.
  let before = ''
  room.session.subscribe((value) => {
    if (before && !value && session.value) {
      told.value = 'proofOver'
      hold('')
      room.changes.value++
    }
    before = value
  })
  // Where receipts are moved, the session goes along; what another tab has ended is over here, too.
  let known = kept()
  room.changes.subscribe(() => {
    const value = session.peek()
    if (value && known && !kept()) hold('')
    else if (value) keep(site, value, room.kept.isOnDevice())
    known = kept()
  })
  addEventListener(EVENT + 'reset', signOut, { signal: ui.end })
  if (session.value) hold(session.value)
  return { session, told, hold, signOut }
}
