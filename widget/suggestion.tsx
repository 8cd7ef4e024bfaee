/** Asks "Did you mean …?" under an e-mail address that looks like a slip of the fingers (R65). Changes nothing by itself. */
import { useEffect, useState } from 'preact/hooks'
import { suggest } from './domains.ts'
import type { Part, PartUi } from './extras.tsx'
import { fill } from './i18n/locales.ts'
import css from './suggestion.css?inline'

/** Calls `look` when the visitor leaves the field, but not while a button is pressed: it would move from under it. */
function onLeave(field: HTMLElement, look: () => void): () => void {
  const life = new AbortController()
  const { signal } = life
  let pressed = false
  const release = () => {
    pressed = false
    if (document.activeElement?.shadowRoot?.activeElement !== field) look()
  }
  const root = field.getRootNode()
  root.addEventListener('pointerdown', () => (pressed = true), { signal, capture: true })
  // The click comes after it.
  for (const type of ['pointerup', 'pointercancel'])
    addEventListener(type, () => pressed && setTimeout(release), { signal, capture: true })
  field.addEventListener('blur', () => pressed || look(), { signal })
  return () => life.abort()
}

function Suggestion({ ui }: { ui: PartUi }) {
  const { meant: question } = ui.texts.value
  const [asked, setAsked] = useState('')
  const { email } = ui.model.values.value
  const meant = asked === email ? suggest(email) : undefined
  const field = () => ui.root.getElementById('email') as HTMLInputElement | null // as: the form's own field
  useEffect(() => {
    const input = field()
    const look = () => setAsked(ui.model.values.value.email)
    // Left before this file came.
    if (ui.root.activeElement !== input) look()
    return input ? onLeave(input, look) : undefined
  }, [])
  useEffect(() => {
    if (meant && question) ui.announce(fill(question, { email: meant }))
  }, [meant])
  if (!meant || !question || ui.model.phase.value.type === 'sending') return null

  const take = () => {
    ui.model.edit('email', meant)
    const input = field()
    if (!input) return
    input.value = meant
    // The button goes away, and the focus would go with it.
    input.focus()
  }
  const [before, after] = question.split('{email}')
  return (
    <button type="button" class="meant" key={meant} onClick={take}>
      {before}
      <bdi dir="ltr" translate={false}>
        {meant}
      </bdi>
      {after}
    </button>
  )
}

/** The part, for the place under the e-mail address. */
export const suggestion: Part = { css, places: { email: Suggestion } }
