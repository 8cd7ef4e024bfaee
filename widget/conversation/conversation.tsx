/**
 * Begins what comes after a message was sent, for one form: keeps the receipt, draws the conversation below "Message sent",
 * and puts the list of requests beside the form. A file of its own: who never wrote does not load it.
 */
import { render } from 'preact'
import { h } from '../form/view/own-props.ts'
import { USUAL_CONVERSATION } from '../../proxy/contract/conversation/conversation.ts'
import { EVENT } from '../api/names.ts'
import type { Ui } from '../form/form-context.ts'
import { texts as en } from '../i18n/en/conversation.ts'
import css from './conversation.css?inline'
import { css as blocksCss } from '../form/view/blocks.tsx'
import { Conversation } from './messages.tsx'
import { Bar, Stage } from './stage.tsx'
import { createRoom, type OpenConversation, type Room } from './room.ts'
import { wordsOver } from './words.ts'

/** What is followed without being opened: the message that was just sent, and while the form is seen the newest one. */
function followed(room: Room) {
  const { ui, kept } = room
  let sent: OpenConversation | undefined
  let newest: OpenConversation | undefined
  const isOff = () => (ui.model.definition.value?.conversation ?? USUAL_CONVERSATION) === 'off'
  const begun = (receipt: string, reference: string) => {
    const open = room.open({ receipt }, reference)
    open.watch.look(true)
    return open
  }
  return {
    sent: () => sent,
    newest: () => newest,
    /** After something about the form or the receipts has changed. */
    update() {
      const phase = ui.model.phase.value
      if (phase.type !== 'sent') {
        sent?.watch.stop()
        sent = undefined
      } else if (!sent && phase.receipt && !isOff()) {
        const { receipt, reference } = phase
        kept.keep({ receipt, reference, at: ui.now(), seen: '' })
        sent = begun(receipt, reference)
      }
      const [first] = phase.type === 'sent' || isOff() ? [] : kept.list()
      if (newest?.reference === first?.reference) return
      newest?.watch.stop()
      newest = first && begun(first.receipt, first.reference)
    },
  }
}

/** Begins, until the form ends; whoever has called it may bring more into the room. */
export function begin(ui: Ui): Room {
  ui.dress(css + blocksCss)
  const inner = ui.place.view.querySelector<HTMLElement>('.inner') ?? ui.place.view
  const bar = document.createElement('div')
  const stage = document.createElement('div')
  // Before the form: while the visitor writes again, its fields are found before those of the form that is hidden.
  inner.before(bar, stage)
  stage.hidden = true
  const isSeen = () =>
    // Not an element that a visitor of the page has named so: nothing would ever be looked at.
    Reflect.get(Document.prototype, 'visibilityState', document) === 'visible' &&
    [inner, stage].some((one) => one.getClientRects().length > 0)
  const room = createRoom(ui, wordsOver(ui, ui.texts, 'conversation', en), isSeen)
  const all = followed(room)

  const drawAll = () => {
    const { type } = room.spot.value
    // An object of its own each time: with another copy of the library, nothing that was read of the form is heard of.
    const own = { ...room }
    const first = type === 'form' && all.newest()
    render(first ? <Bar room={own} newest={first} /> : null, bar)
    render(type === 'form' ? null : <Stage room={own} />, stage)
    const below = ui.find('place-conversation')
    const one = all.sent()
    if (below) render(one ? <Conversation room={own} open={one} /> : null, below)
  }
  const move = () => {
    const { value: spot } = room.spot
    const inside = ui.inside()
    inner.hidden = spot.type !== 'form'
    stage.hidden = spot.type === 'form'
    drawAll()
    if (spot.type === 'list') room.requests.look()
    if (spot.type === 'one') spot.open.watch.look()
    // The button that was pressed is gone, and the focus would go with it.
    if (inside) (stage.querySelector('h2') ?? bar.querySelector('button') ?? ui.find('message'))?.focus()
  }

  ui.effect(() => {
    void ui.places.value
    void ui.model.phase.value
    void ui.model.definition.value
    all.update()
    drawAll()
  })
  let at = room.spot.value
  room.spot.subscribe((spot) => {
    if (spot !== at) move()
    at = spot
  })
  room.texts.subscribe(drawAll)
  room.changes.subscribe(() => {
    all.update()
    drawAll()
  })
  let asked = 0
  ui.effect(() => {
    if (ui.downloads.list.value > asked) room.spot.value = { type: 'list' }
    asked = ui.downloads.list.value
  })
  listen(room, () => [all.sent(), all.newest()])
  ui.end.addEventListener('abort', () => {
    for (const place of [bar, stage]) render(null, place)
  })
  return room
}

/** Goes on when somebody may see it again; forgets everything when the page says so. */
function listen(room: Room, open: () => (OpenConversation | undefined)[]): void {
  const until = { signal: room.ui.end }
  const wake = ({ type }: Event) => {
    const { value: spot } = room.spot
    const anew = type === 'online'
    for (const one of [...open(), spot.type === 'one' ? spot.open : undefined]) one?.watch.look(anew)
    room.requests.look(anew)
  }
  // All in the window, where the last arrives, too: an element that a visitor of the page named `addEventListener` stands before the document's.
  for (const type of [EVENT + 'open', 'online', 'pageshow', 'visibilitychange'])
    addEventListener(type, wake, until)
  const forget = () => {
    for (const { receipt } of room.kept.list()) room.kept.forget(receipt)
    room.requests.forget()
    room.spot.value = { type: 'form' }
    room.changes.value++
  }
  addEventListener(EVENT + 'reset', forget, until)
}
