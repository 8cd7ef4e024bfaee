/** What screen readers are told when a form goes from one state to the next. */
import type { Cells } from '../state/signals.ts'
import { failureTexts } from './failure.tsx'
import { fill } from '../../i18n/texts.ts'
import type { Ui } from '../form-context.ts'

/** One announcement for each change of phase (R53). */
export function announcePhases(ui: Ui, cells: Cells): void {
  let said = ''
  cells.watch(() => {
    const phase = ui.model.phase.value
    const texts = ui.texts.value
    const words = () => {
      if (phase.type === 'sending') return texts.sending
      if (phase.type === 'sent') return fill(texts.sentStatus, { reference: phase.reference })
      if (phase.type !== 'failed') return ''
      const { title, text } = failureTexts(phase.failure, texts)
      return ui.model.backOnline.value ? texts.backOnline : `${title}. ${text}`
    }
    const next = words()
    if (next !== said) ui.announce(next)
    said = next
  })
}
