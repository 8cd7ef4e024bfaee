/** What messages are found by after they were sent, and what was read of their tickets. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { aFile, delivered, leading, TICKET } from './ground.ts'
import type { Ground } from './ground.ts'

const DAY = 86_400_000

const handles = (name: string, chain?: string) => ({
  receipt: `receipt-${name}`,
  address: 'address-1',
  ...(chain !== undefined && { chain }),
})

export function conversing(aGround: () => Ground) {
  it('finds a conversation by any of its receipts, in order of time, and no other', async () => {
    const ground = aGround()
    const store = await ground.open()
    const files = [await aFile(store)]
    const first = aSubmission({ handles: handles('a'), files })
    await store.accept(first)
    await store.accept(aSubmission({ handles: handles('other') }))
    await ground.pass(1000)
    const second = aSubmission({ message: 'And one thing more.', handles: handles('b', first.id) })
    await store.accept(second)
    const found = await store.conversations.byReceipt('receipt-a')
    expect(found.map(({ id, chain, files: with_ }) => [id, chain, with_])).toEqual([
      [first.id, undefined, files],
      [second.id, first.id, []],
    ])
    expect(found[0]).toMatchObject({ state: 'pending', address: 'address-1', site: 'shop' })
    expect(found[0]!.submission).toMatchObject({ message: first.message })
    expect(JSON.stringify(found[0]!.submission)).not.toContain('receipt-a')
    expect(await store.conversations.byReceipt('receipt-b')).toEqual(found)
    expect(await store.conversations.byFirst(first.id)).toEqual(found)
    expect(await store.conversations.byReceipt('receipt-c')).toEqual([])
  })

  it('gives a message its receipt in the commit that stores it, and keeps the first of two tries', async () => {
    const ground = aGround()
    const store = await ground.open()
    const submission = aSubmission()
    const tries = ['a', 'b'].map((name) => store.accept({ ...submission, handles: handles(name) }))
    const [one, other] = await Promise.all(tries)
    expect([one, other]).toMatchObject([{ type: 'accepted' }, { type: 'accepted' }])
    const again = await ground.open()
    expect(await again.conversations.byReceipt('receipt-a')).toHaveLength(1)
    expect(await again.conversations.byReceipt('receipt-b')).toHaveLength(0)
  })

  it('takes a further message for the same in whatever spelling the address is known', async () => {
    const store = await aGround().open()
    const submission = aSubmission({ handles: handles('a', randomUUID()) })
    await store.accept(submission)
    const retry = { ...submission, email: 'ADA@example.com' }
    expect(await store.accept(retry)).toMatchObject({ type: 'accepted', fresh: false })
    expect(await store.accept({ ...retry, handles: handles('a', randomUUID()) })).toEqual({
      type: 'conflict',
    })
  })

  it('lists what an address has sent to a site, newest first, also when the text is erased', async () => {
    const ground = aGround()
    const store = await ground.open({ retentionMs: 0 })
    const [old, young] = [aSubmission({ handles: handles('a') }), aSubmission({ handles: handles('b') })]
    await store.accept(old)
    await ground.pass(1000)
    await store.accept(young)
    await store.accept(aSubmission({ site: 'blog', handles: handles('c') }))
    await store.accept(aSubmission({ handles: { address: 'address-2' } }))
    await (await leading(store)).settle(old.id, delivered)
    const listed = await store.conversations.ofAddress('shop', 'address-1', 10)
    expect(listed.map(({ id, submission }) => [id, submission?.message])).toEqual([
      [young.id, young.message],
      [old.id, undefined],
    ])
    expect(await store.conversations.ofAddress('shop', 'address-1', 1)).toHaveLength(1)
  })

  it('keeps what was read of a ticket until the helpdesk says that there is more', async () => {
    const ground = aGround()
    const { conversations } = await ground.open()
    expect(await conversations.look([TICKET])).toEqual([
      { key: TICKET, content: undefined, ageMs: Infinity, isStale: true },
    ])
    await conversations.keep({ key: TICKET, content: '{"a":1}', activity: 'x', owner: 'address-1' })
    await conversations.compare([
      { key: TICKET, activity: 'x' },
      { key: 'another', activity: 'y' },
    ])
    await ground.pass(5000)
    const other = (await ground.open()).conversations
    expect(await other.look([TICKET])).toEqual([
      { key: TICKET, content: '{"a":1}', ageMs: 5000, isStale: false },
    ])
    await other.compare([{ key: TICKET, activity: 'z' }])
    expect(await conversations.look([TICKET])).toMatchObject([{ isStale: true, content: '{"a":1}' }])
  })

  it('knows which tickets somebody looks at, and forgets them after a day', async () => {
    const ground = aGround()
    const store = await ground.open()
    const { conversations } = store
    await conversations.look(['t1', 't2'])
    await ground.pass(1000)
    await conversations.look(['t2', 't2'])
    expect(await conversations.watched(500)).toEqual(['t2'])
    expect((await conversations.watched(5000)).toSorted()).toEqual(['t1', 't2'])
    await ground.pass(DAY - 500)
    await store.clean()
    expect(await conversations.watched(2 * DAY)).toEqual(['t2'])
  })

  it('lets one process read at a time, and another one when that takes too long', async () => {
    const ground = aGround()
    const one = (await ground.open()).conversations
    const other = (await ground.open()).conversations
    const claims = await Promise.all([one.claim('list', 1000), other.claim('list', 1000)])
    expect(claims.toSorted()).toEqual([false, true])
    await ground.pass(1001)
    expect(await other.claim('list', 1000)).toBe(true)
    expect(await one.claim('list', 1000)).toBe(false)
    await other.release('list')
    expect(await one.claim('list', 1000)).toBe(true)
  })

  it('erases with a person the receipts, the address, and what was read of their tickets', async () => {
    const store = await aGround().open()
    const { conversations } = store
    const submission = aSubmission({ handles: handles('a') })
    await store.accept(submission)
    await (await leading(store)).settle(submission.id, delivered)
    await conversations.look([TICKET, 'by-mail', 'foreign'])
    await conversations.keep({ key: TICKET, content: '1', activity: 'x', owner: 'address-9' })
    await conversations.keep({ key: 'by-mail', content: '2', activity: 'x', owner: 'address-1' })
    await conversations.keep({ key: 'foreign', content: '3', activity: 'x', owner: 'address-2' })
    await store.operator.erase(submission.email, false)
    expect(await conversations.byReceipt('receipt-a')).toEqual([])
    expect(await conversations.ofAddress('shop', 'address-1', 10)).toEqual([])
    expect((await conversations.look([TICKET, 'by-mail', 'foreign'])).map(({ content }) => content)).toEqual([
      undefined,
      undefined,
      '3',
    ])
  })

  it('erases what was read of a ticket with the text of its message', async () => {
    const ground = aGround()
    const store = await ground.open()
    const submission = aSubmission({ handles: handles('a') })
    await store.accept(submission)
    await (await leading(store)).settle(submission.id, delivered)
    await ground.pass(7 * DAY - 1000)
    await store.conversations.look([TICKET])
    await store.conversations.keep({ key: TICKET, content: '1', activity: 'x', owner: 'address-1' })
    await ground.pass(1000)
    await store.clean()
    expect(await store.conversations.watched(DAY)).toEqual([])
  })
}
