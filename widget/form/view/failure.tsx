/** What went wrong with sending, in the visitor's words, and ways to save the text. */
import { useSignal } from '@preact/signals'
import { h } from './own-props.ts'
import { outcomeTexts } from './announcements.ts'
import { copy, mailto } from './keep-text.ts'
import type { Outcome } from '../state/outcome.ts'
import type { OutcomeUi } from '../form-context.ts'

/** The notice above the send button, which has become "Try again". */
export function FailureNotice({ ui, outcome }: { ui: OutcomeUi; outcome: Outcome }) {
  const texts = ui.texts.value
  const { title, text } = outcomeTexts(ui, outcome)
  const { message, subject } = ui.model.values.value
  const contact = ui.model.definition.value?.contactEmail
  const copied = useSignal<'copied' | 'copyByHand'>()

  const copyMessage = async (button: HTMLElement) => {
    const field = ui.root.querySelector('textarea')
    const done = await copy(message, () => field?.select())
    if (done) button.focus()
    copied.value = done ? 'copied' : 'copyByHand'
    ui.announce(done ? texts.copied : texts.copyByHand)
  }

  return (
    <div class="notice" part="notice">
      <h2>{title}</h2>
      <p>{text}</p>
      {message && (
        <div class="actions">
          <button type="button" class="quiet" onClick={(event) => void copyMessage(event.currentTarget)}>
            <span key={copied.value}>{copied.value === 'copied' ? texts.copied : texts.copyMessage}</span>
          </button>
          {contact && (
            <a class="quiet" href={mailto(contact, subject || texts.message, message)}>
              {texts.emailUs}
            </a>
          )}
        </div>
      )}
      {copied.value === 'copyByHand' && <p>{texts.copyByHand}</p>}
      <div id="place-keep" />
    </div>
  )
}
