/** What of a form is seen: the fields, or that the message is safe. */
import { h } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Told } from '../state/part.ts'
import { useAnnouncements } from './announcements.ts'
import type * as Extras from '../../parts/parts.tsx'
import { Form } from './form.tsx'
import { OutcomePlace } from './outcome.tsx'
import type { Ui } from '../form-context.ts'

/** The form, or what came of sending it where there is nothing more to fill in. */
export function View({ ui }: { ui: Ui }) {
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

/** Loads a part of the form when it is wanted, and tries again in each phase until it has come. */
export function expectPart<Part>(
  { model, effect, end }: Ui,
  wanted: () => unknown,
  load: () => Promise<Part>,
  arrived: (part: Part) => unknown,
): void {
  let step = ''
  let done = false
  const bring = async () => {
    const part = await load().catch(() => undefined)
    if (!part || done || end.aborted) return
    done = true
    arrived(part)
  }
  effect(() => {
    const next = wanted() ? model.phase.value.type : ''
    if (next && next !== step && !done) void bring()
    step = next
  })
}

/**
 * Brings the parts that the site's form asks for. When one of them does not come, all of them come once more by the
 * copy with a fixed name: browsers remember a file that failed, and after a deploy old names lead nowhere (R28).
 * `false`: they do not come.
 */
export async function complete(ui: Ui, told: Told): Promise<boolean> {
  const { topics, fields, files, consent, facts } = ui.model.definition.value ?? {}
  if (!(topics ?? fields ?? files ?? consent ?? facts ?? told['context'])) return true
  const bring = (load: Promise<typeof Extras>) =>
    load.then((extras) => extras.complete(ui, told)).catch(() => false)
  return (
    (await bring(import('../../parts/parts.tsx'))) ||
    bring(import(/* @vite-ignore */ './extras.js?' + ui.now()))
  )
}
