/**
 * The embedded documents as HTML: the form, what is wrong with it, and that the message is safe. The same elements
 * and classes as the widget draws, so that the widget can take their place without a jump.
 */
import { html, raw } from 'hono/html'
import type { Value, FieldMode, FormDefinition } from '../contract/form.ts'
import { FIELDS, type Field } from '../contract/message-fields.ts'
import { helpList } from './help.ts'
import { consentBox, expectedReply, replyLines } from './consent-and-reply.ts'
import { askedFields, askedFiles, askedWrong, asksFiles } from './fields.ts'
import type { Wrong } from './fields.ts'
import type { Words } from './texts.ts'
import { accentStyle, viewQuery } from './view-options.ts'
import type { View } from './view-options.ts'
import type { FieldProblem } from '../contract/problems.ts'

/** A piece of HTML, already escaped. */
export type Html = ReturnType<typeof html>

/** Where the files are that the documents need; paths below the proxy's address. */
export interface Assets {
  style: string
  script: string
  /** What `script` will import. */
  modules: readonly string[]
}

/** What every document needs to know. */
export interface Scene {
  words: Words
  view: View
  assets: Assets
  /** Path from the document to the proxy's address, which need not be the root of its host. */
  root: string
  /** Whether the document may take the focus: not when it is one of several things on somebody else's page. */
  focus: boolean
  /** Time of the request, in milliseconds. */
  now: number
}

/** A notice above the button: something other than the fields is in the way. */
export interface Notice {
  title: string
  texts: readonly string[]
  contactEmail?: string | undefined
}

/** A form as it is to be shown. */
export interface FormState {
  definition: FormDefinition
  /** What goes along without being shown, by the name of its field; nothing of an empty one. */
  hidden: Readonly<Record<string, string>>
  values: Readonly<Record<string, string>>
  /** What was sent for the site's own fields, by key. */
  answers: Readonly<Record<string, Value>>
  problems: Readonly<Record<string, FieldProblem>>
  /** What the files are called that were sent, in order: no form can hold them. */
  fileNames: readonly string[]
  notice?: Notice | undefined
  /** Key of the button's text. */
  button: 'send' | 'retry' | 'sendAnyway'
}

/** Attributes by which browsers and keyboards know what belongs in a field (WCAG 1.3.5), as in widget/form/view/field.tsx. */
const ATTRIBUTES: Record<Field, string> = {
  message: 'dir="auto" rows="5" enterkeyhint="enter"',
  email:
    'type="text" inputmode="email" autocomplete="email" autocapitalize="none" autocorrect="off" spellcheck="false" dir="ltr" enterkeyhint="send"',
  name: 'type="text" autocomplete="name" dir="auto" enterkeyhint="send"',
  subject: 'type="text" autocomplete="off" dir="auto" enterkeyhint="send"',
}

const NOTHING = html``

function modeOf(definition: FormDefinition, field: Field): FieldMode {
  return field === 'message' || field === 'email' ? 'required' : definition[field]
}

function shownFields({ definition, problems }: FormState): Field[] {
  // One that the form does not show but that is wrong must be shown, or nobody could mend it.
  return FIELDS.filter((field) => modeOf(definition, field) !== 'hidden' || problems[field])
}

/** A whole document. */
export function document({ words, view, assets, root }: Scene, title: string, content: Html): Html {
  const accent = accentStyle(view)
  return html`<!doctype html>
    <html
      class="root embed"
      lang="${words.locale}"
      dir="${words.dir}"
      data-theme="${view.theme}"
      ${view.compact ? 'data-compact' : ''}
      ${view.color && html`data-color="${view.color}"`}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="${view.theme === 'auto' ? 'light dark' : view.theme}" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${root}${assets.style}" />
        ${accent && raw(`<style>${accent.css}</style>`)}
        ${assets.modules.map((module) => html`<link rel="modulepreload" href="${root}${module}" />`)}
        <script type="module" src="${root}${assets.script}"></script>
      </head>
      <body>
        ${content}
      </body>
    </html>`
}

/** The frame of every document; `script` is what the enhancement needs, if there is something to enhance. */
export function frame({ words }: Scene, content: Html, script: Html = NOTHING): Html {
  return html`<main ${script}>
    <h1 id="title">${words.say('title')}</h1>
    <div class="view">
      <p class="status" role="status"></p>
      <div class="inner">${content}</div>
    </div>
  </main>`
}

/** Something other than the fields is in the way. */
export function noticeBox({ title, texts, contactEmail }: Notice, words: Words): Html {
  return html`<div class="notice">
    <h2>${title}</h2>
    ${texts.map((text) => html`<p>${text}</p>`)}
    ${
      contactEmail &&
      html`<div class="actions">
        <a class="quiet" href="mailto:${encodeURI(contactEmail)}">${words.say('emailUs')}</a>
      </div>`
    }
  </div>`
}

/** Everything that is wrong with a form, with links to it; nothing where nothing is. */
export function summary({ words, focus }: Scene, form: FormState): Html {
  const own = (field: Field | 'consent'): Wrong[] =>
    form.problems[field] ? [{ id: field, text: problemText(words, form, field) }] : []
  const asked = askedWrong({ ...form, words })
  // In the order in which they stand in the form.
  const wrong = [
    ...shownFields(form).flatMap(own),
    ...asked.filter(({ id }) => id !== 'files'),
    ...(form.definition.consent ? own('consent') : []),
    ...asked.filter(({ id }) => id === 'files'),
  ]
  if (wrong.length === 0) return NOTHING
  return html`<div
    class="notice"
    tabindex="-1"
    role="group"
    aria-labelledby="summary"
    ${focus ? 'autofocus' : ''}
  >
    <h2 id="summary">${words.say('summary')}</h2>
    <ul>
      ${wrong.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}
    </ul>
  </div>`
}

