/** Messages that wait, are stuck, refused or incomplete, and why; one message; and the questions before something is done. */
import { html, raw } from 'hono/html'
import type { QueueRow } from '../admin-api.ts'
import { isLacking } from '../admin-api.ts'
import { fact, tokenField } from './layout.ts'
import type { Markup } from './layout.ts'
import { clockTime, duration, number, LISTING_HINTS, LISTING_WORDS, STATE_WORDS, whyWords } from './words.ts'
import type { ShownListing } from './words.ts'

/** A page of messages, as the operator's routes tell it. */
export interface MessagePage {
  rows: readonly QueueRow[]
  more: boolean
  after?: string | undefined
}

/** How many there are of each. */
export type ListingCounts = Readonly<Record<ShownListing, number>>

const LISTINGS: readonly ShownListing[] = ['dead', 'stuck', 'partial', 'unsure', 'pending']

/** The listing of a name, if there is one. */
export const listingOf = (name: string | undefined): ShownListing | undefined =>
  LISTINGS.find((listing) => listing === name)

const TONES = { pending: 'wait', sending: 'wait', unsure: 'wait', delivered: 'good', dead: 'bad' } as const

/** Whether it has its ticket, and something is missing on that. */
const isPartial = ({ state, steps = [] }: QueueRow): boolean => state === 'delivered' && steps.some(isLacking)

const stateTag = (row: QueueRow): Markup =>
  isPartial(row)
    ? html`<span class="tag wait">${LISTING_WORDS.partial}</span>`
    : html`<span class="tag ${TONES[row.state]}">${STATE_WORDS[row.state]}</span>`

const written = (time: string) => html`<time datetime="${time}">${clockTime(Date.parse(time))}</time>`

/** Why it is where it is: of a delivered one, why its step failed. */
function reasonOf({ why, steps = [] }: QueueRow): string {
  const failed = steps.filter(isLacking)
  if (failed.length === 0) return whyWords(why)
  return failed.map(({ kind, why: of }) => `${kind}: ${whyWords(of)}`).join('; ')
}

function messageRow(row: QueueRow, now: number): Markup {
  return html`<tr>
    <th scope="row"><a href="message?id=${row.reference}">${row.reference}</a></th>
    <td>${stateTag(row)}</td>
    <td data-name="Site">${row.site}</td>
    <td class="long" data-name="Why">${reasonOf(row)}</td>
    <td data-name="Accepted">
      ${written(row.acceptedAt)}, ${duration(now - Date.parse(row.acceptedAt))} ago
    </td>
    <td class="n" data-name="Tries">${row.attempts}</td>
  </tr>`
}

function listings(current: ShownListing, counts: ListingCounts): Markup {
  return html`<nav aria-label="Lists">
    <ul>
      ${LISTINGS.map(
        (listing) =>
          html`<li>
            <a
              class="pill"
              href="messages?state=${listing}"
              ${listing === current ? raw('aria-current="page"') : ''}
              >${LISTING_WORDS[listing]}
              ${counts[listing] > 0 ? html`<span class="count">${number(counts[listing])}</span>` : ''}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`
}

function listTable(rows: readonly QueueRow[], now: number): Markup {
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">Reference</th>
        <th scope="col">State</th>
        <th scope="col">Site</th>
        <th scope="col">Why</th>
        <th scope="col">Accepted</th>
        <th scope="col" class="n">Tries</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => messageRow(row, now))}
    </tbody>
  </table>`
}

/** What was just done. */
const doneLine = (done: string | undefined): Markup | string =>
  done === undefined ? '' : html`<p class="card fine" role="status">${done}</p>`

/** One list. `done` says what was just done. */
export function messageList(
  listing: ShownListing,
  { rows, more, after }: MessagePage,
  counts: ListingCounts,
  now: number,
  done: string | undefined,
): Markup {
  const all = listing === 'dead' || listing === 'partial'
  // Above the rows: below fifty of them nobody would find it.
  const actions = html`<div class="actions">
    ${all ? html`<a class="button" href="retry?all=${listing}">Try all again …</a>` : ''}
    <a class="button quiet" href="export?state=${listing}">Export …</a>
  </div>`
  const shown =
    rows.length < counts[listing]
      ? html`<p class="soft small">${rows.length} of ${number(counts[listing])} are shown.</p>`
      : ''
  return html`<h1>Messages</h1>
    ${doneLine(done)} ${listings(listing, counts)}
    <section class="card">
      <h2>${LISTING_WORDS[listing]}</h2>
      <p class="soft small">${LISTING_HINTS[listing]}</p>
      ${rows.length === 0 ? html`<p>There are none.</p>` : html`${actions} ${shown} ${listTable(rows, now)}`}
      ${
        more && after !== undefined
          ? html`<div class="actions">
              <a class="button quiet" href="messages?state=${listing}&after=${after}">More</a>
            </div>`
          : ''
      }
    </section>`
}

/** What of a message can be tried again. */
const canRetry = ({ state, steps = [] }: QueueRow): boolean =>
  ['dead', 'pending', 'unsure'].includes(state) || steps.some(isLacking)

