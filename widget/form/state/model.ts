/** The state of one form and what can be done with it. Every effect is handed in: it is tested without a page. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { PartState, JoinedParts, PageContext } from './part.ts'
import { FIELDS, type Field } from '../../../proxy/contract/message-fields.ts'
import { EMPTY, check, checkField, isShown, refused } from './validation.ts'
import type { Modes, Problems, Values } from './validation.ts'
import type { Client, Failure } from '../send/client.ts'
import type { Draft, DraftStore } from './draft.ts'
import { bare } from '../../api/bare.ts'
import { fillIn, introduce, type Proof } from './prefill.ts'
import type { Phase } from './outcome.ts'
import type { FieldProblem } from '../../../proxy/contract/problems.ts'
import type { FormDefinition } from '../../../proxy/contract/form.ts'

/** What the model needs of its surroundings. */
export interface ModelDeps {
  site: string
  client: Omit<Client, 'ask'>
  /** Which fields there are, if that is known and need not be asked. */
  definition?: FormDefinition | undefined
  draft: DraftStore
  /** Tells the other tabs which draft is open here. */
  hold: (id: string | undefined) => unknown
  newId: () => string
  /** What is sent beside what was typed; what is on its way is waited for, not for ever. */
  facts: () => Promise<Record<string, string>>
  /** Brings the parts that the definition asks for. `false`: one did not come. */
  complete: (told: PageContext) => Promise<boolean>
  now: () => number
  /** Tells the page: `support-submit`, `support-sent`, `support-error`. */
  emit: (type: 'submit' | 'sent' | 'error', detail?: Record<string, string>) => unknown
}

/** State to read and actions to call, which never throw; nothing else may change the state. */
export interface FormModel {
  phase: ReadonlySignal<Phase>
  values: ReadonlySignal<Values>
  problems: ReadonlySignal<Problems>
  /** Changes when the values were set by something else than typing: the fields must be filled again. */
  filled: ReadonlySignal<number>
  /** Changes when a submit was refused because of `problems`: the focus goes to the summary. */
  refusals: ReadonlySignal<number>
  /** Until when sending again is pointless, in milliseconds of `now`; 0 for at once. */
  waitUntil: ReadonlySignal<number>
  backOnline: ReadonlySignal<boolean>
  modes: ReadonlySignal<Modes>
  definition: ReadonlySignal<FormDefinition | undefined>
  edit: (field: Field, value: string) => void
  /** What proves who the visitor is, if the page has said so. */
  proof: () => Proof | undefined
  /** Names of all fields, in the order of the form. */
  names: () => readonly string[]
  /** Words that a part has for a problem of its own. */
  say: (name: string, problem: FieldProblem) => string | undefined
  /** A part has come; it becomes what the draft has kept of it. `join` makes one thing of all parts. */
  add: (part: PartState, join: () => JoinedParts) => void
  /** The visitor changed something in a part. */
  changed: () => void
  /** The visitor left a field: an e-mail address may be told to be malformed, nothing else. */
  leave: (field: Field) => void
  /** Checks and sends, by the draft's id, after a conflict by another; nothing while it is sending or waiting. */
  submit: (values: Values) => Promise<unknown>
  /** An empty form for another message, to the same address. */
  again: () => void
  /** Fills fields that the visitor has not filled. */
  prefill: (known: Partial<Values>) => void
  /** Asks the proxy which fields there are, unless it has said so; `anew`: again. */
  load: (anew?: boolean) => Promise<unknown>
  online: () => void
  /** Another tab has this draft: this one lets go of it. */
  taken: () => void
  /** Back from the back/forward cache: another page of this tab may have sent the draft. */
  resume: () => void
  reset: () => void
}

