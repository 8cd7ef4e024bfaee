import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../../proxy/store/postgres/database.ts'
import { Fenced } from '../../../../proxy/store/store.ts'
import { SETTLE } from '../../../harness/proxy/a-store.ts'
import { aClock, aSubmission } from '../../../harness/proxy/builders.ts'
import { aDatabase, aPostgresStore, ask, WAYS } from '../../../harness/postgres/a-database.ts'
import { prove } from '../conformance/confirming.ts'
import { delivered, leading, TICKET, tried } from '../conformance/ground.ts'

const MINUTE = { calls: 5, windowMs: 61_000 }
const NOTE = { kind: 'note', target: '<p>x</p>' } as const

/** Stores on one database, whose clock moves only when it is told. */
async function stores(count: number, options = {}, way: (typeof WAYS)[number] = 'direct') {
  const database = await aDatabase()
  const { now, pass } = aClock()
  const clock = () => `${now()}::bigint`
  const all = await Promise.all(
    Array.from({ length: count }, () => aPostgresStore(database[way], { clock, ...options })),
  )
  const run = (text: string, ...values: unknown[]) => ask(database.direct, text, ...values)
  return { all, pass, run, url: database[way], expire: () => run('UPDATE lease SET until = 0') }
}

describe.each(WAYS)('of processes that reach the database %s', (way) => {
  it('one delivers, however many want to at one moment', async () => {
    const { all } = await stores(8, {}, way)
    for (let round = 0; round < 5; round++) {
      const leads = await Promise.all(all.map((store) => store.lead(SETTLE)))
      const [lead, ...others] = leads.filter((one) => one !== undefined)
      expect(others).toEqual([])
      await lead!.resign()
    }
  })

  it('none makes a call too many, however many want to at one moment', async () => {
    const { all, pass } = await stores(8, {}, way)
    const round = async () => {
      const waits = await Promise.all([...all, ...all].map(({ calls }) => calls.spend(MINUTE)))
      return waits.filter((wait) => wait === 0).length
    }
    expect(await round()).toBe(MINUTE.calls)
    pass(MINUTE.windowMs - 1)
    expect(await round()).toBe(0)
    pass(1)
    expect(await round()).toBe(MINUTE.calls)
  })
})

