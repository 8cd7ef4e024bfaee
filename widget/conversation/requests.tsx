/** What the visitor has asked for: of a proven address all of it, and what this browser has receipts of. */
import { h } from '../form/view/own-props.ts'
import { fill } from '../i18n/texts.ts'
import { timeText, type Room } from './room.ts'

/** The list of requests, newest first. */
export function Requests({ room }: { room: Room }) {
  const texts = room.texts.value
  const { locale, now } = room.ui
  void room.changes.value
  const told = room.requests.told.value
  const Code = room.code.value
  const known = told?.requests ?? []
  const go = (handle: { receipt: string } | { key: string }, reference: string) => {
    const open = room.open(handle, reference)
    room.spot.value = { type: 'one', open }
    open.watch.look()
  }
  // By signed identity and by receipt it is one request, shown once.
  const others = room.kept.list().filter((one) => !known.some(({ reference }) => reference === one.reference))
  const time = (iso: string | number) => timeText(iso, locale.value, now())
  return (
    <div class="form talk">
      <h2 tabIndex={-1}>{texts.requests}</h2>
      {Code && <Code room={room} />}
      {known.length + others.length === 0 && <p>{texts.none}</p>}
      <ul class="requests">
        {known.map((one) => (
          <li key={one.key}>
            <button type="button" class="request" onClick={() => go({ key: one.key }, one.reference ?? '')}>
              <b dir="auto">{one.subject}</b>
              <span class="muted">
                <span>{texts[one.state]}</span>
                <time dateTime={one.changedAt}>{time(one.changedAt)}</time>
              </span>
            </button>
          </li>
        ))}
        {others.map((one) => (
          <li key={one.receipt}>
            <button type="button" class="request" onClick={() => go({ receipt: one.receipt }, one.reference)}>
              <b>
                <bdi translate={false}>{one.reference}</bdi>
              </b>
              <span class="muted">{time(one.at)}</span>
            </button>
          </li>
        ))}
      </ul>
      {told && <p class="muted">{fill(texts.asOf, { time: time(told.asOf) })}</p>}
    </div>
  )
}
