/** What tells that a database is older than what was done with it is kept until all that waits is looked for. */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { countCalls, openOperator } from '../../../proxy/store/open.ts'
import type { Store } from '../../../proxy/store/store.ts'
import { prove } from './conformance/confirming.ts'
import { leading } from './conformance/ground.ts'
import { anOpenedStore, aStore, SETTLE } from '../../harness/proxy/a-store.ts'
import { aClock, aDatabase, aFolder, aSubmission } from '../../harness/proxy/builders.ts'
import { Outbox } from '../../../proxy/store/sqlite/outbox.ts'

/** A database from before what was promised last, as one that was put back from a backup. */
async function restored() {
  const [dataDir, clock] = [aFolder(), aClock(Date.now())]
  const store = anOpenedStore({ dataDir, now: clock.now })
  await store.accept(aSubmission())
  writeFileSync(join(dataDir, 'promised.json'), JSON.stringify({ id: aSubmission().id, at: clock.now() }))
  return { dataDir, clock }
}

/** A log of which a part near its end was damaged, beside its database; as a killed proxy leaves it. */
async function damaged() {
  const [former, dataDir, clock] = [aFolder(), aFolder(), aClock(Date.now())]
  const sql = aDatabase(former)
  const outbox = new Outbox(sql, { now: clock.now, retentionMs: 1e9, dedupeMs: 1e10 })
  for (let i = 0; i < 6; i++) await outbox.accept(aSubmission())
  for (const name of ['outbox.db', 'outbox.db-wal']) copyFileSync(join(former, name), join(dataDir, name))
  const log = join(dataDir, 'outbox.db-wal')
  const handle = openSync(log, 'r+')
  writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, statSync(log).size - 3000)
  closeSync(handle)
  return { dataDir, clock }
}

describe.each([
  ['that was restored', restored],
  ['whose log is damaged', damaged],
])('a database %s', (_, make) => {
  it.each([
    ['nothing', async () => {}],
    [
      'an erasure',
      async (dataDir: string) => {
        const { operator, close } = openOperator(dataDir)
        await operator.erase('nobody@example.com', false)
        close()
      },
    ],
    [
      'a message that is dropped',
      async (dataDir: string) => {
        const { operator, close } = openOperator(dataDir)
        const { messages } = await operator.list(undefined, '')
        await operator.drop(messages.at(-1)!.id)
        close()
      },
    ],
    [
      'a retry',
      async (dataDir: string) => {
        const { operator, close } = openOperator(dataDir)
        await operator.retryDead()
        close()
      },
    ],
    [
      'the start of a proxy that ended before it delivered',
      async (dataDir: string) => {
        const store = anOpenedStore({ dataDir })
        await store.accept(aSubmission())
        await store.close()
      },
    ],
    [
      'a call of a command that was counted',
      async (dataDir: string) => {
        const { calls, close } = countCalls(dataDir)
        await calls.spend({ calls: 10, windowMs: 60_000 })
        close()
      },
    ],
  ])('is known to be older after %s', async (_what, act) => {
    const { dataDir, clock } = await make()
    await act(dataDir)
    const store = anOpenedStore({ dataDir, now: clock.now })
    expect((await store.health()).notices).toHaveLength(1)
    await leading(store)
    const { messages } = await store.operator.list(undefined, '')
    expect(messages.every(({ state }) => state === 'unsure')).toBe(true)
    // Once: nothing is left of it for the next start.
    expect(existsSync(join(dataDir, 'damaged.txt'))).toBe(false)
  })
})

/** A database with a message that waits an hour for its code, older than what was promised since. */
async function anOlderDatabase() {
  const [dataDir, clock] = [aFolder(), aClock(Date.now())]
  const open = () => anOpenedStore({ dataDir, now: clock.now })
  const held = aSubmission()
  const confirmation = { asker: 'browser', holdMs: 3_600_000, note: undefined, isProven: false }
  await open().accept(held, { confirmation })
  writeFileSync(join(dataDir, 'promised.json'), JSON.stringify({ id: aSubmission().id, at: clock.now() }))
  return { open, clock, held }
}

