/** What an operator sees and changes, and what is kept for how long. */
import { expect, it } from 'vitest'
import { RateLimits } from '../../../../proxy/admission/rate-limits.ts'
import type { Store } from '../../../../proxy/store/store.ts'
import { countsOf, SETTLE } from '../../../harness/proxy/a-store.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { PLENTY, TICKET, aFile, delivered, doubt, leading, tried, unsure, waiting } from './ground.ts'
import type { Ground } from './ground.ts'

const DAY = 86_400_000

export function operating(aGround: () => Ground) {
  it('lists by state and by the page, and shows by id and reference', async () => {
    const { store, submission, lead } = await waiting(aGround())
    const dead = aSubmission()
    await store.accept(dead)
    await lead.settle(dead.id, { state: 'dead', why: '422' })
    const ids = async (...[listing, after]: Parameters<Store['operator']['list']>) =>
      (await store.operator.list(listing, after)).messages.map(({ id }) => id)
    expect(await ids('dead', '')).toEqual([dead.id])
    expect(await store.operator.list(undefined, '', 1)).toMatchObject({ messages: [{}], more: true })
    expect(await store.operator.list('dead', '', 2)).toMatchObject({ messages: [{}], more: false })
    expect(await ids('pending', '')).toEqual([submission.id])
    expect(await ids(undefined, '')).toEqual([submission.id, dead.id].toSorted())
    expect(await ids(undefined, [submission.id, dead.id].toSorted()[1]!)).toEqual([])
    const shown = (await store.operator.show(dead.id.toUpperCase()))!
    expect(shown).toMatchObject({ state: 'dead', why: '422', submission: { message: dead.message } })
    expect(await store.operator.show(shown.reference.toLowerCase())).toEqual(shown)
    expect(await store.operator.show('SNOTHING')).toBeUndefined()
  })

  it('counts the try that was refused, and the one that made the ticket', async () => {
    const { store, submission, lead } = await waiting(aGround())
    await lead.settle(submission.id, { state: 'dead', why: '422', attempts: 1 })
    expect(await store.operator.show(submission.id)).toMatchObject({ attempts: 1 })
    await lead.settle(submission.id, { state: 'delivered', ticket: 'T', attempts: 2 })
    expect(await store.operator.show(submission.id)).toMatchObject({ attempts: 2 })
    await lead.settle(submission.id, { state: 'pending', waitMs: 0, why: 'absent 503', attempts: 2 })
    expect(await lead.due(false)).toMatchObject({ attempts: 2, why: 'absent 503' })
    // What has left without a try keeps those that were.
    await lead.settle(submission.id, { state: 'dead', why: 'unreadable' })
    expect(await store.operator.show(submission.id)).toMatchObject({ attempts: 2 })
  })

  it('lets dead ones be tried again, unsure ones only on demand, delivered ones never', async () => {
    const { store, submission, lead } = await waiting(aGround())
    const { operator } = store
    await lead.settle(submission.id, { state: 'dead', why: '422' })
    expect(await operator.retryDead()).toBe(1)
    expect(await lead.due(true)).toMatchObject({ id: submission.id, attempts: 0 })
    await doubt(lead, submission.id, SETTLE)
    expect(await operator.retry(submission.id, false)).toBe(0)
    expect(await operator.retry(submission.id, true)).toBe(1)
    expect((await lead.due(true))?.state).toBe('pending')
    await lead.settle(submission.id, delivered)
    expect(await operator.retry(submission.id, true)).toBe(0)
  })

  it('does not look again for what is let be sent during a search, and takes what that has found', async () => {
    const { store, submission, lead } = await waiting(aGround())
    const { id } = submission
    await doubt(lead, id, 0)
    expect(await lead.due(true)).toMatchObject({ id, state: 'unsure' })
    expect(await store.operator.retry(id, true)).toBe(1)
    await lead.settle(id, unsure(SETTLE))
    expect(await lead.due(true)).toMatchObject({ id, state: 'pending', attempts: 0 })
    await lead.settle(id, delivered)
    expect(await store.operator.show(id)).toMatchObject({ state: 'delivered', ticket: TICKET })
  })

  it('drops what is not delivered, with its files, and nothing that is on its way', async () => {
    const store = await aGround().open()
    const file = await aFile(store)
    const submission = aSubmission({ files: [file] })
    await store.accept(submission)
    const lead = await leading(store)
    await lead.begin(submission.id, PLENTY)
    expect(await store.operator.drop(submission.id)).toBe(false)
    await lead.settle(submission.id, tried())
    expect(await store.operator.drop(submission.id)).toBe(true)
    expect(await store.knows(submission.id)).toBe(false)
    expect(await store.files.open(file)).toBeUndefined()
    expect(await store.operator.drop(submission.id)).toBe(false)
  })

  it('erases everything of an address that is delivered, and names what is not', async () => {
    const { store, submission, lead } = await waiting(aGround())
    const other = aSubmission({ email: 'ADA@example.com' })
    const foreign = aSubmission({ email: 'bob@example.com' })
    for (const one of [other, foreign]) await store.accept(one)
    await lead.settle(submission.id, delivered)
    const waits = (await store.operator.show(other.id))!.reference
    expect(await store.operator.erase(' ada@example.com', false)).toEqual({
      erased: 1,
      undelivered: [waits],
      unwritten: [],
    })
    expect((await store.operator.show(submission.id))!.submission).toBeUndefined()
    expect((await store.operator.show(foreign.id))!.submission).toBeDefined()
    await lead.settle(other.id, { state: 'dead', why: '422' })
    expect(await store.operator.erase('ada@example.com', true)).toEqual({
      erased: 1,
      undelivered: [],
      unwritten: [],
    })
    expect(await store.operator.show(other.id)).toBeUndefined()
  })
}

