/** Messages whose address is proven after they were sent: what waits for it, and what follows. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { copyIdOf } from '../../../../proxy/store/email/confirmation.ts'
import type { Confirmation } from '../../../../proxy/store/email/confirmation.ts'
import type { Lead, Store } from '../../../../proxy/store/store.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { delivered, leading, succeeding } from './ground.ts'
import type { Ground } from './ground.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const PLENTY = { calls: 1000, windowMs: MINUTE }
const NOTE = '<p>Address confirmed</p><p>MARK</p>'

const aConfirmation = (changes: Partial<Confirmation> = {}): Confirmation => ({
  asker: 'browser-1',
  holdMs: 0,
  note: NOTE,
  isProven: false,
  ...changes,
})

/** Proves an address, as a right code does. */
export async function prove(
  { codes }: Store,
  changes: { asker?: string; email?: string; site?: string } = {},
) {
  const id = randomUUID()
  const { asker = 'browser-1', email = 'ada@example.com', site = 'shop' } = changes
  const mail = { id, to: email, subject: 'Code', text: '1', language: 'en' }
  await codes.ask({ id, site, email, asker, proof: 'p', lifeMs: 10 * MINUTE, mail })
  expect(await codes.open({ site, asker, claim: () => ({ proof: 'p', session: id }) })).toBe(id)
}

/** The notes that are to be written, which are then. */
async function notesOf(lead: Lead) {
  const found = []
  for (;;) {
    const step = await lead.dueStep()
    if (!step) return found
    expect(await lead.beginStep(step, PLENTY)).toBe(0)
    await lead.settleStep(step, { state: 'done' })
    found.push(step.target)
  }
}

