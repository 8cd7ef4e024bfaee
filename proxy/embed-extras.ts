/**
 * What a site adds to its documents: the consent, and when an answer may be expected. As the widget draws them in
 * consent.tsx and expectation.tsx; without office hours, since nobody knows the visitor's time zone here.
 */
import { html } from 'hono/html'
import type { FieldProblem, FormDefinition } from './contract.ts'
import type { Words } from './embed-language.ts'
import { linked, wording } from './rules.ts'

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
      <input type="hidden" name="consent" value="${consent.version}" autocomplete="off" />`
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
        autocomplete="off"
        aria-invalid="${wrong ? 'true' : 'false'}"
        ${wrong && html`aria-describedby="consent-problem"`}
      />
      <label for="consent">${text}</label>
    </div>
  </div>`
}

/** When an answer may be expected, if the site says so. */
export function replyLine(words: Words, { reply, locale }: FormDefinition): string {
  if (reply?.text !== undefined) return wording(reply.text, words.locale, locale)
  if (reply?.within === undefined || reply.hours) return ''
  const days = reply.within / 24
  const [unit, n] =
    reply.within < 1
      ? ['minute', reply.within * 60]
      : days > 1 && Number.isInteger(days)
        ? ['day', days]
        : ['hour', reply.within]
  const options = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1 } as const
  return words.say('replyTime', { time: new Intl.NumberFormat(words.locale, options).format(n) })
}
