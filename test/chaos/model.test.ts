import fc from 'fast-check'
import { expect, it } from 'vitest'
import { afterSearch, afterSend } from '../../proxy/delivery/next-step.ts'
import type { SendOutcome } from '../../proxy/delivery/next-step.ts'
import type { Look } from '../../proxy/helpdesk/ticket-search.ts'
import type { Entry, Settlement } from '../../proxy/store/records.ts'
import { runs } from '../harness/volume.ts'

const SETTLE_MS = 10_000
/** What the settle delay assumes: the ticket is there, and the search knows it, before the delay is over. */
const LAG_MAX_MS = SETTLE_MS - 1

/** One event in the life of a row: what happens to the next call, or to the process. */
const Event = fc.record({
  send: fc.constantFrom<
    | 'delivered'
    | 'refused'
    | 'limited'
    | 'misconfigured'
    | 'misled'
    | 'rejected'
    | 'unsent'
    | 'unsure'
    | 'killed'
  >(
    'delivered',
    'refused',
    'limited',
    'misconfigured',
    'misled',
    'rejected',
    'rejected',
    'unsent',
    'unsure',
    'unsure',
    'unsure',
    'killed',
    'killed',
  ),
  /** Whether an unsure, strangely answered or killed call makes its ticket all the same, and after how long a search can find it. */
  made: fc.boolean(),
  lagMs: fc.integer({ min: 0, max: LAG_MAX_MS }),
  search: fc.constantFrom<'answered' | 'limited' | 'failed' | 'unclear' | 'rejected' | 'killed'>(
    'answered',
    'answered',
    'answered',
    'limited',
    'failed',
    'unclear',
    'rejected',
    'killed',
  ),
  /** Time that passes before the next process starts, or that a call takes. */
  passMs: fc.integer({ min: 0, max: 30_000 }),
  restart: fc.boolean(),
})
type Event = typeof Event extends fc.Arbitrary<infer T> ? T : never

type MessageState = 'pending' | 'unsure' | 'delivered' | 'dead'

/** One row, the helpdesk that it is delivered to, and a clock. */
class Model {
  now = 0
  state: MessageState = 'pending'
  dueAt = 0
  attempts = 0
  /** When a search can find each ticket. */
  tickets: number[] = []

  step(event: Event): void {
    if (this.state === 'delivered' || this.state === 'dead') return
    if (event.restart) this.recover(event.passMs)
    this.now = Math.max(this.now, this.dueAt)
    if (this.state === 'pending') this.send(event)
    else this.search(event)
  }

  /** As `Outbox.recover` does for a row of another process. */
  recover(passMs: number): void {
    this.now += passMs
    if (this.state === 'unsure') this.dueAt = this.now + SETTLE_MS
  }

  send(event: Event): void {
    const { send, made, lagMs, passMs } = event
    const gaveUp = this.now + passMs
    if (send === 'delivered') this.tickets.push(gaveUp + lagMs)
    if (['unsure', 'rejected', 'misled', 'killed'].includes(send) && made) this.tickets.push(gaveUp + lagMs)
    this.now = gaveUp
    if (send === 'killed') {
      this.state = 'unsure'
      this.recover(passMs)
      return
    }
    const outcomes: Record<typeof send, SendOutcome> = {
      delivered: { type: 'delivered', ticket: 't' },
      refused: { type: 'refused', why: '422' },
      limited: { type: 'limited' },
      misconfigured: { type: 'misconfigured', status: 401, refused: 401 },
      misled: { type: 'misconfigured', status: 404, refused: 303 },
      rejected: { type: 'rejected', status: 303 },
      unsent: { type: 'unsent', why: 'ECONNREFUSED' },
      unsure: { type: 'unsure', why: 'timeout' },
    }
    this.settle(afterSend(outcomes[send], this.entry(), this.circumstances()))
  }

  search(event: Event): void {
    const { search, passMs } = event
    const visible = this.tickets.some((at) => at <= this.now)
    this.now += passMs
    if (search === 'killed') return this.recover(passMs)
    const findings: Record<typeof search, Look> = {
      answered: visible ? { type: 'found', ticket: 't' } : { type: 'absent' },
      limited: { type: 'limited' },
      failed: { type: 'failed', why: '500' },
      unclear: { type: 'unclear', why: 'unreadable ticket' },
      rejected: { type: 'rejected', status: 403 },
    }
    this.settle(afterSearch(findings[search], this.entry(), this.circumstances()))
  }

  settle(settlement: Settlement): void {
    this.state = settlement.state
    if (settlement.state === 'delivered' || settlement.state === 'dead') return
    expect(settlement.waitMs).toBeGreaterThanOrEqual(0)
    expect(settlement.attempts).toBeGreaterThanOrEqual(this.attempts)
    this.dueAt = this.now + settlement.waitMs
    this.attempts = settlement.attempts
  }

  entry(): Entry {
    const { state, attempts } = this
    const submission = { id: 'i', site: 's', email: 'ada@example.com', message: 'm' }
    return {
      id: 'i',
      reference: 'r',
      site: 's',
      state,
      submission,
      acceptedAt: 0,
      ageMs: 0,
      attempts,
      why: undefined,
    }
  }

  circumstances() {
    return { random: () => 0.5, settleDelayMs: SETTLE_MS }
  }
}

it('no sequence of outcomes, crashes and restarts makes two tickets of one row', () => {
  fc.assert(
    fc.property(fc.array(Event, { maxLength: 40 }), (events) => {
      const model = new Model()
      for (const event of events) {
        model.step(event)
        expect(model.tickets.length).toBeLessThanOrEqual(1)
        if (model.state === 'delivered') expect(model.tickets).toHaveLength(1)
        if (model.state === 'dead') expect(model.tickets).toHaveLength(0)
      }
    }),
    runs(20_000, 2000),
  )
})

it('every row comes to its end once the helpdesk works', () => {
  const fine: Event = {
    send: 'delivered',
    made: true,
    lagMs: 0,
    search: 'answered',
    passMs: 1,
    restart: false,
  }
  fc.assert(
    fc.property(fc.array(Event, { maxLength: 40 }), (events) => {
      const model = new Model()
      for (const event of events) model.step(event)
      for (let i = 0; i < 2; i++) model.step(fine)
      expect(['delivered', 'dead']).toContain(model.state)
    }),
    runs(20_000, 2000),
  )
})

it('two tickets are what this model finds when the settle delay is too short for the helpdesk', () => {
  const slow: Event = {
    send: 'unsure',
    made: true,
    lagMs: SETTLE_MS + 1,
    search: 'answered',
    passMs: 0,
    restart: false,
  }
  const model = new Model()
  for (const event of [slow, slow, slow]) model.step(event)
  expect(model.tickets.length).toBeGreaterThan(1)
})
