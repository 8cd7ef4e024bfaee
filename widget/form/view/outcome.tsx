/** The place of what came of sending: drawn by a file that comes with the first letter, in plain words without it. */
import { bare } from '../../api/bare.ts'
import { h } from './own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { outcomeTexts } from './announcements.ts'
import type { Outcome } from '../state/outcome.ts'
import type { Ui } from '../form-context.ts'

/** That the message is safe, or why not. What matters is said also when the file is late, or does not come. */
export function OutcomePlace({ ui, outcome }: { ui: Ui; outcome: Outcome }) {
  const place = useRef<HTMLDivElement>(null)
  const view = ui.outcome.value
  const { title, text } = outcomeTexts(ui, outcome)
  const failed = outcome.type === 'failed'
  useLayoutEffect(() => {
    // A tree of its own: a panel that came by its second address (widget/loader/load-panel.ts) has another copy of Preact than
    // that file, and hooks do not cross.
    const { current } = place
    const end = current ? view?.show(current, ui, outcome) : undefined
    if (failed) current?.scrollIntoView(bare({ block: 'nearest' } as const))
    return end
  }, [view, outcome])
  return (
    <div key={`${!view}`} ref={place}>
      {view ? null : (
        <div class={failed ? 'notice' : 'form'} part={failed ? 'notice' : undefined}>
          <h2 tabIndex={-1}>{title}</h2>
          <p>{text}</p>
        </div>
      )}
    </div>
  )
}
