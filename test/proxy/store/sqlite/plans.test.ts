/** What strangers can cause must cost no more when there are many messages: no statement of it reads a whole table. */
import { expect, it } from 'vitest'
import { anApp, solved, WITHOUT_CHALLENGES } from '../../../harness/proxy/an-app.ts'
import { aStore, SETTLE } from '../../../harness/proxy/a-store.ts'
import { aDatabase, aSubmission, formFields } from '../../../harness/proxy/builders.ts'
import { byId } from '../../../harness/proxy/by-id.ts'
import { recordStatements } from '../../../harness/proxy/sqlite-plans.ts'
import { PLENTY } from '../conformance/ground.ts'

const FILES = { max: 3, maxBytes: 1000, types: ['text/plain'] }
const PERSON = { Accept: 'text/html' }

const { scans, count } = recordStatements()

it('a message, its retries, its files and its confirmation', async () => {
  const sites = {
    sites: {
      ...WITHOUT_CHALLENGES.sites,
      guarded: { ...WITHOUT_CHALLENGES.sites.shop, challenge: 'always' },
    },
  }
  const { app, store, rateLimits, post, postJson, form } = anApp({
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
  expect(scans()).toEqual([])
})

it('the delivery of a message, and what follows it', async () => {
  const { store } = aStore({ retentionMs: 0 })
  const [delivered, failed] = [aSubmission(), aSubmission()]
  for (const one of [delivered, failed]) await store.accept(one)
  const lead = byId(store, await store.lead(SETTLE))
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
  expect(scans()).toEqual([])
})

it('a code, its mail, and the session that it opens', async () => {
  const { store } = aStore()
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
  const lead = byId(store, await store.lead(SETTLE))
  await store.codes.ask({ ...code, id: 'd' })
  await store.codes.open({ ...code, claim: () => ({ proof: 'p', session: 't' }) })
  await lead.settle(held.id, { state: 'delivered', ticket: 'T' })
  expect(await lead.dueStep()).toMatchObject({ target: 'n' })
  await store.sessions.addressOf('s', 'shop')
  await store.sessions.end('s', 'shop')
  expect(count()).toBeGreaterThan(100)
  expect(count()).toBeGreaterThan(100)
  expect(scans()).toEqual([])
})

it('a statement that reads every message is found by this test', () => {
  const sql = aDatabase()
  sql.get(`SELECT 1 FROM submission WHERE site = 'shop'`)
  sql.run('UPDATE step SET attempts = 0')
  expect(scans()).toHaveLength(2)
})
