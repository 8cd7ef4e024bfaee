/** Articles as they are read from a helpdesk: which, how many, and what happens when it cannot be read. */
import { expect, it, onTestFinished } from 'vitest'
import { Articles } from '../../../proxy/articles/articles.ts'
import { KEPT_MAX } from '../../../proxy/articles/read-articles.ts'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { createReadGate, LAST_SHARE } from '../../../proxy/helpdesk/read-gate.ts'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { createLog } from '../../../proxy/log.ts'
import { ARTICLES, BRAINS } from '../../../proxy/sandbox/data/article-seed.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock, aHelpdesk, anOpenGate, json } from '../../harness/proxy/builders.ts'
import type { Call } from '../../harness/proxy/builders.ts'
import { startSandbox } from '../../harness/proxy/sandbox-server.ts'

const [CENTRE] = BRAINS
const OFTEN = { everyMs: 20, againMs: 20 }

/** Articles of sites that name these brains, from a helpdesk at `url`. */
function theArticles(url: string, sites: Record<string, string[]>, token = 'sandbox') {
  const lines: { event: string; why?: string; count?: number }[] = []
  const articles = new Articles({
    sites: new Map(Object.entries(sites).map(([id, brains]) => [id, { brains }])),
    helpdesk: new Helpdesk({
      url,
      token,
      timeoutMs: 2000,
      fetch,
      now: Date.now,
      gate: { ...anOpenGate(), pass: async () => 0, close: async () => {} },
    }),
    log: createLog((line) => lines.push(JSON.parse(line) as (typeof lines)[number])),
    ...OFTEN,
  })
  articles.start()
  onTestFinished(() => articles.stop())
  return { articles, lines, events: () => lines.map(({ event }) => event) }
}

/** A helpdesk of the sandbox's articles. */
async function aSandbox() {
  const desk = await startSandbox()
  onTestFinished(() => desk.stop())
  return desk
}

/** A helpdesk that answers as a script says; the brain is called B. */
async function aScripted(answer: (call: Call) => { status?: number; body: unknown }) {
  return aHelpdesk((call, response) => {
    const { status = 200, body } = answer(call)
    json(response, status, body)
  })
}

const ulidOf = (at: number) => `01KE6QC1K8QYCRNZKMFT6${String(at).padStart(5, '0')}`
const brainList = { data: [{ ulid: ulidOf(99_999), name: 'B' }] }
const inPublic = (at: number, more = {}) => ({
  ulid: ulidOf(at),
  title: `Invoice ${at}`,
  body: 'x',
  is_public: true,
  ...more,
})

it('reads the public articles of the brains that sites name, by name or ULID, and shows each site its own', async () => {
  const desk = await aSandbox()
  const { articles, events } = theArticles(`${desk.origin}/sandbox/api`, {
    shop: [' help CENTRE'.trim()],
    team: [BRAINS[1].ulid.toLowerCase()],
  })
  await expect.poll(events).toEqual(['articles_read'])
  const [password] = ARTICLES
  expect(articles.find({ brains: [CENTRE.name] }, 'forgot my password')).toEqual([
    { key: password.ulid, title: password.title },
  ])
  expect(articles.show({ brains: [CENTRE.name] }, password.ulid)).toMatchObject({
    title: password.title,
    isCut: false,
  })
  // Another site's, one for the team only, and one that there is not.
  expect(articles.show({ brains: [BRAINS[1].name] }, password.ulid)).toBeUndefined()
  const hidden = ARTICLES.find(({ isPublic }) => !isPublic)!
  expect(articles.show({ brains: [CENTRE.name, BRAINS[1].name] }, hidden.ulid)).toBeUndefined()
  expect(articles.find({ brains: [CENTRE.name] }, hidden.title)).toEqual([])
  expect(articles.show({ brains: [CENTRE.name] }, ulidOf(1))).toBeUndefined()
})

it('follows what changes at the helpdesk, an article that is no longer public included', async () => {
  const desk = await aSandbox()
  const site = { brains: [CENTRE.name] }
  const { articles } = theArticles(`${desk.origin}/sandbox/api`, { shop: site.brains })
  const path = `/brains/${CENTRE.ulid}/articles`
  const made = await desk.api('POST', path, { title: 'Sourdough', body: 'Bake **it**.', is_public: true })
  expect(made.status).toBe(201)
  const { ulid } = made.json.data as { ulid: string }
  await expect.poll(() => articles.show(site, ulid)).toMatchObject({ title: 'Sourdough' })
  await desk.api('PUT', `${path}/${ulid}`, { title: 'Rye', body: 'Bake it.', is_public: true })
  await expect.poll(() => articles.find(site, 'rye sourdough').map(({ title }) => title)).toEqual([])
  await expect.poll(() => articles.show(site, ulid)?.title).toBe('Rye')
  await desk.api('PUT', `${path}/${ulid}`, { title: 'Rye', body: 'Bake it.', is_public: false })
  await expect.poll(() => articles.show(site, ulid)).toBeUndefined()
})