export function keeping(aGround: () => Ground) {
  it('tells how long ago an entry was accepted by its own clock, which is hours off from that of the process', async () => {
    const ground = aGround()
    const { lead } = await waiting(ground)
    await ground.pass(7 * 3_600_000)
    const { ageMs } = (await lead.due(true))!
    expect(ageMs).toBeGreaterThanOrEqual(7 * 3_600_000)
    expect(ageMs).toBeLessThan(7 * 3_600_000 + 60_000)
  })

  it('erases what was written when its time has come, and still recognises a late retry', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    await lead.settle(submission.id, delivered)
    await store.clean()
    expect(await store.find(submission.id)).toMatchObject({ email: 'ada@example.com' })
    await ground.pass(7 * DAY)
    await store.clean()
    expect(await store.find(submission.id)).toEqual({ email: undefined, topic: undefined })
    expect(await store.accept(submission)).toMatchObject({ state: 'delivered', fresh: false })
  })

  it('keeps a message for as long as one that goes on from it waits, whose note is looked for on its ticket', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    await lead.settle(submission.id, delivered)
    const { id } = submission
    const further = aSubmission({ follows: { as: 'note', first: id }, handles: { chain: id } })
    await store.accept(further)
    await doubt(lead, further.id, SETTLE)
    await ground.pass(90 * DAY)
    await store.clean()
    expect(await lead.first(id, 'further')).toMatchObject({ state: 'delivered' })
    await lead.settle(further.id, delivered)
    await store.clean()
    expect(await lead.first(id, 'further')).toBeUndefined()
  })

  it('keeps a message for as long as something is still to be done to its ticket', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    await lead.settle(submission.id, delivered, [{ kind: 'tag', target: TICKET }])
    // As while the token is revoked.
    await ground.pass(90 * DAY)
    await store.clean()
    await lead.settleStep((await lead.dueStep())!, { state: 'done' })
    await store.clean()
    expect(await lead.first(submission.id, 'further')).toBeUndefined()
  })

  it('forgets a delivered message when nobody can be retrying it any more, and no other', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    const dead = aSubmission()
    await store.accept(dead)
    await lead.settle(submission.id, delivered)
    await lead.settle(dead.id, { state: 'dead', why: '422' })
    await ground.pass(90 * DAY - 1)
    await store.clean()
    expect(await countsOf(store)).toMatchObject({ delivered: 1, dead: 1 })
    await ground.pass(1)
    await store.clean()
    expect(await countsOf(store)).toMatchObject({ delivered: 0, dead: 1 })
    await ground.pass(3650 * DAY)
    await store.clean()
    expect((await store.operator.show(dead.id))?.submission).toBeDefined()
  })

  /** A message with a file, of which a note was refused. */
  async function withRefusedNote(ground: Ground, retentionMs: number) {
    const store = await ground.open({ retentionMs })
    const file = await aFile(store)
    const submission = aSubmission({ files: [file] })
    await store.accept(submission)
    const lead = await leading(store)
    await lead.settle(submission.id, delivered, [{ kind: 'note', target: '<p>Too short.</p>' }])
    await lead.settleStep((await lead.dueStep())!, { state: 'failed', why: '403' })
    const kept = () => store.operator.show(submission.id)
    return { store, lead, file, submission, kept }
  }

  it('keeps what a refused note says until an operator acts, as what is dead, and then no longer', async () => {
    const ground = aGround()
    const { store, lead, file, submission, kept } = await withRefusedNote(ground, 7 * DAY)
    await ground.pass(1000 * DAY)
    await store.clean()
    expect((await kept())?.steps).toMatchObject([{ state: 'failed', target: '<p>Too short.</p>' }])
    // Without its address nobody could find the words to erase them.
    expect((await kept())?.submission).toMatchObject({ email: submission.email })
    expect(await store.files.open(file)).toBeUndefined()
    expect(await store.operator.retry(submission.id, false)).toBe(1)
    await lead.settleStep((await lead.dueStep())!, { state: 'done' })
    await store.clean()
    expect(await kept()).toBeUndefined()
  })

  it('gives up a refused note when an operator drops it, and leaves no word of it', async () => {
    const { store, lead, submission, kept } = await withRefusedNote(aGround(), 0)
    await store.clean()
    expect((await store.health()).partial).toBe(1)
    expect(await store.operator.drop(submission.id)).toBe(true)
    expect((await store.health()).partial).toBe(0)
    expect(await store.operator.drop(submission.id)).toBe(false)
    expect(await lead.nextDue()).toBeUndefined()
    await store.clean()
    expect(await kept()).toMatchObject({ state: 'delivered', submission: undefined, files: [] })
    expect((await kept())?.steps).toMatchObject([{ state: 'done', target: undefined, why: 'dropped' }])
  })

  it('says of which message an erasure has given up a note that was still to be written', async () => {
    const { store, submission, kept } = await withRefusedNote(aGround(), 7 * DAY)
    const { reference } = (await kept())!
    const unwritten = [reference]
    expect(await store.operator.erase(submission.email, false)).toEqual({
      erased: 1,
      undelivered: [],
      unwritten,
    })
    expect((await kept())?.steps).toEqual([])
    expect((await store.health()).partial).toBe(0)
  })

  it('gives up a note that waits after many tries as well, and what is known of it later does not bring it back', async () => {
    const { store, lead, submission, kept } = await withRefusedNote(aGround(), 0)
    expect(await store.operator.retry(submission.id, false)).toBe(1)
    const due = (await lead.dueStep())!
    const waits = { state: 'unsure', waitMs: 0, why: '503' } as const
    await lead.settleStep(due, { ...waits, attempts: 7 })
    expect((await store.health()).partial).toBe(0)
    expect(await store.operator.drop(submission.id)).toBe(false)
    await lead.settleStep(due, { ...waits, attempts: 8 })
    expect((await store.health()).partial).toBe(1)
    const taken = (await lead.dueStep())!
    expect(await store.operator.drop(submission.id)).toBe(true)
    expect(await lead.beginStep(taken, PLENTY)).toBeUndefined()
    await lead.settleStep(taken, { ...waits, attempts: 9 })
    expect(await lead.nextDue()).toBeUndefined()
    expect((await kept())?.steps).toMatchObject([{ state: 'done', target: undefined, why: 'dropped' }])
  })

  it('has one key to sign with, whichever process asks, and keeps it', async () => {
    const ground = aGround()
    const keys = await Promise.all([1, 2].map(async () => (await ground.open()).signingKey()))
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(keys[1]).toBe(keys[0])
    expect(await (await ground.open()).signingKey()).toBe(keys[0])
  })

  it('remembers what was used of the limits over a restart', async () => {
    const ground = aGround()
    const ada = { network: '203.0.113.9', email: 'ada@example.com', site: 'shop' }
    const limits = { address: 2, email: 2, site: 9, total: 9, unproven: 9, backlog: 9, codes: 9 }
    const open = async () => {
      const store = await ground.open()
      const { counters } = store
      const options = { limits, counters, waiting: async () => 0, now: Date.now, log: () => {} }
      return { store, rateLimits: new RateLimits(options, await store.counters.read()) }
    }
    const { store, rateLimits } = await open()
    await rateLimits.save()
    await store.accept(aSubmission(), { charge: rateLimits.admit(ada).charge })
    await rateLimits.share()
    const next = (await open()).rateLimits
    await next.save()
    await next.share()
    expect(next.usageOf(ada)).toMatchObject({ address: 0.5, own: 0.5 })
  })

  it('tells how things stand', async () => {
    const ground = aGround()
    const { store, submission, lead } = await waiting(ground)
    const dead = aSubmission()
    await store.accept(dead)
    await lead.settle(dead.id, { state: 'dead', why: '422' })
    await lead.settle(submission.id, tried(0, 8))
    await ground.pass(5000)
    const nothing = { partial: 0, damaged: 0, filled: 0, notices: [] }
    expect(await store.health()).toEqual({ dead: 1, stuck: 1, oldestMs: 5000, ...nothing })
    await lead.settle(submission.id, delivered)
    expect((await store.health()).oldestMs).toBeUndefined()
  })
}
