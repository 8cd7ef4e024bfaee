/**
 * The form with which a visitor writes again: the form itself, within the form, asking for a message and files only. So
 * it has a draft, checks, files, retries and words for every failure as the first message had.
 */
import { bare } from '../api/bare.ts'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import { mountForm } from '../form/mount.tsx'
import type { Place } from '../form/place.ts'
import type { OpenConversation, Room } from './room.ts'

/** Mounts it into `view`, and takes the visitor there. Returns what takes it away. */
export function mountAgain(
  { ui, texts, proof }: Room,
  open: OpenConversation,
  view: HTMLElement,
): () => void {
  const { definition } = ui.model
  const {
    site = '',
    files,
    confirm,
    contactEmail,
    locale,
    texts: own,
  } = bare(definition.value as Partial<FormDefinition> | undefined) // as: it may not have come
  const language = ui.locale.value
  // Neither inherits anything: a polluted `Object.prototype` would add links, a consent or fields to the form.
  const asked: FormDefinition & { email: 'hidden' } = bare({
    site,
    name: 'hidden',
    subject: 'hidden',
    // The proxy knows it, and asks for it if it does not any more.
    email: 'hidden',
    ...(files && { files }),
    ...(confirm && { confirm }),
    ...(contactEmail && { contactEmail }),
    ...(locale && { locale }),
    texts: bare({ ...own, [language]: { ...own?.[language], message: texts.value.writeAgain } }),
  })
  // A form in the page is put back into the page, and has words of its own around it; this one does neither.
  const { button: _button, title: _title, close: _close, place: _place, ...around } = ui.place
  const place: Place = bare({
    ...around,
    host: view,
    dialog: view,
    view,
    known: {},
    key: 'again:' + open.reference,
    own: bare({
      ...ui.place.own,
      definition: asked,
      announce: ui.announce,
      facts: {
        // What was opened by a proof is written to by the same; a receipt needs none.
        follows: Object.values(open.handle).join(''),
        ...(Object.hasOwn(open.handle, 'key') && proof()),
        // The receipt of the first message opens all that follow.
        receipt: '',
      },
    }),
    send(type, detail) {
      const goesOn = ui.place.send(type, detail)
      if (type !== 'sent') return goesOn
      panel.destroy()
      open.writing.value = false
      ui.announce(texts.value.added)
      open.watch.look(true)
      return goesOn
    },
  })
  const panel = mountForm(place, ui.downloads)
  const inside = ui.inside()
  void panel.ready.then(() => inside && view.querySelector('textarea')?.focus())
  return () => panel.destroy()
}
