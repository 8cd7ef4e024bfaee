/** A queue in every state, and an operator who asks for it by commands. */
import { onTestFinished } from 'vitest'
import { run } from '../../../proxy/cli/main.ts'
import { createOperator } from '../../../proxy/operator/admin-api.ts'
import { listen, socketPath } from '../../../proxy/operator/admin-socket.ts'
import { aStore } from './a-store.ts'
import { aClock, aFolder, aSubmission } from './builders.ts'
import type { StoredSubmission, Settlement } from '../../../proxy/store/records.ts'

export const WAYS = ['beside a running proxy', 'while the proxy is stopped'] as const

/** A data directory with one submission in each of the given states. */
export async function aQueue(
  states: ('pending' | 'dead' | 'delivered' | 'unsure')[],
  changes: Partial<StoredSubmission> = {},
) {
  const dataDir = aFolder()
  const clock = aClock()
  const { store, outbox, sql } = aStore({ folder: dataDir, now: clock.now })
  const submissions = states.map(() =>
    aSubmission({ email: 'canary@example.com', message: 'canary', ...changes }),
  )
  await Promise.all(submissions.map((submission) => outbox.accept(submission)))
  const settlements: Record<string, Settlement> = {
    pending: { state: 'pending', waitMs: 0, why: '503', attempts: 2 },
    unsure: { state: 'unsure', waitMs: 0, why: 'timeout', attempts: 1 },
    dead: { state: 'dead', why: '422 subject' },
    delivered: { state: 'delivered', ticket: '01JABCDEFGHJKMNPQRSTVWXYZ0' },
  }
  const ids = submissions.map(({ id }) => id)
  for (const [i, id] of ids.entries()) {
    const row = { id, acceptedAt: clock.now() }
    outbox.sending(row)
    outbox.settle(row, settlements[states[i]!]!)
  }
  return { dataDir, sql, outbox, store, clock, ids }
}

/** The same queue, reached over the socket or by opening the database. */
export async function aReachableQueue(when: (typeof WAYS)[number], ...what: Parameters<typeof aQueue>) {
  const queue = await aQueue(...what)
  let woken = 0
  if (when === 'beside a running proxy') {
    const operator = createOperator({
      messages: queue.store.operator,
      sessions: queue.store.sessions,
      wake: () => woken++,
    })
    const socket = await listen(socketPath(queue.dataDir), operator.fetch)
    onTestFinished(() => socket.close())
  }
  return { ...queue, woken: () => woken }
}

/** Runs one command as an operator would, and tells what was printed. */
export async function command(dataDir: string, ...argv: string[]) {
  let out = ''
  let err = ''
  const code = await run({
    argv,
    env: { DATA_DIR: dataDir },
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
  })
  return { code, out, err }
}
