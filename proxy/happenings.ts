/**
 * What happens in the proxy, told to whoever listens in this process: nobody does unless metrics are on, and then telling
 * costs a look. Node's diagnostics channels carry it, so that no room has to know of metrics. Names nobody: there is no
 * field for anything of a visitor.
 */
import { channel } from 'node:diagnostics_channel'

/** What may be told and heard. */
interface Told<Fact extends object> {
  tell: (fact: Fact) => void
  /** Listens until the function that it returns is called. */
  hear: (listener: (fact: Fact) => void) => () => void
}

function happening<Fact extends object>(name: string): Told<Fact> {
  const carrier = channel(`support-proxy:${name}`)
  return {
    tell(fact) {
      if (carrier.hasSubscribers) carrier.publish(fact)
    },
    hear(listener) {
      const heard = (fact: unknown) => listener(fact as Fact) // as: told by `tell` alone
      carrier.subscribe(heard)
      return () => {
        carrier.unsubscribe(heard)
      }
    },
  }
}

/** A message was stored, or a try to deliver one has ended. */
export const messageMoved = happening<{
  site: string
  outcome: 'accepted' | 'delivered' | 'dead' | 'unsure' | 'postponed'
  /** Since it was accepted, in ms, and how many tries that took: of a delivered one. */
  ageMs?: number
  tries?: number
}>('message')

/** A request was answered with a problem. */
export const requestRefused = happening<{ reason: string }>('refused')

/** Somebody was over a limit, or is asked for a challenge first. */
export const limitReached = happening<{ site: string; limit: string; answer: 'refused' | 'challenged' }>(
  'limit',
)

/** A call to the helpdesk has ended, with a status or without an answer. */
export const helpdeskCalled = happening<{
  method: string
  path: string
  status: number | 'none'
  ms: number
}>('call')

/** A call was let through the gate, or found it shut. */
export const gateAsked = happening<{ lane: 'tickets' | 'reading'; passed: boolean }>('gate')

/** Messages were committed together. */
export const batchCommitted = happening<{ count: number; ms: number }>('commit')
