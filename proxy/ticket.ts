/**
 * Turns a submission into the helpdesk's ticket. Pure: no clock, no network.
 */
import { codePoints, SUBJECT_MAX } from './limits.ts'
import type { Submission } from './contract.ts'

/** The body of `POST /api/tickets` (reference/tickets.txt, "Create Ticket"). */
export interface Ticket {
  channel: string
  subject: string
  from_contact: { email: string; name?: string }
  message: { body: string }
}

/** A subject made from a message is as long as a headline, not as long as the field allows. */
const HEADLINE = 80

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML text: nothing that a visitor wrote can become markup, in element or attribute. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/** Text as paragraphs: blank lines separate them, single line ends become `<br>`. */
function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[\t ]*\n\s*/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('')
}

/** Splits a text into what people call characters. Costly to make, so made once. */
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** At most `max` code points of `text`, cut after a word where there is one, else between characters. */
function shorten(text: string, max: number): string {
  if (codePoints(text) <= max) return text
  let kept = ''
  let room = max - 1
  for (const { segment } of CHARACTERS.segment(text)) {
    room -= codePoints(segment)
    if (room < 0) break
    kept += segment
  }
  const words = text[kept.length] === ' ' ? kept : kept.slice(0, Math.max(0, kept.lastIndexOf(' ')))
  return `${(words === '' ? kept : words).trimEnd()}…`
}

/** The visitor's subject, else the first words of the message; one line, at most 255 code points. */
export function subjectOf(submission: Pick<Submission, 'subject' | 'message'>): string {
  if (submission.subject) return shorten(submission.subject, SUBJECT_MAX)
  return shorten(submission.message.replace(/[\s\p{Cc}]+/gu, ' ').trim(), HEADLINE)
}

/** The page's address without query and hash, which may hold secrets; nothing when it is not a web address. */
export function pageOf(page: string | undefined): string | undefined {
  if (!page || !URL.canParse(page)) return undefined
  const { protocol, origin, pathname } = new URL(page)
  return protocol === 'https:' || protocol === 'http:' ? origin + pathname : undefined
}

/**
 * The ticket for a submission. Everything the visitor wrote is escaped; only `p br hr table tr td strong` are used,
 * because what the helpdesk allows is not documented. The reference comes last, where `filedReference` looks for it.
 */
export function ticketOf(
  submission: Submission,
  site: { id: string; channel: string },
  reference: string,
): Ticket {
  const facts = [
    ['Page', pageOf(submission.page)],
    ['Language', submission.locale],
    ['Topic', submission.topic],
    ['Site', site.id],
    ['Reference', reference],
  ]
    .filter((fact): fact is [string, string] => Boolean(fact[1]))
    .map(([label, value]) => `<tr><td>${label}</td><td>${escapeHtml(value)}</td></tr>`)
    .join('')
  return {
    channel: site.channel,
    subject: subjectOf(submission),
    from_contact: { email: submission.email, ...(submission.name && { name: submission.name }) },
    message: { body: `${paragraphs(submission.message)}<hr><table>${facts}</table>` },
  }
}
