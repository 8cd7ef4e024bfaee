/** One conversation: how far it is, who wrote what, how old that is, and a way to write again. */
import { h } from '../form/view/own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { USUAL_REMEMBER, type ShownConversation } from '../../proxy/contract/conversation/conversation.ts'
import { fill } from '../i18n/texts.ts'
import { addressOf, Blocks, Outside } from '../form/view/blocks.tsx'
import { timeText, type OpenConversation, type Room } from './room.ts'
import { mountAgain } from './write-again.ts'

type Message = ShownConversation['messages'][number]

interface Props {
  room: Room
  open: OpenConversation
  /** Whether a heading above says how far it is. */
  titled?: boolean
}

function Time({ room, iso }: { room: Room; iso: string }) {
  const { locale, now } = room.ui
  return <time dateTime={iso}>{timeText(iso, locale.value, now())}</time>
}

function Body({ room, message }: { room: Room; message: Message }) {
  const texts = room.texts.value
  const { base } = room.ui.place
  if (message.blocks) return <Blocks blocks={message.blocks} base={base} texts={texts} />
  if (message.from === 'agent') return null
  if (message.text === undefined) return <p class="muted">{texts.erased}</p>
  return (
    <p class="typed" dir="auto">
      {message.text}
    </p>
  )
}

function Item({ room, open, message }: Props & { message: Message }) {
  const texts = room.texts.value
  const { base } = room.ui.place
  const mine = message.from === 'visitor'
  const Rating = room.rating.value
  return (
    <li class={mine ? 'mine' : 'theirs'}>
      <p class="muted">
        <b>{mine ? texts.you : <bdi>{message.name ?? texts.team}</bdi>}</b>
        <Time room={room} iso={message.at} />
      </p>
      <div class="words" translate={mine ? false : undefined}>
        <Body room={room} message={message} />
        {message.isCut && <p class="muted">{texts.cut}</p>}
      </div>
      {message.files.length > 0 && (
        <ul class="attached">
          {message.files.map(({ name, href }) => (
            <li>
              <bdi translate={false}>
                {href ? <Outside href={addressOf(base, href)}>{name}</Outside> : name}
              </bdi>
            </li>
          ))}
        </ul>
      )}
      {Rating && 'rating' in message && <Rating open={open} answer={message} />}
      {mine && message.state === 'queued' && <p class="muted">{texts.queued}</p>}
    </li>
  )
}

/** How far it is, and since when that is known; what keeps news away is told with its time. */
function State({ room, open, titled }: Props) {
  const texts = room.texts.value
  const { locale, now } = room.ui
  const told = open.watch.told.value
  const pause = open.watch.pause.value
  const asOf = told ? timeText(told.asOf, locale.value, now()) : ''
  const words = () => {
    if (!pause) return told && fill(texts.asOf, { time: asOf })
    if (pause.type === 'gone') return texts.gone
    if (pause.type === 'offline') return fill(texts.offlineSince, { time: asOf || '–' })
    return fill(texts.pausedUntil, { time: timeText(pause.until, locale.value, now()) })
  }
  return (
    <div class="state" data-state={told?.state}>
      {told && !titled && <b key={told.state}>{texts[told.state]}</b>}
      <span class="muted" key={words()}>
        {words()}
      </span>
    </div>
  )
}

/** Asked once a receipt is only in the tab: it would be gone with it. */
function Remember({ room }: { room: Room }) {
  const texts = room.texts.value
  void room.changes.value
  const mode = room.ui.model.definition.value?.remember ?? USUAL_REMEMBER
  if (mode !== 'ask' || room.kept.list().length === 0) return null
  return (
    <div class="remember">
      <input
        type="checkbox"
        id="remember"
        checked={room.kept.isOnDevice()}
        aria-describedby="remember-why"
        onChange={({ currentTarget }) => {
          room.kept.move(currentTarget.checked)
          room.changes.value++
        }}
      />
      <label for="remember">{texts.remember}</label>
      <p class="muted" id="remember-why">
        {texts.rememberWhy}
      </p>
    </div>
  )
}

/** A form within the form. */
function Again({ room, open }: Props) {
  const view = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => (view.current ? mountAgain(room, open, view.current) : undefined), [])
  return <div class="again" ref={view} />
}

/** The conversation, below whatever says that it is one. */
export function Conversation({ room, open, titled = false }: Props) {
  const texts = room.texts.value
  const told = open.watch.told.value
  const writing = open.writing.value
  const { locale, now } = room.ui
  const Code = room.code.value
  useLayoutEffect(() => room.see(open), [told?.answered?.at])
  const answered = told?.isProven === false && told.answered
  return (
    <div class="talk">
      <State room={room} open={open} titled={titled} />
      {answered && (
        <p>
          {fill(texts.answeredTo, {
            email: `\u2068${answered.to}\u2069`,
            time: timeText(answered.at, locale.value, now()),
          })}
        </p>
      )}
      {Code && <Code room={room} open={open} />}
      <ol>
        {told?.messages.map((message) => (
          <Item key={message.key} room={room} open={open} message={message} />
        ))}
      </ol>
      {writing && <Again key={open.reference} room={room} open={open} />}
      {/* One button for both, so that it keeps the focus. Where there is a heading, another leads back. */}
      {(writing ? !titled : told?.mayFollowUp) && (
        <button type="button" class="quiet" onClick={() => (open.writing.value = !writing)}>
          {texts[writing ? 'back' : 'writeAgain']}
        </button>
      )}
      <p class="muted">{texts.byEmail}</p>
      <Remember room={room} />
    </div>
  )
}
