/** What pages are answered about articles, and who may ask. */
import { expect, it, onTestFinished } from 'vitest'
import { Articles } from '../../../../proxy/articles/articles.ts'
import { Helpdesk } from '../../../../proxy/helpdesk/client.ts'
import { ARTICLES, BRAINS } from '../../../../proxy/sandbox/data/article-seed.ts'
import { anApp, problemOf } from '../../../harness/proxy/an-app.ts'
import { CHANNEL, ORIGIN } from '../../../harness/proxy/builders.ts'
import { startSandbox } from '../../../harness/proxy/sandbox-server.ts'

const BRAIN = BRAINS[0].name
const [PASSWORD] = ARTICLES
const SITES = {
  sites: {
    shop: { channel: CHANNEL, origins: [ORIGIN], articles: { brains: [BRAIN], public: true } },
    plain: { channel: CHANNEL, origins: [ORIGIN] },
  },
}

/** An app whose site `shop` has the sandbox's articles, and `plain` none. */
async function anAppWithArticles(options: Parameters<typeof anApp>[0] = {}) {
  const desk = await startSandbox()
  const articles = new Articles({
    sites: new Map([['shop', { brains: [BRAIN] }]]),
    helpdesk: new Helpdesk({
      url: `${desk.origin}/sandbox/api`,
      token: 'sandbox',
      timeoutMs: 2000,
      fetch,
      now: Date.now,
      gate: { pass: async () => 0, close: async () => {} },
    }),
    log: () => {},
  })
  onTestFinished(async () => {
    await articles.stop()
    await desk.stop()
  })
  articles.start()
  await expect.poll(() => articles.find({ brains: [BRAIN] }, 'password')).toHaveLength(1)
  const { app, lines } = anApp({ sites: SITES, articles, ...options })
  const incoming = { headers: {}, socket: { remoteAddress: '203.0.113.1' } }
  const search = (fields: Record<string, string>, origin = ORIGIN) =>
    app.request(
      '/api/articles',
      { method: 'POST', body: new URLSearchParams(fields), headers: { Origin: origin } },
      { incoming },
    )
  const open = (key: string, site = 'shop', headers: Record<string, string> = { Origin: ORIGIN }) =>
    app.request(`/api/articles/${key}?site=${site}`, { headers }, { incoming })
  return { app, lines, search, open }
}

const ASK = { site: 'shop', text: 'I forgot my password' }

it('tells the articles that may answer what is written, and each of them as blocks', async () => {
  const { search, open } = await anAppWithArticles()
  const answer = await search(ASK)
  expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
  expect(await answer.json()).toEqual({ articles: [{ key: PASSWORD.ulid, title: PASSWORD.title }] })
  expect(await (await search({ ...ASK, text: 'zzzz' })).json()).toEqual({ articles: [] })
  const shown = await open(PASSWORD.ulid)
  expect(await shown.json()).toMatchObject({
    title: PASSWORD.title,
    isCut: false,
    blocks: [{ type: 'list' }, {}],
  })
  // As a document of our own reads, whose origin browsers do not tell.
  expect((await open(PASSWORD.ulid, 'shop', {})).status).toBe(200)
})

it('answers pages of the site alone, and of a site that has articles', async () => {
  const { search, open } = await anAppWithArticles()
  expect(await problemOf(await search(ASK, 'https://else.example'))).toMatchObject({ code: 'origin_denied' })
  expect(
    await problemOf(await open(PASSWORD.ulid, 'shop', { Origin: 'https://else.example' })),
  ).toMatchObject({
    code: 'origin_denied',
  })
  expect(await problemOf(await search({ ...ASK, site: 'plain' }))).toMatchObject({ code: 'not_found' })
  expect(await problemOf(await open(PASSWORD.ulid, 'plain'))).toMatchObject({ code: 'not_found' })
  expect(await problemOf(await search({ ...ASK, site: 'nobody' }))).toMatchObject({ code: 'unknown_site' })
  expect(await problemOf(await open('01KE6QHMA0HKT19XW9CFV7CYFJ'))).toMatchObject({ code: 'not_found' })
})

it('takes a piece of what is written, of 200 characters', async () => {
  const { search } = await anAppWithArticles()
  expect((await search({ ...ASK, text: 'ä'.repeat(200) })).status).toBe(200)
  expect(await problemOf(await search({ ...ASK, text: 'x'.repeat(201) }))).toMatchObject({
    code: 'invalid',
    fields: { text: 'too_long' },
  })
  expect((await search({ ...ASK, more: 'x' })).status).toBe(422)
  expect((await search({ ...ASK, text: 'x'.repeat(5000) })).status).toBe(413)
})

it('writes nothing of it into the log', async () => {
  const { search, lines } = await anAppWithArticles()
  await search({ ...ASK, text: 'canary password' })
  await search({ ...ASK, text: 'canary password' }, 'https://else.example')
  expect(lines.join('')).not.toContain('canary')
})

it('has a client wait that asks too often, and says for how long', async () => {
  const { search } = await anAppWithArticles()
  for (let asked = 0; asked < 120; asked++) expect((await search(ASK)).status).toBe(200)
  const refused = await search(ASK)
  expect(refused.headers.get('Retry-After')).toBe('60')
  expect(await problemOf(refused)).toMatchObject({ status: 429, code: 'rate_limited' })
})

it('says so in the form, and in no other', async () => {
  const { app } = await anAppWithArticles()
  const form = async (site: string): Promise<object> => {
    const answer = await app.request(`/api/form?site=${site}`, { headers: { Origin: ORIGIN } })
    return (await answer.json()) as object
  }
  expect(await form('shop')).toMatchObject({ articles: true })
  expect(await form('plain')).not.toHaveProperty('articles')
})
