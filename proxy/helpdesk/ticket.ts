/**
 * Turns a submission into the helpdesk's ticket. Pure: no clock, no network.
 */
import type { FieldRule, Text, Value, FormDefinition } from '../contract/form.ts'
import { SUBJECT_MAX } from '../contract/limits.ts'
import { channelOf, prefixOf } from './routing.ts'
import type { TicketSite } from './routing.ts'
import { codePoints, cleanLine } from '../contract/text.ts'
import { wording } from '../contract/localized.ts'
import type { Follows, StoredSubmission } from '../store/records.ts'

/** The body of `POST /api/tickets` (the helpdesk's page "Tickets", under "Create Ticket"). */
export interface Ticket {
  channel: string
  subject: string
  from_contact: { email: string; name?: string }
  message: { body: string; attachment_ids?: readonly string[] }
}

/** The body of `POST /api/tickets/{ticket}/note`. */
export interface Note {
  body: string
  attachment_ids?: readonly string[]
}

/** A subject made from a message is as long as a headline, not as long as the field allows. */
const HEADLINE = 80

/** How letters are written that would be markup. */
export const ENTITIES: Readonly<Record<string, string>> = {
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

/** Columns from one tab stop to the next. */
const TAB = 4

/** A line with spaces in the place of its tabs. */
function withoutTabs(line: string): string {
  const pieces = line.split('\t')
  const last = pieces.pop()
  return pieces.map((piece) => piece + ' '.repeat(TAB - (codePoints(piece) % TAB))).join('') + last
}

/** Text as HTML text that shows it as it was written: HTML drops indentation, and makes one of several spaces. */
function lines(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      // The last one of each run is a space, or the line could not be broken there.
      escapeHtml(withoutTabs(line)).replace(/^ +| +(?= )/g, (spaces) => '&nbsp;'.repeat(spaces.length)),
    )
    .join('<br>')
}

/** Text as paragraphs: a blank line parts them, more of them stay as they are, and single line ends become `<br>`. */
function paragraphs(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/(?<!\n)\n[^\S\n]*\n/)
    .map((paragraph) => `<p>${lines(paragraph)}</p>`)
    .join('')
}

let segmenter: Intl.Segmenter | undefined

