/**
 * The forms of the pages after a message was sent. All that they know of the visitor stands in hidden fields: a receipt
 * or a session in an address would stay in logs and histories, and there are no cookies.
 */
import { html } from 'hono/html'
import type { FormDefinition } from '../../contract/form.ts'
import type { FieldProblem } from '../../contract/problems.ts'
import { askedFiles, asksFiles } from '../fields.ts'
import { fieldBox, hiddenField, noticeBox, summary, TRAP } from '../page.ts'
import type { FormState, Html, Notice, Scene } from '../page.ts'
import type { Words } from '../texts.ts'
import { viewQuery } from '../view-options.ts'

/** What the visitor has, by the names of the hidden fields. */
export interface Carried {
  /** Opens one conversation. */
  receipt?: string | undefined
  /** Opens one of the requests of whoever has the session. */
  key?: string | undefined
  session?: string | undefined
  /** The secret of the browser: codes count for who has it. */
  browser?: string | undefined
  /** Whether a code was asked for. */
  asked?: '1' | undefined
}

/** What every form of a page needs. */
export interface Around {
  definition: FormDefinition
  /** The token of a form of ours. */
  token: string
  carried: Carried
}

/** What a code is good for here, and how far the visitor is with it. */
export interface CodeBox {
  why: 'proofWhy' | 'waitsWhy' | 'confirmWhy' | 'requestsWhy'
  /** Where it goes, most of it hidden; undefined: the visitor has to say. */
  to: string | undefined
  /** The address as the visitor has written it. */
  email: string
  /** Of the next request: sent twice, it brings one mail. */
  id: string
  /** Whether a mail is on its way since just now. */
  isSent: boolean
  problems: Readonly<{ email?: FieldProblem | undefined; code?: 'code_required' | 'code_wrong' | undefined }>
  /** What was entered, when it was wrong. */
  typed: string
}

/** A further message, as far as it is written. */
export interface AgainForm extends Pick<
  FormState,
  'values' | 'problems' | 'fileNames' | 'button' | 'notice'
> {
  id: string
  /** Whether the visitor has to say the address, which is not known here any more. */
  asksEmail: boolean
}

const NOTHING = html``

/** Where a page posts to. */
export const actionOf = ({ root, view }: Scene, { definition }: Around, path: string): string =>
  `${root}embed/${definition.site}/${path}${viewQuery(view)}`

export const hiddenFields = (
  scene: Scene,
  { token, carried }: Around,
  more: Readonly<Record<string, string>>,
) =>
  Object.entries({ token, locale: scene.words.locale, ...carried, ...more }).map(([name, value]) =>
    hiddenField([name, value ?? '']),
  )

/** One button, and what goes along. */
export const buttonForm = (
  scene: Scene,
  around: Around,
  { path, label, look = 'secondary', more = {} }: ButtonForm,
): Html =>
  html`<form method="post" accept-charset="utf-8" action="${actionOf(scene, around, path)}">
    ${hiddenFields(scene, around, more)}
    <button type="submit" class="${look === 'request' ? look : `button ${look}`}">${label}</button>
  </form>`

interface ButtonForm {
  path: string
  label: string | Html
  look?: 'secondary' | 'request'
  more?: Readonly<Record<string, string>>
}

/** A field for an address that nothing here knows. */
function emailField({ words, focus }: Scene, { email, problems }: CodeBox): Html {
  const problem = problems.email && words.problem('email', problems.email, email)
  return html`<div class="field">
    <label for="code-email">${words.say('email')}</label>
    ${problem ? html`<p class="problem" id="code-email-problem">${problem}</p>` : ''}
    <input
      id="code-email"
      name="email"
      type="text"
      inputmode="email"
      autocomplete="email"
      autocapitalize="none"
      autocorrect="off"
      spellcheck="false"
      dir="ltr"
      required
      value="${email}"
      ${focus && problem ? 'autofocus' : ''}
      ${problem ? html`aria-invalid="true" aria-describedby="code-email-problem"` : ''}
    />
  </div>`
}

/** Asks for a code: for the first time, or for another one. */
function askForm(scene: Scene, around: Around, box: CodeBox): Html {
  const { words } = scene
  const { asked } = around.carried
  // Asked for again, it goes where the one before went.
  const asksEmail = box.to === undefined && (asked === undefined || box.problems.email !== undefined)
  const known = box.to === undefined && !asksEmail ? { email: box.email } : {}
  return html`<form
    class="asking"
    method="post"
    accept-charset="utf-8"
    action="${actionOf(scene, around, 'code')}"
    novalidate
  >
    ${hiddenFields(scene, around, { id: box.id, ...known })} ${asksEmail ? emailField(scene, box) : ''}
    <button type="submit" class="button ${asked ? 'secondary' : ''}">
      ${words.say(asked ? 'codeAgain' : 'codeSend')}
    </button>
  </form>`
}

