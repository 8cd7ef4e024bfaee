/** Says when an answer may be expected, in the visitor's time and language; promises nothing that the site does not. */
import { bare } from '../api/bare.ts'
import { h } from '../form/view/own-props.ts'
import css from './reply-time.css?inline'
import { presence, replyBy, span, when, replyFor } from '../../proxy/contract/office-hours.ts'
import type { FormDefinition } from '../../proxy/contract/form.ts'
import { wording } from '../../proxy/contract/localized.ts'
import type { PartUi, Part } from '../form/part-view.ts'

type Reply = NonNullable<FormDefinition['reply']>

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
    // Not all of them say whether somebody is there, and a polluted `Object.prototype` must not.
    const { text, time, open } = bare(line)
    if (!text) return null
    const [before, after] = text.split('{time}')
    return (
      <span key={text} class="expected" data-open={open}>
        {before}
        {/* Not to be translated: it is in the form's language already. */}
        {time && (
          <span class="when" translate={false}>
            {time}
          </span>
        )}
        {after}
      </span>
    )
  })
}

function isKnown(timeZone: string | undefined): boolean {
  try {
    return !!new Intl.DateTimeFormat('en', bare({ timeZone }))
  } catch {
    return false
  }
}

/**
 * What the site says, in a zone that this browser knows: without one nobody can tell when somebody is there. Each copy
 * inherits nothing, as what it is made of: else a polluted `Object.prototype` would have the text of a reply without one.
 */
function replyOf(ui: PartUi): Reply {
  const reply = bare(replyFor(bare(ui.model.definition.value), ui.topic.value?.()))
  const { hours, text } = reply
  if (!hours || isKnown(hours.timeZone)) return reply
  const { fixedZone: timeZone } = hours
  if (timeZone && isKnown(timeZone)) return bare({ ...reply, hours: bare({ ...hours, timeZone }) })
  return bare<Reply>(text ? { text } : undefined)
}

function Intro({ ui }: { ui: PartUi }) {
  // Time goes by while somebody writes: with each letter this is looked at again.
  void ui.model.values.value
  const reply = replyOf(ui)
  const now = ui.now()
  return <Lines lines={[staffed(reply, ui, now), expected(reply, ui, now)]} />
}

function Sent({ ui }: { ui: PartUi }) {
  return <Lines lines={[expected(replyOf(ui), ui, ui.now())]} />
}

/** The part, for the places under the greeting and in the view of a sent message. */
export const expectation: Part = { css, places: { intro: Intro, sent: Sent } }