/** What people call characters. What splits is made once, and not before: it was 5% of a start, and 1 MB. */
function characters(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** At most `max` code points of `text`, cut after a word where there is one, else between characters. */
function shorten(text: string, max: number): string {
  if (codePoints(text) <= max) return text
  let kept = ''
  let room = max - 1
  for (const { segment } of characters(text)) {
    room -= codePoints(segment)
    if (room < 0) break
    kept += segment
  }
  const words = text[kept.length] === ' ' ? kept : kept.slice(0, Math.max(0, kept.lastIndexOf(' ')))
  return `${(words === '' ? kept : words).trimEnd()}…`
}

/** Of a ticket that goes on from another: what that one is about, and its reference, which is never cut. */
function subjectAgain({ subject = '', reference }: Follows, prefix: string): string {
  const end = reference === undefined ? '' : ` [${reference}]`
  const bare = subject.replace(/^(re:\s*)+/i, '')
  return shorten(`${prefix}Re: ${bare}`.trimEnd(), SUBJECT_MAX - codePoints(end)) + end
}

/** The visitor's subject, else the first words of the message; one line, with `prefix` at most 255 code points. */
export function subjectOf(
  submission: Pick<StoredSubmission, 'subject' | 'message' | 'follows'>,
  prefix = '',
): string {
  if (submission.follows) return subjectAgain(submission.follows, prefix)
  if (submission.subject) return shorten(prefix + submission.subject, SUBJECT_MAX)
  return prefix + shorten(cleanLine(submission.message), HEADLINE)
}

/** The page's address without query and hash, which may hold secrets; nothing when it is not a web address. */
export function pageOf(page: string | undefined): string | undefined {
  if (!page || !URL.canParse(page)) return undefined
  const { protocol, origin, pathname } = new URL(page)
  return protocol === 'https:' || protocol === 'http:' ? origin + pathname : undefined
}

/** A fact about a ticket: its name and its value. */
type Fact = [string, string | undefined | false]

/** The words that an agent reads: the site's, not the visitor's. */
const agentsWords = (text: Text, form: FormDefinition | undefined) => wording(text, form?.locale, 'en')

/** A value as an agent reads it: options by their labels. */
function shownValue(value: Value, field: FieldRule | undefined, form: FormDefinition | undefined): string {
  const shown = (one: string) => {
    const option = field?.options?.find((choice) => choice.value === one)
    return option ? agentsWords(option.label, form) : one
  }
  return typeof value === 'string' ? shown(value) : value.map(shown).join(', ')
}

/**
 * What was filled in, in the order of the form, after the topic where there are some to choose from. A field that the
 * form has lost since keeps its key as its name.
 */
function fieldFacts({ fields = {}, topic }: StoredSubmission, form: FormDefinition | undefined): Fact[] {
  const filled = Object.entries(fields).map(([key, value]): Fact => {
    const field = form?.fields?.find((rule) => rule.key === key)
    return [field?.label === undefined ? key : agentsWords(field.label, form), shownValue(value, field, form)]
  })
  return form?.topics ? [['Topic', topicName(topic, form)], ...filled] : filled
}

function topicName(topic: string | undefined, form: FormDefinition | undefined): string | undefined {
  const known = form?.topics?.find(({ key }) => key === topic)
  return known ? agentsWords(known.label, form) : topic
}

/** Facts as rows of a table; those without a value are left out. */
function rows(facts: Fact[]): string {
  return facts
    .filter((fact): fact is [string, string] => Boolean(fact[1]))
    .map(([label, value]) => `<tr><td>${escapeHtml(label)}</td><td>${lines(value)}</td></tr>`)
    .join('')
}

/** What the page says of the visitor, marked as such: anybody can make a page say anything. */
function contextTable({ context = {}, facts = {} }: StoredSubmission): string {
  const told = rows([...Object.entries(facts), ...Object.entries(context)])
  return told && `<p><strong>Told by the page, not verified</strong></p><table>${told}</table>`
}

/**
 * What stands in our note and in no other: whether it is there tells whether the note was written. Undefined when the
 * text is gone.
 */
export const markOfNote = (note: string): string | undefined => /<p>(\w+)<\/p>$/.exec(note)?.[1]

/** A text up to this many characters is whole before anything is cut. */
const BRIEF = 500

/** A note with its mark at the end, and before what is long: at the end alone it would be lost where texts are cut. */
function marked(head: string, text: string, mark: string): string {
  const stamp = `<p>${mark}</p>`
  return head + (codePoints(text) > BRIEF ? stamp : '') + text + stamp
}

/**
 * The internal note on a ticket: words of the site, and what the page says of the visitor, when a submission is given.
 * Undefined when there is nothing to say. `mark` ends it, and is told nowhere else: one that can be computed, or that
 * stands in the ticket, may be quoted in somebody else's note, which would then pass for ours.
 */
export function noteOf(
  words: readonly string[],
  submission: StoredSubmission | undefined,
  mark: string,
): string | undefined {
  const text = words.map(paragraphs).join('') + (submission ? contextTable(submission) : '')
  return text === '' ? undefined : marked('', text, mark)
}

/** The files of a submission on their way to the ticket. */
export interface UploadedFiles {
  /** Upload tokens, each good for one ticket. */
  tokens: readonly string[]
  /** Names of files that could not be passed on, and why. */
  lost: readonly { name: string; why: string }[]
}

const NOTHING: UploadedFiles = { tokens: [], lost: [] }

/** Names the other ticket to an agent. */
function goesOnFrom({ number, reference }: Follows): string {
  const names = [
    number !== undefined && `ticket ${number}`,
    reference !== undefined && `reference ${reference}`,
  ]
  return `Goes on from ${names.filter(Boolean).join(', ') || 'an earlier ticket'}`
}

/**
 * What the visitor wrote, with reference and mark near the beginning, in a paragraph of their own: at the end alone they
 * would be lost where the helpdesk cuts a text. After a brief message, so that lists show the visitor's own words.
 */
function opening({ message, mark, follows }: StoredSubmission, reference: string): string {
  const told = paragraphs(message)
  const before = follows ? `<p>${escapeHtml(goesOnFrom(follows))}</p>` : ''
  const stamp = `<p>${['Reference', reference, mark].filter(Boolean).join(' ')}</p>`
  return before + (codePoints(message) <= BRIEF ? told + stamp : stamp + told)
}

const notAttached = (lost: UploadedFiles['lost']): string =>
  lost
    .map((file) => `<p><strong>File not attached:</strong> ${escapeHtml(`${file.name} (${file.why})`)}</p>`)
    .join('')

/** A further message as a note: as the visitor's own words, with its mark. */
export function noteAgain(
  { message, mark = '' }: StoredSubmission,
  reference: string,
  { tokens, lost }: UploadedFiles = NOTHING,
): Note {
  const head = `<p><strong>The visitor writes again (reference ${reference}):</strong></p>`
  const body = marked(head, paragraphs(message) + notAttached(lost), mark)
  return { body, ...(tokens.length > 0 && { attachment_ids: tokens }) }
}

/**
 * The ticket for a submission. Everything the visitor wrote is escaped; only `p br hr table tr td strong` are used,
 * because what the helpdesk allows is not documented. The reference comes last, where `filedReference` looks for it.
 */
export function ticketOf(
  submission: StoredSubmission,
  site: TicketSite,
  reference: string,
  { tokens, lost }: UploadedFiles = NOTHING,
): Ticket {
  const { identity, consent, topic } = submission
  const { form, desk } = site
  // A verified name takes the place of a typed one: "verified" must not vouch for what somebody typed.
  const name = identity?.name ?? submission.name
  const filled = rows(fieldFacts(submission, form))
  const facts = rows([
    ['Page', pageOf(submission.page)],
    ['Language', submission.locale],
    ['Topic', !form?.topics && topic],
    ['Consent', consent && `version ${consent.version}, ${consent.at}`],
    ['Identity', identity && (identity.verified ? 'verified' : 'not verified')],
    ...Object.entries(identity?.context ?? {}).map(([label, value]): Fact => [label, String(value)]),
    ['Caution', submission.suspicious && 'A field that people do not see was filled: this may be spam.'],
    ['Site', site.id],
    ['Mark', submission.mark],
    ['Reference', reference],
  ])
  const missing = notAttached(lost)
  const told = (desk?.context ?? 'message') === 'message' ? contextTable(submission) : ''
  const message = opening(submission, reference) + missing
  const body = [message, filled && `<table>${filled}</table>`, told, `<table>${facts}</table>`]
  return {
    channel: channelOf(site, topic),
    subject: subjectOf(submission, prefixOf(site, topic)),
    from_contact: { email: submission.email, ...(name && { name }) },
    message: {
      body: body.filter((part) => part !== '').join('<hr>'),
      ...(tokens.length > 0 && { attachment_ids: tokens }),
    },
  }
}
