/** What becomes of promises and of what waits when the data directory is not where it was. */
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { StoreGone } from '../../../proxy/store/store.ts'
import { anOpenedStore } from '../../harness/proxy/a-store.ts'
import { aFolder, aClock, aSubmission } from '../../harness/proxy/builders.ts'
import { delivered, leading, PLENTY, tried } from './conformance/ground.ts'

it('promises no words to an answer in a data directory that is no longer there', async () => {
  const [dataDir, clock] = [aFolder(), aClock(Date.now())]
  const store = anOpenedStore({ dataDir, now: clock.now })
  const { id } = aSubmission()
  await store.accept(aSubmission({ id }))
  const rating = { submission: id, ticket: 'TICKET', place: 1, wordsPlace: 2, note: '<p>Too short.</p>' }
  expect(await store.conversations.rate(rating)).toBe('noted')
  renameSync(dataDir, `${dataDir}-old`)
  clock.pass(1000)
  await expect(store.conversations.rate({ ...rating, note: '<p>Too long.</p>' })).rejects.toThrow(StoreGone)
  renameSync(`${dataDir}-old`, dataDir)
})

/** A data directory with a message that waits and a note, whose proxy delivers. */
async function aDelivering() {
  const [dataDir, aside] = [join(aFolder(), 'data'), aFolder()]
  const store = anOpenedStore({ dataDir })
  const [delivering, waits] = [aSubmission(), aSubmission()]
  for (const one of [delivering, waits]) await store.accept(one)
  const lead = await leading(store)
  await lead.settle(delivering.id, delivered, [{ kind: 'note', target: '<p>x</p>' }])
  const moveAway = () => renameSync(dataDir, join(aside, 'data'))
  return { dataDir, aside: join(aside, 'data'), store, lead, waits, step: (await lead.dueStep())!, moveAway }
}

it('sends nothing more while another database is where its own was, and goes on when that is put back', async () => {
  const { dataDir, aside, store, lead, waits, step, moveAway } = await aDelivering()
  moveAway()
  cpSync(aside, dataDir, { recursive: true })
  for (const work of [
    () => lead.due(true),
    () => lead.dueStep(),
    () => lead.begin(waits.id, PLENTY),
    () => lead.beginStep(step, PLENTY),
  ])
    await expect(work()).rejects.toThrow('is another database than the one that was opened. Nothing is sent')
  await expect.poll(() => store.health().catch(String)).toContain('Nothing is sent until that is put back')
  // What is open ends as it would have.
  await lead.settle(waits.id, tried(60_000))
  rmSync(dataDir, { recursive: true })
  renameSync(aside, dataDir)
  expect(await lead.dueStep()).toMatchObject({ kind: 'note' })
  expect(await lead.begin(waits.id, PLENTY)).toBe(0)
})

it.each([
  ['is gone', () => {}],
  ['is empty', (dataDir: string) => mkdirSync(dataDir)],
  [
    'has an empty file in place of the database',
    (dataDir: string) => (mkdirSync(dataDir), writeFileSync(join(dataDir, 'outbox.db'), '')),
  ],
])('goes on sending where its data directory %s: nobody else has what waits', async (_, make) => {
  const { dataDir, lead, waits, moveAway } = await aDelivering()
  moveAway()
  make(dataDir)
  expect(await lead.due(true)).toMatchObject({ id: waits.id })
  expect(await lead.begin(waits.id, PLENTY)).toBe(0)
})
