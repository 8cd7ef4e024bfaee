/** What of a form is seen: the fields, or that the message is safe. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Told } from '../state/part.ts'
import type { Cells } from '../state/signals.ts'
import type * as Extras from '../../parts/parts.tsx'
import { Form } from './form.tsx'
import { fill } from '../../i18n/texts.ts'
import type { Ui } from '../form-context.ts'

/** The form, or the view of the message that was sent. */
export function View({ ui }: { ui: Ui }) {
  const phase = ui.model.phase.value
  const module = ui.sent.value
  const view = useRef<HTMLDivElement>(null)
  const before = useRef(phase.type)
  // Asked before anything is drawn: with the fields goes the focus in them. A visitor who went on in the page must
  // not be called back.
  const inside = ui.inside()
  useLayoutEffect(() => {
    if (view.current && phase.type === 'sent') module?.renderSent(view.current, ui, phase)
  })
  useLayoutEffect(() => {
    if (inside) view.current?.querySelector('h2')?.focus()
    if (before.current === 'sent' && phase.type === 'editing') ui.find('message')?.focus()
    before.current = phase.type
  }, [phase.type, module])
  if (phase.type !== 'sent') return <Form ui={ui} />
  return (
    <div key={String(!module)} ref={view}>
      {module ? null : (
        // Its file is late, or does not come: what matters, all the same.
        <div class="form">
          <h2 tabIndex={-1}>{fill(ui.texts.value.sentStatus, phase)}</h2>
          <p>{fill(ui.texts.value.sentTo, phase)}</p>
        </div>
      )}
    </div>
  )
}

/** Loads a part of the form when it is wanted, and tries again in each phase until it has come. */
export function expectPart<Part>(
  { model }: Ui,
  cells: Cells,
  wanted: () => unknown,
  load: () => Promise<Part>,
  arrived: (part: Part) => void,
): void {
  let step = ''
  let done = false
  const bring = async () => {
    const part = await load().catch(() => undefined)
    if (!part || done) return
    done = true
    arrived(part)
  }
  cells.watch(() => {
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
export async function complete(ui: Ui, cells: Cells, told: Told): Promise<boolean> {
  const { topics, fields, files, consent, facts } = ui.model.definition.value ?? {}
  if (!(topics ?? fields ?? files ?? consent ?? facts ?? told['context'])) return true
  const bring = (load: Promise<typeof Extras>) =>
    load.then((extras) => extras.complete(ui, cells, told)).catch(() => false)
  return (
    (await bring(import('../../parts/parts.tsx'))) ||
    bring(import(/* @vite-ignore */ './extras.js?' + ui.now()))
  )
}
