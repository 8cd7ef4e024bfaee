/** What of a form is seen: the fields, or that the message is safe. */
import { h } from './own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { useAnnouncements } from './announcements.ts'
import { Form } from './form.tsx'
import { OutcomePlace } from './outcome.tsx'
import type { Ui } from '../form-context.ts'

/**
 * The form, or what came of sending it where there is nothing more to fill in.
 * @param nothing What Preact takes for what was drawn before anything was, and hands to its first component as a context.
 * It leaves out what is the same: of a polluted `type` that was `button`, each button became one that sends the form.
 */
export function View({ ui }: { ui: Ui }, nothing: object) {
  Object.setPrototypeOf(nothing, null)
  const { model, places } = ui
  const phase = model.phase.value
  const view = useRef<HTMLDivElement>(null)
  const before = useRef(phase.type)
  // Asked before anything is drawn: with the fields goes the focus in them. A visitor who went on in the page must
  // not be called back.
  const inside = ui.inside()
  // Nothing to keep and nowhere to send it: fields would only invite to waste time on them.
  const closed = phase.type === 'failed' && phase.failure.type === 'refused' && !model.values.value.message
  useAnnouncements(ui)
  useLayoutEffect(() => {
    if (inside) view.current?.querySelector('h2')?.focus()
    if (before.current === 'sent' && phase.type === 'editing') ui.find('message')?.focus()
    before.current = phase.type
    places.value = places.peek() + 1
  }, [phase.type, closed, ui.outcome.value])
  if (phase.type !== 'sent' && !closed) return <Form ui={ui} />
  return (
    <div class={closed ? 'form' : undefined} ref={view}>
      <OutcomePlace ui={ui} outcome={phase} />
    </div>
  )
}
