/** The run, against the sandbox over real HTTP, with a journal on the disk. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createImportCall } from '../../../../proxy/helpdesk/import-call.ts'
import { RateGate } from '../../../../proxy/helpdesk/rate-gate.ts'
import type { ImportLine } from '../../../../proxy/import/line.ts'
import { createLane } from '../../../../proxy/import/send/lane.ts'
import { aMigration } from '../../../harness/proxy/a-migration.ts'
import { aStore } from '../../../harness/proxy/a-store.ts'
import { aLine } from '../../../harness/proxy/an-import.ts'
import { aClock } from '../../../harness/proxy/builders.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox({ importRate: 100_000 })
})
afterEach(() => desk.stop())

/** Lines of several contacts. */
const lines = (count: number, changes: Partial<ImportLine> = {}, from = 'old'): ImportLine[] =>
  Array.from({ length: count }, (_, i) =>
    aLine({ external_id: `${from}:${i}`, from_contact: { email: `c${i % 7}@x.example` }, ...changes }),
  )

const total = async () => (await desk.api('GET', '/tickets')).json.meta.total as number

describe('a run', () => {
  it('imports every line once, and none a second time', async () => {
    const { run, journal } = aMigration(desk)
    const first = await run(lines(40))
    expect(first).toMatchObject({ progress: { done: 40, known: 0, existed: 0 }, stopped: undefined })
    expect(await total()).toBe(40)
    expect((await run(lines(41))).progress).toMatchObject({ done: 1, known: 40, changed: 0 })
    expect(await total()).toBe(41)
    expect(journal.counts().states).toEqual({ sending: 0, done: 41, refused: 0, failed: 0, held: 0 })
  })

  it('tells what has changed in the export since, and leaves it', async () => {
    const { run, journal } = aMigration(desk)
    await run(lines(2))
    const { progress } = await run(lines(2, { subject: 'Other' }))
    expect(progress).toMatchObject({ done: 0, known: 2, changed: 2 })
    expect(journal.counts().changed).toBe(2)
  })

  it.each([
    ['was given up for want of an answer and is in the helpdesk', true, 1],
    ['was given up and never arrived', false, 0],
  ])('tells of a ticket that %s whether it is other in the export by now', async (_, arrives, changed) => {
    let isAway = true
    const { run, journal } = aMigration(desk, {
      fetch: async (...call) => {
        const answer = isAway && !arrives ? undefined : await fetch(...call)
        if (!isAway && answer) return answer
        throw new Error('the answer is lost')
      },
    })
    expect((await run(lines(1))).progress).toMatchObject({ failed: 1 })
    isAway = false
    expect((await run(lines(1, { subject: 'Other' }))).progress).toMatchObject({ done: 1, existed: 0 })
    expect(journal.counts().changed).toBe(changed)
    const [ticket] = (await desk.api('GET', '/tickets')).json.data as { subject: string }[]
    expect(ticket!.subject).toBe(arrives ? 'Refund request' : 'Other')
  })

  it('tells what was in the helpdesk before, by another journal', async () => {
    await aMigration(desk).run(lines(3))
    expect((await aMigration(desk).run(lines(4))).progress).toMatchObject({ done: 4, existed: 3 })
  })

  it('does not take for another’s what it has sent itself without an answer', async () => {
    let lost = 0
    const { run } = aMigration(desk, {
      fetch: async (...call) => {
        const answer = await fetch(...call)
        if (lost++ > 0) return answer
        throw new Error('the answer is lost')
      },
    })
    expect((await run(lines(1))).progress).toMatchObject({ done: 1, existed: 0 })
    expect(await total()).toBe(1)
  })

  it('keeps what the helpdesk refuses, with its reason, and sends it again when asked or changed', async () => {
    const { run, journal } = aMigration(desk)
    const wrong = [aLine({ channel: '01KE6PNPR8BC4DRSE7Q1MJCAXX' }), aLine({ external_id: 'old:2' })]
    expect((await run(wrong)).progress).toMatchObject({ refused: 1, done: 1 })
    expect(journal.undone(10)).toMatchObject([
      { externalId: 'old:1', state: 'refused', why: expect.stringMatching(/^404/), at: 'export.jsonl:1' },
    ])
    expect((await run(wrong)).progress).toMatchObject({ refused: 0, left: 1, known: 1 })
    expect((await run(wrong, { again: true })).progress).toMatchObject({ refused: 1 })
    expect((await run([aLine()])).progress).toMatchObject({ done: 1 })
  })

  it('goes on over what an outage has kept back, and ends when the helpdesk is not there at all', async () => {
    let calls = 0
    const busy = aMigration(desk, {
      fetch: (...call) =>
        ++calls % 3 === 0 ? fetch(...call) : Promise.resolve(new Response('', { status: 503 })),
    })
    expect((await busy.run(lines(20))).progress).toMatchObject({ done: 20, failed: 0 })
    const away = aMigration(desk, { fetch: () => Promise.reject(new Error('away')) })
    const end = await away.run(lines(100, { tags: ['x'] }))
    expect(end.stopped).toContain('does not answer')
    expect(end.progress.failed).toBeLessThan(10)
    expect(Math.max(...away.waits)).toBeLessThanOrEqual(60_000)
    expect(away.journal.counts().states.failed).toBe(end.progress.failed)
  })

  it('waits as long as a 429 asks for, and gives nothing up for it', async () => {
    const clock = aClock()
    let refusals = 20
    const { run } = aMigration(desk)
    const limited: typeof fetch = (...call) =>
      refusals-- > 0
        ? Promise.resolve(new Response('{}', { status: 429, headers: { 'Retry-After': '30' } }))
        : fetch(...call)
    const options = { url: `${desk.origin}/sandbox/api`, token: 'sandbox', timeoutMs: 5000, now: clock.now }
    const gate = new RateGate(aStore({ now: clock.now }).store.calls, 300)
    const began = clock.time
    const { progress } = await run(
      lines(1),
      {},
      {
        importCall: createImportCall({ ...options, fetch: limited }, createLane(gate, 300, clock.now)),
        wait: (ms) => {
          clock.pass(ms)
          return Promise.resolve(true)
        },
      },
    )
    expect(progress).toMatchObject({ done: 1, failed: 0 })
    expect(clock.time - began).toBeGreaterThanOrEqual(20 * 30_000)
  })

  it('ends at a token that may not import, and says which may', async () => {
    const { run } = aMigration(desk, { token: 'sandbox-member' })
    const end = await run(lines(50))
    expect(end).toMatchObject({ progress: { done: 0 }, stopped: expect.stringContaining('administrator') })
    expect(await total()).toBe(0)
  })

  it('stops after the calls under way, and goes on with the rest', async () => {
    const controller = new AbortController()
    const { run, journal } = aMigration(desk)
    const end = await run(
      lines(50),
      {},
      {
        signal: controller.signal,
        progress: ({ done }) => void (done === 5 && controller.abort()),
      },
    )
    expect(end.stopped).toBe('It was stopped.')
    expect(end.progress.done).toBeLessThan(15)
    expect(journal.counts().states.sending).toBe(0)
    expect((await run(lines(50))).progress.done).toBe(50 - end.progress.done)
    expect(await total()).toBe(50)
  })

  it('takes so many as a trial, or those that are named', async () => {
    const { run } = aMigration(desk)
    expect((await run(lines(20), { limit: 3 })).progress.done).toBe(3)
    expect((await run(lines(20), { only: new Set(['old:17']) })).progress.done).toBe(1)
    expect(await total()).toBe(4)
  })

  it('sends lines of one contact one after the other', async () => {
    let inFlight = 0
    let most = 0
    const { run } = aMigration(desk, {
      fetch: async (...call) => {
        most = Math.max(most, ++inFlight)
        return fetch(...call).finally(() => inFlight--)
      },
    })
    await run(lines(10, { from_contact: { email: 'One@x.example' } }))
    expect(most).toBe(1)
    await run(lines(30, {}, 'new'))
    expect(most).toBeGreaterThan(1)
  })

  it('counts lines that are wrong, and sends the others', async () => {
    const { run } = aMigration(desk)
    expect(
      (await run([{ external_id: 'x' }, aLine(), aLine({ subject: 'same id' }), aLine()])).progress,
    ).toMatchObject({
      problems: 2,
      done: 1,
    })
  })
})
