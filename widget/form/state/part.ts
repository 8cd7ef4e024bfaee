/**
 * The parts of the form that come later, joined: fields of a site's own, files, a consent, facts of the page. To the
 * model they are one more thing that is checked, sent and kept with the fields it knows.
 */
import { FIELDS } from '../../../proxy/contract/message-fields.ts'
import type { Problems } from './validation.ts'
import type { Transport } from '../send/client.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'

/** What a page has told of its visitor and of itself: names of fields, `context`, anything. */
export type PageContext = Readonly<Record<string, unknown>>

/** Entries of a form: what a draft keeps of a part. */
export type Entries = readonly (readonly [string, string])[]

/** Made by a part, handed to `FormModel.add`. */
export interface PartState {
  /** What its fields are sent as, and problems told by, in the order of the form. Elements bear the same names. */
  names?: () => readonly string[]
  /** What is wrong, by name. */
  check?: () => Problems
  /** Words for a problem of one of `names`, where those of the form will not do. */
  say?: (name: string, problem: FieldProblem) => string | undefined
  /** Adds to what is sent. */
  fill?: (body: FormData) => void
  /** Adds what must come last, files. Returns a way to send them where `fetch` will not do. */
  attach?: (body: FormData) => Transport | undefined
  /** What goes with the first attempt, and unchanged with every other one of the same message. */
  facts?: (told: PageContext) => Record<string, string>
  /** What a draft keeps. */
  save?: () => Entries
  /** Becomes what a draft has kept, none of it for an empty form, and takes what the page knows for the rest. */
  restore?: (kept: Entries, told: PageContext) => void
  /** The page knows more: for what the visitor has not filled. */
  prefill?: (told: PageContext) => void
}

/** All parts of a form as one. */
export interface JoinedParts extends Required<Omit<PartState, 'fill' | 'attach'>> {
  fill: (body: FormData) => Transport | undefined
  /** Those of `problems` that still are some. */
  recheck: (problems: Problems) => Problems
  add: (part: PartState) => void
}

/** No parts yet. */
export function joinParts(): JoinedParts {
  const all: PartState[] = []
  const check = () => Object.assign({}, ...all.map((one) => one.check?.())) as Problems // as: made of those
  return {
    check,
    recheck(problems) {
      const now = check()
      const still = (name: string) => (FIELDS.some((field) => field === name) ? problems : now)[name]
      const names = Object.keys(problems).filter(still)
      return Object.fromEntries(names.map((name) => [name, still(name)]))
    },
    add: (part) => void all.push(part),
    names: () => all.flatMap(({ names }) => names?.() ?? []),
    say: (name, problem) => all.find(({ names }) => names?.().includes(name))?.say?.(name, problem),
    fill(body) {
      for (const { fill } of all) fill?.(body)
      return all.map(({ attach }) => attach?.(body)).find(Boolean)
    },
    facts: (told) => Object.assign({}, ...all.map(({ facts }) => facts?.(told))) as Record<string, string>, // as: likewise
    save: () => all.flatMap(({ save }) => save?.() ?? []),
    restore: (kept, told) => all.forEach(({ restore }) => restore?.(kept, told)),
    prefill: (told) => all.forEach(({ prefill }) => prefill?.(told)),
  }
}
