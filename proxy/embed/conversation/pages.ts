/** The pages after a message was sent: the conversation, the list of requests, and what is in their way. */
import { html } from 'hono/html'
import type { OwnRequests, ShownConversation } from '../../contract/conversation/conversation.ts'
import { document, frame, noticeBox, referenceBox, sentHead } from '../page.ts'
import type { Html, Notice, Scene, Taken } from '../page.ts'
import { viewQuery } from '../view-options.ts'
import { againForm, buttonForm, codeForms, retryForm, takesFocus } from './forms.ts'
import type { RatingSaid } from './rating.ts'
import type { AgainForm, Around, CodeBox } from './forms.ts'
import { messageList, momentText, requestWords, stateLines } from './messages.ts'

/** A message that was just taken. */
interface JustSent extends Taken {
  /** Whether a conversation begins with it. */
  isFirst: boolean
}

/** What a page has above everything else. */
interface Top {
  notice?: Notice | undefined
  /** Something that was done: the address is confirmed. */
  done?: 'confirmed' | undefined
  code?: CodeBox | undefined
}

export interface ConversationPage extends Top {
  /** Undefined when it could not be read. */
  told: ShownConversation | undefined
  sent?: JustSent | undefined
  again?: AgainForm | undefined
  /** What was said of an answer, when it was not taken. */
  rating?: RatingSaid | undefined
}

export interface RequestsPage extends Top {
  /** Undefined without a proof. */
  told: OwnRequests | undefined
}

const NOTHING = html``

/** The heading, which has the focus unless something below it wants to be read or filled first. */
const heading = ({ focus }: Scene, text: string, isPassed: boolean): Html =>
  html`<h2 tabindex="-1" ${focus && !isPassed ? 'autofocus' : ''}>${text}</h2>`

/** Whether the field of the code has the focus. */
const isAtCode = (code: CodeBox | undefined): boolean => code !== undefined && takesFocus(code)

/** What is said before all else. */
const topLines = ({ words }: Scene, { notice, done }: Top): Html =>
  html`${done ? html`<p class="done"><b>${words.say(done)}</b></p>` : ''}
  ${notice ? noticeBox(notice, words) : ''}`

/** Ways on: to all requests and out of the session, and to a new message. The script of the form looks for the link. */
function wayOn(scene: Scene, around: Around, isList: boolean): Html {
  const { words, root, view } = scene
  const { session } = around.carried
  const { receipt: _one, key: _other, ...carried } = around.carried
  const all = { ...around, carried }
  return html`<footer class="sent">
    ${session && !isList ? buttonForm(scene, all, { path: 'requests', label: words.say('requests') }) : ''}
    <a class="button secondary" href="${root}embed/${around.definition.site}${viewQuery(view)}"
      >${words.say('again')}</a
    >
    ${session ? buttonForm(scene, all, { path: 'sign-out', label: words.say('signOut') }) : ''}
  </footer>`
}

/** What is wrong or new comes first in the title: without a script it is the first that is read out. */
const titleOf = ({ words }: Scene, { notice, code, done }: Top, usual: string): string => {
  const isWrong = code?.problems.code ?? code?.problems.email
  const first = notice?.title ?? (isWrong ? words.say('summary') : done ? words.say(done) : usual)
  return `${first} – ${words.say('title')}`
}

/** One conversation. */
export function conversationPage(scene: Scene, around: Around, page: ConversationPage): Html {
  const { told, sent, again, code } = page
  const { words } = scene
  const { definition } = around
  const reference = told?.reference
  const isFirst = sent?.isFirst === true
  const isWrong = again !== undefined && Object.keys(again.problems).length > 0
  const title = sent ? words.say(isFirst ? 'sent' : 'added') : words.say(told?.state ?? 'unshown')
  // Only of a message that was just taken: the page around takes it for the event.
  const content = html`<div class="form talk" ${sent ? html`data-reference="${sent.reference}"` : ''}>
    ${isFirst && sent ? sentHead(scene, definition, sent) : heading(scene, title, isWrong || isAtCode(code))}
    ${topLines(scene, page)} ${!isFirst && reference !== undefined ? referenceBox(scene, reference) : NOTHING}
    ${told ? stateLines(scene, definition, told, sent === undefined) : ''}
    ${code ? codeForms(scene, around, code) : ''} ${told ? messageList(scene, around, told, page.rating) : ''}
    ${buttonForm(scene, around, { path: 'conversation', label: words.say('news') })}
    ${again ? againForm(scene, around, again) : ''}
    ${told?.mayFollowUp === false ? html`<p>${words.say('noMore')}</p>` : ''}
    ${told ? html`<p class="muted">${words.say('byEmail')}</p>` : ''} ${wayOn(scene, around, false)}
  </div>`
  const wrong = isWrong ? words.say('summary') : title
  const top = { ...page, notice: page.notice ?? again?.notice }
  return document(scene, titleOf(scene, top, wrong), frame(scene, content))
}

/** All requests of an address that is proven, or the way to prove one. */
export function requestsPage(scene: Scene, around: Around, page: RequestsPage): Html {
  const { told, code } = page
  const { words } = scene
  const { definition, carried } = around
  const requests = (told?.requests ?? []).map(
    (request) =>
      html`<li>
        ${buttonForm(
          scene,
          { ...around, carried: { ...carried, key: request.key } },
          { path: 'conversation', label: requestWords(scene, definition, request), look: 'request' },
        )}
      </li>`,
  )
  const time = told && momentText(scene, definition, told.asOf)
  const content = html`<div class="form talk">
    ${heading(scene, words.say('requests'), isAtCode(code))} ${topLines(scene, page)}
    ${code ? codeForms(scene, around, code) : ''}
    ${told && requests.length === 0 ? html`<p>${words.say('none')}</p>` : ''}
    ${
      requests.length > 0
        ? html`<ul class="requests">
            ${requests}
          </ul>`
        : ''
    }
    ${time === undefined ? '' : html`<p class="muted">${words.say('asOf', { time })}</p>`}
    ${told ? buttonForm(scene, around, { path: 'requests', label: words.say('news') }) : ''}
    ${wayOn(scene, around, true)}
  </div>`
  return document(scene, titleOf(scene, page, words.say('requests')), frame(scene, content))
}

/** In place of a page that cannot be drawn now: what was asked, to be asked again. */
export const retryPage = (scene: Scene, notice: Notice, again: Parameters<typeof retryForm>[2]): Html =>
  document(
    scene,
    `${notice.title} – ${scene.words.say('title')}`,
    frame(scene, retryForm(scene, notice, again)),
  )
