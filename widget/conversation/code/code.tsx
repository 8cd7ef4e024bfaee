/**
 * Proves the visitor's address by a code that is sent there, where the site has that: draws the way to it in the
 * conversation and in the list. A file of its own: who is asked for nothing does not load it.
 */
import { bare } from '../../api/bare.ts'
import { h } from '../../form/view/own-props.ts'
import { texts as en, type CodeTexts } from '../../i18n/en/code.ts'
import type { OpenConversation, Room } from '../room.ts'
import css from './code.css?inline'
import { createAsking } from './code-asking.ts'
import { Ask, Done, Enter, WithAddress } from './code-views.tsx'

/** Why a code is asked for; `{email}` in its text is where it goes. */
type Reason = 'proofWhy' | 'waitsWhy' | 'confirmWhy' | 'requestsWhy'

/** The message that was just sent, if this conversation is its. */
function justSent({ ui }: Room, open: OpenConversation | undefined) {
  const phase = ui.model.phase.value
  return phase.type === 'sent' && open?.reference === phase.reference ? phase : undefined
}

/** What a code would be good for here; nothing where the address is proven, or nothing is gained by one. */
function reasonFor(room: Room, open: OpenConversation | undefined, session: string): Reason | undefined {
  const { conversation, confirm, copy } = bare(room.ui.model.definition.value)
  if (room.ui.model.proof()) return undefined
  if (!open) return conversation === 'confirmed' && !session ? 'requestsWhy' : undefined
  const told = open.watch.told.value
  // A session of another address proves nothing of this one.
  if (conversation === 'confirmed' && told?.answered && !told.isProven) return 'proofWhy'
  if (session || !justSent(room, open)) return undefined
  const isQueued = told?.messages.some((one) => one.from === 'visitor' && one.state === 'queued')
  if (confirm === 'before') return isQueued ? 'waitsWhy' : undefined
  return (confirm ?? copy) && 'confirmWhy'
}

/** Begins, for the room of one form. */
export function begin(room: Room): void {
  const { ui } = room
  const words = room.words<CodeTexts>('code', en)
  const asking = createAsking(room, words)
  const { session, told, sentTo, busy, signOut } = asking
  const doing = (work: () => Promise<unknown>) => async (event: Event) => {
    // It is within the form of the message, which would be sent.
    event.preventDefault()
    event.stopPropagation()
    if (busy.value) return
    busy.value = true
    await work()
    busy.value = false
  }

  room.code.value = ({ open }) => {
    const texts = words.value
    const why = reasonFor(room, open, session.value)
    if (!why) {
      if (told.value === 'confirmed' && open) return <Done text={texts.confirmed} />
      if (open || !session.value || ui.model.proof()) return null
      return (
        <button type="button" class="quiet" onClick={signOut}>
          {texts.signOut}
        </button>
      )
    }
    const known = justSent(room, open)?.email ?? ''
    // Of a message that was sent before, this browser has no address; the proxy shows enough of it to know it by.
    const shown = known || `\u2068${open?.watch.told.value?.answered?.to ?? ''}\u2069`
    const box = { texts, progress: asking, doing }
    return (
      <div class="proof" role="group" aria-label={texts.codeEnter}>
        {told.value === 'proofOver' && <p>{texts.proofOver}</p>}
        <WithAddress text={texts[sentTo.value ? 'codeSent' : why]} email={sentTo.value || shown} />
        {sentTo.value && <Enter {...box} enter={(code) => asking.enter(code, open)} />}
        <Ask {...box} known={known} ask={asking.ask} start={ui.model.values.value.email} />
      </div>
    )
  }
  ui.dress(css)
  room.changes.value++
}