describe('the lease', () => {
  it('is over when it is not renewed for fifteen seconds, and not before', async () => {
    const { all, pass } = await stores(2)
    await leading(all[0]!)
    pass(14_999)
    expect(await all[1]!.lead(SETTLE)).toBeUndefined()
    pass(1)
    expect(await all[1]!.lead(SETTLE)).toBeDefined()
    expect(await all[0]!.lead(SETTLE)).toBeUndefined()
  })

  it('is free at once when who had it resigns', async () => {
    const { all } = await stores(2)
    await (await leading(all[0]!)).resign()
    expect(await all[1]!.lead(SETTLE)).toBeDefined()
  })

  it('is taken from one that it would hold longer than it can: the clock was set back', async () => {
    const { all, run } = await stores(2)
    await leading(all[0]!)
    await run('UPDATE lease SET until = until + 3600000')
    expect(await all[1]!.lead(SETTLE)).toBeDefined()
  })

  it('is taken from a process that was frozen, or lost, in the middle of a commit', async () => {
    const { all, pass, url } = await stores(2)
    await leading(all[0]!)
    const database = await openDatabase({ url })
    let goOn = () => {}
    let frozen: Promise<unknown> = Promise.resolve()
    await new Promise<void>((holding) => {
      frozen = database.transaction(async (query) => {
        // What every commit of the delivery does first.
        await query('SELECT 1 FROM lease FOR SHARE')
        holding()
        await new Promise<void>((resolve) => (goOn = resolve))
      })
    })
    pass(15_000)
    await expect.poll(() => all[1]!.lead(SETTLE).catch(() => undefined), { timeout: 30_000 }).toBeDefined()
    goOn()
    await expect(frozen).rejects.toThrow()
    await database.close()
  })

  it('keeps who has lost it from whatever it was about to do', async () => {
    const { all, expire } = await stores(2)
    const [one, other] = [all[0]!, all[1]!]
    const [first, second, third] = [aSubmission(), aSubmission(), aSubmission()]
    for (const submission of [first, second, third]) await one.accept(submission)
    const old = await leading(one)
    await old.settle(first.id, delivered, [NOTE])
    const step = (await old.dueStep())!
    await old.begin(second.id, MINUTE)
    await expire()
    await leading(other)
    const before = await other.operator.list(undefined, '')
    const late = [
      () => old.begin(third.id, MINUTE),
      () => old.settle(second.id, delivered),
      () => old.settle(second.id, tried()),
      () => old.beginStep(step, MINUTE),
      () => old.beginStep({ ...step, kind: 'tag' }, MINUTE),
      () => old.settleStep(step, { state: 'done' }),
      () => old.hold('shop', 1000),
      () => old.interrupt(0),
    ]
    for (const work of late) await expect(work()).rejects.toBeInstanceOf(Fenced)
    // Nor does it take the lease from the one that has it.
    await old.resign()
    expect(await other.operator.list(undefined, '')).toEqual(before)
    expect(await one.lead(SETTLE)).toBeUndefined()
  })

  it('leaves what was being sent until a call that may still be open must have ended, and the delay after it', async () => {
    const callMs = 15_000
    const { all, pass, run, expire } = await stores(2, { callMs })
    const submission = aSubmission()
    await all[0]!.accept(submission)
    await (await leading(all[0]!)).begin(submission.id, MINUTE)
    await expire()
    const next = await leading(all[1]!)
    expect(await next.nextDue()).toBe(SETTLE + callMs)
    pass(SETTLE + callMs)
    await run('UPDATE lease SET until = until + $1', SETTLE + callMs)
    expect(await next.due(true)).toMatchObject({ id: submission.id, state: 'unsure' })
  })

  it('has to be taken anew in a database that has become another one, before anything is done by it', async () => {
    const { all, run } = await stores(1)
    const lead = await leading(all[0]!)
    expect(await lead.due(true)).toBeUndefined()
    await run('UPDATE lease SET timeline = 0')
    for (const work of [() => lead.due(true), () => lead.dueStep(), () => lead.begin('x', MINUTE)])
      await expect(work()).rejects.toBeInstanceOf(Fenced)
    expect(await (await leading(all[0]!)).due(true)).toBeUndefined()
    expect(await all[0]!.calls.closure()).toBe('limited')
  })

  it('has to be taken anew when the clock was set back by an hour: nothing waits until that has passed', async () => {
    const { all, pass } = await stores(1)
    const [fresh, failed] = [aSubmission(), aSubmission()]
    for (const one of [fresh, failed]) await all[0]!.accept(one)
    const lead = await leading(all[0]!)
    await lead.settle(failed.id, tried())
    pass(-3_600_000)
    await expect(lead.due(true)).rejects.toBeInstanceOf(Fenced)
    const next = await leading(all[0]!)
    expect(await next.due(true)).toMatchObject({ id: fresh.id })
    expect(await next.due(false)).toMatchObject({ id: failed.id })
  })

  it('lets calls leave again within a minute when the clock was set back by an hour', async () => {
    const { all, run, pass } = await stores(1)
    for (let call = 0; call < MINUTE.calls; call++) expect(await all[0]!.calls.spend(MINUTE)).toBe(0)
    await run('UPDATE gate_call SET at = at + 3600000')
    expect(await all[0]!.calls.wait(MINUTE)).toBe(MINUTE.windowMs)
    pass(MINUTE.windowMs - 1)
    expect(await all[0]!.calls.wait(MINUTE)).toBe(1)
    pass(1)
    expect(await all[0]!.calls.spend(MINUTE)).toBe(0)
  })

  it('lets no call leave for a minute in a database that was a standby: the last calls may be unknown to it', async () => {
    const { all, run } = await stores(2)
    await leading(all[0]!)
    expect(await all[0]!.calls.wait(MINUTE)).toBe(0)
    await run('UPDATE lease SET until = 0, timeline = 0')
    await leading(all[1]!)
    expect(await all[1]!.calls.wait(MINUTE)).toBe(MINUTE.windowMs)
    expect(await all[1]!.calls.closure()).toBe('limited')
  })

  it('looks for all that waits in a database that was a standby: what was sent last may be unknown to it', async () => {
    const { all, run, pass } = await stores(2)
    const [sent, waits] = [aSubmission(), aSubmission()]
    for (const one of [sent, waits]) await all[0]!.accept(one)
    const lead = await leading(all[0]!)
    await lead.settle(sent.id, delivered, [NOTE])
    await run('UPDATE lease SET until = 0, timeline = 0')
    const next = await leading(all[1]!)
    expect(await next.due(true)).toBeUndefined()
    expect(await next.dueStep()).toBeUndefined()
    pass(SETTLE)
    await run('UPDATE lease SET until = until + $1', SETTLE)
    expect(await next.due(true)).toMatchObject({ id: waits.id, state: 'unsure' })
    expect(await next.dueStep()).toMatchObject({ kind: 'note', state: 'unsure' })
  })

  it('looks first for what was refused in a database that was a standby, when it is tried again', async () => {
    const { all, run, pass } = await stores(2)
    const refused = [aSubmission(), aSubmission(), aSubmission()]
    for (const one of refused) await all[0]!.accept(one)
    const lead = await leading(all[0]!)
    for (const { id } of refused) await lead.settle(id, { state: 'dead', why: '422 subject', attempts: 1 })
    for (let start = 0; start < 2; start++) {
      await run('UPDATE lease SET until = 0, timeline = 0')
      await leading(all[1]!)
    }
    const [[named, looked, other], { operator }] = [refused.map(({ id }) => id), all[0]!]
    expect(await operator.show(named!)).toMatchObject({ state: 'dead', why: 'older_database; 422 subject' })
    expect(await operator.retry(looked!, true)).toBe(1)
    expect(await operator.show(looked!)).toMatchObject({ state: 'pending', why: undefined })
    expect(await operator.retry(named!, false)).toBe(1)
    expect(await operator.retryDead()).toBe(1)
    const next = await leading(all[1]!)
    expect(await next.due(true)).toMatchObject({ id: looked, state: 'pending' })
    await next.settle(looked!, delivered)
    expect(await next.due(true)).toBeUndefined()
    pass(SETTLE)
    await run('UPDATE lease SET until = until + $1', SETTLE)
    for (const _ of [named, other]) {
      const found = (await next.due(true))!
      expect([named, other]).toContain(found.id)
      expect(found).toMatchObject({ state: 'unsure', why: 'older_database' })
      await next.settle(found.id, delivered)
    }
  })

  it('looks at once for what waits for its code in such a database, when that is proven, and does not call it late before', async () => {
    const { all, run, pass } = await stores(2)
    const held = aSubmission()
    const confirmation = { asker: 'browser', holdMs: 3_600_000, note: undefined, isProven: false }
    await all[0]!.accept(held, { confirmation })
    await leading(all[0]!)
    await run('UPDATE lease SET until = 0, timeline = 0')
    const next = await leading(all[1]!)
    pass(1_800_000)
    await run('UPDATE lease SET until = until + $1', 1_800_000)
    expect(await next.due(true)).toBeUndefined()
    expect((await all[0]!.health()).oldestMs).toBeUndefined()
    await prove(all[0]!, { asker: 'browser' })
    expect(await next.due(true)).toMatchObject({ id: held.id, state: 'unsure' })
    expect((await all[0]!.health()).oldestMs).toBe(1_800_000)
  })
})

