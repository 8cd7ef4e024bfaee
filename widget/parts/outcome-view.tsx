/**
 * What came of sending, in full: the message with its reference, or the failure with ways to save the text. A file of
 * its own, loaded with the first letter: who only looks does not need it.
 */
import { bare } from '../api/bare.ts'
import { render } from 'preact'
import { h } from '../form/view/own-props.ts'
import { retryAfter } from '../../proxy/contract/retry-after.ts'
import { FailureNotice } from '../form/view/failure.tsx'
import { countDown } from '../form/send/count-down.ts'
import { newReceipt } from '../form/send/receipt.ts'
import { texts } from '../i18n/en/outcome.ts'
import css from './sent.css?inline'
import { Sent } from './sent.tsx'
import { joinTabs } from '../form/state/draft-tabs.ts'
import { BROWSER, RECEIPTS, SESSION } from '../api/names.ts'
import type { Room } from '../conversation/room.ts'
import { stored } from '../api/stored.ts'
import type { OutcomeView, OutcomeUi, Ui } from '../form/form-context.ts'

export { css, texts }

const bringCodes = async (room: Room) => (await import('../conversation/code/code.tsx')).begin(room)

const bringRating = async (room: Room) => {
  const { ratingView } = await import('../conversation/rating.tsx')
  room.rating.value ??= ratingView(room)
}

/** Loads the question whether an answer helped: who has no answer does not load it. */
function expectRating(room: Room): void {
  room.told.subscribe((told) => {
    if (!room.rating.value && told?.messages.some((one) => 'rating' in one))
      bringRating(room).catch(() => undefined)
  })
}

/** Loads the way to a code where the site has one: who is asked for nothing does not load it. */
function expectCodes({ effect, model }: Ui, room: Room): void {
  let asked = false
  effect(() => {
    const { conversation, confirm, copy } = bare(model.definition.value)
    // With each message anew, should it not come.
    void model.phase.value
    if (asked || !(confirm ?? copy ?? conversation === 'confirmed')) return
    asked = true
    bringCodes(room).catch(() => (asked = false))
  })
}

function expectMore(ui: Ui, room: Room): void {
  const { model, place } = ui
  // Before the codes are there, or it is known whether the site has them: who is quick would see less than is theirs. The
  // proxy refuses what is good for nothing, and then it is no longer asked with.
  if ((model.definition.value?.conversation ?? 'confirmed') === 'confirmed')
    room.session.value = session(place.options.site)
  expectCodes(ui, room)
  expectRating(room)
  // What another tab has forgotten on the device.
  addEventListener('storage', () => room.changes.value++, { signal: ui.end })
}

/**
 * Loads what comes after a message was sent: as soon as one is on its way, so that it is there with the answer, when one
 * was sent before, and when the page asks for the list.
 */
function expectConversation(ui: Ui): void {
  const { site } = ui.place.options
  const key = RECEIPTS + site
  let state: 'missing' | 'coming' | 'there' = 'missing'
  const bring = async () => {
    state = 'coming'
    const module = await import('../conversation/conversation.tsx').catch(() => undefined)
    if (module && !ui.end.aborted) expectMore(ui, module.begin(ui))
    state = module ? 'there' : 'missing'
  }
  ui.effect(() => {
    const phase = ui.model.phase.value
    if (state === 'there' || ui.model.definition.value?.conversation === 'off') return
    // As kept-receipts.ts does: many pages lead to another one upon `support-sent`, before that file is there.
    if (phase.type === 'sent')
      try {
        sessionStorage[key] =
          `${phase.receipt} ${phase.reference} ${ui.now()}\n${sessionStorage.getItem(key) ?? ''}`
      } catch {} // Denied: then it lives as long as the page.
    if (state === 'coming') return
    if (ui.downloads.list.value || phase.type.startsWith('sen') || stored(key)) void bring()
  })
}

/** In the tab; where that is denied, as long as the page. */
const browsers = new Map<string, string>()

export const browser: OutcomeView['browser'] = (site) => {
  const key = BROWSER + site
  const made = stored(key) ?? browsers.get(site) ?? newReceipt()
  browsers.set(site, made)
  try {
    sessionStorage[key] = made
  } catch {} // Denied.
  return made
}

/** The session of a code; empty when there is none. */
const session = (site: string) => stored(SESSION + site) ?? ''

export const facts: OutcomeView['facts'] = ({ own, options: { site } }, asked) => ({
  receipt: newReceipt(),
  ...((asked?.confirm ?? asked?.copy) && { browser: browser(site), session: session(site) }),
  ...own?.facts,
})

export const join: OutcomeView['join'] = (drawer, ui) => {
  countDown(ui)
  // A form within the form is itself what comes after.
  if (!ui.place.own?.facts) expectConversation(ui)
  return joinTabs(drawer, ui.model, ui.end)
}

/** Longest wait that is asked of a visitor, in seconds. */
const WAIT_MAX = 300

/** Seconds that a visitor has to wait, of a header `Retry-After`; 0 when it says nothing. */
export const wait: OutcomeView['wait'] = (header, now) => Math.min(retryAfter(header, now) ?? 0, WAIT_MAX)

/**
 * Draws, again whenever something in it has changed, until what it returns is called. With another copy of the library
 * than the form's the components hear of nothing: then it is the effect that has read what they have read. It hands
 * them an object of its own each time, since a component that knows some signal is not drawn for the same properties.
 */
export const show: OutcomeView['show'] = (place, form, outcome) => {
  const stop = form.effect(() => {
    const ui = { ...form } as OutcomeUi // as: the panel has added the texts before it asks for the view
    const view =
      outcome.type === 'sent' ? <Sent ui={ui} {...outcome} /> : <FailureNotice ui={ui} outcome={outcome} />
    render(view, place)
  })
  return () => {
    stop()
    render(null, place)
  }
}
