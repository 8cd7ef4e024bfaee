/**
 * Whether a ticket of the helpdesk is the one that we made for a submission, or a note on it the one that we wrote. Pure.
 *
 * The reference alone proves nothing: visitors are told it, and write to the helpdesk about it. A ticket is ours by the
 * mark that nobody was told, and by nothing that contradicts it. Whoever can copy a mark has seen our ticket.
 */
import { oneSpelling } from '../contract/email/spelling.ts'
import { isObject, resource } from './request.ts'
import type { Json } from './request.ts'
import type { Ticket } from './ticket.ts'
import { filedReference } from '../reference.ts'

/** The submission whose ticket is looked for. */
export interface Sought {
  reference: string
  /** Undefined for what an older release accepted: its ticket has none. */
  mark: string | undefined
  email: string | undefined
  channel: string | undefined
  message: string | undefined
  acceptedAt: number
}

/**
 * `unreadable`: it may be ours and cannot be told from another. Taking it for ours could lose the visitor's words, and
 * taking it for another's could make a second ticket. `quoting`: it has our mark behind other words, as an e-mail has that
 * quotes ours, or our own where the helpdesk puts words before it: ours if there is no other.
 */
export type TicketVerdict = 'ours' | 'another' | 'unreadable' | 'quoting'

/** The helpdesk's clock and ours may differ by this much. */
const CLOCKS_MS = 86_400_000

/** Letters of the message that are compared: its beginning, which is what is left where texts are cut. */
const WORDS = 60
/** With fewer letters than these, a message says what many say. */
const WORDS_MIN = 16

/** The messages of a ticket, whichever way the helpdesk wraps it. */
export function messagesOf(ticket: Json | undefined): Json[] {
  const messages = ticket?.['messages']
  return Array.isArray(messages) ? (messages as unknown[]).filter(isObject) : []
}

/** HTML as text. Tags part words; entities that are named by letters are left out. Each expression is linear. */
function plain(html: string): string {
  return html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|\w{1,10});/gi, (_, decimal?: string, hex?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    })
}

/** What a message says, in each form that the helpdesk tells it in. */
function formsOf({ body_html: html, body_text: text, body }: Json): string[] {
  const forms = [html, body].map((form) => (typeof form === 'string' ? plain(form) : ''))
  return [...forms, typeof text === 'string' ? text : ''].filter((form) => form.trim() !== '')
}

/** All of it; undefined when there is nothing to read. */
function textOf(message: Json): string | undefined {
  const forms = formsOf(message)
  return forms.length === 0 ? undefined : forms.join(' ')
}

const timeOf = (value: unknown): number | undefined =>
  typeof value === 'string' ? Date.parse(value) || undefined : undefined

/** The message that a ticket began with. The order of the list is not documented, nor are all types of messages. */
function openingOf(messages: Json[]): Json | undefined {
  const [first] = messages
    .filter(({ type }) => type !== 'outbound' && type !== 'note')
    .toSorted((a, b) => (timeOf(a['created_at']) ?? 0) - (timeOf(b['created_at']) ?? 0))
  return first
}

/** An address as it is compared: helpdesks tell it in their own spelling, and may fold more letters than we do. */
const mailbox = (email: string): string => oneSpelling(email).toLowerCase()

/** A text within a part of an answer. */
function inner(of: Json | undefined, name: string, key: string): unknown {
  const found = of?.[name]
  return isObject(found) ? found[key] : undefined
}

const texts = (values: unknown[]): string[] =>
  values.filter((one) => typeof one === 'string' && one !== '').map(String)

interface Facts {
  /** It is told to be of somebody else. */
  strange: boolean
  /** It is told to be the visitor's. */
  own: boolean
  /** It is told to have been there before. */
  early: boolean
  /** It is in another channel. Workflows may move tickets, so alone this does not make it another. */
  moved: boolean
}

/** What the ticket says of itself, as far as it does. */
function factsOf(
  sought: Pick<Sought, 'email' | 'channel' | 'acceptedAt'>,
  ticket: Json,
  opening: Json | undefined,
): Facts {
  const { email, channel, acceptedAt } = sought
  const told = texts([inner(ticket, 'contact', 'email'), inner(opening, 'sender', 'email')])
  // It may be the visitor's address or that of the channel: what it does not say tells nothing.
  const agreeing = [...told, ...texts([ticket['from_address']])]
  const wanted = email === undefined ? undefined : mailbox(email)
  const own = wanted !== undefined && agreeing.some((one) => mailbox(one) === wanted)
  const strange = wanted !== undefined && told.length > 0 && !own
  const made = timeOf(ticket['created_at']) ?? timeOf(opening?.['created_at'])
  const early = made !== undefined && made < acceptedAt - CLOCKS_MS
  const where = inner(ticket, 'channel', 'ulid')
  // ULIDs appear in both cases.
  const moved =
    channel !== undefined && typeof where === 'string' && where.toLowerCase() !== channel.toLowerCase()
  return { strange, own, early, moved }
}

/**
 * Whether a ticket that is the answer to a create says that it is another: it was there long before, or it has another
 * contact and another subject. One of these alone may be ours, since helpdesks merge contacts and make titles.
 */
export function isAnother(answered: Json, { from_contact: contact, subject }: Ticket, now: number): boolean {
  const { email } = contact
  const sought = { email, channel: undefined, acceptedAt: now }
  const { early, strange } = factsOf(sought, answered, openingOf(messagesOf(answered)))
  const told = answered['subject']
  return early || (strange && typeof told === 'string' && letters(told) !== letters(subject))
}

/**
 * Marks in a row beyond what any writing has (30, as in Unicode's Stream-Safe Text Format, UAX 15). They are sorted, in time
 * with the square of how many there are: an e-mail to the helpdesk could keep the proxy busy for a minute.
 */
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu

