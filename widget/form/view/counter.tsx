/** How much room is left in a long text. */
import { h } from './own-props.ts'
import { useLayoutEffect } from 'preact/hooks'
import { counted } from '../../i18n/texts.ts'
import type { Ui } from '../form-context.ts'

/** From which part of the limit on the counter is shown (R66). */
const COUNTER_FROM = 0.75

/** How long after the last letter the counter is announced, in milliseconds. */
const COUNTER_PAUSE_MS = 1000

interface Props {
  ui: Ui
  /** How much is taken. Asked here, so that with each letter this is drawn anew and not all of its field. */
  used: () => number
  max: number
}

/** Says how much room is left, once there is little. */
export function Counter({ ui, used, max }: Props) {
  const left = max - used()
  const forms = left < 0 ? ui.texts.value.over : ui.texts.value.left
  // The English words come with the first letter.
  const text =
    left > max * (1 - COUNTER_FROM) || !forms ? '' : counted(forms, Math.abs(left), ui.locale.value)
  useLayoutEffect(() => {
    if (!text) return undefined
    const timer = setTimeout(() => ui.announce(text), COUNTER_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  // The key replaces the node: a translator that wrapped the text would keep showing the old number (R45).
  return text ? (
    <p key={text} class="counter" aria-hidden data-over={left < 0}>
      {text}
    </p>
  ) : null
}
