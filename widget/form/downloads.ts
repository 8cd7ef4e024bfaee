/**
 * What of the form comes in files of its own, and when. Which files these are the entry says (panel.ts): here they are
 * functions that it has handed over.
 */
import { bare } from '../api/bare.ts'
import type { PageContext } from './state/part.ts'
import type { OutcomeView, Ui } from './form-context.ts'
import { RECEIPTS } from '../api/names.ts'
import { stored } from '../api/stored.ts'

/** Loads what comes with the first letter, and what brings the other parts. */
export function expectParts(ui: Ui, arrived: (view: OutcomeView) => unknown): void {
  const { values, phase, definition } = ui.model
  const { outcome, parts, list } = ui.downloads
  expectPart(
    ui,
    () =>
      values.value.message ||
      phase.value.type === 'failed' ||
      list.value ||
      stored(RECEIPTS + ui.place.options.site),
    outcome,
    arrived,
  )
  expectPart(
    ui,
    () =>
      values.value.email ||
      definition.value?.reply ||
      definition.value?.help ||
      definition.value?.articles ||
      ui.draft.isKept(),
    parts,
    (all) => all.attach(ui),
  )
}

/** Loads a part of the form when it is wanted, and tries again in each phase until it has come. */
function expectPart<Part>(
  { model, effect, end }: Ui,
  wanted: () => unknown,
  load: () => Promise<Part>,
  arrived: (part: Part) => unknown,
): void {
  let step = ''
  let done = false
  const bring = async () => {
    const part = await load().catch(() => undefined)
    if (!part || done || end.aborted) return
    done = true
    arrived(part)
  }
  effect(() => {
    const next = wanted() ? model.phase.value.type : ''
    if (next && next !== step && !done) void bring()
    step = next
  })
}

/**
 * Brings the parts that the site's form asks for. When one of them does not come, all of them come once more by the
 * copy with a fixed name: browsers remember a file that failed, and after a deploy old names lead nowhere (R28).
 * `false`: they do not come.
 */
export async function complete(ui: Ui, told: PageContext): Promise<boolean> {
  const { topics, fields, files, consent, facts } = bare(ui.model.definition.value)
  if (!(topics ?? fields ?? files ?? consent ?? facts ?? told['context'])) return true
  const bring = (spare?: boolean) =>
    ui.downloads
      .parts(spare)
      .then((all) => all.complete(ui, told))
      .catch(() => false)
  return (await bring()) || bring(true)
}
