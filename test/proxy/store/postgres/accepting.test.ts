import { expect, it } from 'vitest'
import type { StoredSubmission } from '../../../../proxy/store/records.ts'
import { aSubmission } from '../../../harness/proxy/builders.ts'
import { aDatabase, aPostgresStore, ask } from '../../../harness/postgres/a-database.ts'
import { aRelay } from '../../../harness/postgres/relay.ts'
import { aRandom } from '../../../harness/chaos/random.ts'
import { SEED } from '../../../harness/volume.ts'
import { aFile, isFresh, leading } from '../conformance/ground.ts'

const ROUNDS = 30

it('does not lock out others that store the same messages in another order', async () => {
  const { direct } = await aDatabase()
  const stores = await Promise.all([1, 2, 3, 4].map(() => aPostgresStore(direct)))
  const random = aRandom(SEED)
  for (let round = 0; round < ROUNDS; round++) {
    const messages = Array.from({ length: 40 }, () => ({
      submission: aSubmission(),
      spend: { nonce: random.uuid(), until: 1e13 },
    }))
    const shuffled = () => messages.toSorted(() => random.next() - 0.5)
    const receipts = await Promise.all(
      stores.flatMap((store) =>
        shuffled().map(({ submission, spend }) => store.accept(submission, { spend })),
      ),
    )
    expect(receipts.filter(isFresh)).toHaveLength(40)
    expect(receipts.every(({ type }) => type === 'accepted')).toBe(true)
  }
  const [row] = await ask(direct, 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()')
  expect(Number(row!['deadlocks'])).toBe(0)
})

it('stores the others of a batch when one of it cannot be stored', async () => {
  const store = await aPostgresStore((await aDatabase()).direct)
  // PostgreSQL has no such character.
  const bad = aSubmission({ site: 'sh\u0000p' })
  const all = [aSubmission(), bad, aSubmission()].map((one) => store.accept(one))
  const results = await Promise.allSettled(all)
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await store.waiting()).toBe(2)
})

it('refuses a message with a file that is gone, and none of those beside it', async () => {
  const store = await aPostgresStore((await aDatabase()).direct)
  const file = await aFile(store)
  await store.files.remove([file])
  const results = await Promise.allSettled(
    [aSubmission({ files: [file] }), aSubmission()].map((one) => store.accept(one)),
  )
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

it('keeps the files of a message whose commit was made and whose answer was lost', async () => {
  const { direct } = await aDatabase()
  const relay = await aRelay(direct)
  const store = await aPostgresStore(relay.url)
  const file = await aFile(store)
  const submission: StoredSubmission = aSubmission({ files: [file] })
  relay.cutAnswer()
  await expect(store.accept(submission)).rejects.toThrow()
  await expect.poll(() => store.knows(submission.id).catch(() => false)).toBe(true)
  // Its visitor tries again, and is recognised.
  expect(await store.accept(submission)).toMatchObject({ type: 'accepted', fresh: false })
  const lead = await leading(store)
  expect(await lead.filesOf(submission.id)).toEqual([file])
  expect((await store.files.open(file))?.size).toBe(file.size)
})

it('fails at once while the database refuses, in time while it is silent, and goes on by itself', async () => {
  const relay = await aRelay((await aDatabase()).direct)
  const store = await aPostgresStore(relay.url)
  await store.accept(aSubmission())
  await relay.cut()
  await expect(store.accept(aSubmission())).rejects.toThrow()
  await relay.mend()
  await expect.poll(() => store.accept(aSubmission()).then(isFresh, () => false)).toBe(true)
  relay.freeze()
  const silent = Array.from({ length: 300 }, () => store.accept(aSubmission()))
  expect((await Promise.allSettled(silent)).every(({ status }) => status === 'rejected')).toBe(true)
  await relay.mend()
  await expect.poll(() => store.accept(aSubmission()).then(isFresh, () => false)).toBe(true)
})

it('waits for the disk with every message, also in a session in which somebody has switched that off', async () => {
  const { direct } = await aDatabase()
  const store = await aPostgresStore(direct)
  const name = new URL(direct).pathname.slice(1)
  await ask(
    direct,
    `CREATE TABLE seen (setting text);
     CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
     CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON submission DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION see();
     ALTER DATABASE ${name} SET synchronous_commit = off`,
  )
  // As a pooler hands on what another client has set: sessions that begin so.
  const others = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity'
  await ask(direct, `${others} WHERE datname = current_database() AND pid <> pg_backend_pid()`)
  await expect
    .poll(() =>
      store.accept(aSubmission()).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  expect(await ask(direct, 'SELECT DISTINCT setting FROM seen')).toEqual([{ setting: 'on' }])
})
