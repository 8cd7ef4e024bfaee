/** What the visitor sees once the message is safe: the reference, where the answer goes, what comes next. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { copy } from './copy.ts'
import { fill } from './i18n/locales.ts'
import type { Ui } from './ui.ts'

interface Props {
  ui: Ui
  /** Whether the focus was in the form: a visitor who went on in the page must not be called back. */
  inside: boolean
  reference: string
  email: string
}

/** Shown only after the proxy has said 202. */
export function Sent({ ui, inside, reference, email }: Props) {
  const texts = ui.texts.value
  const heading = useRef<HTMLHeadingElement>(null)
  const code = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState(false)
  useLayoutEffect(() => {
    if (inside) heading.current?.focus()
  }, [])

  const copyReference = async () => {
    const done = await copy(reference, () => {
      if (code.current) getSelection()?.selectAllChildren(code.current)
    })
    setCopied(done)
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
      <h2 tabIndex={-1} ref={heading}>
        {texts.sent}
      </h2>
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
          aria-label={texts.copyReference}
          onClick={() => void copyReference()}
        >
          <span key={String(copied)}>{copied ? texts.copied : texts.copy}</span>
        </button>
      </div>
      <p class="intro">{fill(texts.next, { reference })}</p>
      <footer>
        <button type="button" class="button secondary" onClick={ui.model.again}>
          {texts.again}
        </button>
      </footer>
    </div>
  )
}