it('keeps what it knows while the helpdesk fails, and tells of it once', async () => {
  const desk = await aSandbox()
  const site = { brains: [CENTRE.name] }
  const { articles, events } = theArticles(`${desk.origin}/sandbox/api`, { shop: site.brains })
  await expect.poll(events).toEqual(['articles_read'])
  const before = desk.now()
  expect((await desk.send('PUT', '/sandbox/faults', { mode: 'status', status: 503, times: 5 })).status).toBe(
    200,
  )
  await expect.poll(events).toEqual(['articles_read', 'articles_not_read', 'articles_read'])
  expect(desk.now()).toBe(before)
  expect(articles.find(site, 'password')).toHaveLength(1)
})

it('goes on without a brain that is not there, and says how many are missing', async () => {
  const desk = await aSandbox()
  const { articles, lines } = theArticles(`${desk.origin}/sandbox/api`, {
    shop: [CENTRE.name, 'No such brain'],
  })
  await expect.poll(() => lines).toMatchObject([{ event: 'brains_not_found', count: 1 }])
  expect(articles.find({ brains: [CENTRE.name] }, 'password')).toHaveLength(1)
})

it.each([
  ['is a page of a proxy in between', { body: 'please wait' }, '200'],
  ['has no list', { body: { data: 'x' } }, 'no list'],
  ['is refused', { status: 403, body: { message: 'no' } }, '403'],
])('knows nothing when the answer %s', async (_, answer, why) => {
  const desk = await aScripted(() => answer)
  const { articles, lines } = theArticles(desk.url, { shop: ['B'] })
  await expect.poll(() => lines).toMatchObject([{ event: 'articles_not_read', why }])
  expect(articles.find({ brains: ['B'] }, 'invoice')).toEqual([])
})

it('shows nothing that is not marked as public, and nothing of another shape', async () => {
  const odd = [
    { is_public: 'true' },
    { is_public: 1 },
    { is_public: undefined },
    { is_public: null },
    { title: ' ' },
    { title: 7 },
    { ulid: '../../me' },
  ]
  const data = [...odd.map((more, at) => inPublic(at, more)), null, 'x', inPublic(50, { body: null })]
  const desk = await aScripted(({ path }) => ({ body: path === '/brains' ? brainList : { data } }))
  const { articles, lines } = theArticles(desk.url, { shop: ['b'] })
  await expect.poll(() => lines).toMatchObject([{ event: 'articles_read', count: 1 }])
  expect(articles.show({ brains: ['b'] }, ulidOf(50))).toEqual({
    title: 'Invoice 50',
    blocks: [],
    isCut: false,
  })
})

it('reads further pages of a list that has some', async () => {
  const desk = await aScripted(({ path }) => {
    if (path === '/brains') return { body: brainList }
    const page = Number(new URL(path, 'http://x').searchParams.get('page') ?? 1)
    return { body: { data: [inPublic(page)], meta: { current_page: page, last_page: 3 } } }
  })
  const { lines } = theArticles(desk.url, { shop: ['B'] })
  await expect.poll(() => lines).toMatchObject([{ event: 'articles_read', count: 3 }])
})

it('keeps no more than there is room for', async () => {
  const data = Array.from({ length: KEPT_MAX.articles + 1 }, (_, at) => inPublic(at))
  const long = 'word '.repeat(KEPT_MAX.text / 4)
  data[0] = inPublic(0, { body: long })
  const desk = await aScripted(({ path }) => ({ body: path === '/brains' ? brainList : { data } }))
  const { articles, lines } = theArticles(desk.url, { shop: ['B'] })
  await expect.poll(() => lines).toMatchObject([{ count: KEPT_MAX.articles }])
  const { blocks } = articles.show({ brains: ['B'] }, ulidOf(0))!
  expect(JSON.stringify(blocks).length).toBeLessThan(KEPT_MAX.text + 100)
  expect(articles.show({ brains: ['B'] }, ulidOf(KEPT_MAX.articles))).toBeUndefined()
})

it('makes no call while visitors read, and leaves room for them and for tickets', async () => {
  const clock = aClock()
  const { store } = aStore({ now: clock.now })
  const { calls } = store
  const gateOf = (share?: number) =>
    createReadGate({ calls, rate: 55, apart: false, now: clock.now, ...(share && { share }) })
  const last = gateOf(LAST_SHARE)
  const passed = async (gate: typeof last, most: number) => {
    let count = 0
    while (count < most && (await gate.pass()) === 0) count++
    return count
  }
  expect(await passed(last, 99)).toBe(9)
  // Visitors' reads go on where articles wait, and tickets where both do.
  expect(await passed(gateOf(), 99)).toBe(9)
  expect(await passed(last, 99)).toBe(0)
  const tickets = new RateGate(calls, 55)
  let made = 0
  while ((await tickets.pass()) === 0) made++
  expect(made).toBe(55 - 18)
})
