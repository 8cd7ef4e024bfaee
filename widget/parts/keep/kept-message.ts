/**
 * The one message of a form that its visitor has had kept on this device, by ticking a box under a failure; without
 * that nothing is ever written here. It is the text of the draft (form/state/draft.ts) under the same name, in the storage that outlives the
 * tab, with the id that it was or will be sent by: sent twice, it is one ticket. It goes when it is sent, discarded,
 * reset, or older than a week, and when the page names somebody else than it belongs to.
 */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { PageContext } from '../../form/state/part.ts'
import type { FormModel } from '../../form/state/model.ts'
import type { DraftStore } from '../../form/state/draft.ts'

/** How long it may lie after its last change, in milliseconds: 7 days. */
const LIFE_MS = 7 * 24 * 60 * 60 * 1000

/** What keeping needs of the form. */
interface KeepDeps {
  draft: DraftStore
  model: Pick<FormModel, 'phase' | 'resume'>
  effect: (run: () => void) => unknown
  now: () => number
}

/** A form's way to keep its message. No method throws. */
export interface MessageKeeper {
  /** Whether what is in the form is kept. */
  isOn: ReadonlySignal<boolean>
  /** Id of the message that came back into the form from before; empty for none. */
  came: ReadonlySignal<string>
  /** Keeps what is in the form from now on. `false`: the browser will not. */
  keep: () => boolean
  /** No longer. */
  release: () => void
  /** Empties the form too. */
  discard: () => void
  /** The page has said who is there, or nobody. Looks for a message of theirs, when what runs now is done. */
  told: (known: PageContext) => void
  /** The storage may have changed. */
  look: () => void
}

const lower = (email: unknown) => (typeof email === 'string' ? email.trim().toLowerCase() : '')

/** What is stored under `key`, unless it is too old: then it goes. Throws where storage is denied. */
function read(key: string, now: number): URLSearchParams | undefined {
  const text = localStorage.getItem(key)
  if (!text) return undefined
  const entry = new URLSearchParams(text)
  // Younger than nothing: the clock was set back since.
  if (entry.get('id') && now - Number(entry.get('at')) < LIFE_MS) return entry
  localStorage.removeItem(key)
  return undefined
}

/** Runs `action`; `undefined` where storage is denied or full. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

/** What is stored of a form, and of the draft in its tab. No method throws. */
function createShelf({ key, load }: DraftStore, now: () => number) {
  const remove = () => attempt(() => localStorage.removeItem(key))
  return {
    /** Id of the draft in this tab. */
    id: () => load()?.id,
    kept: () => attempt(() => read(key, now())),
    remove,
    /** Keeps the draft, as that of `owner`, whom the page has named. */
    write(owner: string): void {
      const text = attempt(() => sessionStorage.getItem(key))
      if (!text) return
      const entry = new URLSearchParams(text)
      entry.set('owner', owner)
      // When it no longer fits, an older version must not come back in its place.
      if (!attempt(() => (localStorage.setItem(key, String(entry)), true))) remove()
    },
    /** Makes what is kept the draft of this tab; its time begins anew. */
    take(entry: URLSearchParams): unknown {
      entry.delete('owner')
      entry.set('at', String(now()))
      return attempt(() => (sessionStorage.setItem(key, String(entry)), true))
    },
  }
}

/** Has saving and dropping a draft mind what is kept of it. */
function follow(
  { draft, model }: KeepDeps,
  { id, kept, remove }: ReturnType<typeof createShelf>,
  write: () => void,
  look: () => void,
): void {
  const { save, drop } = draft
  draft.save = (next) => {
    const theirs = kept()?.get('id')
    const phase = model.phase.peek()
    // An earlier version has arrived: the same words go on under another id, and so does what the visitor wished.
    const goesOn = theirs === id() && phase.type === 'failed' && phase.failure.type === 'conflict'
    save(next)
    if (theirs && (theirs === next.id || goesOn)) write()
    look()
  }
  draft.drop = () => {
    if (id() && kept()?.get('id') === id()) remove()
    drop()
    look()
  }
}

/** What may be kept of the form whose drafts are in `draft`; from now on, saving and dropping it mind what is kept. */
export function createMessageKeeper(form: KeepDeps): MessageKeeper {
  const { draft, model, effect, now } = form
  const shelf = createShelf(draft, now)
  const { id, kept, remove } = shelf
  const isOn = signal(false)
  const came = signal('')
  let named = ''
  let sentTo = ''

  const look = () => void (isOn.value = !!id() && kept()?.get('id') === id())
  const write = () => shelf.write(named)
  follow(form, shelf, write, look)

  const discard = () => {
    remove()
    draft.drop()
    came.value = ''
    model.resume()
  }

  /** Somebody else is there than the one it belongs to. */
  const refuse = (entry: URLSearchParams) => {
    const isHere = entry.get('id') === id()
    // Written in this tab, before the page said who is there: it is theirs.
    if (isHere && !entry.get('owner') && came.value !== entry.get('id')) return write()
    if (isHere) return discard()
    return remove()
  }

  const find = () => {
    const entry = kept()
    look()
    if (!entry) return
    const owner = entry.get('owner') ?? ''
    if (named && named !== (owner || lower(entry.get('email')))) return refuse(entry)
    const theirs = entry.get('id') ?? ''
    const isBusy = model.phase.peek().type !== 'editing' || id()
    // Of somebody whom the page has named: shown to nobody before it names them again. Once in a page: when another tab
    // has it, that one keeps it.
    if (isBusy || (owner && !named) || came.value === theirs || !shelf.take(entry)) return
    came.value = theirs
    model.resume()
    look()
  }

  effect(() => {
    const phase = model.phase.value
    if (phase.type === 'sent') sentTo = lower(phase.email)
  })
  return {
    isOn,
    came,
    look,
    discard,
    keep() {
      write()
      look()
      return isOn.value
    },
    release() {
      remove()
      look()
    },
    told({ email }) {
      // Whom the last message was from, the form knows by itself; the page has named nobody by that.
      if (!email || lower(email) !== sentTo) named = lower(email)
      // Not at once: a reset empties the form first, and then what is stored.
      void Promise.resolve().then(find)
    },
  }
}
