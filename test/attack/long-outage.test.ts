/** A helpdesk that is away for hours: what is still to be done to tickets waits as messages do, and is told. */
import { describe, expect, it } from 'vitest'
import { noteOf } from '../../proxy/helpdesk/ticket.ts'
import { newMark } from '../../proxy/reference.ts'
import { aPromised, reset } from '../harness/proxy/a-promise.ts'
import type { Tamper } from '../harness/proxy/a-promise.ts'
import { aSubmission } from '../harness/proxy/builders.ts'

const HOUR = 3_600_000
const TAG = '01KE6PZ0KG9ZG1ZRD5414T9MBA'

/** A ticket on which a tag and a note are still to be made. */
async function aWaitingTicket() {
  const promised = await aPromised()
  const { outbox, live, sql } = promised
  const submission = aSubmission()
  await outbox.accept(submission)
  await live(HOUR)
  const note = noteOf(['It was no help at all.'], undefined, newMark()) ?? ''
  outbox.steps.plan(submission.id, [
    { kind: 'tag', target: TAG },
    { kind: 'note', target: note },
  ])
  const states = () =>
    sql
      .all('SELECT state FROM step WHERE submission = ? ORDER BY place', submission.id)
      .map(({ state }) => state)
  return { ...promised, states }
}

const refused = () =>
  Promise.reject(
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) }),
  )

const OUTAGES: [string, Tamper][] = [
  ['takes no connection', refused],
  ['loses each', reset],
  ['answers 503', async () => new Response('', { status: 503 })],
  ['is a page that says so', async () => new Response('<p>Back soon</p>')],
  [
    'is behind a server that knows no address',
    async (sent, pass) => {
      void pass
      return sent.path.startsWith('/channels/')
        ? new Response('', { status: 502 })
        : new Response('', { status: 404 })
    },
  ],
]

describe('what follows a ticket', () => {
  it.each(OUTAGES)('waits for a helpdesk that %s for a day, and is told meanwhile', async (_, away) => {
    const { network, live, states, tickets, readiness } = await aWaitingTicket()
    const { tamper } = network
    network.tamper = away
    await live(24 * HOUR)
    expect((await readiness()).attention.join()).toContain('tags, team, assignee and note')
    network.tamper = tamper
    await live(HOUR)
    expect(states()).toEqual(['done', 'done'])
    const [ticket] = await tickets('')
    expect(ticket).toMatchObject({ tags: [{ ulid: TAG }] })
    expect(ticket!.messages.filter(({ body_html: html }) => html.includes('no help'))).toHaveLength(1)
    expect((await readiness()).attention).toEqual([])
  })

  it.each([503, 500])('and is answered %i alone, is given up, and told', async (status) => {
    const { network, live, states, readiness } = await aWaitingTicket()
    network.tamper = async (sent, pass) => (sent.method === 'POST' ? new Response('', { status }) : pass())
    await live(24 * HOUR)
    expect(states()).toEqual(['failed', 'failed'])
    expect((await readiness()).attention.join()).toContain('tags, team, assignee and note')
  })
})
