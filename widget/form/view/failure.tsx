/** What went wrong with sending, in the visitor's words, and ways to save the text. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Failure } from '../send/client.ts'
import { copy, mailto } from './keep-text.ts'
import type { Texts } from '../../i18n/en/form.ts'
import type { Ui } from '../form-context.ts'

/** Failures after which the message may have arrived all the same. */
const UNSURE = new Set(['timeout', 'unreachable', 'broken'])

/** Title and explanation of a failure. Never says "not sent" when it may have arrived. */
export function failureTexts({ type }: Failure, texts: Texts): { title: string; text: string } {
  const all = texts as Readonly<Record<string, unknown>> as Partial<Record<string, string>> // as: none of these counts
  const title = UNSURE.has(type) ? texts.notSure : texts.notSent
  // The words for files come with the part that sends them.
  return { title: all[type + 'Title'] ?? title, text: all[type] ?? texts.unavailable }
}

/** The notice above the send button, which has become "Try again". */
export function FailureNotice({ ui, failure }: { ui: Ui; failure: Failure }) {
  const texts = ui.texts.value
  const { title, text } = failureTexts(failure, texts)
  const { message, subject } = ui.model.values.value
  const contact = ui.model.definition.value?.contactEmail
  const [copied, setCopied] = useState<'copied' | 'copyByHand'>()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [])

  const copyMessage = async (button: HTMLElement) => {
    const field = ui.root.querySelector('textarea')
    const done = await copy(message, () => field?.select())
    if (done) button.focus()
    setCopied(done ? 'copied' : 'copyByHand')
    ui.announce(done ? texts.copied : texts.copyByHand)
  }

  return (
    <div class="notice" part="notice" ref={box}>
      <h2>{title}</h2>
      <p>{ui.model.backOnline.value ? texts.backOnline : text}</p>
      {message && (
        <div class="actions">
          <button type="button" class="quiet" onClick={(event) => void copyMessage(event.currentTarget)}>
            <span key={copied}>{copied === 'copied' ? texts.copied : texts.copyMessage}</span>
          </button>
          {contact && (
            <a class="quiet" href={mailto(contact, subject || texts.message, message)}>
              {texts.emailUs}
            </a>
          )}
        </div>
      )}
      {copied === 'copyByHand' && <p>{texts.copyByHand}</p>}
    </div>
  )
}
