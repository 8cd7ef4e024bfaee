/** Where is written: the agent's reply, note or forward, and the customer's answer by e-mail. */
import { h } from 'preact'
import type { TargetedKeyboardEvent, TargetedSubmitEvent } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { wordsOf } from '../state/api.ts'
import { write, type Kind, type OpenTicket } from '../state/open-ticket.ts'
import { personName } from '../state/words.ts'
import { Field, Switch } from './fields.tsx'

const KINDS = [
  ['reply', 'Reply'],
  ['note', 'Internal note'],
  ['forward', 'Forward'],
  ['customer-reply', 'As the customer'],
] as const

/** What the field is called, what it says while it is empty, and what the button does. */
const WORDS: Record<Kind, { label: string; hint: (name: string) => string; send: string }> = {
  reply: { label: 'Reply', hint: (name) => `Write to ${name}`, send: 'Add reply' },
  note: { label: 'Internal note', hint: () => 'Only the team sees this', send: 'Add note' },
  forward: { label: 'Forward', hint: () => 'What a third person should know', send: 'Forward' },
  'customer-reply': {
    label: 'Answer of the customer',
    hint: (name) => `What ${name} answers by e-mail`,
    send: 'Add answer',
  },
}

function sendByKey(event: TargetedKeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit()
}

/** What the form is while it is used. */
function useComposer(ticket: OpenTicket) {
  const [kind, setKind] = useState<Kind>('reply')
  const [problem, setProblem] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const to = useRef<HTMLInputElement>(null)
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
      await write(ticket, kind, text, to.current?.value ?? '')
      area.value = ''
    } catch (error) {
      setProblem(wordsOf(error))
    } finally {
      busy.current = false
      area.focus()
    }
  }
  return { kind, setKind, problem, field, to, send }
}

export function Composer({ ticket }: { ticket: OpenTicket }) {
  const { kind, setKind, problem, field, to, send } = useComposer(ticket)
  const words = WORDS[kind]
  return (
    <form class={`composer ${kind}`} onSubmit={(event) => void send(event)}>
      <Switch legend="Kind of message" name="kind" options={KINDS} value={kind} onChange={setKind} />
      {kind === 'forward' && (
        <Field label="To">
          <input id="forward-to" ref={to} inputMode="email" autocomplete="off" spellcheck={false} />
        </Field>
      )}
      <label class="hidden" for="text">
        {words.label}
      </label>
      <textarea
        id="text"
        ref={field}
        rows={4}
        dir="auto"
        onKeyDown={sendByKey}
        aria-describedby="send-help send-error"
        placeholder={words.hint(personName(ticket.contact))}
      />
      <div class="send">
        <p id="send-help">Ctrl + Enter sends. Kept here, e-mailed to nobody.</p>
        <p id="send-error" class="error" role="alert">
          {problem}
        </p>
        <button class="primary">{words.send}</button>
      </div>
    </form>
  )
}
