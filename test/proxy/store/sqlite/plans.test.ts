/** What strangers can cause must cost no more when there are many messages: no statement of it reads a whole table. */
import { expect, it } from 'vitest'
import type { Sql, SqlValue } from '../../../../proxy/store/sqlite/database.ts'
import { anApp, solved, WITHOUT_CHALLENGES } from '../../../harness/proxy/an-app.ts'
import { aStore, SETTLE } from '../../../harness/proxy/a-store.ts'
import { aDatabase, aFolder, aSubmission, formFields } from '../../../harness/proxy/builders.ts'
import { PLENTY } from '../conformance/ground.ts'

const FILES = { max: 3, maxBytes: 1000, types: ['text/plain'] }
const PERSON = { Accept: 'text/html' }

const TABLES = /^SCAN (submission|step|spent|charge|code|mail|session|confirmation)\b/

/** Partial indexes, of what waits or needs an operator. */
const SMALL = / INDEX (submission_(fresh|again|sending|dead)|step_(open|sending|failed)|mail_due) /

/** A database that remembers what it was asked. */
function aWatchedDatabase(folder: string) {
  const sql = aDatabase(folder)
  const asked = new Map<string, SqlValue[]>()
  const note = (text: string, params: SqlValue[]) => (asked.set(text, params), [text, ...params] as const)
  const watched: Sql = {
    ...sql,
    run: (text, ...params) => sql.run(...note(text, params)),
    get: (text, ...params) => sql.get(...note(text, params)),
    all: (text, ...params) => sql.all(...note(text, params)),
  }
  /** Every statement that reads all of a table that grows, and how. */
  const scans = () =>
    [...asked]
      .filter(([text]) => /^(SELECT|UPDATE|DELETE|INSERT)/.test(text))
      .flatMap(([text, params]) =>
        sql.all(`EXPLAIN QUERY PLAN ${text}`, ...params).map(({ detail }) => `${String(detail)} in ${text}`),
      )
      .filter((plan) => TABLES.test(plan) && !SMALL.test(plan))
  return { sql: watched, asked, scans }
}

it('a message, its retries, its files and its confirmation', async () => {
  const folder = aFolder()
  const { sql, asked, scans } = aWatchedDatabase(folder)
  const sites = {
    sites: {
      ...WITHOUT_CHALLENGES.sites,
      guarded: { ...WITHOUT_CHALLENGES.sites.shop, challenge: 'always' },
    },
  }
  const { app, store, rateLimits, post, postJson, form } = anApp({
    folder,
    sql,
    sites,
    form: { files: FILES },
    spoolBytes: 1000,
    documents: true,
    limits: { backlog: 5 },
  })
  const submission = aSubmission()
  for (const one of [submission, submission, { ...submission, message: 'Another' }]) await postJson(one)
  const { challenge } = await form({}, 'guarded')
  const proof = await solved(challenge)
  for (let n = 0; n < 2; n++) await postJson({ ...aSubmission({ site: 'guarded' }), challenge: proof })
  const send = (fields: Record<string, string>, headers = {}) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    body.append('files', new File(['x'.repeat(900)], 'a.txt', { type: 'text/plain' }))
    return post(body, headers)
  }
  const fields = formFields()
  // The second is a retry, and for the third there is no room.
  const filed = [await send(fields), await send(fields), await send(formFields())]
  expect(filed.map(({ status }) => status)).toEqual([202, 202, 507])
  const { id: _, ...plain } = formFields()
  const sent = await post(new URLSearchParams(plain), PERSON)
  await app.request(sent.headers.get('Location') ?? '/', { headers: PERSON })
  await store.health()
  await rateLimits.save()
  expect(asked.size).toBeGreaterThan(20)
  expect(scans()).toEqual([])
})

it('the delivery of a message, and what follows it', async () => {
  const { sql, asked, scans } = aWatchedDatabase(aFolder())
  const { store } = aStore({ sql, retentionMs: 0 })
  const [delivered, failed] = [aSubmission(), aSubmission()]
  for (const one of [delivered, failed]) await store.accept(one)
  const lead = await store.lead(SETTLE)
  await lead.due(true)
  await lead.due(false)
  await lead.filesOf(delivered.id)
  for (const { id } of [delivered, failed]) await lead.begin(id, PLENTY)
  await lead.settle(failed.id, { state: 'unsure', waitMs: 1000, why: '', attempts: 1 })
  await lead.settle(delivered.id, { state: 'delivered', ticket: 'T' }, [{ kind: 'note', target: 'x' }])
  const step = (await lead.dueStep())!
  await lead.beginStep(step, PLENTY)
  await lead.settleStep(step, { state: 'done' })
  await lead.nextDue()
  await lead.hold('shop', 1000)
  await lead.interrupt(SETTLE)
  await store.calls.spend({ calls: 1, windowMs: 1 })
  expect(asked.size).toBeGreaterThan(25)
  expect(scans()).toEqual([])
})

it('a code, its mail, and the session that it opens', async () => {
  const { sql, asked, scans } = aWatchedDatabase(aFolder())
  const { store } = aStore({ sql })
  const mail = { id: 'c', to: 'ada@example.com', subject: '', text: '', language: 'en' }
  const code = { id: 'c', site: 'shop', email: mail.to, asker: 'a', proof: 'p', lifeMs: 1000, mail }
  for (let n = 0; n < 2; n++) await store.codes.ask(code, { spend: { nonce: 'n', until: 1 } })
  await store.mails.nextDue()
  await store.mails.take()
  await store.mails.giveBack('c', 0)
  await store.mails.forget('c')
  for (const proof of ['x', 'p', 'p'])
    await store.codes.open({ ...code, claim: () => ({ proof, session: 's' }) })
  const confirmation = { asker: 'a', holdMs: 1000, note: 'n', copy: { ...mail, id: 'copy' }, isProven: false }
  const held = aSubmission()
  await store.accept(held, { confirmation })
  await store.health()
  const lead = await store.lead(SETTLE)
  await store.codes.ask({ ...code, id: 'd' })
  await store.codes.open({ ...code, claim: () => ({ proof: 'p', session: 't' }) })
  await lead.settle(held.id, { state: 'delivered', ticket: 'T' })
  expect(await lead.dueStep()).toMatchObject({ target: 'n' })
  await store.sessions.addressOf('s', 'shop')
  await store.sessions.end('s', 'shop')
  expect(asked.size).toBeGreaterThan(15)
  expect(scans()).toEqual([])
})

it('a statement that reads every message is found by this test', () => {
  const { sql, scans } = aWatchedDatabase(aFolder())
  sql.get(`SELECT 1 FROM submission WHERE site = 'shop'`)
  sql.run('UPDATE step SET attempts = 0')
  expect(scans()).toHaveLength(2)
})
