/** The surroundings of a view: a real model with a proxy that answers what it is told, and what was said and warned. */
import { effect, signal } from '@preact/signals'
import { cleanup } from '@testing-library/preact'
import { afterEach } from 'vitest'
import type { Values } from '../../../widget/form/state/validation.ts'
import type { Client, ProxyAnswer, SubmissionFields, SendResult } from '../../../widget/form/send/client.ts'
import { en, type Texts } from '../../../widget/i18n/en/form.ts'
import type { PresentTexts } from '../../../widget/i18n/texts.ts'
import { createDraftStore } from '../../../widget/form/state/draft.ts'
import { createModel } from '../../../widget/form/state/model.ts'
import { readOptions } from '../../../widget/api/read-options.ts'
import type { OutcomeView, Ui, OutcomeUi } from '../../../widget/form/form-context.ts'
import type { FormDefinition } from '../../../proxy/contract/form.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

let ids = 0

/** Values that can be sent. */
export const written = (given: Partial<Values> = {}): Values => ({
  message: 'Hello',
  email: 'ada@example.com',
  name: '',
  subject: '',
  ...given,
})

/** A form's surroundings; `root` is where its elements are looked for. */
export function anUi({
  root = document,
  texts = en,
  form = {},
}: { root?: Document; texts?: PresentTexts; form?: Partial<FormDefinition> } = {}) {
  const said: string[] = []
  const events: string[] = []
  const warned: string[] = []
  const sent: SubmissionFields[] = []
  const now = { ms: 0 }
  let answer: (outcome: SendResult) => void = () => undefined
  let answered = new Promise<SendResult>((resolve) => (answer = resolve))
  const life = new AbortController()
  const draft = createDraftStore(
    'demo',
    () => sessionStorage,
    () => now.ms,
  )
  const asked: [path: string, fields: SubmissionFields][] = []
  let told: (path: string) => ProxyAnswer = () => ({ type: 'unreachable' })
  const definition: FormDefinition = { site: 'demo', name: 'optional', subject: 'hidden', ...form }
  const client: Client = {
    async ask(path, { body }) {
      asked.push([path, Object.fromEntries((body ?? new FormData()) as FormData) as SubmissionFields]) // as: forms without files
      return told(path)
    },
    async send(fields) {
      sent.push(fields)
      const outcome = await answered
      answered = new Promise<SendResult>((resolve) => (answer = resolve))
      return outcome
    },
    form: async () => definition,
    prepare: () => undefined,
  }
  const model = createModel({
    site: 'demo',
    definition,
    client,
    draft,
    hold: () => undefined,
    newId: () => `id-${++ids}`,
    facts: async () => ({}),
    complete: async () => true,
    now: () => now.ms,
    emit: () => undefined,
  })
  const outcome = signal<OutcomeView | undefined>(undefined)
  const ui = {
    model,
    draft,
    texts: signal(texts as Texts), // as: what the form has from the start is a part of them
    locale: signal('en'),
    outcome,
    effect,
    secondsLeft: signal(0),
    places: signal(0),
    end: life.signal,
    root,
    inside: () => root.activeElement !== root.body,
    place: {
      options: readOptions([{ site: 'demo' }]),
      base: 'https://proxy.example/',
      send: (type: string) => events.push(type),
    },
    client,
    announce: (text: string) => said.push(text),
    now: () => now.ms,
    warn: (text: string) => warned.push(text),
    options: signal(readOptions([])),
    find: (id: string) => root.getElementById(id),
    dress: () => undefined,
    extend: async (more: Parameters<Ui['extend']>[0]) => {
      ui.texts.value = { ...ui.texts.value, ...(await more('en')) }
    },
  }
  return {
    ui: ui as unknown as Ui & OutcomeUi, // as: of its place, and of what is downloaded, views need no more
    model,
    /** Sets what views that come later are there. */
    outcome,
    said,
    events,
    /** What was asked for beside the form, and how that is answered from now on. */
    asked,
    tell: (how: (path: string) => ProxyAnswer) => (told = how),
    warned,
    sent,
    now,
    /** What the sending that is under way comes to, or the next. */
    answer: (what: SendResult) => answer(what),
  }
}
