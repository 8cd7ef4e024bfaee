/** What came of sending, in words; and what screen readers are told when a form goes from one state to the next. */
import { useLayoutEffect, useRef } from 'preact/hooks'
import { fill } from '../../i18n/texts.ts'
import type { Outcome } from '../state/outcome.ts'
import type { Ui } from '../form-context.ts'

/** Failures after which the message may have arrived all the same. */
const UNSURE = /timeout|unreachable|broken/

/** Title and explanation. Never says "not sent" when it may have arrived. */
export function outcomeTexts(ui: Ui, outcome: Outcome): { title: string; text: string } {
  const texts = ui.texts.value
  if (outcome.type === 'sent')
    return { title: fill(texts.sentStatus, outcome), text: fill(texts.sentTo, outcome) }
  const { type } = outcome.failure
  const all = texts as Readonly<Record<string, unknown>> as Partial<Record<string, string>> // as: none of these counts
  const title = UNSURE.test(type) ? texts.notSure : texts.notSent
  return {
    title: all[type + 'Title'] ?? title,
    // The words for files come with the part that sends them.
    text: ui.model.backOnline.value ? texts.backOnline : (all[type] ?? texts.unavailable),
  }
}

/** What is said of the state that the form is in. */
function spoken(ui: Ui): string {
  const phase = ui.model.phase.value
  if (phase.type === 'editing') return ''
  if (phase.type === 'sending') return ui.texts.value.sending
  const { title, text } = outcomeTexts(ui, phase)
  if (phase.type === 'sent') return title
  return ui.model.backOnline.value ? text : `${title}. ${text}`
}

/** One announcement for each change of phase (R53). */
export function useAnnouncements(ui: Ui): void {
  const words = spoken(ui)
  const said = useRef('')
  useLayoutEffect(() => {
    if (words !== said.current) ui.announce(words)
    said.current = words
  }, [words])
}
