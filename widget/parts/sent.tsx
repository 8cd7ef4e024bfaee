/** What the visitor sees once the message is safe: the reference, where the answer goes, what comes next. */
import { useSignal } from '@preact/signals'
import { h } from '../form/view/own-props.ts'
import { useRef } from 'preact/hooks'
import { copy } from '../form/view/keep-text.ts'
import { fill } from '../i18n/texts.ts'
import type { OutcomeUi } from '../form/form-context.ts'

interface Props {
  ui: OutcomeUi
  reference: string
  email: string
}

/** The view of a sent message. */
export function Sent({ ui, reference, email }: Props) {
  const texts = ui.texts.value
  const code = useRef<HTMLElement>(null)
  const copied = useSignal(false)

  const copyReference = async () => {
    const done = await copy(reference, () => {
      if (code.current) getSelection()?.selectAllChildren(code.current)
    })
    copied.value = done
    if (done) ui.announce(texts.copied)
  }

  const [before, after] = texts.sentTo.split('{email}')
  return (
    <div class="form sent">
      <span class="seal">
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M5 12.5l4.5 4.5L19 7.5" />
        </svg>
      </span>
      <h2 tabIndex={-1}>{texts.sent}</h2>
      <p>
        {before}
        <bdi class="address" dir="ltr" translate={false}>
          {email}
        </bdi>
        {after}
      </p>
      <div class="reference">
        <p>
          <span>{texts.reference}</span>
          <code dir="ltr" translate={false} ref={code}>
            {reference}
          </code>
        </p>
        <button
          type="button"
          class="quiet"
          // What is read must be what is seen (WCAG 2.2, 2.5.3).
          aria-label={copied.value ? undefined : texts.copyReference}
          onClick={() => void copyReference()}
        >
          <span key={String(copied.value)}>{copied.value ? texts.copied : texts.copy}</span>
        </button>
      </div>
      <div id="place-sent" class="intro" />
      <div id="place-conversation" />
      <slot name="success">
        <p class="intro">{fill(texts.next, { reference })}</p>
      </slot>
      <footer>
        <button type="button" class="button secondary" part="button" onClick={ui.model.again}>
          {texts.again}
        </button>
      </footer>
    </div>
  )
}
