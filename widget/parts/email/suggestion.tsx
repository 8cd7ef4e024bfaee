/**
 * Takes off an e-mail address what was pasted along with it, to be seen, and asks "Did you mean …?" under one that looks
 * like a slip of the fingers (R65): that changes nothing by itself.
 */
import { useSignal } from '@preact/signals'
import { h } from '../../form/view/own-props.ts'
import { useLayoutEffect } from 'preact/hooks'
import { cleanEmail, isEmail } from '../../../proxy/contract/email/address.ts'
import { EMAIL_MAX } from '../../../proxy/contract/limits.ts'
import { suggest } from './domains.ts'
import { fill } from '../../i18n/texts.ts'
import css from './suggestion.css?inline'
import type { Ui } from '../../form/form-context.ts'
import type { PartUi, Part } from '../../form/part-view.ts'

/** Calls `look` when the visitor leaves the field, but not while a button is pressed: it would move from under it. */
function onLeave(root: Ui['root'], field: HTMLElement, look: () => void): () => void {
  const life = new AbortController()
  const { signal } = life
  let pressed: AbortController | undefined
  const release = () => {
    pressed?.abort()
    pressed = undefined
    if (root.activeElement !== field) look()
  }
  const press = () => {
    const { signal: held } = (pressed ??= new AbortController())
    // The click comes after it. Only while it is held: nothing of ours listens in the window when the form has gone.
    for (const type of ['pointerup', 'pointercancel'])
      addEventListener(type, () => setTimeout(release), { signal: held, capture: true })
  }
  root.addEventListener('pointerdown', press, { signal, capture: true })
  field.addEventListener('blur', () => pressed || look(), { signal })
  return () => life.abort()
}

function Suggestion({ ui }: { ui: PartUi }) {
  const { meant: question } = ui.texts.value
  const asked = useSignal('')
  const { email } = ui.model.values.value
  const meant = asked.value === email ? suggest(email) : undefined
  const field = () => ui.find('email') as HTMLInputElement | null // as: the form's own field
  const write = (address: string) => {
    ui.model.edit('email', address)
    const input = field()
    if (input) input.value = address
    return address
  }
  useLayoutEffect(() => {
    const input = field()
    const look = () => {
      const written = ui.model.values.value.email
      const address = cleanEmail(written)
      const isEditing = ui.model.phase.value.type === 'editing'
      const isMended = isEditing && address !== written && isEmail(address)
      asked.value = isMended ? write(address) : written
    }
    if (!input) return undefined
    // Left before this was there.
    if (ui.root.activeElement !== input) look()
    return onLeave(ui.root, input, look)
  }, [])
  useLayoutEffect(() => {
    if (meant && question) ui.announce(fill(question, { email: meant }))
  }, [meant])
  if (!meant || !question || ui.model.phase.value.type === 'sending') return null

  // The button goes away, and the focus would go with it.
  const take = () => {
    write(meant)
    field()?.focus()
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
export const suggestion: Part = {
  css,
  places: { email: Suggestion },
  begin: ({ model }) => ({
    // As the proxy will, without asking it.
    check() {
      const { email } = model.values.value
      // One that is too long is told as that.
      return !email || email.length > EMAIL_MAX || isEmail(cleanEmail(email)) ? {} : { email: 'invalid' }
    },
  }),
}
