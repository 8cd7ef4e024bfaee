/** The box by which a visitor has a message kept that could not be sent, and what is said when it is there again. */
import { useSignal } from '@preact/signals'
import { bare } from '../../api/bare.ts'
import { h } from '../../form/view/own-props.ts'
import { useLayoutEffect } from 'preact/hooks'
import css from './keep.css?inline'
import { createMessageKeeper, type MessageKeeper } from './kept-message.ts'
import type { PartUi, Part } from '../../form/part-view.ts'

const keptOf = new WeakMap<object, MessageKeeper>()

/** Under a failure. Never ticked beforehand. */
function Box({ ui }: { ui: PartUi }) {
  const kept = keptOf.get(ui.model)
  const { keep, keepNote, keptNow, notKept } = ui.texts.value
  const refused = useSignal(false)
  // Drawn after the notice was scrolled to, at its end: it would be behind the button.
  useLayoutEffect(() => {
    ui.find('keep-note')?.scrollIntoView(bare({ block: 'nearest' } as const))
  }, [])
  if (!kept || !keep || !ui.model.values.value.message) return null
  const change = (input: HTMLInputElement) => {
    if (!input.checked) return kept.release()
    refused.value = !kept.keep()
    input.checked = kept.isOn.value
    return ui.announce((refused.value ? notKept : keptNow) ?? '')
  }
  return (
    <div class="tick keep">
      <input
        type="checkbox"
        id="keep"
        checked={kept.isOn.value}
        aria-describedby="keep-note"
        onChange={(event) => change(event.currentTarget)}
      />
      <div>
        <label for="keep">{keep}</label>
        <p id="keep-note">{refused.value ? notKept : keepNote}</p>
      </div>
    </div>
  )
}

/** Above the fields. */
function Back({ ui }: { ui: PartUi }) {
  const kept = keptOf.get(ui.model)
  const { keptBack, discard } = ui.texts.value
  const { phase, values } = ui.model
  const isBack = !!kept?.came.value && phase.value.type !== 'sending' && !!values.value.message
  const words = isBack && kept.came.value === ui.draft.load()?.id ? keptBack : undefined
  useLayoutEffect(() => {
    if (words) ui.announce(words)
  }, [words])
  if (!words || !kept) return null
  // The button goes away, and the focus would go with it.
  const throwAway = () => {
    kept.discard()
    ui.find('message')?.focus()
  }
  return (
    <div class="kept" key={words}>
      <p>{words}</p>
      <button type="button" class="quiet" onClick={throwAway}>
        {discard}
      </button>
    </div>
  )
}

/** Whether parts are still to come that have something in the draft. */
function areMissing({ model, begun }: PartUi): boolean {
  const { topics, fields, files } = model.definition.value ?? {}
  return (
    !model.definition.value ||
    !!((topics ?? fields) && !begun?.has('fields')) ||
    !!(files && !begun?.has('files'))
  )
}

/** The part, for the places under a failure and under the greeting. */
export const keeping: Part = {
  css,
  places: { keep: Box, intro: Back },
  begin(ui) {
    const kept = createMessageKeeper(ui)
    keptOf.set(ui.model, kept)
    // Another tab may have kept another message, or forgotten all.
    addEventListener('storage', kept.look, { signal: ui.end })
    return {
      // It comes before them, and would take from the draft what it has kept for them.
      save: () => (areMissing(ui) ? (ui.draft.load()?.more ?? []) : []),
      restore: (_, known) => kept.told(known),
      prefill: kept.told,
    }
  },
}
