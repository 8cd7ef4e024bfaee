import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Sql } from '../../../../proxy/store/sqlite/database.ts'
import { recordStatements } from '../../../harness/proxy/sqlite-plans.ts'
import { conforms } from '../conformance.ts'
import { aFile, delivered, leading, tried as again } from '../conformance/ground.ts'
import { anOpenedStore, aStore, SETTLE } from '../../../harness/proxy/a-store.ts'
import { aClock, aDatabase, aFolder, aSubmission } from '../../../harness/proxy/builders.ts'

const DAY = 86_400_000

const { scans, count } = recordStatements()

conforms('SQLite', () => {
  const [dataDir, clock] = [aFolder(), aClock()]
  const { now, pass } = clock
  return {
    open: async (options) =>
      anOpenedStore({ dataDir, now, retentionMs: 7 * DAY, dedupeMs: 90 * DAY, ...options }),
    pass: async (ms) => void pass(ms),
    // The file is free when its process has ended.
    lose: async () => {},
  }
})

it('keeps the files of a message whose commit the disk failed under: it may come to light with the next start', async () => {
  const folder = aFolder()
  const sql = aDatabase(folder)
  let fails = false
  const failing: Sql = {
    ...sql,
    transaction(work) {
      const result = sql.transaction(work)
      // SQLITE_IOERR_FSYNC: the log has it all, and only whoever reads that anew finds it.
      if (fails) throw Object.assign(new Error('disk I/O error'), { rawCode: 1034 })
      return result
    },
  }
  const { store } = aStore({ folder, sql: failing })
  const file = await aFile(store)
  const submission = aSubmission({ files: [file] })
  fails = true
  await expect(store.accept(submission)).rejects.toThrow('disk I/O error')
  fails = false
  const next = anOpenedStore({ dataDir: folder })
  // The visitor sends it again, and is told that it is there.
  const second = { ...submission, files: [await aFile(next)] }
  expect(await next.accept(second)).toMatchObject({ type: 'accepted', fresh: false })
  expect(await (await next.files.open(file))?.text()).toHaveLength(file.size)
})

it('removes the files of a message that was certainly not stored', async () => {
  const folder = aFolder()
  const sql = aDatabase(folder)
  let isFull = false
  const full: Sql = {
    ...sql,
    transaction(work) {
      if (!isFull) return sql.transaction(work)
      throw Object.assign(new Error('database or disk is full'), { rawCode: 13 })
    },
  }
  const { store } = aStore({ folder, sql: full, maxBytes: 1000 })
  const file = await aFile(store)
  isFull = true
  await expect(store.accept(aSubmission({ files: [file] }))).rejects.toThrow('full')
  expect(await store.files.open(file)).toBeUndefined()
})

it('refuses no message for what was noted of a limit by a process that could not write its counters down', async () => {
  const folder = aFolder()
  const charge = { serial: 1, at: 0, points: [{ kind: 'total', key: '', points: 1 }] } as const
  await anOpenedStore({ dataDir: folder }).accept(aSubmission(), { charge })
  const next = anOpenedStore({ dataDir: folder })
  expect(await next.counters.read()).toBeUndefined()
  expect(await next.accept(aSubmission(), { charge })).toMatchObject({ type: 'accepted' })
})

it('takes a file that was cut short for gone: part of one would pass for all of it', async () => {
  const { store, spool } = aStore()
  const file = await aFile(store)
  truncateSync(spool.path(file.file), 9)
  expect(await store.files.open(file)).toBeUndefined()
})

it('reads no whole table that grows', () => {
  expect(count()).toBeGreaterThan(150)
  expect(scans()).toEqual([])
})

