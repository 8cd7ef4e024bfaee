/**
 * What survives a reload: the text, and the id under which it was or will be sent. One per site and tab, in
 * sessionStorage; when that is denied or full, in memory for as long as the page lives, which may draw its forms anew.
 */
import type { Entries } from './part.ts'
import { FIELDS } from '../../../proxy/contract/message-fields.ts'
import type { Values } from './validation.ts'
import { DRAFT, EVENT } from '../../api/names.ts'
import { bare } from '../../api/bare.ts'

/** A message on its way: written, perhaps already tried. */
export interface Draft {
  /** The idempotency key: the same for every attempt to send this message. */
  id: string
  values: Values
  /** What the parts that come later keep. */
  more?: Entries
  /**
   * What else went with the first attempt. Kept, because a retry with the same id must have the same content,
   * also from another page of the site.
   */
  facts?: Record<string, string>
}

/** Where a draft is kept. No method throws. */
export interface DraftStore {
  /** Under which name. */
  key: string
  /** Whether the visitor has had one kept on this device under that name, too: see parts/keep. */
  isKept: () => unknown
  load: () => Draft | undefined
  save: (draft: Draft) => void
  drop: () => void
}

/** How long a draft may lie, in milliseconds: 24 hours. */
const LIFE_MS = 24 * 60 * 60 * 1000

/** What no storage has taken, of every form of the page: it outlives the form, as what is stored does. */
let unstored = bare<Record<string, Draft | undefined>>({})
const forget = () => (unstored = bare({}))

/** Written as a form, not as JSON: old libraries give strings a `toJSON` that adds quotes (R40). */
function write({ id, values, facts, more }: Draft, now: number): string {
  const kept = more && { more: String(new URLSearchParams(more as [string, string][])) } // as: only read
  return String(new URLSearchParams({ id, at: String(now), ...values, ...facts, ...kept }))
}

function read(text: string, now: number): Draft | undefined {
  const kept = bare(Object.fromEntries(new URLSearchParams(text)))
  const { id, at, more, ...others } = kept
  // Younger than nothing: the clock was set back since, by a second or by years. The text is worth more than its age.
  if (!id || !(now - Number(at) < LIFE_MS)) return undefined
  const values = {} as Values // as: all FIELDS, in the next lines
  for (const field of FIELDS) {
    values[field] = kept[field] ?? ''
    delete others[field]
  }
  return bare({
    id,
    values,
    // What is left went with an attempt, if there was one.
    ...(kept['locale'] && { facts: others }),
    ...(more && { more: [...new URLSearchParams(more)] }),
  })
}

/**
 * The draft of one site.
 * @param storage Called each time, since merely touching `sessionStorage` may throw (blocked site data).
 */
export function createDraftStore(site: string, storage: () => Storage, now: () => number): DraftStore {
  const key = DRAFT + ':' + site

  const attempt = <T>(action: (store: Storage) => T): T | undefined => {
    try {
      return action(storage())
    } catch {
      return undefined
    }
  }

  const drop = () => {
    unstored[key] = undefined
    attempt((store) => store.removeItem(key))
  }

  return {
    key,
    isKept: () => attempt(() => localStorage[key] as string | undefined),
    load() {
      const text = attempt((store) => store.getItem(key))
      const draft = text ? read(text, now()) : unstored[key]
      if (!draft) drop()
      return draft
    },
    save(draft) {
      // When it no longer fits, an older version must not come back in its place.
      drop()
      unstored[key] = draft
      attempt((store) => {
        store.setItem(key, write(draft, now()))
        unstored[key] = undefined
      })
      // Heard also when no form is there any more; where storage works, nothing is left that hears of it.
      if (unstored[key]) addEventListener(EVENT + 'reset', forget)
    },
    drop,
  }
}
