/** Asks the proxy for a code, and hands it the one that was entered. */
import { bare } from '../../api/bare.ts'
import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { SessionOpened } from '../../../proxy/contract/email/code.ts'
import type { ProxyAnswer } from '../../form/send/client.ts'
import { newId } from '../../form/send/page-address.ts'
import type { CodeTexts } from '../../i18n/en/code.ts'
import { counted } from '../../i18n/texts.ts'
import type { ConversationWords, OpenConversation, Room } from '../room.ts'
import { createCodeSession, type CodeSession } from './code-session.ts'

export type CodeWords = ConversationWords & CodeTexts

/** What is wrong with a field. */
export interface CodeProblem {
  field: 'code-email' | 'code'
  words: string
}

/** Where the visitor is on the way to a session. */
export interface CodeProgress {
  /** Where the last code was sent. */
  sentTo: Signal<string>
  problem: Signal<CodeProblem | undefined>
  busy: Signal<boolean>
}

/** What a visitor can do about it. None of it throws. */
interface CodeAsking extends CodeProgress, CodeSession {
  ask: (email: string) => Promise<unknown>
  enter: (code: string, open: OpenConversation | undefined) => Promise<unknown>
}

/** How often one request may be asked for work. */
const ASKED_MAX = 2

/** Waits of this many seconds and more are told as "later": no more of a header is read (widget/parts/outcome-view.tsx). */
const LATER = 300

/** Why it did not work, in words. */
function wordsFor(answer: Exclude<ProxyAnswer, { type: 'ok' }>, texts: CodeWords, locale: string): string {
  if (answer.type === 'limited') {
    const { seconds = LATER } = bare(answer)
    return texts.retryIn && seconds < LATER
      ? `${texts.codeLimited} ${counted(texts.retryIn, seconds, locale)}`
      : texts.codeLimited
  }
  const all = texts as Readonly<Record<string, unknown>> as Partial<Record<string, string>> // as: none of these counts
  return all[answer.type] ?? texts.unavailable
}

/** Begins, for the room of one form. */
export function createAsking(room: Room, words: ReadonlySignal<CodeWords>): CodeAsking {
  const { ui } = room
  const { site } = ui.place.options
  const post = (path: string, fields: Record<string, string>, keepalive = false): Promise<ProxyAnswer> => {
    const given = Object.entries({ site, ...fields }).filter(([, value]) => value)
    return ui.client.ask(path, { method: 'POST', body: new URLSearchParams(given), keepalive })
  }
  const kept = createCodeSession(room, post)
  const sentTo = signal('')
  const problem = signal<CodeProblem | undefined>(undefined)
  const browser = () => ui.outcome.value?.browser(site) ?? ''
  /** One wish for a code, the same for every retry of it: two mails for one would be one too many. */
  let wish = { id: newId(), email: '' }

  // Once it is drawn, so that what is wrong is read with the field.
  const goTo = (field: CodeProblem['field']) =>
    setTimeout(() => ui.root.querySelector<HTMLElement>('#' + field)?.focus())
  const refuse = (field: CodeProblem['field'], text: string) => {
    problem.value = { field, words: text }
    ui.announce(text)
    goTo(field)
  }
  const why = (answer: Exclude<ProxyAnswer, { type: 'ok' }>) => wordsFor(answer, words.value, ui.locale.value)

  /** Asks, and does what work the proxy asks for. */
  const wished = async (fields: Record<string, string>): Promise<ProxyAnswer> => {
    let answer = await post('api/code', fields)
    for (let asked = 0; answer.type === 'asked' && asked < ASKED_MAX; asked++) {
      const { challenge } = answer
      const solving = ui.downloads.solver().then(({ solve }) => solve(challenge, ui.end))
      answer = await post('api/code', { ...fields, challenge: await solving.catch(() => '') })
    }
    return answer
  }

  return {
    ...kept,
    sentTo,
    problem,
    busy: signal(false),
    signOut() {
      sentTo.value = ''
      problem.value = undefined
      kept.signOut()
    },
    async ask(email) {
      if (!email) return refuse('code-email', words.value.email_required)
      if (wish.email !== email) wish = { id: newId(), email }
      const answer = await wished({ ...wish, browser: browser(), locale: ui.locale.value })
      if (answer.type === 'invalid') return refuse('code-email', words.value.email_invalid)
      if (answer.type !== 'ok') return refuse('code-email', why(answer))
      wish = { id: newId(), email }
      sentTo.value = email
      problem.value = kept.told.value = undefined
      ui.announce(words.value.codeSent.replace('{email}', email))
      goTo('code')
    },
    async enter(code, open) {
      if (!code) return refuse('code', words.value.code_required)
      const answer = await post('api/session', { browser: browser(), code })
      if (answer.type === 'unproven' || answer.type === 'invalid')
        return refuse('code', words.value.code_wrong)
      if (answer.type !== 'ok') return refuse('code', why(answer))
      const { session = '' } = bare(answer.body as Partial<SessionOpened>) // as: checked in the next line
      if (!session) return refuse('code', words.value.unavailable)
      sentTo.value = ''
      problem.value = undefined
      kept.told.value = 'confirmed'
      kept.hold(session)
      open?.watch.look(true)
      ui.announce(words.value.confirmed)
    },
  }
}
