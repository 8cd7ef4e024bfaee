/** Where the agent writes: a reply or an internal note. */
import { h } from 'preact'
import type { TargetedKeyboardEvent, TargetedSubmitEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { wordsOf } from '../state/api.ts'
import { write, type Kind, type OpenTicket } from '../state/open-ticket.ts'
import { personName } from '../state/words.ts'
import { Switch } from './fields.tsx'

const KINDS = [
  ['reply', 'Reply'],
  ['note', 'Internal note'],
] as const

function sendByKey(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
}

/** What the form is while it is used. */
function useComposer(ticket: OpenTicket) {
  const [kind, setKind] = useState<Kind>('reply')
  const [problem, setProblem] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const busy = useRef(false)
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const area = field.current
    // Not a state: the second Enter would come before it is drawn, and the message would be sent twice.
    if (!area || busy.current) return
    const text = area.value.trim()
    setProblem(text ? '' : 'Write something first.')
    if (!text) return area.focus()
    busy.current = true
    try {
      await write(ticket, kind, text)
      area.value = ''
    } catch (error) {
      setProblem(wordsOf(error))
    } finally {
      busy.current = false
      area.focus()
    }
  }
  return { kind, setKind, problem, field, send }
}

export function Composer({ ticket }: { ticket: OpenTicket }) {
  const { kind, setKind, problem, field, send } = useComposer(ticket)
  const isNote = kind === 'note'
  return (
    <form class={isNote ? 'composer note' : 'composer'} onSubmit={(event) => void send(event)}>
      <Switch legend="Kind of message" name="kind" options={KINDS} value={kind} onChange={setKind} />
      <label class="hidden" for="text">
        {isNote ? 'Internal note' : 'Reply'}
      </label>
      <textarea
        id="text"
        ref={field}
        rows={4}
        dir="auto"
        onKeyDown={sendByKey}
        aria-describedby="send-help send-error"
        placeholder={isNote ? 'Only the team sees this' : `Write to ${personName(ticket.contact)}`}
      />
      <div class="send">
        <p id="send-help">Ctrl + Enter sends. Kept here, e-mailed to nobody.</p>
        <p id="send-error" class="error" role="alert">
          {problem}
        </p>
        <button class="primary">{isNote ? 'Add note' : 'Add reply'}</button>
      </div>
    </form>
  )
}
