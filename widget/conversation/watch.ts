/**
 * Asks the proxy again and again while somebody looks: every 5 seconds, and less often the longer nothing changes. Not
 * while nobody sees it. What came last stays, with its time, whatever happens then.
 */
import { bare } from '../api/bare.ts'
import { signal, type ReadonlySignal } from '@preact/signals'
import type { Unchanged } from '../../proxy/contract/conversation/conversation.ts'
import type { ProxyAnswer } from '../form/send/client.ts'

/** How old an answer is; both kinds of answers have it. */
type Fresh = Omit<Unchanged, 'unchanged'>

/** Why there is nothing new for now. `until`: when it is asked for again, in milliseconds. */
type Pause = { type: 'offline' } | { type: 'gone' } | { type: 'later'; until: number }

/** Longest time between two questions, in seconds, if the proxy does not want more. */
const DELAY_MAX = 60

/** After a failure of which nobody says how long it will be, in seconds. */
const DELAY_MIN = 5

/** What is watched. */
export interface Watch<Told> {
  told: ReadonlySignal<Told | undefined>
  pause: ReadonlySignal<Pause | undefined>
  /** Somebody may see it again, or the network is back: goes on when it is time; `anew`: at once. */
  look: (anew?: boolean) => void
  /** What is told is somebody else's from here on: an answer that is under way is not heard. */
  forget: () => void
  stop: () => void
}

/** What a watch needs of its surroundings. */
export interface WatchDeps<Told> {
  /** `known`: the version that is there already, or empty. */
  ask: (known: string) => Promise<ProxyAnswer>
  /** Whether anybody sees it. */
  isSeen: () => boolean
  now: () => number
  /** Something is new. */
  arrived: (told: Told, before: Told | undefined) => void
  end: AbortSignal
}

const isFresh = (body: unknown): body is Fresh => {
  const { version, next } = bare(body as Partial<Fresh>) // as: checked here
  return typeof version === 'string' && typeof next === 'number'
}

/** Begins to watch. */
export function watch<Told extends Fresh>({ ask, isSeen, now, arrived, end }: WatchDeps<Told>): Watch<Told> {
  const told = signal<Told | undefined>(undefined)
  const pause = signal<Pause | undefined>(undefined)
  let timer: ReturnType<typeof setTimeout> | undefined
  let delay = 0
  let due = 0
  let busy = false
  let again = false
  let ended = false
  let turn = 0

  const stop = () => {
    ended = true
    clearTimeout(timer)
  }
  const hear = (body: Told | (Fresh & { unchanged: true })) => {
    pause.value = undefined
    const before = told.value
    if ('unchanged' in body) {
      delay = Math.min(DELAY_MAX, Math.max(body.next, delay * 2))
      if (before) told.value = bare({ ...before, asOf: body.asOf }) // What was not told is nobody else's word either.
      return
    }
    delay = body.next
    told.value = body
    arrived(body, before)
  }
  const fail = (answer: Exclude<ProxyAnswer, { type: 'ok' }>) => {
    if (answer.type === 'gone') {
      pause.value = { type: 'gone' }
      return stop()
    }
    const { seconds } = bare(answer as { seconds?: number }) // as: some have it
    delay = seconds || Math.min(DELAY_MAX, Math.max(DELAY_MIN, delay * 2))
    pause.value =
      answer.type === 'offline' ? { type: 'offline' } : { type: 'later', until: now() + delay * 1000 }
  }
  const look = async (anew?: boolean): Promise<void> => {
    clearTimeout(timer)
    again ||= busy && anew === true
    if (ended || busy || !isSeen()) return
    const rest = anew ? 0 : due - now()
    if (rest > 0) {
      timer = setTimeout(() => void look(), rest)
      return
    }
    busy = true
    const begun = turn
    const answer = await ask(told.value?.version ?? '')
    busy = false
    if (ended) return
    if (begun !== turn) return look(true)
    if (answer.type !== 'ok') fail(answer)
    else if (isFresh(answer.body)) hear(answer.body as Told) // as: the proxy's own
    else fail({ type: 'broken' })
    due = now() + delay * 1000
    const missed = again
    again = false
    void look(missed)
  }
  const forget = () => {
    turn++
    told.value = pause.value = undefined
    due = delay = 0
  }
  end.addEventListener('abort', stop)
  return { told, pause, look: (anew) => void look(anew), forget, stop }
}
