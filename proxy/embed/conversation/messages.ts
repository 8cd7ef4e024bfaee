/** What was written on both sides, how far it is, and how old that is: as widget/conversation/messages.tsx draws it. */
import { html } from 'hono/html'
import type {
  ConversationFile,
  OwnRequest,
  ShownConversation,
} from '../../contract/conversation/conversation.ts'
import type { FormDefinition } from '../../contract/form.ts'
import { asBrowsersWrite } from '../consent-and-reply.ts'
import type { Html, Scene } from '../page.ts'
import { addressOf, blocks, outside } from './blocks.ts'
import type { Around } from './forms.ts'
import { ratingForm, type RatingSaid } from './rating.ts'

type Message = ShownConversation['messages'][number]

const NOTHING = html``

/** The zone of the office, which is named: nobody knows the visitor's here. */
const zoneOf = ({ reply }: FormDefinition): string => reply?.hours?.timeZone ?? 'UTC'

/** A moment as the language writes it; of today only the time. */
export function momentText(
  { words: { locale }, now }: Pick<Scene, 'words' | 'now'>,
  definition: FormDefinition,
  iso: string,
): string {
  const timeZone = zoneOf(definition)
  const moment = new Date(iso)
  const day = new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short' })
  const isToday = day.format(moment) === day.format(now)
  const text = new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(!isToday && { year: 'numeric', month: 'short', day: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(moment)
  return asBrowsersWrite(text, locale)
}

const time = (scene: Scene, definition: FormDefinition, iso: string): Html =>
  html`<time datetime="${iso}">${momentText(scene, definition, iso)}</time>`

function wordsOf(scene: Scene, message: Message): Html | Html[] {
  if (message.blocks) return blocks(scene, message.blocks)
  if (message.from === 'agent') return NOTHING
  if (message.text === undefined) return html`<p class="muted">${scene.words.say('erased')}</p>`
  return html`<p class="typed" dir="auto">${message.text}</p>`
}

const fileItem = (scene: Scene, { name, href }: ConversationFile): Html =>
  html`<li>
    <bdi translate="no">${href === undefined ? name : outside(addressOf(scene, href), name)}</bdi>
  </li>`

function item(scene: Scene, around: Around, message: Message, said: RatingSaid | undefined): Html {
  const { words } = scene
  const { definition } = around
  const isMine = message.from === 'visitor'
  const name = isMine ? words.say('you') : (message.name ?? words.say('team'))
  const { files } = message
  return html`<li class="${isMine ? 'mine' : 'theirs'}">
    <p class="muted">
      <b><bdi>${name}</bdi></b> ${time(scene, definition, message.at)}
    </p>
    <div class="words" ${isMine ? html`translate="no"` : ''}>
      ${wordsOf(scene, message)} ${message.isCut ? html`<p class="muted">${words.say('cut')}</p>` : ''}
    </div>
    ${
      files.length > 0
        ? html`<ul class="attached">
            ${files.map((file) => fileItem(scene, file))}
          </ul>`
        : ''
    }
    ${message.from === 'agent' ? ratingForm(scene, around, message, said) : ''}
    ${isMine && message.state === 'queued' ? html`<p class="muted">${words.say('queued')}</p>` : ''}
  </li>`
}

/**
 * How old what is shown is, and when an answer went to where, for whoever may not see it.
 * @param titled Whether the heading above says how far it is.
 */
export function stateLines(
  scene: Scene,
  definition: FormDefinition,
  told: ShownConversation,
  titled: boolean,
): Html {
  const { words } = scene
  const { answered, isProven, asOf } = told
  const sentTo =
    answered &&
    words.say('answeredTo', {
      // Isolated: in a text that is written from right to left, its dots would change sides.
      email: `\u2068${answered.to}\u2069`,
      time: momentText(scene, definition, answered.at),
    })
  return html`<div class="state" data-state="${told.state}">
      ${titled ? '' : html`<b>${words.say(told.state)}</b>`}
      <span class="muted">${words.say('asOf', { time: momentText(scene, definition, asOf) })}</span>
    </div>
    ${sentTo && !isProven ? html`<p>${sentTo}</p>` : ''}`
}

/** All messages, in order of time. */
export const messageList = (
  scene: Scene,
  around: Around,
  { messages }: ShownConversation,
  said?: RatingSaid,
): Html =>
  html`<ol class="messages">
    ${messages.map((message) => item(scene, around, message, said))}
  </ol>`

/** What one of several requests is about, how far it is, and since when. */
export const requestWords = (scene: Scene, definition: FormDefinition, request: OwnRequest): Html =>
  html`<bdi>${request.subject || request.reference}</bdi>
    <span class="muted">
      <span>${scene.words.say(request.state)}</span> ${time(scene, definition, request.changedAt)}
    </span>`
