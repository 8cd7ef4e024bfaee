/**
 * The mark on the button: there is an answer that the visitor has not seen. Asked for once when a page is idle, and when
 * it is looked at again, but at most every five minutes over all tabs; what was told is kept in between.
 */
import { CONVERSATION_PATH, type ShownConversation } from '../../proxy/contract/conversation/conversation.ts'
import { bare } from '../api/bare.ts'
import { EVENT, LAUNCHER, UNREAD } from '../api/names.ts'
import { ANSWERED, type ConversationTexts } from '../i18n/en/conversation.ts'
import { negotiate } from '../i18n/negotiate.ts'
import { TAGS } from '../i18n/tags.ts'
import { createKeptReceipts } from './kept-receipts.ts'
import css from './unread.css?inline'

/** Shortest time between two questions, in milliseconds. */
const PAUSE_MS = 5 * 60_000

/** Longest wait for an answer, in milliseconds. Nobody waits for it. */
const ANSWER_MS = 15_000

/** Gives `mark` its words for screen readers, in the page's language: a file of its own, loaded only where there is a mark. */
async function putWords(mark: HTMLElement, base: string, locale: string): Promise<void> {
  const lang = negotiate([locale, document.documentElement.lang, ...navigator.languages], TAGS) ?? 'en'
  // The space keeps them apart from the button's own.
  const put = (words: string, tag: string) => Object.assign(mark, { textContent: ' ' + words, lang: tag })
  put(ANSWERED, 'en')
  if (lang === 'en') return
  const path = base + LOCALES_AT + lang + '/conversation.js'
  const module: unknown = await import(/* @vite-ignore */ path)
  put((module as { texts: ConversationTexts }).texts.answered, lang) // as: every file of a tag has them, a test asks
}

/** The mark in the button of the launcher, whose shadow root is `root`. */
function createMark(base: string, root: ShadowRoot, locale: string) {
  const mark = Object.assign(document.createElement('span'), { className: 'unread', part: 'unread' })
  // A `<style>` element would need a nonce (R05).
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  return {
    show(reference: string) {
      if (mark.isConnected) return
      root.querySelector('.trigger')?.append(mark)
      const detail = { reference }
      root.host.dispatchEvent(new CustomEvent(EVENT + 'unread', { detail, bubbles: true }))
      // What does not load stays in English.
      void putWords(mark, base, locale).catch(() => undefined)
    },
    hide: () => mark.remove(),
  }
}

/**
 * Shows the mark while the newest message that this device remembers has an answer which nobody has seen here.
 * @param base The proxy's address, with a trailing slash.
 */
export function watchUnread(base: string): void {
  const root = document.querySelector(LAUNCHER)?.shadowRoot
  // The launcher writes its options there for its style sheets; so the loader has nothing to hand over.
  const { site = '', locale = '' } = root?.querySelector<HTMLElement>('.root')?.dataset ?? {}
  if (!root) return
  const key = UNREAD + site
  const kept = createKeptReceipts(site, () => true, {
    tab: () => sessionStorage,
    device: () => localStorage,
  })
  const mark = createMark(base, root, locale)
  /** When it was asked last, of which message, and when the answer came that was told of; of another tab, too. */
  const last = () => (localStorage.getItem(key) ?? '').split(' ')
  const note = (...words: [reference: string, answered: string]) =>
    localStorage.setItem(key, [Date.now(), ...words].join(' '))

  const draw = () => {
    const [newest] = kept.list()
    const [, reference, answered = ''] = last()
    if (newest && reference === newest.reference && answered > newest.seen) mark.show(newest.reference)
    else mark.hide()
  }
  const ask = async () => {
    const [newest] = kept.list()
    const [asked, reference = '', answered = ''] = last()
    const since = Date.now() - Number(asked)
    // Of a clock that was set back, the time is no reason to wait.
    if (!newest || (since >= 0 && since < PAUSE_MS)) return
    // First: also after a failure, and for tabs that look at the same moment.
    note(reference, answered)
    // The browser, too, reads what it inherits.
    const asking = bare({
      method: 'POST',
      body: new URLSearchParams({ ...(site && { site }), receipt: newest.receipt }),
      headers: { Accept: 'application/json' },
      credentials: 'omit',
      priority: 'low',
      signal: AbortSignal.timeout(ANSWER_MS),
    } as const)
    const response = await fetch(base + CONVERSATION_PATH.slice(1), asking)
    // What the answer does not say itself, a polluted prototype would: it had the receipt forgotten. as: checked below
    const told = bare((await response.json()) as Partial<ShownConversation & { code: string }>)
    // Forgotten meanwhile: nothing of it may be written any more.
    if (!kept.list().some(({ receipt }) => receipt === newest.receipt)) return
    if (told.code === 'unknown_conversation') kept.forget(newest.receipt)
    if (response.ok) note(newest.reference, bare(told.answered).at ?? '')
  }
  const look = async () => {
    // Nobody looks at what was taken out of the page.
    if (Reflect.get(Document.prototype, 'visibilityState', document) !== 'visible' || !root.host.isConnected)
      return
    draw()
    await ask()
    draw()
  }
  // No network, or blocked: there is a next time. Storage that is denied meanwhile likewise.
  const lookQuietly = () => void look().catch(() => undefined)

  // What the form says when it is open needs no mark. Whoever opens it and does not look has it again with the next page.
  for (const type of ['open', 'reset']) addEventListener(EVENT + type, mark.hide)
  // Another tab has asked, or seen the answer.
  addEventListener('storage', draw)
  addEventListener('visibilitychange', lookQuietly)
  lookQuietly()
}
