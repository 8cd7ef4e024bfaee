/** What stands beside the form: a line that leads to what was sent before, the list of it, one of its conversations. */
import { h } from '../form/view/own-props.ts'
import { useLayoutEffect } from 'preact/hooks'
import { Conversation } from './messages.tsx'
import { Requests } from './requests.tsx'
import type { OpenConversation, Room } from './room.ts'

/** What leads from the form to what was sent before. */
export function Bar({ room, newest }: { room: Room; newest: OpenConversation | undefined }) {
  const texts = room.texts.value
  void room.changes.value
  const told = newest?.watch.told.value
  const isNew = (told?.answered?.at ?? '') > (room.kept.list()[0]?.seen ?? '')
  useLayoutEffect(() => {
    if (isNew && newest) room.ui.place.send('unread', { reference: newest.reference })
  }, [isNew])
  const go = () => {
    room.spot.value =
      newest && !room.proof() && room.kept.list().length === 1
        ? { type: 'one', open: newest }
        : { type: 'list' }
  }
  return (
    <nav class="bar">
      <button type="button" class="request" onClick={go}>
        <b>{texts.requests}</b>
        {told && (
          <span class="muted" data-new={isNew}>
            {texts[isNew ? 'answered' : told.state]}
          </span>
        )}
      </button>
    </nav>
  )
}

/** The list or one of its conversations, with ways back. */
export function Stage({ room }: { room: Room }) {
  const texts = room.texts.value
  const spot = room.spot.value
  const { model } = room.ui
  if (spot.type === 'form') return null
  const back = () => {
    const fromList = spot.type === 'one' && (room.proof() !== undefined || room.kept.list().length > 1)
    room.spot.value = { type: fromList ? 'list' : 'form' }
  }
  const anew = () => {
    room.spot.value = { type: 'form' }
    if (model.phase.value.type === 'sent') model.again()
  }
  return (
    <div class="stage">
      <nav class="bar">
        <button type="button" class="quiet" onClick={back}>
          <span aria-hidden="true" class="arrow" />
          {texts.back}
        </button>
      </nav>
      {spot.type === 'list' ? (
        <Requests room={room} />
      ) : (
        <div class="form">
          <h2 tabIndex={-1}>{texts[spot.open.watch.told.value?.state ?? 'requests']}</h2>
          {spot.open.reference && (
            <p class="muted">
              {texts.reference}{' '}
              <bdi translate={false}>
                <b>{spot.open.reference}</b>
              </bdi>
            </p>
          )}
          <Conversation room={room} open={spot.open} titled />
        </div>
      )}
      <footer>
        <button type="button" class="button secondary" part="button" onClick={anew}>
          {texts.again}
        </button>
      </footer>
    </div>
  )
}