it('a call whose commit has taken too long does not leave, and its row is as before', async () => {
  const { all, run } = await stores(1)
  const submission = aSubmission()
  await all[0]!.accept(submission)
  const lead = await leading(all[0]!)
  // In one transaction with a wait, as a machine that stalls.
  const held = run(`WITH held AS (SELECT id FROM submission FOR UPDATE) SELECT pg_sleep(2) FROM held`)
  await expect
    .poll(
      async () =>
        (
          await run(
            `SELECT 1 FROM pg_locks WHERE mode = 'RowShareLock' AND granted AND relation = 'submission'::regclass`,
          )
        ).length,
    )
    .toBeGreaterThan(0)
  expect(await lead.begin(submission.id, MINUTE)).toBeUndefined()
  await held
  expect(await lead.due(true)).toMatchObject({ id: submission.id, state: 'pending' })
})

it('a call may leave whose mark was committed after nobody waited for that any more', async () => {
  const { all, run, url } = await stores(1)
  const submission = aSubmission()
  await all[0]!.accept(submission)
  const lead = await leading(all[0]!)
  const database = await openDatabase({ url })
  let begun: Promise<number | undefined> | undefined
  // What `begin` does, in a database that waits for its standby.
  await database.transaction(async (query) => {
    await query(`UPDATE submission SET state = 'sending'`)
    await lead.interrupt(SETTLE)
    expect(await lead.due(true)).toMatchObject({ id: submission.id, state: 'pending' })
    begun = lead.begin(submission.id, MINUTE)
    const waits = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
    await expect.poll(() => run(waits)).toHaveLength(1)
  })
  expect(await begun).toBe(0)
  await database.close()
})

it('gives a ticket its steps with its own commit, or neither', async () => {
  const { all, expire } = await stores(2)
  const submission = aSubmission()
  await all[0]!.accept(submission)
  const old = await leading(all[0]!)
  await expire()
  const next = await leading(all[1]!)
  await expect(old.settle(submission.id, delivered, [NOTE])).rejects.toBeInstanceOf(Fenced)
  expect(await next.dueStep()).toBeUndefined()
  await next.settle(submission.id, delivered, [NOTE])
  expect(await next.dueStep()).toMatchObject({ kind: 'note', ticket: TICKET })
})
