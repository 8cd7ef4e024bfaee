/** From one proxy's data directory to a database that several share. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { anOpenedStore, countsOf } from '../harness/proxy/a-store.ts'
import { aFolder, aSubmission } from '../harness/proxy/builders.ts'
import { aDatabase, aPostgresStore, ask } from '../harness/postgres/a-database.ts'
import { aFile, delivered, doubt, leading, tried } from '../proxy/store/conformance/ground.ts'

const NOTE = { kind: 'note', target: '<p>x</p>' } as const

/** As a process of its own: libsql keeps the file's lock until a process ends. */
async function move(dataDir: string, url: string) {
  const env = { PATH: process.env['PATH'], DATABASE_URL: url, DATA_DIR: dataDir }
  const child = promisify(execFile)(process.execPath, ['dist/proxy/cli/main.js', 'move'], { env })
  return child.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => {
      return { code, out: stdout, err: stderr }
    },
  )
}

/** A store in a folder, with a message in every state. */
async function aFilledFolder() {
  const dataDir = aFolder()
  const store = anOpenedStore({ dataDir })
  const files = [await aFile(store, 1_500_000), await aFile(store, 10)]
  const [done, dead, failed, doubtful, sending] = Array.from({ length: 5 }, () => aSubmission())
  const withFiles = aSubmission({ files })
  const all = [done!, dead!, failed!, doubtful!, sending!, withFiles]
  for (const submission of all)
    await store.accept(submission, { spend: { nonce: submission.id, until: 1e13 } })
  const lead = await leading(store)
  await lead.settle(done!.id, delivered, [NOTE])
  await lead.settle(dead!.id, { state: 'dead', why: '422' })
  await lead.settle(failed!.id, tried(60_000, 3))
  await doubt(lead, doubtful!.id, 60_000)
  await lead.begin(sending!.id, { calls: 3, windowMs: 61_000 })
  const id = randomUUID()
  const mail = { id, to: 'ada@example.com', subject: 'Code', text: '1', language: 'en' }
  const code = { id, site: 'shop', email: mail.to, asker: 'a', proof: 'p', lifeMs: 600_000, mail }
  await store.codes.ask(code)
  await store.codes.open({ ...code, claim: () => ({ proof: 'p', session: 's' }) })
  const key = await store.signingKey()
  const counts = await countsOf(store)
  const rows = (await store.operator.list(undefined, '')).messages
  await store.close()
  // A copy, which this process holds no lock of.
  const copy = aFolder()
  cpSync(dataDir, copy, { recursive: true, filter: (file) => !file.endsWith('-shm') })
  return { dataDir: copy, all, withFiles, files, key, counts, rows }
}

it('has everything there afterwards that was here, and leaves it here', async () => {
  const { dataDir, all, withFiles, files, key, counts, rows } = await aFilledFolder()
  const { direct } = await aDatabase()
  expect(await move(dataDir, direct)).toMatchObject({
    code: 0,
    out: expect.stringContaining('6 messages and 2 files are in the database now'),
  })
  const store = await aPostgresStore(direct)
  expect(await countsOf(store)).toEqual(counts)
  const moved = (await store.operator.list(undefined, '')).messages
  // By another clock, and in the same order to each other.
  const timeless = (some: typeof rows) =>
    some.map(({ acceptedAt: _a, changedAt: _c, dueAt: _d, ...rest }) => rest)
  expect(timeless(moved)).toEqual(timeless(rows))
  for (const [i, { dueAt }] of moved.entries()) expect(Math.abs(dueAt - rows[i]!.dueAt)).toBeLessThan(1000)
  const contents = await Promise.all(files.map((file) => store.files.open(file)))
  expect(contents.map((content) => content?.size)).toEqual([1_500_000, 10])
  expect(await store.signingKey()).toBe(key)
  expect(await store.sessions.addressOf('s', 'shop')).toBe('ada@example.com')
  expect(await store.calls.wait({ calls: 1, windowMs: 61_000 })).toBeGreaterThan(0)
  for (const submission of all) expect(await store.accept(submission)).toMatchObject({ fresh: false })
  const spent = await store.accept(aSubmission(), { spend: { nonce: withFiles.id, until: 1e13 } })
  expect(spent).toEqual({ type: 'spent' })
  // What is left can be moved, or be started with, as it was.
  const before = readFileSync(join(dataDir, 'outbox.db'))
  expect((await move(dataDir, (await aDatabase()).direct)).code).toBe(0)
  expect(readFileSync(join(dataDir, 'outbox.db')).equals(before)).toBe(true)
})

it('refuses a database that has messages, and a folder that has none', async () => {
  const { dataDir } = await aFilledFolder()
  const { direct } = await aDatabase()
  await (await aPostgresStore(direct)).accept(aSubmission())
  expect(await move(dataDir, direct)).toMatchObject({
    code: 1,
    err: expect.stringContaining('has messages already. Nothing was moved'),
  })
  expect(await ask(direct, 'SELECT count(*)::integer AS n FROM submission')).toEqual([{ n: 1 }])
  expect(await move(aFolder(), direct)).toMatchObject({
    code: 1,
    err: expect.stringContaining('no database at'),
  })
})

it('moves nothing when some of it cannot be moved', async () => {
  const { dataDir } = await aFilledFolder()
  const { direct } = await aDatabase()
  await aPostgresStore(direct)
  // In the way of the last table that is copied.
  await ask(direct, `ALTER TABLE step ADD CHECK (kind <> 'note')`)
  expect((await move(dataDir, direct)).err).toContain('check constraint')
  for (const table of ['submission', 'file', 'part', 'spent', 'setting'])
    expect(await ask(direct, `SELECT count(*)::integer AS n FROM ${table}`), table).toEqual([{ n: 0 }])
})

it('says that the database is older than what was promised, and has what waits in it looked for', async () => {
  const dataDir = aFolder()
  const store = anOpenedStore({ dataDir })
  const waiting = aSubmission()
  await store.accept(waiting)
  await store.close()
  const copy = aFolder()
  cpSync(dataDir, copy, { recursive: true, filter: (file) => !file.endsWith('-shm') })
  // A backup that was put back around the note that is there, as the docs say.
  writeFileSync(join(copy, 'promised.json'), JSON.stringify({ id: randomUUID(), at: Date.now() }))
  const { direct } = await aDatabase()
  const { code, err } = await move(copy, direct)
  expect({ code, err }).toEqual({ code: 0, err: expect.stringMatching(/lacks \w+, which was promised/) })
  const moved = await aPostgresStore(direct)
  expect(await moved.operator.show(waiting.id)).toMatchObject({ state: 'unsure', why: 'older_database' })
})
