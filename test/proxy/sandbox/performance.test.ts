/** Many tickets: list, search and get stay fast, and a start does not read them all. Bounds are generous. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Who } from '../../../proxy/sandbox/api/auth.ts'
import { addMessage, contactFor, startTicket } from '../../../proxy/sandbox/data/ticket-writer.ts'
import { createDesk, type Desk } from '../../../proxy/sandbox/data/desk.ts'
import { createSandbox } from '../../../proxy/sandbox/sandbox.ts'
import { startSandbox, type TestSandbox } from '../../harness/proxy/sandbox-server.ts'
import { shareOf } from '../../harness/volume.ts'

const TICKETS = shareOf(20_000, 2000)
const WORDS =
  'invoice export password calendar import picture colour account team archive payment letter'.split(' ')

let desk: TestSandbox
let ulid = ''

const reference = (i: number) => `REF${String(i).padStart(9, '0')}`

/** Words that differ from ticket to ticket, as people's do. */
const prose = (i: number) =>
  Array.from({ length: 30 }, (_, k) => `${WORDS[(i * 7 + k * 13) % WORDS.length]}${(i * k) % 97}`).join(' ')

function add(inside: Desk, who: Who, i: number): void {
  const createdAt = inside.now() - (TICKETS - i) * 1000
  const contactId = contactFor(inside, who, `person${i % 5000}@x.example`, `Person ${i % 5000}`, createdAt)
  const id = startTicket(inside, who, {
    channelId: 1 + (i % 3),
    contactId,
    subject: `Question ${i} about ${WORDS[i % WORDS.length]}`,
    status: i % 2 ? 'open' : 'closed',
    createdAt,
    closedAt: null,
    externalId: null,
    assigneeId: null,
  })
  const body = `<p>${prose(i)}</p><table><tr><td>${reference(i)}</td></tr></table>`
  addMessage(inside, id, { type: 'inbound', body, createdAt, contactId, userId: null })
}

beforeAll(async () => {
  desk = await startSandbox()
  const inside = createDesk(desk.sql, desk.now, Math.random)
  const who = { token: 'sandbox', userId: 1, workspaceId: 1, admin: true, channels: [1, 2, 3] }
  desk.sql.transaction(() => {
    for (let i = 0; i < TICKETS; i++) add(inside, who, i)
  })
  ulid = String(desk.sql.get('select ulid from tickets where id = ?', TICKETS / 2)?.['ulid'])
}, 180_000)
afterAll(() => desk.stop())

interface Listed {
  data: { messages?: unknown[] }
  meta: { total: number }
}

const one = (json: Listed) => expect(json.meta.total).toBe(1)
const many = (json: Listed) => expect(json.meta.total).toBeGreaterThan(TICKETS / 20)

/** The median and the slowest of some calls over HTTP, in milliseconds. */
async function timed(path: () => string, check: (json: Listed) => void): Promise<[number, number]> {
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

async function timedCreate(): Promise<[number, number]> {
  const times: number[] = []
  for (let i = 0; i < 100; i++) {
    const begun = performance.now()
    await desk.ticket({ body: `<p>${prose(i)}</p>` })
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  return [times[50] ?? 0, times[99] ?? 0]
}

describe(`with ${TICKETS} tickets`, () => {
  it('lists, searches and gets fast', async () => {
    let next = 0
    const figures = {
      list: await timed(() => '/tickets', many),
      'list, a late page': await timed(() => `/tickets?page=${TICKETS * 0.035}&sort=created_at`, many),
      'open, 100 a page': await timed(() => '/tickets?filter[status]=open&per_page=100', many),
      'search, reference': await timed(
        () => `/tickets?filter[search]=${reference((next += 997) % TICKETS)}`,
        one,
      ),
      'search, common word': await timed(() => '/tickets?filter[search]=invoice', many),
      'search, two letters': await timed(() => '/tickets?filter[search]=EX', many),
      create: await timedCreate(),
      get: await timed(
        () => `/tickets/${ulid}`,
        (json) => expect(json.data.messages).toHaveLength(1),
      ),
      contacts: await timed(() => '/contacts?sort=-last_activity&filter[search]=person', many),
    }
    for (const [what, [median, slowest]] of Object.entries(figures)) {
      console.log(`${what}: median ${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)} ms`)
      expect(median, what).toBeLessThan(
        what.startsWith('search, common') || what.endsWith('letters') ? 1500 : 300,
      )
    }
  }, 60_000)

  it('starts without reading them', () => {
    const begun = performance.now()
    createSandbox({ sql: desk.sql, page: '' }).close()
    const taken = performance.now() - begun
    console.log(`start: ${taken.toFixed(1)} ms`)
    expect(taken).toBeLessThan(500)
  })
})
