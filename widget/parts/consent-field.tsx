/** The notice of what happens with a message, or the box to tick before it is sent (R81). Never ticked beforehand. */
import { h } from '../form/view/own-props.ts'
import css from './consent.css?inline'
import { problemText } from '../form/view/problem-text.ts'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import { wording, linked } from '../../proxy/contract/localized.ts'
import type { PartUi, Part } from '../form/part-view.ts'

type Consent = NonNullable<FormDefinition['consent']>

/** The text, with its `[words]` as the link; without any, the link comes after it. */
function Words({ ui, consent: { text, link } }: { ui: PartUi; consent: Consent }) {
  const words = wording(text, ui.locale.value, ui.model.definition.value?.locale)
  const { before, marked, after } = linked(words)
  const label = marked ?? ui.texts.value.privacy
  if (!link) return <bdi>{before + (marked ?? '') + after}</bdi>
  return (
    <bdi>
      {before}
      {marked ? '' : ' '}
      <a href={link} target="_blank" rel="noopener noreferrer">
        {label ?? link}
      </a>
      {after}
    </bdi>
  )
}

const box = (ui: PartUi) => ui.find('consent') as HTMLInputElement | null // as: drawn below

function View({ ui }: { ui: PartUi }) {
  const { definition, phase } = ui.model
  const consent = definition.value?.consent
  if (!consent) return null
  if (consent.mode === 'notice')
    return (
      <p class="intro">
        <Words ui={ui} consent={consent} />
      </p>
    )
  const problem = problemText(ui, 'consent')
  const sending = phase.value.type === 'sending'
  return (
    <div class="field">
      {problem && (
        <p key={problem} class="problem" id="consent-problem">
          {problem}
        </p>
      )}
      <div class="tick">
        {/* The key unticks it when the text changes. */}
        <input
          key={consent.version}
          type="checkbox"
          id="consent"
          name="consent"
          required
          // Not disabled: the focus would be lost.
          aria-disabled={sending ? 'true' : undefined}
          onClick={(event) => sending && event.preventDefault()}
          // Said in so many words: without, Chromium calls a box that must be ticked wrong from the start.
          aria-invalid={problem ? 'true' : 'false'}
          aria-describedby={problem ? 'consent-problem' : undefined}
          onChange={ui.model.changed}
        />
        {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- its words are in a component */}
        <label for="consent">
          <Words ui={ui} consent={consent} />
        </label>
      </div>
    </div>
  )
}

/** The part, for the place at the end of what is asked, above the files. */
export const consent: Part = {
  css,
  places: { end: View },
  begin(ui) {
    const wanted = () => ui.model.definition.value?.consent
    return {
      names: () => ['consent'],
      check: () =>
        wanted()?.mode === 'required' && !box(ui)?.checked ? { consent: 'required' as const } : {},
      fill(body) {
        const given = wanted()
        if (given && (given.mode === 'notice' || box(ui)?.checked)) body.append('consent', given.version)
      },
      // Agreed to with one message only.
      restore() {
        const input = box(ui)
        if (input) input.checked = false
      },
    }
  },
}