/** A text as it stands, several one below the other, and what has names beside these. */
function drawn(value: unknown): Markup {
  if (Array.isArray(value))
    return html`<ul class="plain">
      ${value.map((one) => html`<li>${drawn(one)}</li>`)}
    </ul>`
  if (typeof value === 'object' && value !== null) return namedFacts(Object.entries(value))
  return html`<span class="verbatim">${String(value)}</span>`
}

const namedFacts = (entries: readonly [string, unknown][]): Markup =>
  html`<dl class="facts">${entries.map(([name, value]) => fact(name, drawn(value)))}</dl>`

/** What a visitor wrote, with its own ends of lines, each of them in the direction of its own letters. */
function whatWasWritten({ submission, files = [] }: QueueRow, notes: readonly string[]): Markup {
  const fields = typeof submission === 'object' && submission !== null ? submission : {}
  const listed = files.map(({ name, type, size }) => `${name}\n${type}, ${number(size)} bytes`)
  return html`<section class="card">
    <h2>What was written</h2>
    ${namedFacts([
      ...Object.entries({ ...fields, ...(files.length > 0 && { files: listed }) }),
      ...notes.map((note): [string, unknown] => ['note', note]),
    ])}
  </section>`
}

/** One message, with what was written only where somebody has asked for it. `done` says what was just done. */
export function messageDetail(row: QueueRow, now: number, done?: string): Markup {
  const { steps = [], submission } = row
  const notes = steps.flatMap(({ note }) => note ?? [])
  const listing = isPartial(row) ? 'partial' : listingOf(row.state)
  return html`<h1>Message ${row.reference}</h1>
    ${doneLine(done)}
    <section class="card">
      <dl class="facts">
        ${fact('State', stateTag(row))} ${fact('Why', reasonOf(row))} ${fact('Site', row.site)}
        ${fact('Accepted', html`${written(row.acceptedAt)}, ${duration(now - Date.parse(row.acceptedAt))} ago`)}
        ${fact('Changed', written(row.changedAt))} ${fact('Next try', row.dueAt && written(row.dueAt))}
        ${fact('Tries', String(row.attempts))} ${fact('Ticket', row.ticket)}
        ${steps.map(({ kind, state, target, why }) =>
          fact(
            `After the ticket: ${kind}`,
            `${state}${target === undefined ? '' : `, ${target}`}${why === undefined ? '' : `, ${whyWords(why)}`}`,
          ),
        )}
      </dl>
      <div class="actions">
        ${canRetry(row) ? html`<a class="button" href="retry?id=${row.reference}">Try again …</a>` : ''}
        ${
          submission === undefined && notes.length === 0
            ? html`<a class="button quiet" href="message?id=${row.reference}&body=1"
                >Show what was written</a
              >`
            : ''
        }
        ${listing === undefined ? '' : html`<a href="messages?state=${listing}">To the list</a>`}
      </div>
    </section>
    ${submission === undefined && notes.length === 0 ? '' : whatWasWritten(row, notes)}`
}

/** A question before something is done: nothing happens by a link. */
interface Question {
  title: string
  text: string
  action: string
  button: string
  back: string
  fields: Readonly<Record<string, string>>
  tick?: string | undefined
}

function question({ title, text, action, button, back, fields, tick }: Question, token: string): Markup {
  return html`<div class="narrow">
    <h1>${title}</h1>
    <form class="card" method="post" action="${action}">
      <p>${text}</p>
      ${tokenField(token)}
      ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${
        tick === undefined
          ? ''
          : html`<label class="tick"
              ><input type="checkbox" name="unsure" value="1" required />${tick}</label
            >`
      }
      <div class="actions"><button>${button}</button><a href="${back}">Cancel</a></div>
    </form>
  </div>`
}

/** Before messages of a list are tried again. */
export const retryAllQuestion = (listing: 'dead' | 'partial', token: string): Markup =>
  question(
    {
      title: listing === 'dead' ? 'Try all refused messages again?' : 'Try all missing steps again?',
      text:
        listing === 'dead'
          ? 'Each is sent once more. If the cause is still there, they are refused again. Nothing is lost.'
          : 'Tags, team, assignee and note that failed are tried once more. No second ticket is made.',
      action: 'retry',
      button: 'Try all again',
      back: `messages?state=${listing}`,
      fields: { all: listing },
    },
    token,
  )

/** Before one message is tried again. */
export const retryQuestion = ({ reference, state }: QueueRow, token: string): Markup =>
  question(
    {
      title: `Try ${reference} again?`,
      text:
        state === 'unsure'
          ? 'The helpdesk may have its ticket already. Look for the reference there first: if it is there, trying again makes a second ticket.'
          : 'It is sent once more, at once if the helpdesk takes calls. If the cause is still there, it fails again. Nothing is lost.',
      action: 'retry',
      button: 'Try again',
      back: `message?id=${reference}`,
      fields: { id: reference },
      tick: state === 'unsure' ? 'I have looked in the helpdesk, and it is not there.' : undefined,
    },
    token,
  )

/** Before messages are exported. */
export const exportQuestion = (listing: ShownListing, token: string): Markup =>
  question(
    {
      title: `Export: ${LISTING_WORDS[listing].toLowerCase()}`,
      text: 'The file has what visitors wrote, with their names and addresses: one JSON object in each line. Keep it as safe as the helpdesk, and delete it when you are done.',
      action: 'export',
      button: 'Download',
      back: `messages?state=${listing}`,
      fields: { state: listing },
    },
    token,
  )
