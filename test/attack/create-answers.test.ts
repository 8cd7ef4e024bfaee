/** What answers the call that makes a ticket may be about something else: then the message is neither lost nor doubled. */
import { describe, expect, it } from 'vitest'
import { aPromised, isCreate } from '../harness/proxy/a-promise.ts'
import type { Told } from '../harness/proxy/a-promise.ts'
import { aSubmission } from '../harness/proxy/builders.ts'

const HOUR = 3_600_000
const WORDS = aSubmission().message

const OLD = '01JABCDEFGHJKMNPQRSTVWXYZ0'

/** What was kept of an answer about another ticket, whose words are nowhere. */
const others: [string, (made: Told) => object][] = [
  ['was there long before', (made) => ({ ...made, ulid: OLD, created_at: '2025-01-01T00:00:00Z' })],
  [
    'has another contact and subject',
    (made) => ({ ...made, ulid: OLD, contact: { email: 'eve@example.com' }, subject: 'My invoice' }),
  ],
]

/** What is ours, as a helpdesk may tell it. */
const ours: [string, (made: Told) => object][] = [
  ['with a contact that has been merged', (made) => ({ ...made, contact: { email: 'ada@work.example' } })],
  ['with a title of its own', (made) => ({ ...made, subject: 'Question about an order' })],
  ['by its ULID alone', ({ ulid }) => ({ ulid })],
]

describe('a create that is answered with a ticket', () => {
  const cases = others.flatMap(([name, change]) =>
    [true, false].map(
      (made) => [name, made ? 'and ours was made' : 'and none was made', change, made] as const,
    ),
  )
  it.each(cases)('that %s, %s, ends as one ticket of its own', async (_, __, change, made) => {
    const { outbox, network, live, tickets, row } = await aPromised()
    network.tamper = async (sent, pass) => {
      if (!isCreate(sent)) return pass()
      network.tamper = (_sent, on) => on()
      const data = made ? ((await (await pass()).json()) as { data: Told }).data : {}
      return Response.json({ data: change(data as Told) }, { status: 201 })
    }
    const submission = aSubmission()
    await outbox.accept(submission)
    await live(HOUR)
    const found = await tickets(WORDS)
    expect(found).toHaveLength(1)
    expect(row(submission.id)).toMatchObject({ state: 'delivered', ticket: found[0]!.ulid })
  })

  it.each(ours)('that is told %s is delivered at once', async (_, change) => {
    const { outbox, network, live, row, sent } = await aPromised()
    network.tamper = async (one, pass) => {
      if (!isCreate(one)) return pass()
      const { data } = (await (await pass()).json()) as { data: Told }
      return Response.json({ data: change(data) }, { status: 201 })
    }
    const submission = aSubmission()
    await outbox.accept(submission)
    await live(HOUR)
    expect(row(submission.id)).toMatchObject({ state: 'delivered' })
    expect(sent).toHaveLength(1)
  })
})
