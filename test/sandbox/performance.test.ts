/** 20,000 tickets: list, search and get stay fast, and a start does not read them all. Bounds are generous. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox, SANDBOX_CHANNEL } from '../../proxy/sandbox/sandbox.ts'
import { startSandbox, type TestSandbox } from './server.ts'

const TICKETS = 20_000
const WORDS =
  'invoice export password calendar import picture colour account team archive payment letter'.split(' ')

let desk: TestSandbox
let ulid = ''
let filling = 0

const reference = (i: number) => `REF${String(i).padStart(9, '0')}`

/** Words that differ from ticket to ticket, as people's do. */
const prose = (i: number) =>
  Array.from({ length: 60 }, (_, k) => `${WORDS[(i * 7 + k * 13) % WORDS.length]}${(i * k) % 97}`).join(' ')

beforeAll(async () => {
  desk = await startSandbox()
  const begun = performance.now()
  for (let i = 0; i < TICKETS; i++) {
    const request = new Request('http://sandbox.local/sandbox/api/tickets', {
      method: 'POST',
      headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' },
      body: JSON.stringify({
        channel: SANDBOX_CHANNEL,
        subject: `Question ${i} about ${WORDS[i % WORDS.length]}`,
        from_contact: { email: `person${i % 5000}@x.example`, name: `Person ${i % 5000}` },
        message: { body: `<p>${prose(i)}</p><table><tr><td>${reference(i)}</td></tr></table>` },
      }),
    })
    const answer = await desk.sandbox.fetch(request)
    if (i === TICKETS / 2) ulid = ((await answer.json()) as { data: { ulid: string } }).data.ulid
  }
  filling = performance.now() - begun
}, 180_000)
afterAll(() => desk.stop())

/** The median and the slowest of some calls over HTTP, in milliseconds. */
async function timed(path: () => string, check: (json: any) => void): Promise<[number, number]> {
  // oxlint-disable-line typescript/no-explicit-any
  const times: number[] = []
  for (let i = 0; i < 15; i++) {
    const begun = performance.now()
    const { json } = await desk.api('GET', path())
    times.push(performance.now() - begun)
    check(json)
  }
  times.sort((a, b) => a - b)
  return [times[7] ?? 0, times[14] ?? 0]
}

describe('with 20,000 tickets', () => {
  it('lists, searches and gets fast', async () => {
    let next = 0
    const one = (json: { meta: { total: number } }) => expect(json.meta.total).toBe(1)
    const many = (json: { meta: { total: number } }) => expect(json.meta.total).toBeGreaterThan(1000)
    const figures = {
      list: await timed(() => '/tickets', many),
      'list, page 700': await timed(() => '/tickets?page=700&sort=created_at', many),
      'open, 100 a page': await timed(() => '/tickets?filter[status]=open&per_page=100', many),
      'search, reference': await timed(() => `/tickets?filter[search]=${reference((next += 997))}`, one),
      'search, common word': await timed(() => '/tickets?filter[search]=invoice', many),
      'search, two letters': await timed(() => '/tickets?filter[search]=EX', many),
      get: await timed(
        () => `/tickets/${ulid}`,
        (json) => expect(json.data.messages).toHaveLength(1),
      ),
      contacts: await timed(() => '/contacts?sort=-last_activity&filter[search]=person', many),
    }
    console.log(`create: ${Math.round(TICKETS / (filling / 1000))} a second`)
    for (const [what, [median, slowest]] of Object.entries(figures)) {
      console.log(`${what}: median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms`)
      expect(median, what).toBeLessThan(
        what.startsWith('search, common') || what.endsWith('letters') ? 1500 : 300,
      )
    }
  })

  it('starts without reading them', () => {
    const begun = performance.now()
    createSandbox({ sql: desk.sql }).close()
    const taken = performance.now() - begun
    console.log(`start: ${taken.toFixed(1)} ms`)
    expect(taken).toBeLessThan(500)
  })
})
