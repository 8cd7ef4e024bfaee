/** How long the sandbox takes to list, search, make and get tickets when it has many, and to start with them. */
import type { Who } from '../../proxy/sandbox/api/auth.ts'
import { addMessage, contactFor, startTicket } from '../../proxy/sandbox/data/ticket-writer.ts'
import { createDesk, type Desk } from '../../proxy/sandbox/data/desk.ts'
import { createSandbox } from '../../proxy/sandbox/sandbox.ts'
import { startSandbox, type TestSandbox } from '../harness/proxy/sandbox-server.ts'
import { median, print } from './process.ts'

const TICKETS = 20_000
const WORDS =
  'invoice export password calendar import picture colour account team archive payment letter'.split(' ')

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

interface Listed {
  data: { messages?: unknown[] }
  meta: { total: number }
}

const one = (json: Listed) => json.meta.total === 1
const many = (json: Listed) => json.meta.total > TICKETS / 20

/** Prints the median and the slowest of some calls, in milliseconds. */
async function time(what: string, calls: number, call: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < calls; i++) {
    const begun = performance.now()
    await call()
    times.push(performance.now() - begun)
  }
  print(`${what}: median ${median(times).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(1)} ms`)
}

const desk: TestSandbox = await startSandbox()
const inside = createDesk(desk.sql, desk.now, Math.random)
const who = { token: 'sandbox', userId: 1, workspaceId: 1, admin: true, channels: [1, 2, 3] }
desk.sql.transaction(() => {
  for (let i = 0; i < TICKETS; i++) add(inside, who, i)
})
const ulid = String(desk.sql.get('select ulid from tickets where id = ?', TICKETS / 2)?.['ulid'])

let next = 0
const CALLS: [string, () => string, (json: Listed) => boolean][] = [
  ['list', () => '/tickets', many],
  ['list, a late page', () => `/tickets?page=${TICKETS * 0.035}&sort=created_at`, many],
  ['open, 100 a page', () => '/tickets?filter[status]=open&per_page=100', many],
  ['search, reference', () => `/tickets?filter[search]=${reference((next += 997) % TICKETS)}`, one],
  ['search, common word', () => '/tickets?filter[search]=invoice', many],
  ['search, two letters', () => '/tickets?filter[search]=EX', many],
  ['get', () => `/tickets/${ulid}`, (json) => json.data.messages?.length === 1],
  ['contacts', () => '/contacts?sort=-last_activity&filter[search]=person', many],
]

print(`The sandbox with ${TICKETS} tickets, over HTTP:`)
for (const [what, path, isRight] of CALLS)
  await time(what, 15, async () => {
    const { json } = await desk.api('GET', path())
    if (!isRight(json as Listed))
      throw new Error(`${what}: not what was asked for: ${JSON.stringify(json).slice(0, 300)}`)
  })
await time('create', 100, () => desk.ticket({ body: `<p>${prose(next++)}</p>` }))
await time('start', 1, async () => createSandbox({ sql: desk.sql, page: '' }).close())
await desk.stop()
