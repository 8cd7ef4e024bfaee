/**
 * What a site adds to its documents: the consent, and when an answer may be expected. As the widget draws them in
 * consent-field.tsx and expectation.tsx, but in the office's time, whose zone is named: nobody knows the visitor's here.
 */
import { html } from 'hono/html'
import type { Words } from './texts.ts'
import { presence, replyBy, span, when, type OfficeHours } from '../contract/office-hours.ts'
import type { FieldProblem } from '../contract/problems.ts'
import type { FormDefinition } from '../contract/form.ts'
import { wording, linked } from '../contract/localized.ts'

type Html = ReturnType<typeof html>

const NOTHING = html``

function consentWords(words: Words, { consent, locale }: FormDefinition): Html {
  if (!consent) return NOTHING
  const { before, marked, after } = linked(wording(consent.text, words.locale, locale))
  // Isolated: it may be in another language than the form.
  if (consent.link === undefined) return html`<bdi>${before}${marked}${after}</bdi>`
  const link = html`<a href="${consent.link}" target="_blank" rel="noopener noreferrer"
    >${marked ?? words.say('privacy')}</a
  >`
  return html`<bdi>${before}${marked === undefined ? ' ' : ''}${link}${after}</bdi>`
}

/** The notice of what happens with a message, or the box to tick before it is sent; nothing where there is none. */
export function consentBox(
  words: Words,
  definition: FormDefinition,
  problem: FieldProblem | undefined,
): Html {
  const { consent } = definition
  if (!consent) return NOTHING
  const text = consentWords(words, definition)
  if (consent.mode === 'notice')
    return html`<p class="intro">${text}</p>
      <input type="hidden" name="consent" value="${consent.version}" />`
  const wrong = problem && words.problem('consent', problem, '')
  return html`<div class="field">
    ${wrong && html`<p class="problem" id="consent-problem">${wrong}</p>`}
    <div class="tick">
      <input
        type="checkbox"
        id="consent"
        name="consent"
        value="${consent.version}"
        required
        aria-invalid="${wrong ? 'true' : 'false'}"
        ${wrong && html`aria-describedby="consent-problem"`}
      />
      <label for="consent">${text}</label>
    </div>
  </div>`
}

/** Node 20's ICU (78.2) writes the halves of a Korean day in English, unlike browsers. */
const HALVES: Readonly<Record<string, string>> = { AM: '오전', PM: '오후' }
const asBrowsersDo = (time: string, locale: string): string =>
  locale === 'ko' ? time.replace(/\b[AP]M\b/, (half) => HALVES[half] ?? half) : time

/** A time in a text, in the form's language already. */
function timed(words: Words, key: string, time: string): Html {
  const [before = '', after = ''] = words.say(key).split('{time}')
  const written = asBrowsersDo(time, words.locale)
  return html`${before}<span class="when" translate="no">${written}</span>${after}`
}

const KOREAN: Readonly<Record<string, string>> = { AM: '오전', PM: '오후' }

/**
 * A time as browsers write it: the ICU of Node 20.20 (78.2) lacks the Korean halves of the day, and Node keeps thin
 * spaces (in Traditional Chinese) that browsers write as plain ones.
 */
export function asBrowsersWrite(time: string, locale: string): string {
  const plain = time.replace(/[\u2009\u202f]/g, ' ')
  return locale === 'ko' ? plain.replace(/\b[AP]M\b/, (half) => KOREAN[half] ?? half) : plain
}

/** An instant in the office's time. */
export function officeTime(
  instant: number,
  now: number,
  { locale }: Pick<Words, 'locale'>,
  { timeZone }: Pick<OfficeHours, 'timeZone'>,
): string {
  return asBrowsersWrite(when(instant, now, locale, undefined, timeZone), locale)
}

/** When an answer may be expected, if the site says so. */
export function expectedReply(words: Words, definition: FormDefinition, now: number): Html | '' {
  const { reply, locale } = definition
  if (reply?.text !== undefined) return html`<bdi>${wording(reply.text, words.locale, locale)}</bdi>`
  if (reply?.within === undefined) return ''
  const { within, hours } = reply
  if (!hours) return timed(words, 'replyTime', span(within, words.locale))
  const by = replyBy(hours, within, now)
  if (by === undefined) return ''
  return timed(words, 'replyBy', officeTime(by, now, words, hours))
}

/** Whether somebody is there now, and when an answer may be expected; nothing where the site says nothing. */
export function replyLines(words: Words, definition: FormDefinition, now: number): Html {
  const hours = definition.reply?.hours
  const there = hours && presence(hours, now)
  const expected = expectedReply(words, definition, now)
  const staffed =
    there &&
    html`<span class="expected" data-open="${there.open ? 'true' : 'false'}"
      >${timed(words, there.open ? 'here' : 'away', officeTime(there.until, now, words, hours))}</span
    >`
  return html`${staffed ?? ''}${expected && html`<span class="expected">${expected}</span>`}`
}
