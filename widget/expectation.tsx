/** Says when an answer may be expected, in the visitor's time and language; promises nothing that the site does not. */
import type { FormDefinition } from '../proxy/contract.ts'
import type { Part, PartUi } from './extras.tsx'
import css from './expectation.css?inline'
import { presence, replyBy, zoneOffset } from './hours.ts'
import { replyFor, wording } from '../proxy/rules.ts'

type Reply = NonNullable<FormDefinition['reply']>

const DAY_MS = 86_400_000

/** A number of hours, written out: in minutes below one, in days when it is a number of those. */
export function span(hours: number, locale: string): string {
  const days = hours / 24
  const [unit, n] =
    hours < 1
      ? (['minute', hours * 60] as const)
      : days > 1 && Number.isInteger(days)
        ? (['day', days] as const)
        : (['hour', hours] as const)
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: unit === 'minute' ? 0 : 1,
  }).format(n)
}

/**
 * An instant in the visitor's time: the hour today, the weekday this week, else the date. Names the zone where the
 * office is in another one, since nobody could know whose time it is.
 */
export function when(instant: number, now: number, locale: string, office: string, own?: string): string {
  const offset = (time: number) =>
    own ? zoneOffset(time, own) : new Date(time).getTimezoneOffset() * -60_000
  const day = (time: number) => Math.floor((time + offset(time)) / DAY_MS)
  const away = day(instant) - day(now)
  const foreign = offset(instant) !== zoneOffset(instant, office)
  return new Intl.DateTimeFormat(locale, {
    timeZone: own,
    hour: 'numeric',
    minute: '2-digit',
    ...(away > 0 && { weekday: 'long' }),
    ...(away > 6 && { day: 'numeric', month: 'long' }),
    ...(foreign && { timeZoneName: 'short' }),
  }).format(instant)
}

/** What there is to say: a text with `{time}` in it, and the time. */
interface Line {
  text: string | undefined
  time: string
  open?: boolean
}

function expected({ text, within, hours }: Reply, ui: PartUi, now: number): Line | undefined {
  const { texts, locale } = ui
  if (text) return { text: wording(text, locale.value, ui.model.definition.value?.locale), time: '' }
  if (!within) return undefined
  if (!hours) return { text: texts.value.replyTime, time: span(within, locale.value) }
  const by = replyBy(hours, within, now)
  return by ? { text: texts.value.replyBy, time: when(by, now, locale.value, hours.timeZone) } : undefined
}

function staffed({ hours }: Reply, ui: PartUi, now: number): Line | undefined {
  const there = hours && presence(hours, now)
  if (!there) return undefined
  const { here, away } = ui.texts.value
  const time = when(there.until, now, ui.locale.value, hours.timeZone)
  return { text: there.open ? here : away, time, open: there.open }
}

function Lines({ lines }: { lines: (Line | undefined)[] }) {
  return lines.map((line) => {
    if (!line?.text) return null
    const [before, after] = line.text.split('{time}')
    return (
      <span key={line.text} class="expected" data-open={line.open}>
        {before}
        {/* Not to be translated: it is in the form's language already. */}
        {line.time && <time translate={false}>{line.time}</time>}
        {after}
      </span>
    )
  })
}

const replyOf = (ui: PartUi) => replyFor(ui.model.definition.value ?? {}, ui.topic?.())

function Intro({ ui }: { ui: PartUi }) {
  const reply = replyOf(ui)
  const now = ui.now()
  return reply ? <Lines lines={[staffed(reply, ui, now), expected(reply, ui, now)]} /> : null
}

function Sent({ ui }: { ui: PartUi }) {
  const reply = replyOf(ui)
  return reply ? <Lines lines={[expected(reply, ui, ui.now())]} /> : null
}

/** The part, for the places under the greeting and in the view of a sent message. */
export const expectation: Part = { css, places: { intro: Intro, sent: Sent } }