it('keeps the counters of the limits, and what messages used since', async () => {
  const dataDir = aFolder()
  const store = anOpenedStore({ dataDir })
  const salts = { salt: 's', saltedAt: 1, former: undefined }
  const charge = (serial: number) => ({
    serial,
    at: serial,
    points: [{ kind: 'email', key: 'k', points: 1 }],
  })
  expect(await store.counters.read()).toBeUndefined()
  await store.accept(aSubmission(), { charge: charge(1) })
  await store.counters.save({ salts, used: '{"a":1}', serial: 1 })
  expect(await store.counters.hasCharges()).toBe(false)
  await store.accept(aSubmission(), { charge: charge(2) })
  // Of a message that is stored already, nothing is used again.
  const next = anOpenedStore({ dataDir })
  expect(await next.counters.hasCharges()).toBe(true)
  expect(await next.counters.read()).toEqual({ salts, used: '{"a":1}', serial: 1, charges: [charge(2)] })
})

/** A store whose clock is right, after one whose clock was six years behind while it delivered; by a start that `boot` names. */
async function aClockThatWasBehind(boot: string) {
  const [dataDir, right] = [aFolder(), Date.UTC(2026, 0, 1)]
  const clock = aClock(Date.UTC(2020, 0, 1))
  let start = { boot: 'a', up: 50_000 }
  const open = () =>
    anOpenedStore({
      dataDir,
      now: clock.now,
      retentionMs: 7 * DAY,
      dedupeMs: 90 * DAY,
      bootTime: () => start,
    })
  const [older, sent, waits, refused] = [aSubmission(), aSubmission(), aSubmission(), aSubmission()]
  const store = open()
  for (const one of [older, sent, waits, refused]) await store.accept(one)
  const lead = await leading(store)
  for (const { id } of [older, sent]) {
    await lead.begin(id, { calls: 1000, windowMs: 61_000 })
    await lead.settle(id, delivered)
    clock.pass(3_600_000)
  }
  await lead.settle(refused.id, { state: 'dead', why: '422' })
  clock.time = right
  start = { boot, up: 50_000 + 3 * 3_600_000 }
  return { open, clock, older, sent, waits, refused }
}

it('keeps what was delivered by a clock that was years behind for as long as anything else, also after a start that ended early', async () => {
  const { open, clock, older, sent, waits, refused } = await aClockThatWasBehind('a')
  await open().close()
  const store = open()
  await store.clean()
  for (const one of [older, sent, waits, refused]) {
    expect(await store.accept(one)).toMatchObject({ type: 'accepted', fresh: false })
    expect((await store.operator.show(one.id))?.submission).toBeDefined()
  }
  // From then on the time counts.
  clock.pass(8 * DAY)
  await store.clean()
  expect((await store.operator.show(sent.id))?.submission).toBeUndefined()
  clock.pass(83 * DAY)
  await store.clean()
  expect(await store.knows(sent.id)).toBe(false)
})

it('forgets nothing that is not delivered, however far behind the clock was that it was accepted by', async () => {
  const { open, waits, refused } = await aClockThatWasBehind('another')
  const store = open()
  await store.clean()
  for (const { id } of [waits, refused]) expect((await store.operator.show(id))?.submission).toBeDefined()
})

it('looks for all that waits in a database that is older than what was promised: it may have been sent since', async () => {
  const [dataDir, { now, pass }] = [aFolder(), aClock()]
  const open = () => anOpenedStore({ dataDir, now })
  const [sent, fresh, tried] = [aSubmission(), aSubmission(), aSubmission()]
  const store = open()
  for (const one of [sent, fresh, tried]) await store.accept(one)
  const before = await leading(store)
  await before.settle(sent.id, delivered, [{ kind: 'note', target: '<p>x</p>' }])
  await before.settle(tried.id, again())
  // As beside a database that was restored from a backup.
  writeFileSync(join(dataDir, 'promised.json'), JSON.stringify({ id: aSubmission().id, at: now() }))
  const lead = await leading(open())
  expect([await lead.due(true), await lead.dueStep()]).toEqual([undefined, undefined])
  pass(SETTLE)
  for (const { id } of [fresh, tried]) {
    expect(await lead.due(true)).toMatchObject({ id, state: 'unsure', why: 'older_database' })
    await lead.settle(id, delivered)
  }
  expect(await lead.dueStep()).toMatchObject({ kind: 'note', state: 'unsure' })
})
