/** A thousand people who look at three hundred tickets, in the time of a clock that only the test moves. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createHandles } from '../../../proxy/conversation/handles.ts'
import { TicketReader } from '../../../proxy/conversation/desk/ticket-reader.ts'
import { Helpdesk } from '../../../proxy/helpdesk/client.ts'
import { RateGate } from '../../../proxy/helpdesk/rate-gate.ts'
import { createReadGate } from '../../../proxy/helpdesk/read-gate.ts'
import { createSandbox, SANDBOX_CHANNEL, SANDBOX_TOKEN } from '../../../proxy/sandbox/sandbox.ts'
import { openSqlite } from '../../../proxy/store/sqlite/database.ts'
import { createLog } from '../../../proxy/log.ts'
import { anOpenedStore } from '../../harness/proxy/a-store.ts'
import { shareOf } from '../../harness/volume.ts'
import { aClock, aFolder } from '../../harness/proxy/builders.ts'

const WATCHERS = shareOf(1000)
const TICKETS = shareOf(300)
const REPLIES_A_MINUTE = 10
const MINUTES = 3
const URL_OF_DESK = 'http://desk.invalid/sandbox/api'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** The reader on a real store and its real gate, and a sandbox with so many tickets that notes when it is read. */
async function aDesk() {
  const clock = aClock()
  const sql = openSqlite(':memory:', { exclusive: false })
  const sandbox = createSandbox({ sql, page: '', now: clock.now, rate: 100_000 })
  const call = async (method: string, path: string, body?: object) => {
    const headers = { Authorization: `Bearer ${SANDBOX_TOKEN}`, 'Content-Type': 'application/json' }
    const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await sandbox.fetch(new Request(URL_OF_DESK + path, init))
    return (await answer.json()) as { data: { ulid: string } }
  }
  const tickets: string[] = []
  for (let n = 0; n < TICKETS; n++) {
    clock.pass(1000)
    const { data } = await call('POST', '/tickets', {
      channel: SANDBOX_CHANNEL,
      subject: `Ticket ${n}`,
      from_contact: { email: `visitor${n}@example.com` },
      message: { body: `<p>Question ${n}</p>` },
    })
    tickets.push(data.ulid)
  }
  const reads: number[] = []
  const { conversations, calls } = anOpenedStore({ dataDir: aFolder(), now: clock.now })
  const gate = createReadGate({ calls, rate: 55, apart: false, now: clock.now })
  const helpdesk = new Helpdesk({
    url: URL_OF_DESK,
    token: SANDBOX_TOKEN,
    timeoutMs: 1000,
    now: clock.now,
    gate,
    fetch: async (input, init) => {
      reads.push(clock.now())
      return sandbox.fetch(new Request(input, init))
    },
  })
  const reader = new TicketReader({
    conversations,
    helpdesk,
    keyOf: (ulid) => ulid,
    ownerOf: createHandles('key').ofAddress,
    everyMs: 15_000,
    now: clock.now,
    log: createLog(() => {}),
  })
  return { clock, call, tickets, reads, reader, calls, sandbox }
}

it('is few reads a minute, and every answer is seen within a minute', async () => {
  const { clock, call, tickets, reads, reader, calls, sandbox } = await aDesk()
  const gate = new RateGate(calls, 55)
  /** One second: a part of the watchers asks, each every 20 seconds. */
  const second = async (n: number) => {
    const share = Math.ceil(WATCHERS / 20)
    const asking = Array.from({ length: share }, (_, i) => tickets[(n * share + i) % TICKETS]!)
    await Promise.all(asking.map((ulid) => reader.look([ulid])))
    clock.pass(1000)
    await vi.advanceTimersByTimeAsync(1000)
    // What the gate waits for takes turns of its own.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  let time = 0
  const known = async () => (await reader.look(tickets)).size
  while ((await known()) < TICKETS && time < 3600) for (let n = 0; n < 30; n++) await second(time++)
  expect(await known()).toBe(TICKETS)
  for (let n = 0; n < 120; n++) await second(time++)
  const begun = clock.now()
  const replied: { ulid: string; at: number }[] = []
  for (let n = 0; n < MINUTES * 60; n++) {
    if (n % (60 / REPLIES_A_MINUTE) === 0) {
      const ulid = tickets[(n * 13) % TICKETS]!
      await call('POST', `/tickets/${ulid}/reply`, { body: `<p>Answer at ${n}</p>` })
      replied.push({ ulid, at: n })
    }
    await second(time++)
  }
  const counts = Array.from({ length: MINUTES }, (_, minute) => {
    const [from, to] = [begun + minute * 60_000, begun + (minute + 1) * 60_000]
    return reads.filter((at) => at >= from && at < to).length
  })
  // What is answered just before the list is read counts for the next minute.
  expect(Math.max(...counts)).toBeLessThanOrEqual(16)
  expect(counts.reduce((sum, count) => sum + count, 0) / MINUTES).toBeLessThanOrEqual(14)
  // There is room left for everything else.
  expect(await gate.wait()).toBe(0)
  for (let n = 0; n < 60; n++) await second(time++)
  const seen = await reader.look(replied.map(({ ulid }) => ulid))
  for (const { ulid, at } of replied)
    expect(JSON.stringify(seen.get(ulid)?.ticket?.messages)).toContain(`Answer at ${at}`)
  const stopped = reader.stop()
  await vi.advanceTimersByTimeAsync(1000)
  await stopped
  sandbox.close()
})

it('reads nothing when nobody looks any more', async () => {
  const { clock, tickets, reads, reader, sandbox } = await aDesk()
  await reader.look(tickets.slice(0, 2))
  for (let n = 0; n < 200; n++) {
    clock.pass(1000)
    await vi.advanceTimersByTimeAsync(1000)
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  const count = reads.length
  expect(count).toBeLessThan(12)
  for (let n = 0; n < 100; n++) {
    clock.pass(1000)
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(reads).toHaveLength(count)
  await reader.stop()
  sandbox.close()
})

it('sees an answer of the second in which the ticket was read, and does not read it for every ask', async () => {
  const { clock, call, tickets, reads, reader } = await aDesk()
  const [ulid = ''] = tickets
  const step = async (ms: number) => {
    const look = (await reader.look([ulid])).get(ulid)
    clock.pass(ms)
    await vi.advanceTimersByTimeAsync(ms)
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
    return look?.ticket?.messages.length ?? 0
  }
  // At the beginning of a second, which is not over when the answer comes.
  clock.pass(1000 - (clock.now() % 1000))
  await call('POST', `/tickets/${ulid}/reply`, { body: '<p>First.</p>' })
  while ((await step(50)) < 2);
  await call('POST', `/tickets/${ulid}/reply`, { body: '<p>Second.</p>' })
  const before = reads.length
  let asks = 0
  while ((await step(100)) < 3 && asks < 100) asks++
  expect(asks).toBeLessThan(100)
  expect(reads.length - before).toBeLessThanOrEqual(3)
})