it('lets go nothing of an older database that waits for its code, also with the start after that', async () => {
  const { open, clock, held } = await anOlderDatabase()
  await leading(open())
  const lead = await leading(open())
  clock.pass(1_800_000)
  expect(await lead.due(true)).toBeUndefined()
  clock.pass(1_800_000)
  expect(await lead.due(true)).toMatchObject({ id: held.id, state: 'unsure' })
})

it('looks at once for what waits for its code in an older database, when that is proven, and does not call it late before', async () => {
  const { open, clock, held } = await anOlderDatabase()
  const store = open()
  const lead = await leading(store)
  clock.pass(1_800_000)
  expect((await store.health()).oldestMs).toBeUndefined()
  await prove(store, { asker: 'browser' })
  expect(await lead.due(true)).toMatchObject({ id: held.id, state: 'unsure' })
  expect((await store.health()).oldestMs).toBe(1_800_000)
})

/** A database with a message that was refused, older than what was promised since. */
async function anOlderRefusal() {
  const [dataDir, clock] = [aFolder(), aClock(Date.now())]
  const open = () => anOpenedStore({ dataDir, now: clock.now })
  const { id } = aSubmission()
  const store = open()
  await store.accept(aSubmission({ id }))
  await (await leading(store)).settle(id, { state: 'dead', why: '422 subject', attempts: 1 })
  writeFileSync(join(dataDir, 'promised.json'), JSON.stringify({ id: aSubmission().id, at: clock.now() }))
  return { open, clock, id }
}

it.each([
  ['by its name', (store: Store, id: string) => store.operator.retry(id, false)],
  ['with all', (store: Store) => store.operator.retryDead()],
])('looks first for what was refused in an older database and is tried again %s', async (_, retry) => {
  const { open, clock, id } = await anOlderRefusal()
  const store = open()
  const lead = await leading(store)
  // It waits for somebody to say so, and says what it was refused for.
  expect(await store.operator.show(id)).toMatchObject({ state: 'dead', why: 'older_database; 422 subject' })
  expect(await retry(store, id)).toBe(1)
  // A ticket that was made just before may not be found yet.
  expect(await lead.due(true)).toBeUndefined()
  clock.pass(SETTLE)
  expect(await lead.due(true)).toMatchObject({ id, state: 'unsure', why: 'older_database' })
})

it('looks first also when it is tried again after a later start, or when it was found to be older twice', async () => {
  const { open, clock, id } = await anOlderRefusal()
  for (let start = 0; start < 2; start++) await leading(open())
  const store = open()
  const lead = await leading(store)
  expect(await store.operator.show(id)).toMatchObject({ why: 'older_database; 422 subject' })
  clock.pass(SETTLE)
  await store.operator.retryDead()
  expect(await lead.due(true)).toMatchObject({ id, state: 'unsure' })
})

it('sends at once what was refused in an older database, when somebody has looked for it', async () => {
  const { open, id } = await anOlderRefusal()
  const store = open()
  const lead = await leading(store)
  await store.operator.retry(id, true)
  expect(await lead.due(true)).toMatchObject({ id, state: 'pending', why: undefined })
})

it('is not done with an older database while one of its rows cannot be read: it may be some day', async () => {
  const sql = aDatabase(aFolder())
  const { outbox } = aStore({ sql })
  await outbox.accept(aSubmission())
  expect(outbox.doubt(SETTLE)).toBe(true)
  await outbox.accept(aSubmission())
  const run = sql.run.bind(sql)
  sql.run = (text, ...values) => {
    if (!text.includes('older_database')) return run(text, ...values)
    throw Object.assign(new Error('database disk image is malformed'), { rawCode: 11 })
  }
  expect(outbox.doubt(SETTLE)).toBe(false)
})

it('keeps the files of messages that an older database lacks until the start after: the newer one may be put back', async () => {
  const { dataDir } = await restored()
  const file = join(dataDir, 'files', randomUUID())
  mkdirSync(join(dataDir, 'files'), { recursive: true })
  writeFileSync(file, 'of a message that is missing')
  const store = anOpenedStore({ dataDir })
  await leading(store)
  await store.clean()
  expect(existsSync(file)).toBe(true)
  rmSync(join(dataDir, 'promised.json'))
  anOpenedStore({ dataDir })
  expect(existsSync(file)).toBe(false)
})
