/** A call to the helpdesk that passes the rate gate first, whoever makes it. A 429 closes the gate. */
import { gateAsked } from '../happenings.ts'
import type { CallGate } from './rate-gate.ts'
import { createCall } from './request.ts'
import type { Answer, Content, HelpdeskOptions } from './request.ts'

/** Pause after a 429 that names no time: the helpdesk counts by the minute. */
const LIMITED_MS = 60_000

/** Closes the gate after a 429, for as long as it asks. */
export const closeLimited = async (gate: CallGate, retryAfterMs = LIMITED_MS): Promise<void> =>
  gate.close(retryAfterMs, 'limited')

/** What a call does at the gate. */
export interface AtGate {
  /** Waits while the gate is closed, for so many milliseconds; false gives the call up. Without it, none waits. */
  wait?: (ms: number) => Promise<boolean>
  /**
   * Passes the gate in place of the client, for a call that is written down in the same commit in which it is counted; as
   * `CallGate.pass`, and undefined calls it off. What is written down is never of a call that only waited: a kill
   * meanwhile would leave it in doubt for nothing.
   */
  pass?: () => Promise<number | undefined>
  /** Asked when the call is through the gate, just before it leaves; false calls it off. */
  leaving?: () => boolean | Promise<boolean>
}

/** Makes one call; undefined when it did not leave. Throws only when the gate or `at` does. */
export type GatedCall = (
  method: string,
  path: string,
  content?: Content,
  at?: AtGate,
) => Promise<Answer | undefined>

/** A function that calls the helpdesk through a gate. */
export function createGatedCall(options: HelpdeskOptions, gate: CallGate): GatedCall {
  const call = createCall(options)
  const { lane = 'tickets' } = options
  return async (method, path, content, { wait, pass = () => gate.pass(), leaving } = {}) => {
    for (let ms = await pass(); ms !== 0; ms = await pass()) {
      if (ms !== undefined) gateAsked.tell({ lane, passed: false })
      if (ms === undefined || !wait || !(await wait(ms))) return undefined
    }
    gateAsked.tell({ lane, passed: true })
    if (leaving && !(await leaving())) return undefined
    const answer = await call(method, path, content)
    if (answer.type === 'answer' && answer.status === 429) await closeLimited(gate, answer.retryAfterMs)
    return answer
  }
}