/** The model of one form. */
export function createModel(deps: ModelDeps): FormModel {
  const phase = signal<Phase>({ type: 'editing' })
  const values = signal<Values>(EMPTY)
  const problems = signal<Problems>({})
  const filled = signal(0)
  const refusals = signal(0)
  const waitUntil = signal(0)
  const backOnline = signal(false)
  const modes = signal<Modes>(deps.definition ?? { name: 'hidden', subject: 'hidden' })
  let parts: JoinedParts | undefined
  let whole = !deps.definition
  const definition = signal(deps.definition)
  let known: Partial<Values> & PageContext = bare()
  let proof: Proof | undefined
  let draft: Draft | undefined
  let touched = false
  let waits: string | undefined // Id of the draft that was to be sent without a network, until it is changed.

  const setValues = (next: Values) => {
    values.value = next
    filled.value++
  }

  const keep = (next?: Draft) => {
    const more = parts ? parts.save() : draft?.more
    draft = next && bare({ ...next, ...(more && { more }) })
    deps.hold(draft?.id)
    if (draft) deps.draft.save(draft)
    else deps.draft.drop()
  }

  const keepValues = () => {
    touched = true
    waits = undefined
    deps.client.prepare()
    keep({ ...draft, id: draft?.id ?? deps.newId(), values: values.value })
  }
  const names = () => [...FIELDS, ...(parts?.names() ?? [])]
  const complete = async () => void (whole = await deps.complete(known))

  const fail = (failure: Failure) => {
    const { seconds } = bare(failure as { seconds?: number }) // as: some have it
    phase.value = { type: 'failed', failure }
    waitUntil.value = seconds ? deps.now() + seconds * 1000 : 0
    backOnline.value = false
    waits = failure.type === 'offline' ? draft?.id : undefined
    deps.emit('error', { reason: failure.type })
  }

  const refuse = (found: Problems) => {
    phase.value = { type: 'editing' }
    problems.value = found
    refusals.value++
  }

  const refusedByProxy = (fields: Record<string, FieldProblem>) => {
    if (fields['id']) keep({ id: deps.newId(), values: values.value }) // It was left in the storage by somebody else.
    const { found, shown } = refused(fields, names(), modes.value)
    if (!Object.keys(found).length) return fail({ type: 'broken' })
    modes.value = shown
    refuse(found)
    deps.emit('error', { reason: 'invalid' })
  }

  const clear = () => {
    touched = false
    phase.value = { type: 'editing' }
    problems.value = {}
    waitUntil.value = 0
    setValues(fillIn(EMPTY, known))
    parts?.restore([], known)
  }

  const restore = () => {
    draft = deps.draft.load()
    deps.hold(draft?.id)
    if (!draft) return
    setValues(draft.values)
    parts?.restore(draft.more ?? [], known)
  }

  const isNew = ([name = '', problem]: string[]) => problem === 'outdated' || !names().includes(name)
  const send = async (from: Draft) => {
    const email = from.values.email.trim()
    const shown = FIELDS.filter((field) => isShown(field, modes.value))
    const fields = {
      id: from.id,
      site: deps.site,
      ...Object.fromEntries(shown.map((field) => [field, from.values[field].trimEnd()])),
      ...from.facts,
      ...(proof?.email === email.toLowerCase() && proof.fields),
    }
    const outcome = await deps.client.send(fields, parts?.fill)
    // The form has changed since it was asked for, or could not be asked for.
    if (outcome.type === 'invalid' && Object.entries(outcome.fields).some(isNew)) await load(true)
    // Reset or taken while under way: the answer belongs to a form that is no longer there.
    if (draft?.id !== from.id) return
    if (outcome.type === 'invalid') return refusedByProxy(outcome.fields)
    if (outcome.type !== 'accepted') return fail(outcome)
    keep()
    known = bare({ ...known, email, name: from.values.name })
    const { reference } = outcome
    phase.value = { type: 'sent', reference, email, receipt: from.facts?.['receipt'] ?? '' }
    deps.emit('sent', { reference })
  }

  /** Whether no message is on its way; where one was, it was reset, and nobody wants it sent any more. */
  const isIdle = () => phase.value.type !== 'sending'

  const attempt = async (current: Values) => {
    const before = phase.value
    if (before.type === 'sending' || before.type === 'sent') return
    if (deps.now() < waitUntil.value) return
    if (before.type === 'failed' && before.failure.type === 'conflict') draft = undefined
    values.value = current
    const wrong = check(current, modes.value)
    if (!whole && !Object.keys(wrong).length) {
      phase.value = { type: 'sending' }
      await complete()
      if (isIdle()) return
      phase.value = { type: 'editing' }
      if (!whole) return fail({ type: 'unavailable' }) // It would look whole to the visitor, and not be.
    }
    const found = { ...wrong, ...parts?.check() }
    if (Object.keys(found).length) return refuse(found)
    problems.value = {}
    phase.value = { type: 'sending' }
    const facts = bare(draft?.facts ?? { ...(await deps.facts()), ...parts?.facts(known) }) // Nor is a receipt that was not made in time somebody else's.
    if (isIdle()) return
    const next = { id: draft?.id ?? deps.newId(), values: current, facts }
    keep(next)
    // A page may want to do something else with it; then all stays as it is.
    if (deps.emit('submit') === false) phase.value = before
    else await send(next)
  }

  // Something that a part or the page has broken must not leave a button that does nothing.
  const submit = (current: Values) =>
    attempt(current).catch(() => phase.value.type === 'sent' || fail({ type: 'broken' }))

  async function load(anew?: boolean) {
    if (!definition.value || anew) {
      const answer = await deps.client.form(deps.site)
      // Any other failure shows when it matters: on sending, which may well succeed by then.
      if ('type' in answer) return answer.type === 'refused' && phase.value.type === 'editing' && fail(answer)
      whole = false
      definition.value = answer
      modes.value = answer
      const now = phase.value
      if (now.type === 'failed' && now.failure.type === 'refused') phase.value = { type: 'editing' }
    }
    await complete()
  }

  restore()
  const state = { phase, values, problems, filled, refusals, waitUntil, backOnline, modes, definition }
  return {
    ...state,
    proof: () => proof,
    names,
    say: (name, problem) => parts?.say(name, problem),
    edit(field, value) {
      values.value = { ...values.value, [field]: value }
      keepValues()
      if (!problems.value[field]) return
      const { [field]: _, ...others } = problems.value
      const problem = checkField(field, value, modes.value)
      problems.value = { ...others, ...(problem && { [field]: problem }) }
    },
    add(part, join) {
      parts ??= join()
      parts.add(part)
      part.restore?.(draft?.more ?? [], known)
    },
    changed() {
      keepValues()
      problems.value = parts?.recheck(problems.value) ?? {}
    },
    leave(field) {
      const value = values.value[field]
      if (field !== 'email' || !value.trim()) return
      const problem = checkField(field, value, modes.value)
      if (problem) problems.value = { ...problems.value, email: problem }
    },
    submit,
    again: clear,
    prefill(given) {
      const { values: more, proof: found } = introduce(given)
      proof = found ?? proof
      known = bare({ ...known, ...more })
      parts?.prefill(known)
      void complete()
      const current = values.value
      const next = fillIn(current, more)
      if (isIdle() && FIELDS.some((field) => next[field] !== current[field])) setValues(next)
    },
    load,
    online() {
      if (waits && waits === draft?.id) void submit(values.value)
      else backOnline.value = phase.value.type === 'failed'
    },
    taken() {
      draft = undefined
      // Nothing written here yet: the text belongs to the tab it was written in, and is still there.
      if (!touched) return clear()
      keep({ id: deps.newId(), values: values.value })
    },
    resume() {
      const stored = deps.draft.load()
      if (isIdle() && stored?.id !== draft?.id) {
        clear()
        restore()
      }
    },
    reset() {
      known = bare()
      proof = undefined
      keep()
      clear()
    },
  }
}
