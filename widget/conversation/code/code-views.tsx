/** What the visitor sees on the way to a code: why, a field for the address, a field for the code, that it is done. */
import { h } from '../../form/view/own-props.ts'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CodeProblem, CodeProgress, CodeWords } from './code-asking.ts'

/** A text with the address in it, which is nobody's word to translate. */
export function WithAddress({ text, email }: { text: string; email: string }) {
  const [before, after] = text.split('{email}')
  return (
    <p key={text}>
      {before}
      {after !== undefined && (
        <bdi class="address" dir="ltr" translate={false}>
          {email}
        </bdi>
      )}
      {after}
    </p>
  )
}

/** That it is done, where the button was that had the focus. */
export function Done({ text }: { text: string }) {
  const place = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => place.current?.focus(), [])
  return (
    <p class="proof" tabIndex={-1} ref={place}>
      {text}
    </p>
  )
}

interface Box {
  texts: CodeWords
  progress: CodeProgress
  doing: (work: () => Promise<unknown>) => (event: Event) => Promise<void>
}

/** `known`: the address that a code goes to; empty: the visitor is asked for it, beginning with `start`. */
interface AskBox extends Box {
  known: string
  start: string
  ask: (email: string) => Promise<unknown>
}

/** What is wrong with a field, and what says so of it. */
function problemOf({ problem }: CodeProgress, field: CodeProblem['field']) {
  const words = problem.value?.field === field ? problem.value.words : undefined
  const id = field + '-problem'
  return {
    attributes: { 'aria-invalid': words ? ('true' as const) : undefined, 'aria-describedby': words && id },
    view: words && (
      <p key={words} class="problem" id={id}>
        {words}
      </p>
    ),
  }
}

/** Asks for a code, or for another one. */
export function Ask({ texts, progress, known, ask, doing, start }: AskBox) {
  const input = useRef<HTMLInputElement>(null)
  const to = known || progress.sentTo.value
  const { attributes, view } = problemOf(progress, 'code-email')
  const go = doing(() => ask(to || (input.current?.value.trim() ?? '')))
  return (
    <div class="asking">
      {to ? (
        view
      ) : (
        <div class="field">
          <label for="code-email">{texts.email}</label>
          {view}
          <input
            id="code-email"
            type="text"
            inputMode="email"
            autocomplete="email"
            autocapitalize="none"
            autoCorrect="off"
            spellcheck={false}
            dir="ltr"
            required
            ref={input}
            defaultValue={start}
            onKeyDown={(event) => event.key === 'Enter' && void go(event)}
            {...attributes}
          />
        </div>
      )}
      <button
        type="button"
        class={progress.sentTo.value ? 'quiet' : 'button secondary'}
        onClick={(event) => void go(event)}
        aria-disabled={progress.busy.value || undefined}
      >
        {texts[progress.sentTo.value ? 'codeAgain' : 'codeSend']}
      </button>
    </div>
  )
}

/** Takes the code. */
export function Enter({
  texts,
  progress,
  enter,
  doing,
}: Box & { enter: (code: string) => Promise<unknown> }) {
  const input = useRef<HTMLInputElement>(null)
  const { attributes, view } = problemOf(progress, 'code')
  const go = doing(() => enter(input.current?.value.trim() ?? ''))
  // Elsewhere there is an empty field, with which nothing is wrong.
  useLayoutEffect(() => () => void (progress.problem.value = undefined), [])
  return (
    <div class="asking">
      <div class="field">
        <label for="code">{texts.code}</label>
        {view}
        <input
          id="code"
          type="text"
          inputMode="numeric"
          autocomplete="one-time-code"
          dir="ltr"
          required
          ref={input}
          onKeyDown={(event) => event.key === 'Enter' && void go(event)}
          {...attributes}
        />
      </div>
      <button
        type="button"
        class="button"
        onClick={(event) => void go(event)}
        aria-disabled={progress.busy.value || undefined}
      >
        {texts.codeEnter}
      </button>
    </div>
  )
}
