/** What the views of conversations share: where the visitor is, what is open, and how the proxy is asked. */
import type { FunctionComponent } from 'preact'
import { signal, type ReadonlySignal, type Signal } from '@preact/signals'
import {
  CONVERSATION_PATH,
  REQUESTS_PATH,
  USUAL_REMEMBER,
  type AgentsAnswer,
  type OwnRequests,
  type ShownConversation,
} from '../../proxy/contract/conversation/conversation.ts'
import { bare } from '../api/bare.ts'
import type { Ui } from '../form/form-context.ts'
import type { PresentTexts } from '../i18n/texts.ts'
import type { ConversationTexts } from '../i18n/en/conversation.ts'
import type { ProxyAnswer } from '../form/send/client.ts'
import { fill } from '../i18n/texts.ts'
import { createKeptReceipts, type KeptReceipts } from './kept-receipts.ts'
import { watch, type Watch } from './watch.ts'
import { wordsOver } from './words.ts'

/** What opens a conversation. */
type Handle = { receipt: string } | { key: string }

/** One that is open. */
export interface OpenConversation {
  handle: Handle
  /** What people call it; empty for a ticket that was born by e-mail. */
  reference: string
  watch: Watch<ShownConversation>
  /** Whether the visitor writes again. */
  writing: Signal<boolean>
}

/** Where the visitor is: in the form, or what came of it; among their requests; in one of them. */
type Spot = { type: 'form' } | { type: 'list' } | { type: 'one'; open: OpenConversation }

/** The words in the form's language. */
export type ConversationWords = PresentTexts & ConversationTexts

/** Asks for a code and takes it, where there is something to be proven; of a list, when nothing is `open`. */
type CodeView = FunctionComponent<{ room: Room; open?: OpenConversation }>
/** Asks whether an answer helped. */
export type RatingView = FunctionComponent<{ open: OpenConversation; answer: AgentsAnswer }>

/** Shared by all views of one form. */
export interface Room {
  /** The visitor sees the newest answer of an open conversation. */
  see: (open: OpenConversation) => void
  ui: Ui
  /** Read while something is drawn. */
  texts: ReadonlySignal<ConversationWords>
  /** With the words of another file over them, which the code brings in English. */
  words: <Words extends object>(name: string, inEnglish: Words) => ReadonlySignal<ConversationWords & Words>
  spot: Signal<Spot>
  kept: KeptReceipts
  /** Changes when receipts come or go. */
  changes: Signal<number>
  /** The list of requests, watched while it is seen. */
  requests: Watch<OwnRequests>
  open: (handle: Handle, reference: string) => OpenConversation
  /** What proves the visitor's address, as fields of a form; nothing when nothing does. */
  proof: () => Record<string, string> | undefined
  /** Of a code by e-mail, once the part for that is there; empty when there is none. */
  session: Signal<string>
  /** What draws the way to a code, where the site has that. */
  code: Signal<CodeView | undefined>
  /** Asks the proxy, with that proof. */
  ask: (path: string, fields: Record<string, string>) => Promise<ProxyAnswer>
  /** What was told last of any conversation. */
  told: Signal<ShownConversation | undefined>
  /** Undefined until there is an answer that can be rated. */
  rating: Signal<RatingView | undefined>
}

/** The moment `iso` as the language writes it; of today only the time. */
export function timeText(iso: string | number, locale: string, now: number): string {
  const date = new Date(iso)
  // Of what was kept by somebody else, or is damaged, there may be no date: to write it would throw, and draw nothing.
  if (isNaN(date.getTime())) return ''
  const isToday = date.toDateString() === new Date(now).toDateString()
  // Nor may it inherit a `day` of a polluted prototype.
  const style = bare<Intl.DateTimeFormatOptions>({
    ...(!isToday && { dateStyle: 'medium' }),
    timeStyle: 'short',
  })
  return new Intl.DateTimeFormat(locale, style).format(date)
}

