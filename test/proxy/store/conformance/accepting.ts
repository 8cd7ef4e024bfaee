/** What is accepted, and the files that come with it. */
import { expect, it } from 'vitest'
import { NoRoom } from '../../../../proxy/store/store.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { aFile, delivered, isFresh, leading } from './ground.ts'
import type { Ground } from './ground.ts'

const HOUR = 3_600_000

export function accepting(aGround: () => Ground) {
  it('gives the same submission the same receipt again, and keeps one', async () => {
    const store = await aGround().open()
    const submission = aSubmission()
    const first = await store.accept(submission)
    expect(first).toMatchObject({ type: 'accepted', state: 'pending', fresh: true })
    expect(await store.accept(submission)).toEqual({ ...first, fresh: false })
    expect(await store.recognise(submission)).toEqual({ ...first, fresh: false })
    expect(await store.waiting()).toBe(1)
  })

  it('recognises one submission that arrives many times at once, also in two processes', async () => {
    const ground = aGround()
    const stores = [await ground.open(), await ground.open()]
    const submission = aSubmission()
    const receipts = await Promise.all(
      Array.from({ length: 1000 }, (_, n) => stores[n % 2]!.accept(submission)),
    )
    expect(receipts.filter(isFresh)).toHaveLength(1)
    expect(new Set(receipts.map((receipt) => JSON.stringify({ ...receipt, fresh: 0 }))).size).toBe(1)
    expect(await stores[0]!.waiting()).toBe(1)
  })

  it('refuses an id that was used for another message, also at the same moment', async () => {
    const store = await aGround().open()
    const submission = aSubmission()
    const other = { ...submission, message: 'Something else' }
    const both = await Promise.all([store.accept(submission), store.accept(other)])
    expect(both.map(({ type }) => type)).toEqual(['accepted', 'conflict'])
    expect(await store.accept(other)).toEqual({ type: 'conflict' })
    expect(await store.recognise(other)).toEqual({ type: 'conflict' })
  })

  it('takes a retry from another page of the site as the same message', async () => {
    const store = await aGround().open()
    const submission = aSubmission({ page: 'https://shop.example/a', locale: 'en' })
    await store.accept(submission)
    const retry = { ...submission, page: 'https://shop.example/b', locale: 'nl' }
    expect(await store.accept(retry)).toMatchObject({ type: 'accepted', fresh: false })
  })

  it('takes a challenge once, of however many messages bring it at one moment', async () => {
    const ground = aGround()
    const stores = [await ground.open(), await ground.open()]
    const spend = { nonce: 'n', until: Date.UTC(2026, 0, 1) + 1000 }
    const all = [1, 2, 3, 4].map((n) => stores[n % 2]!.accept(aSubmission(), { spend }))
    const receipts = await Promise.all(all)
    expect(receipts.filter(isFresh)).toHaveLength(1)
    expect(receipts.filter(({ type }) => type === 'spent')).toHaveLength(3)
    expect(await stores[0]!.waiting()).toBe(1)
  })

  it('gives a second try that brings the same challenge its receipt', async () => {
    const store = await aGround().open()
    const submission = aSubmission()
    const spend = { nonce: 'n', until: Date.UTC(2026, 0, 1) + 1000 }
    const both = await Promise.all([store.accept(submission, { spend }), store.accept(submission, { spend })])
    expect(both.map(isFresh)).toEqual([true, false])
  })

  it('knows what was accepted after a restart, and nothing else', async () => {
    const ground = aGround()
    const submission = aSubmission()
    await (await ground.open()).accept(submission)
    const store = await ground.open()
    expect(await store.knows(submission.id)).toBe(true)
    expect(await store.knows(aSubmission().id)).toBe(false)
    expect(await store.recognise(aSubmission())).toBeUndefined()
  })

  it('finds a message by its id and by its reference, until it is erased', async () => {
    const store = await aGround().open()
    const submission = aSubmission({ topic: 'billing' })
    const receipt = await store.accept(submission)
    const reference = receipt.type === 'accepted' ? receipt.reference : ''
    for (const key of [submission.id, reference])
      expect(await store.find(key)).toEqual({ email: 'ada@example.com', topic: 'billing' })
    expect(await store.find('SNOTHING')).toBeUndefined()
    const lead = await leading(store)
    await lead.settle(submission.id, delivered)
    await store.operator.erase('ada@example.com', false)
    expect(await store.find(reference)).toEqual({ email: undefined, topic: undefined })
  })
}

export function keepingFiles(aGround: () => Ground) {
  it('keeps the files of a message, in order, and gives them back', async () => {
    const store = await aGround().open()
    const files = [await aFile(store, 3), await aFile(store, 4)]
    const submission = aSubmission({ files })
    await store.accept(submission)
    const lead = await leading(store)
    expect(await lead.filesOf(submission.id)).toEqual(files)
    const content = await store.files.open(files[1]!)
    expect([content?.size, content?.type]).toEqual([4, 'text/plain'])
    await store.clean()
    expect((await store.files.open(files[0]!))?.size).toBe(3)
  })

  it('keeps the files of one of two tries only', async () => {
    const store = await aGround().open()
    const submission = aSubmission()
    const [first, second] = [await aFile(store), await aFile(store)]
    await store.accept({ ...submission, files: [first] })
    expect(await store.accept({ ...submission, files: [second] })).toMatchObject({ fresh: false })
    expect((await store.files.open(first))?.size).toBe(10)
    expect(await store.files.open(second)).toBeUndefined()
  })

  it('has nothing left of what could not be received', async () => {
    const store = await aGround().open({ spoolBytes: 100 })
    const work = store.files.receive(undefined, async (one) => {
      await one((write) => write(Buffer.alloc(90)))
      throw new Error('refused')
    })
    await expect(work).rejects.toThrow('refused')
    expect((await store.health()).filled).toBe(0)
    await expect(aFile(store, 101)).rejects.toBeInstanceOf(NoRoom)
    expect((await store.health()).filled).toBe(0)
    await aFile(store, 100)
    expect((await store.health()).filled).toBe(1)
  })

  it('lets the network that holds most give way', async () => {
    const store = await aGround().open({ spoolBytes: 100 })
    const meanwhile: unknown[] = []
    const large = store.files.receive('greedy', async (one) => {
      await one((write) => write(Buffer.alloc(90)))
      meanwhile.push(await aFile(store, 20, 'modest'))
    })
    await expect(large).rejects.toBeInstanceOf(NoRoom)
    expect(meanwhile).toHaveLength(1)
  })

  it('removes files that nothing refers to, and none of a message that is arriving', async () => {
    const ground = aGround()
    const store = await ground.open()
    const [arriving, orphan] = [await aFile(store), await aFile(store)]
    await store.clean()
    expect((await store.files.open(arriving))?.size).toBe(10)
    await store.accept(aSubmission({ files: [arriving] }))
    // As after a crash between the last byte and the commit, when no message can be arriving any more.
    await ground.pass(HOUR)
    const next = await ground.open()
    await next.clean()
    expect((await next.files.open(arriving))?.size).toBe(10)
    expect(await next.files.open(orphan)).toBeUndefined()
  })
}