function problemText(words: Words, { problems, values }: FormState, field: Field | 'consent'): string {
  const problem = problems[field]
  return problem ? words.problem(field, problem, values[field] ?? '') : ''
}

/** A field that every form has. */
export function fieldBox(words: Words, form: FormState, field: Field): Html {
  const required = modeOf(form.definition, field) === 'required'
  const problem = problemText(words, form, field)
  const value = form.values[field] ?? ''
  const attributes = html`id="${field}" name="${field}" ${required ? 'required' : ''}
  ${problem && html`aria-invalid="true" aria-describedby="${field}-problem"`} ${raw(ATTRIBUTES[field])}`
  // The parser drops the first line end of a text area, which may be the visitor's own.
  const input =
    field === 'message'
      ? html`<textarea ${attributes}>${raw('\n')}${value}</textarea>`
      : html`<input ${attributes} value="${value}" />`
  // Put together here, since white space between elements is measured.
  const name = `${words.say(field)} `
  const hint = required ? '' : html`<span class="optional">${words.say('optional')}</span>`
  return html`<div class="field">
    <label for="${field}">${name}${hint}</label>
    ${problem && html`<p class="problem" id="${field}-problem">${problem}</p>`} ${input}
  </div>`
}

/** No browser keeps the value of one over a reload, as long as no script has changed it. */
export const hiddenField = ([name, value]: readonly [string, string]) =>
  value === '' ? NOTHING : html`<input type="hidden" name="${name}" value="${value}" />`

/** What only a program fills, since nobody sees it and nothing reads it out; see `Submission`. */
export const TRAP = html`<p hidden>
  <label>Website <input name="website" tabindex="-1" autocomplete="off" /></label>
</p>`

/** The form, ready to be filled or with what is wrong with it. */
export function formPage(scene: Scene, form: FormState): Html {
  const { words, view, root } = scene
  const { definition, notice } = form
  const { site, texts } = definition
  const failed = notice !== undefined || Object.keys(form.problems).length > 0
  const own = texts?.[words.locale]
  const told = JSON.stringify({ ...definition, texts: own && { [words.locale]: own } })
  const asked = { ...form, words }
  const content = html`<form
    class="form"
    method="post"
    accept-charset="utf-8"
    ${asksFiles(asked) ? html`enctype="multipart/form-data"` : ''}
    action="${root}api/tickets${viewQuery(view, { site })}"
    novalidate
  >
    ${Object.entries(form.hidden).map(hiddenField)} ${TRAP} ${summary(scene, form)}
    <div class="intro">${words.say('intro')}${replyLines(words, definition, scene.now)}</div>
    ${shownFields(form).map((field) => fieldBox(words, form, field))} ${askedFields(asked)}
    ${notice && noticeBox(notice, words)} ${consentBox(words, definition, form.problems['consent'])}
    ${askedFiles(asked)} ${helpList(words, definition, form.hidden['topic'])}
    <footer>
      <button type="submit" class="button"><span>${words.say(form.button)}</span></button>
    </footer>
  </form>`
  const title = words.say('title')
  const wrong = notice?.title ?? words.say('summary')
  return document(
    scene,
    failed ? `${wrong} – ${title}` : title,
    frame(scene, content, failed ? NOTHING : html`data-form="${told}"`),
  )
}

/** Words in place of a form that cannot be shown. */
export function noticePage(scene: Scene, notice: Notice): Html {
  const content = html`<div class="form">${noticeBox(notice, scene.words)}</div>`
  return document(scene, `${notice.title} – ${scene.words.say('title')}`, frame(scene, content))
}

/** A message that was taken. */
export interface Taken {
  reference: string
  /** Where the answer will go; undefined: nobody here knows it any more. */
  email: string | undefined
}

export const referenceBox = ({ words }: Scene, reference: string): Html =>
  html`<div class="reference">
    <p><span>${words.say('reference')}</span> <code translate="no">${reference}</code></p>
  </div>`

/** That a message is safe: its reference, where the answer goes, what comes next. */
export function sentHead(scene: Scene, definition: FormDefinition, { reference, email }: Taken): Html {
  const { words, focus } = scene
  const [before = '', after = ''] = words.say('sentTo').split('{email}')
  const reply = expectedReply(words, definition, scene.now)
  const address = html`<p>${before}<bdi class="address" translate="no">${email}</bdi>${after}</p>`
  return html`<span class="seal"
      ><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12.5l4.5 4.5L19 7.5" /></svg
    ></span>
    <h2 tabindex="-1" ${focus ? 'autofocus' : ''}>${words.say('sent')}</h2>
    ${email === undefined ? '' : address} ${referenceBox(scene, reference)}
    ${reply && html`<p class="intro">${reply}</p>`}
    <p class="intro">${words.say('next', { reference })}</p>`
}

/** The page of a message whose conversation is not shown. */
export function sentPage(scene: Scene, definition: FormDefinition, taken: Taken): Html {
  const { words, view, root } = scene
  const content = html`<div class="form sent" data-reference="${taken.reference}">
    ${sentHead(scene, definition, taken)}
    <footer>
      <a class="button secondary" href="${root}embed/${definition.site}${viewQuery(view)}"
        >${words.say('again')}</a
      >
    </footer>
  </div>`
  return document(scene, `${words.say('sent')} – ${words.say('title')}`, frame(scene, content))
}