/** Takes the code. */
function enterForm(scene: Scene, around: Around, box: CodeBox): Html {
  const { words } = scene
  const { problems, typed, to, email } = box
  const isHere = takesFocus(box) && problems.email === undefined
  const problem = problems.code && words.say(problems.code)
  return html`<form
    class="asking"
    method="post"
    accept-charset="utf-8"
    action="${actionOf(scene, around, 'session')}"
    novalidate
  >
    ${hiddenFields(scene, around, to === undefined ? { email } : {})}
    <div class="field">
      <label for="code">${words.say('code')}</label>
      ${problem ? html`<p class="problem" id="code-problem">${problem}</p>` : ''}
      <input
        id="code"
        name="code"
        type="text"
        inputmode="numeric"
        autocomplete="one-time-code"
        dir="ltr"
        required
        value="${typed}"
        ${scene.focus && isHere ? 'autofocus' : ''}
        ${problem ? html`aria-invalid="true" aria-describedby="code-problem"` : ''}
      />
    </div>
    <button type="submit" class="button">${words.say('codeEnter')}</button>
  </form>`
}

/** Whether the visitor goes on with the field of the code, or with that of the address. */
export const takesFocus = ({ isSent, problems }: CodeBox): boolean =>
  isSent || problems.code !== undefined || problems.email !== undefined

/** Everything about proving the address. */
export function codeForms(scene: Scene, around: Around, box: CodeBox): Html {
  const { words } = scene
  const [before = '', after] = words.say(box.isSent ? 'codeSent' : box.why).split('{email}')
  const to = html`<bdi class="address" translate="no">${box.to ?? box.email}</bdi>`
  return html`<div class="proof">
    <p>${before}${after === undefined ? '' : html`${to}${after}`}</p>
    ${around.carried.asked ? enterForm(scene, around, box) : ''} ${askForm(scene, around, box)}
  </div>`
}

/** The form's own words, with another label for what is written again. */
const writingAgain = (words: Words): Words => ({
  ...words,
  say: (key, values) => words.say(key === 'message' ? 'writeAgain' : key, values),
})

/** A further message: a text, and files where the site takes some. */
export function againForm(scene: Scene, around: Around, form: AgainForm): Html {
  const { view, root } = scene
  const { definition, carried, token } = around
  const words = writingAgain(scene.words)
  const { receipt, key, ...rest } = carried
  const { site, files, locale } = definition
  // What was asked for once is neither asked for again nor taken.
  const state: FormState = {
    ...form,
    definition: {
      site,
      name: 'hidden',
      subject: 'hidden',
      ...(files && { files }),
      ...(locale && { locale }),
    },
    hidden: {},
    answers: {},
  }
  const asked = { ...state, words }
  const hidden = { site, id: form.id, follows: receipt ?? key ?? '', token, locale: words.locale }
  const { session = '', browser = '' } = rest
  return html`<form
    class="again"
    method="post"
    accept-charset="utf-8"
    ${asksFiles(asked) ? html`enctype="multipart/form-data"` : ''}
    action="${root}api/tickets${viewQuery(view, { site })}"
    novalidate
  >
    ${Object.entries({ ...hidden, session, browser }).map(hiddenField)} ${TRAP} ${summary(scene, state)}
    ${fieldBox(words, state, 'message')}
    ${form.asksEmail || form.problems['email'] ? fieldBox(words, state, 'email') : ''}
    ${form.notice ? noticeBox(form.notice, words) : NOTHING} ${askedFiles(asked)}
    <button type="submit" class="button"><span>${words.say(form.button)}</span></button>
  </form>`
}

/** What was posted, to be posted once more: nothing of it is lost while the proxy is busy. */
export const retryForm = (
  scene: Scene,
  notice: Notice,
  { action, fields }: { action: string; fields: Readonly<Record<string, string>> },
): Html =>
  html`<form class="form" method="post" accept-charset="utf-8" action="${action}">
    ${Object.entries(fields).map(hiddenField)} ${noticeBox(notice, scene.words)}
    <footer><button type="submit" class="button">${scene.words.say('retry')}</button></footer>
  </form>`