const letters = (text: string) =>
  text
    .replace(TOO_MANY_MARKS, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Whether a text has the mark, however the helpdesk has broken its lines. */
const isMarked = (text: string | undefined, mark: string): boolean =>
  letters(text ?? '').includes(mark.toLowerCase())

/**
 * Whether the text of its first message proves that a ticket is ours. Without a mark all of the message has to be there:
 * of an e-mail that quotes its beginning, the rest would be lost, and a message without a letter is in every text.
 */
function isProven({ mark, message = '', reference }: Sought, text: string): boolean {
  if (mark !== undefined) return isMarked(text, mark)
  const words = letters(message)
  return words !== '' && filedReference(text) === reference && letters(text).includes(words)
}

/** What a message begins with that goes on from another: see `ticketOf`. */
const GOES_ON = 'goesonfrom'

/**
 * Whether a text that has our mark begins as ours does: with the visitor's words, or with reference and mark. Behind other
 * words it may be a quotation, and its ticket one that was made of an e-mail.
 */
function beginsAsOurs({ mark, message = '', reference }: Sought, text: string): boolean {
  const told = letters(text)
  const words = letters(message)
  const stamp = `reference${reference.toLowerCase()}`
  // Few words, which many begin with, and then the reference; older releases put that at the end.
  const isFew = mark !== undefined && words.length < WORDS_MIN
  const beginnings = [isFew ? words + stamp : words.slice(0, WORDS), stamp]
  const places = beginnings.map((beginning) => told.indexOf(beginning)).filter((place) => place >= 0)
  const before = told.slice(0, Math.min(...places))
  return before === '' || before.startsWith(GOES_ON)
}

/** Whether a text without proof may be ours all the same, changed by the helpdesk: it has the visitor's own words. */
function isLikely({ message, reference }: Sought, text: string): boolean {
  const filed = filedReference(text)
  if (message === undefined) return filed === reference
  const words = letters(message)
  const told = letters(text)
  // Few words, which many say, and then the reference as nobody but us writes it.
  if (told.startsWith(`${words}reference${reference.toLowerCase()}`)) return true
  return (
    (filed ?? reference) === reference && words.length >= WORDS_MIN && told.includes(words.slice(0, WORDS))
  )
}

/**
 * Whether a ticket that the search has found says where it belongs: to this reference or to another. One that does not has
 * lost what it was found by, as when an agent has taken the words out.
 */
function isFiled({ reference }: Sought, ticket: Json, messages: Json[]): boolean {
  const told = texts([...messages.map(textOf), ticket['subject'], inner(ticket, 'contact', 'name')]).join(' ')
  return letters(told).includes(reference.toLowerCase()) || filedReference(told) !== undefined
}

/** A note that ends with the mark of another note. */
const MARKED_AT_END = /(?<!\w)[0-9A-HJKMNP-TV-Z]{20}\s*$/

/**
 * Whether a note of ours is among the messages of a ticket, or may be: helpdesks tell texts in forms of their own, and do
 * not say of which kinds messages are.
 * @param written As it was sent, with its mark.
 */
export function recogniseNote(written: string, mark: string, messages: Json[]): TicketVerdict {
  const bare = (text: string) => letters(text).replaceAll(mark.toLowerCase(), '')
  const words = bare(plain(written))
  const verdicts = messages.map((message): TicketVerdict => {
    const { type } = message
    const text = textOf(message)
    const isLetter = type === 'inbound' || type === 'outbound'
    if (isMarked(text, mark)) return isLetter ? 'unreadable' : 'ours'
    if (isLetter) return 'another'
    if (text === undefined) return 'unreadable'
    if (MARKED_AT_END.test(text) || words.length < WORDS_MIN) return 'another'
    return bare(text).includes(words.slice(0, WORDS)) ? 'unreadable' : 'another'
  })
  return verdicts.find((one) => one === 'ours') ?? verdicts.find((one) => one === 'unreadable') ?? 'another'
}

/**
 * Whether the message that is the answer to a note says that it is another: a letter, another note of ours, or words that
 * are not these. What is told without our mark but with our words may be ours, and so may what tells nothing.
 */
export function isAnotherNote(answered: Json, written: string, mark: string): boolean {
  if (recogniseNote(written, mark, [answered]) !== 'another') return false
  const text = textOf(answered)
  return (
    text === undefined ||
    ['inbound', 'outbound'].includes(String(answered['type'])) ||
    MARKED_AT_END.test(text) ||
    letters(plain(written)).length - mark.length >= WORDS_MIN
  )
}

/** Judges an answer that should be a ticket with its messages. */
export function recognise(sought: Sought, body: unknown): TicketVerdict {
  const ticket = resource(body, 'ticket')
  if (!ticket) return 'unreadable'
  const messages = messagesOf(ticket)
  const opening = openingOf(messages)
  const text = opening && textOf(opening)
  const { strange, own, early, moved } = factsOf(sought, ticket, opening)
  // Whose ticket it is, or when it was made, says that it is another.
  const foreign = strange || early
  if (opening && text !== undefined && isProven(sought, text)) {
    if (foreign || moved) return 'unreadable'
    return formsOf(opening).some((form) => beginsAsOurs(sought, form)) ? 'ours' : 'quoting'
  }
  const { mark } = sought
  // Further down: ours, merged into an older ticket.
  if (mark !== undefined && messages.some((message) => isMarked(textOf(message), mark))) return 'unreadable'
  if (foreign) return 'another'
  if (text === undefined || isLikely(sought, text)) return 'unreadable'
  return own && !isFiled(sought, ticket, messages) ? 'unreadable' : 'another'
}
