/** What the suite stands on: a store of some engine, and words for what it is asked. */
import { expect } from 'vitest'
import type { Store } from '../../../../proxy/store/store.ts'
import type { Receipt, Settlement, StoredSubmission } from '../../../../proxy/store/records.ts'
import { SETTLE } from '../../../harness/proxy/a-store.ts'
import { byId } from '../../../harness/proxy/by-id.ts'
import type { LeadById } from '../../../harness/proxy/by-id.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'

/** The data of one proxy, and the time as its engine sees it. */
export interface Ground {
  /** Opens the store; the same data each time, as another process that starts. */
  open: (options?: { retentionMs?: number; dedupeMs?: number; spoolBytes?: number }) => Promise<Store>
  /** Lets time pass, for a process that delivers as well. */
  pass: (ms: number) => Promise<void>
  /** What it takes until another process may deliver, when the one that did is gone. */
  lose: () => Promise<void>
}

/** A rate that no test reaches. */
export const PLENTY = { calls: 1000, windowMs: 61_000 }

export const TICKET = '01JABCDEFGHJKMNPQRSTVWXYZ0'
export const delivered: Settlement = { state: 'delivered', ticket: TICKET }
export const tried = (waitMs = 0, attempts = 1): Settlement => ({
  state: 'pending',
  waitMs,
  why: '503',
  attempts,
})
export const unsure = (waitMs: number): Settlement => ({
  state: 'unsure',
  waitMs,
  why: 'timeout',
  attempts: 1,
})

/** A call for a message that ended without an answer. */
export async function doubt(lead: LeadById, id: string, waitMs: number): Promise<void> {
  await lead.begin(id, PLENTY)
  await lead.settle(id, unsure(waitMs))
}

export const isFresh = (receipt: Receipt) => receipt.type === 'accepted' && receipt.fresh

export async function leading(store: Store): Promise<LeadById> {
  const lead = await store.lead(SETTLE)
  expect(lead).toBeDefined()
  return byId(store, lead!)
}

/** The delivery of another process, after the one that delivered is gone. */
export async function succeeding(ground: Ground): Promise<LeadById> {
  await ground.lose()
  return leading(await ground.open())
}

/** A store with one message that waits, and its delivery. */
export async function waiting(ground: Ground, changes: Partial<StoredSubmission> = {}) {
  const store = await ground.open()
  const submission = aSubmission(changes)
  await store.accept(submission)
  return { store, submission, lead: await leading(store) }
}

/** A file of the store, of so many bytes. */
export const aFile = (store: Store, bytes = 10, network?: string) =>
  store.files.receive(network, async (one) => {
    const file = await one((write) => write(Buffer.alloc(bytes, 1)))
    return { file, name: 'a.txt', type: 'text/plain', size: bytes, digest: `d${bytes}` }
  })
