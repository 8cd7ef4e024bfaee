/** By what is noted beside it a backup is told from a newer database, whatever was removed from that since. */
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keepNote } from '../../../proxy/store/newest-message.ts'
import { openOperator } from '../../../proxy/store/open.ts'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import { promisesIn } from '../../../proxy/store/sqlite/history/promises.ts'
import type { Store } from '../../../proxy/store/store.ts'
import { anOpenedStore } from '../../harness/proxy/a-store.ts'
import { aClock, aFolder, aSubmission } from '../../harness/proxy/builders.ts'
import { delivered, leading } from './conformance/ground.ts'

/** Notes in a data directory what was promised in it last, as the proxy does that has it to itself. */
function noteIn(dataDir: string, now: () => number): void {
  const sql = openSqlite(join(dataDir, 'outbox.db'), { exclusive: false })
  const options = { dataDir, exclusive: true, dedupeMs: 1e10, now, log: () => {} }
  keepNote(options, promisesIn(sql), () => true).closing()
  sql.close()
}

/** A data directory and a backup of it with its first message alone; `now` may be any time. */
async function aBackup(now: () => number = Date.now) {
  const [dataDir, backup] = [aFolder(), aFolder()]
  const open = (folder = dataDir) => anOpenedStore({ dataDir: folder, now })
  const end = async (store: Store, folder = dataDir) => {
    await store.close()
    noteIn(folder, now)
  }
  /** How much a start says is missing. */
  const told = async (folder = dataDir) => {
    const store = open(folder)
    const { notices } = await store.health()
    await end(store, folder)
    return notices.length
  }
  const first = open()
  await first.accept(aSubmission())
  await end(first)
  for (const name of ['outbox.db', 'outbox.db-wal']) copyFileSync(join(dataDir, name), join(backup, name))
  const toldOfBackup = () => {
    copyFileSync(join(dataDir, 'promised.json'), join(backup, 'promised.json'))
    return told(backup)
  }
  return { dataDir, open, end, told, toldOfBackup }
}

const refuse = async (store: Store, id: string) =>
  (await leading(store)).settle(id, { state: 'dead', why: '422', attempts: 1 })

it.each([
  ['is dropped', (store: Store, id: string) => store.operator.drop(id)],
  ['is erased as refused', (store: Store) => store.operator.erase('ada@example.com', true)],
])('tells a backup from a newer database also where the newest message %s since', async (_, remove) => {
  const { open, end, told, toldOfBackup } = await aBackup()
  const store = open()
  const { id } = aSubmission()
  await store.accept(aSubmission({ id, email: 'ada@example.com' }))
  await refuse(store, id)
  await remove(store, id)
  expect(await store.operator.show(id)).toBeUndefined()
  await end(store)
  expect(await told()).toBe(0)
  expect(await toldOfBackup()).toBe(1)
})

it('tells it also where a command has dropped the newest message of a stopped proxy, or all there were', async () => {
  const { dataDir, open, end, told, toldOfBackup } = await aBackup()
  const store = open()
  await store.accept(aSubmission())
  await end(store)
  const { operator, close } = openOperator(dataDir)
  for (const { id } of (await operator.list(undefined, '')).messages) await operator.drop(id)
  await operator.erase('nobody@example.com', false)
  close()
  for (let start = 0; start < 2; start++) expect(await told()).toBe(0)
  expect(await toldOfBackup()).toBe(1)
})

it('tells it whatever the clock said when the newest message was accepted', async () => {
  const clock = aClock(Date.UTC(2020, 0, 1))
  const { open, end, told, toldOfBackup } = await aBackup(clock.now)
  const store = open()
  await store.accept(aSubmission())
  await end(store)
  clock.time = Date.now()
  expect(await told()).toBe(0)
  expect(await toldOfBackup()).toBe(1)
})

it('misses no message that was forgotten after its time', async () => {
  const clock = aClock(Date.now())
  const { open, end, told } = await aBackup(clock.now)
  const store = open()
  const { id } = aSubmission()
  await store.accept(aSubmission({ id }))
  await (await leading(store)).settle(id, delivered)
  await end(store)
  clock.pass(1e11)
  const later = open()
  await later.clean()
  expect(await later.knows(id)).toBe(false)
  await end(later)
  expect(await told()).toBe(0)
})

it('misses nothing by a note of an earlier version that names what was forgotten without a trace', async () => {
  const [dataDir, note] = [aFolder(), { id: aSubmission().id, at: Date.now() - 2e10 }]
  writeFileSync(join(dataDir, 'promised.json'), JSON.stringify(note))
  expect((await anOpenedStore({ dataDir }).health()).notices).toEqual([])
})
