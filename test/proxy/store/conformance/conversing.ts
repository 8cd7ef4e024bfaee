/** What messages are found by after they were sent, and what was read of their tickets. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { addressHash } from '../../../../proxy/store/conversation/address.ts'
import { ratingPlace, WORDED_MAX, wordsPlace } from '../../../../proxy/store/conversation/rating.ts'
import type { RatingNote } from '../../../../proxy/store/conversation/rating.ts'
import { NOTED_MS } from '../../../../proxy/store/conversation/store.ts'
import type { FreshReading } from '../../../../proxy/store/conversation/store.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { aFile, delivered, leading, PLENTY, TICKET } from './ground.ts'
import type { Ground } from './ground.ts'

const DAY = 86_400_000

const handles = (name: string, chain?: string) => ({
  receipt: `receipt-${name}`,
  address: 'address-1',
  ...(chain !== undefined && { chain }),
})

const aReading = (changes: Partial<FreshReading>): FreshReading => ({
  key: TICKET,
  content: '1',
  owner: 'address-1',
  activity: 'x',
  change: 1,
  ...changes,
})

const aRating = (submission: string, said?: string): RatingNote => ({
  submission,
  ticket: TICKET,
  place: ratingPlace('answer-1'),
  wordsPlace: said === undefined ? undefined : wordsPlace('answer-1', 'bad', said),
  note: `<p>${said ?? 'Helpful.'}</p><p>MARK</p>`,
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
    const found = await store.conversations.byReceipt('shop', 'receipt-a')
    expect(found.map(({ id, chain, files: with_ }) => [id, chain, with_])).toEqual([
      [first.id, undefined, files],
      [second.id, first.id, []],
    ])
    expect(found[0]).toMatchObject({ state: 'pending', address: 'address-1', site: 'shop' })
    expect(found[0]!.submission).toMatchObject({ message: first.message })
    expect(JSON.stringify(found[0]!.submission)).not.toContain('receipt-a')
    expect(await store.conversations.byReceipt('shop', 'receipt-b')).toEqual(found)
    expect(await store.conversations.byFirst(first.id)).toEqual(found)
    expect(await store.conversations.byReceipt('shop', 'receipt-c')).toEqual([])
    expect(await store.conversations.byReceipt('blog', 'receipt-a')).toEqual([])
  })

  it('gives a message its receipt in the commit that stores it, and keeps the first of two tries', async () => {
    const ground = aGround()
    const store = await ground.open()
    const submission = aSubmission()
    const tries = ['a', 'b'].map((name) => store.accept({ ...submission, handles: handles(name) }))
    const [one, other] = await Promise.all(tries)
    expect([one, other]).toMatchObject([{ type: 'accepted' }, { type: 'accepted' }])
    const again = await ground.open()
    expect(await again.conversations.byReceipt('shop', 'receipt-a')).toHaveLength(1)
    expect(await again.conversations.byReceipt('shop', 'receipt-b')).toHaveLength(0)
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

  it('plans the note of a rating once, and each time that words are new, with the ticket that it is about', async () => {
    const ground = aGround()
    const store = await ground.open()
    const submission = aSubmission({ handles: handles('a') })
    await store.accept(submission)
    const lead = await leading(store)
    const { conversations } = store
    const rate = (said?: string) => conversations.rate(aRating(submission.id, said))
    expect((await conversations.byFirst(submission.id))[0]!.rated).toEqual([])
    const twice = await Promise.all([rate(), rate()])
    expect(twice.toSorted()).toEqual(['known', 'noted'])
    expect((await conversations.byFirst(submission.id))[0]!.rated).toEqual([ratingPlace('answer-1')])
    const step = (await lead.dueStep())!
    expect(step).toMatchObject({ kind: 'note', ticket: TICKET, target: '<p>Helpful.</p><p>MARK</p>' })
    await lead.beginStep(step, PLENTY)
    await lead.settleStep(step, { state: 'done' })
    expect(await lead.dueStep()).toBeUndefined()
    expect(await rate()).toBe('known')
    expect([await rate('Too short.'), await rate('Too short.'), await rate('Too long.')]).toEqual([
      'noted',
      'known',
      'noted',
    ])
    expect(await conversations.rate(aRating(randomUUID()))).toBe('gone')
    for (let n = 2; n < WORDED_MAX; n++) expect(await rate(String(n))).toBe('noted')
    expect([await rate('One more.'), await rate('Too long.')]).toEqual(['full', 'known'])
  })

  it('takes words for the rating as well, so that a press that follows adds nothing', async () => {
    const store = await aGround().open()
    const submission = aSubmission({ handles: handles('a') })
    await store.accept(submission)
    const lead = await leading(store)
    const { conversations } = store
    expect(await conversations.rate(aRating(submission.id, 'Too short.'))).toBe('noted')
    expect(await conversations.rate(aRating(submission.id))).toBe('known')
    const [row] = await conversations.byFirst(submission.id)
    expect(row!.rated).toEqual([ratingPlace('answer-1')])
    const step = (await lead.dueStep())!
    expect(step.target).toContain('Too short.')
    await lead.beginStep(step, PLENTY)
    await lead.settleStep(step, { state: 'done' })
    expect(await lead.dueStep()).toBeUndefined()
  })

  it('keeps what was read of a ticket until the helpdesk says that there is more', async () => {
    const ground = aGround()
    const { conversations } = await ground.open()
    const [unread] = await conversations.look([TICKET])
    expect(unread).toEqual({ key: TICKET, content: undefined, ageMs: Infinity, isStale: true })
    await conversations.keep(aReading({ change: 1 }))
    // The list may say it differently: that alone is looked into once.
    await conversations.compare([
      { key: TICKET, activity: 'x' },
      { key: 'another', activity: 'y' },
    ])
    await ground.pass(5000)
    const other = (await ground.open()).conversations
    expect(await other.look([TICKET])).toEqual([{ key: TICKET, content: '1', ageMs: 5000, isStale: false }])
    await other.compare([{ key: TICKET, activity: 'z' }])
    expect(await conversations.peek(TICKET)).toMatchObject({ isStale: true, content: '1' })
    const change = (await conversations.claim(TICKET, 1000))!
    // While it is read, more happens.
    await other.compare([{ key: TICKET, activity: 'zz' }])
    await conversations.keep(aReading({ change, content: '2', activity: 'z' }))
    expect(await conversations.peek(TICKET)).toMatchObject({ isStale: true, content: '2' })
    const last = (await conversations.claim(TICKET, 1000))!
    await conversations.keep(aReading({ change: last, activity: 'said differently' }))
    await conversations.compare([{ key: TICKET, activity: 'zz' }])
    expect(await conversations.peek(TICKET)).toMatchObject({ isStale: false })
  })

  it('knows what is to be read for those who look now, and forgets it after a day', async () => {
    const ground = aGround()
    const store = await ground.open()
    const { conversations } = store
    await conversations.look(['t1', 't2', 't3'])
    await conversations.keep(aReading({ key: 't3', change: 1 }))
    await ground.pass(NOTED_MS)
    await conversations.look(['t2', 't2'])
    expect(await conversations.stale(500)).toEqual(['t2'])
    expect((await conversations.stale(2 * NOTED_MS)).toSorted()).toEqual(['t1', 't2'])
    await conversations.claim('t1', 60_000)
    expect(await conversations.stale(2 * NOTED_MS)).toEqual(['t2'])
    await ground.pass(DAY - NOTED_MS / 2)
    await store.clean()
    expect(await conversations.peek('t1')).toBeUndefined()
    expect(await conversations.peek('t2')).toBeDefined()
  })

  it('lets one process read at a time, and another one when that takes too long', async () => {
    const ground = aGround()
    const one = (await ground.open()).conversations
    const other = (await ground.open()).conversations
    const claims = await Promise.all([one.claim('list', 1000), other.claim('list', 1000)])
    expect(claims.filter((claim) => claim !== undefined)).toEqual([1])
    await ground.pass(1001)
    expect(await other.claim('list', 1000)).toBe(1)
    expect(await one.claim('list', 1000)).toBeUndefined()
    await other.keep(aReading({ key: 'list', change: 1 }))
    expect(await one.claim('list', 1000)).toBe(1)
  })

  it('erases with a person the receipts, the address, and what was read of their tickets', async () => {
    const store = await aGround().open()
    const { conversations } = store
    const submission = aSubmission({ handles: handles('a') })
    await store.accept(submission)
    await (await leading(store)).settle(submission.id, delivered)
    await conversations.look([TICKET, 'by-mail', 'foreign'])
    await conversations.keep(aReading({ owner: 'address-9' }))
    await conversations.keep(aReading({ key: 'by-mail' }))
    await conversations.keep(aReading({ key: 'foreign', content: '3', owner: 'address-2' }))
    await store.operator.erase(submission.email, false)
    expect(await conversations.byReceipt('shop', 'receipt-a')).toEqual([])
    expect(await conversations.ofAddress('shop', 'address-1', 10)).toEqual([])
    expect((await conversations.look([TICKET, 'by-mail', 'foreign'])).map(({ content }) => content)).toEqual([
      undefined,
      undefined,
      '3',
    ])
  })

  it('erases receipts and address also of what has lost its text by time', async () => {
    const ground = aGround()
    const store = await ground.open({ retentionMs: 0 })
    const { conversations } = store
    const address = addressHash(await store.signingKey(), 'ada@example.com')
    const submission = aSubmission({ handles: { receipt: 'receipt-a', address } })
    await store.accept(submission)
    await (await leading(store)).settle(submission.id, delivered)
    await conversations.look(['by-mail', TICKET])
    await conversations.keep(aReading({ key: 'by-mail', owner: address }))
    // The helpdesk has put the contact's messages under another address.
    await conversations.keep(aReading({ owner: 'address-of-another-contact' }))
    expect(await conversations.byReceipt('shop', 'receipt-a')).toHaveLength(1)
    expect(await store.operator.withoutText('Ada@example.com')).toEqual(new Set([submission.id]))
    expect(await store.operator.withoutText('bob@example.com')).toEqual(new Set())
    await store.operator.erase('Ada@example.com', false)
    expect(await store.operator.withoutText('Ada@example.com')).toEqual(new Set())
    expect(await conversations.peek(TICKET)).toBeUndefined()
    expect(await conversations.byReceipt('shop', 'receipt-a')).toEqual([])
    expect(await conversations.ofAddress('shop', address, 10)).toEqual([])
    expect(await conversations.peek('by-mail')).toBeUndefined()
  })

  it('erases words to an answer that are not written yet, of what has lost its text by time, and says of which', async () => {
    const store = await aGround().open({ retentionMs: 0 })
    const address = addressHash(await store.signingKey(), 'ada@example.com')
    const submission = aSubmission({ handles: { receipt: 'receipt-a', address } })
    await store.accept(submission)
    const lead = await leading(store)
    await lead.settle(submission.id, delivered)
    await store.conversations.rate(aRating(submission.id, 'Too short.'))
    await store.operator.erase('Bob@example.com', false)
    expect((await lead.dueStep())?.target).toContain('Too short.')
    const { reference } = (await store.operator.show(submission.id))!
    const nothing = { erased: 0, undelivered: [] }
    const told = await store.operator.erase('Ada@example.com', false)
    expect(told).toEqual({ ...nothing, unwritten: [reference] })
    expect(await store.operator.erase('Ada@example.com', false)).toEqual({ ...nothing, unwritten: [] })
    expect(await lead.dueStep()).toBeUndefined()
    expect((await store.operator.show(submission.id))!.steps).toEqual([])
  })

  it('erases what was read of a ticket with the text of its message', async () => {
    const ground = aGround()
    const store = await ground.open()
    const submission = aSubmission({ handles: handles('a') })
    await store.accept(submission)
    await (await leading(store)).settle(submission.id, delivered)
    await ground.pass(7 * DAY - 1000)
    await store.conversations.look([TICKET])
    await store.conversations.keep(aReading({}))
    await ground.pass(1000)
    await store.clean()
    expect(await store.conversations.peek(TICKET)).toBeUndefined()
  })
}
