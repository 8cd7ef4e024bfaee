/** What a helpdesk does to one message after the other, and the way of two messages through it. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { FINE } from './fake-helpdesk.ts'
import type { Call, Fault, Kind } from './fake-helpdesk.ts'
import { fieldsOf } from './load.ts'
import { aWorld } from './world.ts'
import type { World } from './world.ts'

/** Short, so that a scenario takes seconds; but no call of a busy machine may pass for one that hangs. */
export const ENV = { HELPDESK_TIMEOUT_MS: '2000', SETTLE_DELAY_MS: '900' }

/** Does `fault` to the first `times` calls of a kind for every message. */
export function first(kind: Kind, fault: Fault, times = 1): (call: Call) => Fault {
  const seen = new Map<string, number>()
  return (call) => {
    if (call.kind !== kind) return FINE
    // Opening a ticket names no reference.
    const key = call.reference ?? call.path
    seen.set(key, (seen.get(key) ?? 0) + 1)
    return seen.get(key)! <= times ? fault : FINE
  }
}

/** Several scripts at once: the first that has a fault for a call. */
export const all =
  (...scripts: ((call: Call) => Fault)[]) =>
  (call: Call): Fault =>
    scripts.map((script) => script(call)).find(({ type }) => type !== 'none') ?? FINE

/** Some messages through a helpdesk that does what `script` says, to the end. */
export async function through(script: (call: Call) => Fault, messages = 2): Promise<World> {
  const world = await aWorld({ script, env: ENV })
  await Promise.all(Array.from({ length: messages }, () => world.send(fieldsOf(randomUUID()))))
  await world.settled()
  expect(await world.end()).toMatchObject({ promised: messages, tickets: messages, dead: 0 })
  return world
}

/** How often a ticket was asked for. */
export const creates = (world: World) => world.desk.calls.filter(({ kind }) => kind === 'create').length
