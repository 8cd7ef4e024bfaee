/** An operator's whole day, command by command: on a shared database every one says and does what it does on a file. */
import { expect, it } from 'vitest'
import { run } from '../../proxy/cli/main.ts'
import { referenceOf } from '../../proxy/reference.ts'
import type { StoredSubmission } from '../../proxy/store/records.ts'
import type { Store } from '../../proxy/store/store.ts'
import { aDatabase, aPostgresStore } from '../harness/postgres/a-database.ts'
import { aDataDir } from '../harness/chaos/world.ts'
import { anOpenedStore } from '../harness/proxy/a-store.ts'
import { aSubmission } from '../harness/proxy/builders.ts'
import { aFile, delivered, leading, PLENTY } from '../proxy/store/conformance/ground.ts'

const of = (message: string, changes: Partial<StoredSubmission> = {}) => ({
  ...aSubmission(),
  message,
  ...changes,
})
const BOB = { email: 'bob@example.com' }
const [waits, dead, partial, unsure, done] = [
  of('It waits.', BOB),
  of('It was refused.', { email: 'ADA@example.com' }),
  of('It lacks something.', { context: { plan: 'pro' } }),
  of('Nobody knows.', BOB),
  of('It is there.'),
] as const
const [WAITS, DEAD, PARTIAL, UNSURE, DONE] = [waits, dead, partial, unsure, done].map(({ id }) =>
  referenceOf(id),
) as [string, string, string, string, string]

/** What has come together by the morning. */
async function fill(store: Store): Promise<void> {
  for (const submission of [waits, dead, partial, unsure, done]) {
    await store.accept(submission === dead ? { ...submission, files: [await aFile(store)] } : submission)
  }
  const lead = await leading(store)
  await lead.settle(dead.id, { state: 'dead', why: '422 subject', attempts: 1 })
  await lead.settle(partial.id, delivered, [
    { kind: 'tag', target: '01HX9F3K2M4N5P6Q7R8S9T0V2X' },
    { kind: 'note', target: '<p>Told by the page</p><p>ABCDEFGHJKMNPQRSTVWX</p>' },
  ])
  for (let step = await lead.dueStep(); step; step = await lead.dueStep())
    await lead.settleStep(step, { state: 'failed', why: '403' })
  await lead.begin(unsure.id, PLENTY)
  await lead.settle(unsure.id, { state: 'unsure', waitMs: 9e6, why: 'unreadable ticket', attempts: 8 })
  await lead.settle(done.id, delivered)
  const mail = { id: done.id, to: done.email, subject: 'Code', text: '1', language: 'en' }
  const asked = { id: done.id, site: 'shop', email: done.email, asker: 'a', proof: 'p', lifeMs: 60_000, mail }
  await store.codes.ask(asked)
  await store.codes.open({ site: 'shop', asker: 'a', claim: () => ({ proof: 'p', session: 'c0ffee' }) })
  await lead.resign()
}

const DAY: string[][] = [
  ['outbox', 'list', '--json'],
  ...['pending', 'unsure', 'delivered', 'dead', 'partial', 'stuck'].map((state) => [
    'outbox',
    'list',
    '--state',
    state,
  ]),
  ['outbox', 'show', DEAD],
  ['outbox', 'show', PARTIAL, '--show-body'],
  ['outbox', 'show', 'SNOTHING0000'],
  ['person', 'export', '--email', 'Ada@example.com'],
  ['session', 'list', '--show-email'],
  ['session', 'revoke', '--email', 'ADA@example.com'],
  ['person', 'erase', '--email', 'bob@example.com'],
  ['outbox', 'retry', DONE],
  ['outbox', 'retry', UNSURE],
  ['outbox', 'drop', UNSURE],
  ['outbox', 'drop', DONE, '--yes'],
  ['outbox', 'drop', PARTIAL],
  ['outbox', 'retry', '--all-partial'],
  ['outbox', 'show', PARTIAL],
  ['outbox', 'retry', UNSURE, '--unsure'],
  ['outbox', 'erase', '--email', 'ada@example.com'],
  ['outbox', 'retry', '--all-dead'],
  ['outbox', 'retry', WAITS],
  ['outbox', 'drop', DEAD, '--yes'],
  ['outbox', 'drop', WAITS, '--yes', '--json'],
  ['person', 'export', '--email', 'ada@example.com'],
  ['person', 'erase', '--email', 'bob@example.com'],
  ['outbox', 'export', '--show-body'],
  ['outbox', 'list'],
]

/** The times of this run, and what the store has drawn for itself. */
const timeless = (text: string) =>
  text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME').replace(/"file": ?"[^"]+"/g, '"file":"F"')

async function day(env: Record<string, string>): Promise<string[]> {
  const told: string[] = []
  for (const argv of DAY) {
    let [out, err] = ['', '']
    const code = await run({ argv, env, stdout: (text) => (out += text), stderr: (text) => (err += text) })
    told.push(timeless(`$ ${argv.join(' ')}\n${code}\n${out}${err}`))
  }
  return told
}

it('is the same on PostgreSQL as on SQLite', async () => {
  const dataDir = aDataDir()
  const file = anOpenedStore({ dataDir })
  await fill(file)
  const { direct } = await aDatabase()
  await fill(await aPostgresStore(direct))
  const onFile = await day({ DATA_DIR: dataDir })
  expect(await day({ DATABASE_URL: direct, DATA_DIR: aDataDir() })).toEqual(onFile)
  const all = onFile.join('\n')
  for (const words of [
    'without tag (403), note (403)',
    'Told by the page',
    'Nothing was dropped',
    '2 erased',
  ])
    expect(all).toContain(words)
  expect(onFile.at(-1)).toContain(UNSURE)
})