/** Whether a proof is one of the address, whichever message it is about. */
const opensAll = (proof: Record<string, string> | undefined): boolean =>
  proof !== undefined && !Object.hasOwn(proof, 'identity[signature]')

/** Who the visitor is: what the page says goes before a code. A signature is of an address; a token has it inside. */
function proofOf({ model }: Ui, session: string): Record<string, string> | undefined {
  const found = model.proof()
  if (!found) return session ? { session } : undefined
  return {
    ...found.fields,
    ...(Object.hasOwn(found.fields, 'identity[signature]') && { email: found.email }),
  }
}

/** Asks the proxy with what proves the address; a session that is over is not asked with again. */
function askWith({ client, place }: Ui, proof: Room['proof'], session: Room['session']): Room['ask'] {
  const { site } = place.options
  return async function ask(path, fields) {
    const given = Object.entries({ site, ...fields, ...proof() }).filter(([, value]) => value)
    // Not multipart: documents of the proxy put a token into such forms, which only messages need.
    const body = new URLSearchParams(given)
    // A path without its slash: the proxy's address ends with one.
    const answer = await client.ask(path.slice(1), { method: 'POST', body })
    if (answer.type !== 'unproven' || !session.value) return answer
    session.value = ''
    return ask(path, fields)
  }
}

/** Who has answered, as far as the site tells. */
const authorOf = (told: ShownConversation, texts: ConversationWords) =>
  told.messages.findLast((one) => one.from === 'agent')?.name ?? texts.team

/** The room of a form. `isSeen`: whether somebody looks at what is drawn for it. */
export function createRoom(ui: Ui, texts: ReadonlySignal<ConversationWords>, isSeen: () => boolean): Room {
  const { place, end, now } = ui
  const { site } = place.options
  const definition = () => ui.model.definition.value
  const kept = createKeptReceipts(site, () => (definition()?.remember ?? USUAL_REMEMBER) === 'device', {
    tab: () => sessionStorage,
    device: () => localStorage,
  })
  const changes = signal(0)
  const session = signal('')

  const proof = () => proofOf(ui, session.value)
  const ask = askWith(ui, proof, session)

  const arrived = (reference: string) => (told: ShownConversation, before: ShownConversation | undefined) => {
    room.told.value = told
    const at = told.answered?.at ?? ''
    if (!before || at <= (before.answered?.at ?? '')) return
    ui.announce(fill(texts.value.newAnswer, { name: authorOf(told, texts.value) }))
    place.send('reply', { reference })
  }

  const room: Room = {
    ui,
    texts,
    words: (name, inEnglish) => wordsOver(ui, texts, name, inEnglish),
    spot: signal<Spot>({ type: 'form' }),
    kept,
    changes,
    proof,
    session,
    code: signal<CodeView | undefined>(undefined),
    ask,
    told: signal<ShownConversation | undefined>(undefined),
    rating: signal<RatingView | undefined>(undefined),
    see({ handle, watch: { told } }) {
      const at = told.value?.answered?.at ?? ''
      const one = kept.list().find(({ receipt }) => receipt === bare(handle as { receipt?: string }).receipt) // as: or it has a key
      if (!one || one.seen >= at) return
      kept.keep({ ...one, seen: at })
      changes.value++
    },
    requests: watch<OwnRequests>({
      ask: (known) => ask(REQUESTS_PATH, { known }),
      isSeen: () => room.spot.value.type === 'list' && opensAll(proof()) && isSeen(),
      now,
      arrived: () => undefined,
      end,
    }),
    open(handle, reference) {
      const open: OpenConversation = {
        handle,
        reference,
        writing: signal(false),
        watch: watch<ShownConversation>({
          ask: async (known) => {
            const answer = await ask(CONVERSATION_PATH, { ...handle, known })
            const { receipt } = bare(handle as { receipt?: string }) // as: or it has a key
            if (answer.type === 'gone' && receipt) {
              kept.forget(receipt)
              changes.value++
            }
            return answer
          },
          isSeen,
          now,
          arrived: arrived(reference),
          end,
        }),
      }
      return open
    },
  }
  return room
}