export function confirming(aGround: () => Ground) {
  it('lets a message wait for its code an hour at most, restarts included, and calls it late only then', async () => {
    const ground = aGround()
    const store = await ground.open()
    const held = aSubmission()
    await store.accept(held, { confirmation: aConfirmation({ holdMs: HOUR }) })
    const free = aSubmission()
    await store.accept(free)
    const lead = await leading(store)
    expect(await lead.due(true)).toMatchObject({ id: free.id })
    await lead.settle(free.id, delivered)
    await ground.pass(HOUR - MINUTE)
    expect((await store.health()).oldestMs).toBeUndefined()
    expect(await lead.due(true)).toBeUndefined()
    const next = await succeeding(ground)
    expect(await next.due(true)).toBeUndefined()
    expect(await next.nextDue()).toBe(MINUTE)
    await ground.pass(MINUTE)
    expect(await next.due(true)).toMatchObject({ id: held.id })
    expect((await store.health()).oldestMs).toBe(HOUR)
  })

  it('tells its ticket that its address is confirmed, also after an outage of days, and keeps nothing else', async () => {
    const ground = aGround()
    const store = await ground.open()
    const [proven, known, unproven] = [aSubmission(), aSubmission(), aSubmission()]
    await store.accept(proven, { confirmation: aConfirmation() })
    await store.accept(known, { confirmation: aConfirmation({ isProven: true }) })
    const lead = await leading(store)
    await prove(store)
    await store.accept(unproven, { confirmation: aConfirmation() })
    await ground.pass(50 * HOUR)
    await store.clean()
    await prove(store)
    for (const { id } of [proven, known, unproven]) await lead.settle(id, delivered)
    expect(await notesOf(lead)).toEqual([NOTE, NOTE])
  })

  it('lets it go when its address is proven in the browser that sent it, and notes that on its ticket once', async () => {
    const store = await aGround().open()
    const held = aSubmission()
    await store.accept(held, { confirmation: aConfirmation({ holdMs: HOUR }) })
    const lead = await leading(store)
    await prove(store, { asker: 'browser-2' })
    await prove(store, { email: 'bob@example.com' })
    await prove(store, { site: 'other' })
    expect(await lead.due(true)).toBeUndefined()
    await prove(store, { email: 'ADA@example.com' })
    expect(await lead.due(true)).toMatchObject({ id: held.id })
    expect(await notesOf(lead)).toEqual([])
    await lead.settle(held.id, delivered, [{ kind: 'note', target: '<p>site</p>' }])
    await prove(store)
    expect((await notesOf(lead)).toSorted()).toEqual([NOTE, '<p>site</p>'].toSorted())
  })

  it('lets it go when an operator wants it to', async () => {
    const store = await aGround().open()
    const held = aSubmission()
    await store.accept(held, { confirmation: aConfirmation({ holdMs: HOUR }) })
    const lead = await leading(store)
    expect(await lead.due(true)).toBeUndefined()
    expect(await store.operator.retry(held.id, false)).toBe(1)
    expect(await lead.due(true)).toMatchObject({ id: held.id })
  })

  it('notes it on a ticket that exists, and on one that comes into being meanwhile', async () => {
    const store = await aGround().open()
    const [there, sending, never] = [aSubmission(), aSubmission(), aSubmission()]
    for (const one of [there, sending, never]) await store.accept(one, { confirmation: aConfirmation() })
    const lead = await leading(store)
    await lead.settle(there.id, delivered)
    await lead.begin(sending.id, PLENTY)
    await lead.settle(never.id, { state: 'dead', why: '422' })
    await Promise.all([prove(store), lead.settle(sending.id, delivered)])
    expect(await notesOf(lead)).toEqual([NOTE, NOTE])
    const steps = async (id: string) => (await store.operator.show(id))!.steps.map(({ state }) => state)
    expect([await steps(there.id), await steps(sending.id), await steps(never.id)]).toEqual([
      ['done'],
      ['done'],
      [],
    ])
  })

  it('holds nothing of a visitor who has a session, and notes it all the same', async () => {
    const store = await aGround().open()
    const submission = aSubmission()
    const copy = { id: 'copy', to: 'ada@example.com', subject: 'Copy', text: 'x', language: 'en' }
    const proven = aConfirmation({ holdMs: HOUR, copy, isProven: true })
    await store.accept(submission, { confirmation: proven })
    // A retry of the same message sends no second copy.
    await store.accept(submission, { confirmation: proven })
    expect((await store.mails.take())?.mail).toEqual(copy)
    expect(await store.mails.take()).toBeUndefined()
    const lead = await leading(store)
    expect(await lead.due(true)).toMatchObject({ id: submission.id })
    await lead.settle(submission.id, delivered)
    expect(await notesOf(lead)).toEqual([NOTE])
  })

  it('sends a copy when the address is proven, and none before, or after a day', async () => {
    const ground = aGround()
    const store = await ground.open()
    const copy = { id: 'copy', to: 'ada@example.com', subject: 'Copy', text: 'x', language: 'en' }
    const confirmation = aConfirmation({ note: undefined, copy })
    await store.accept(aSubmission(), { confirmation })
    expect(await store.mails.take()).toBeUndefined()
    const mails = async () => {
      const found = []
      for (let taken = await store.mails.take(); taken; taken = await store.mails.take())
        found.push(taken.mail.subject)
      return found.toSorted()
    }
    await prove(store)
    expect(await mails()).toEqual(['Code', 'Copy'])
    await store.accept(aSubmission(), { confirmation: { ...confirmation, copy: { ...copy, id: 'other' } } })
    await ground.pass(24 * HOUR)
    await store.clean()
    await prove(store)
    expect(await mails()).toEqual(['Code'])
  })

  it('sends no copy of a message that is dropped', async () => {
    const store = await aGround().open()
    const copied = async () => {
      const submission = aSubmission()
      const id = copyIdOf(submission.id)
      const copy = { id, to: 'ada@example.com', subject: 'Copy', text: 'x', language: 'en' }
      await store.accept(submission, { confirmation: aConfirmation({ copy, isProven: true }) })
      return submission.id
    }
    const [dropped, kept] = [await copied(), await copied()]
    expect(await store.operator.drop(dropped)).toBe(true)
    expect((await store.mails.take())?.mail.id).toBe(copyIdOf(kept))
    expect(await store.mails.take()).toBeUndefined()
  })

  it('is forgotten with the address, and with a message that is dropped', async () => {
    const store = await aGround().open()
    const [erased, dropped] = [aSubmission(), aSubmission({ email: 'bob@example.com' })]
    for (const one of [erased, dropped]) await store.accept(one, { confirmation: aConfirmation() })
    const lead = await leading(store)
    await lead.settle(erased.id, delivered)
    await store.operator.erase('ada@example.com', false)
    expect(await store.operator.drop(dropped.id)).toBe(true)
    await prove(store)
    await prove(store, { email: 'bob@example.com' })
    expect(await notesOf(lead)).toEqual([])
  })
}
