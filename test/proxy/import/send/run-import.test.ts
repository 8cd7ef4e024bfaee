/** The run, against the sandbox over real HTTP, with a journal on the disk. */
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { Helpdesk } from '../../../../proxy/helpdesk/client.ts'
import { createImportCall } from '../../../../proxy/helpdesk/import-call.ts'
import { openJournal } from '../../../../proxy/import/send/journal.ts'
import type { ImportLine } from '../../../../proxy/import/line.ts'
import { openFile } from '../../../../proxy/import/send/open-file.ts'
import { readTickets } from '../../../../proxy/import/read-tickets.ts'
import { runImport } from '../../../../proxy/import/send/run-import.ts'
import type { RunOptions, RunTools } from '../../../../proxy/import/send/run-import.ts'
import { openScratch } from '../../../../proxy/import/read/scratch.ts'
import { jsonLines } from '../../../../proxy/import/sources/json-lines.ts'
import { SANDBOX_CHANNEL } from '../../../../proxy/sandbox/sandbox.ts'
import { RateGate } from '../../../../proxy/helpdesk/rate-gate.ts'
import { createLane } from '../../../../proxy/import/send/lane.ts'
import { aStore } from '../../../harness/proxy/a-store.ts'
import { aClock, aFolder, anOpenGate } from '../../../harness/proxy/builders.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'
import { aFile, aLine, SHAPE } from '../../../harness/proxy/an-import.ts'

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

const addressOf = (address: Parameters<typeof fetch>[0]) =>
  address instanceof Request ? address.url : address.toString()

/** A migration that can be run again and again. `fetch` stands for the network. */
function aMigration(options: { fetch?: typeof fetch; token?: string } = {}) {
  const folder = aFolder()
  const journal = openJournal(join(folder, 'journal.db'))
  onTestFinished(() => journal.close())
  const call = {
    url: `${desk.origin}/sandbox/api`,
    token: options.token ?? 'sandbox',
    timeoutMs: 5000,
    fetch: options.fetch ?? fetch,
    now: Date.now,
  }
  const waits: number[] = []
  const run = async (
    all: readonly unknown[],
    given: Partial<RunOptions> = {},
    tools: Partial<RunTools> = {},
  ) => {
    const scratch = openScratch()
    const file = aFile('export.jsonl', all.map((line) => JSON.stringify(line)).join('\n'), folder)
    const reading = {
      source: jsonLines,
      files: [file],
      own: new Set<string>(),
      folder,
      mapping: undefined,
      scratch,
      shape: { ...SHAPE, channel: SANDBOX_CHANNEL },
    }
    try {
      return await runImport(
        readTickets(reading),
        { limit: Infinity, only: undefined, again: false, ...given },
        {
          importCall: createImportCall(call, anOpenGate()),
          helpdesk: new Helpdesk({ ...call, gate: anOpenGate() }),
          open: (one) => openFile({ folder, origins: new Set(), fetch, timeoutMs: 1000 }, one),
          journal,
          wait: async (ms) => waits.push(ms) > 0,
          random: () => 0.5,
          now: Date.now,
          signal: new AbortController().signal,
          progress: () => {},
          ...tools,
        },
      )
    } finally {
      scratch.close()
    }
  }
  return { folder, journal, run, waits }
}

const tickets = async () => (await desk.api('GET', '/tickets?per_page=100')).json.data as { ulid: string }[]
const total = async () => (await desk.api('GET', '/tickets')).json.meta.total as number
const ticketOf = async (ulid: string) => (await desk.api('GET', `/tickets/${ulid}`)).json.data

describe('a run', () => {
  it('imports every line once, and none a second time', async () => {
    const { run, journal } = aMigration()
    const first = await run(lines(40))
    expect(first).toMatchObject({ progress: { done: 40, known: 0, existed: 0 }, stopped: undefined })
    expect(await total()).toBe(40)
    expect((await run(lines(41))).progress).toMatchObject({ done: 1, known: 40, changed: 0 })
    expect(await total()).toBe(41)
    expect(journal.counts().states).toEqual({ sending: 0, done: 41, refused: 0, failed: 0 })
  })

  it('tells what has changed in the export since, and leaves it', async () => {
    const { run, journal } = aMigration()
    await run(lines(2))
    const { progress } = await run(lines(2, { subject: 'Other' }))
    expect(progress).toMatchObject({ done: 0, known: 2, changed: 2 })
    expect(journal.counts().changed).toBe(2)
  })

  it('tells what was in the helpdesk before, by another journal', async () => {
    await aMigration().run(lines(3))
    expect((await aMigration().run(lines(4))).progress).toMatchObject({ done: 4, existed: 3 })
  })

  it('does not take for another’s what it has sent itself without an answer', async () => {
    let lost = 0
    const { run } = aMigration({
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
    const { run, journal } = aMigration()
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
    const busy = aMigration({
      fetch: (...call) =>
        ++calls % 3 === 0 ? fetch(...call) : Promise.resolve(new Response('', { status: 503 })),
    })
    expect((await busy.run(lines(20))).progress).toMatchObject({ done: 20, failed: 0 })
    const away = aMigration({ fetch: () => Promise.reject(new Error('away')) })
    const end = await away.run(lines(100, { tags: ['x'] }))
    expect(end.stopped).toContain('does not answer')
    expect(end.progress.failed).toBeLessThan(10)
    expect(Math.max(...away.waits)).toBeLessThanOrEqual(60_000)
    expect(away.journal.counts().states.failed).toBe(end.progress.failed)
  })

  it('waits as long as a 429 asks for, and gives nothing up for it', async () => {
    const clock = aClock()
    let refusals = 20
    const { run } = aMigration()
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
    const { run } = aMigration({ token: 'sandbox-member' })
    const end = await run(lines(50))
    expect(end).toMatchObject({ progress: { done: 0 }, stopped: expect.stringContaining('administrator') })
    expect(await total()).toBe(0)
  })

  it('stops after the calls under way, and goes on with the rest', async () => {
    const controller = new AbortController()
    const { run, journal } = aMigration()
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
    const { run } = aMigration()
    expect((await run(lines(20), { limit: 3 })).progress.done).toBe(3)
    expect((await run(lines(20), { only: new Set(['old:17']) })).progress.done).toBe(1)
    expect(await total()).toBe(4)
  })

  it('sends lines of one contact one after the other', async () => {
    let inFlight = 0
    let most = 0
    const { run } = aMigration({
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
    const { run } = aMigration()
    expect(
      (await run([{ external_id: 'x' }, aLine(), aLine({ subject: 'same id' }), aLine()])).progress,
    ).toMatchObject({
      problems: 2,
      done: 1,
    })
  })
})

describe('the files of a ticket', () => {
  const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
  const withFiles = (files: ImportLine['messages'][number]['files'], body = 'x') =>
    aLine({ messages: [{ type: 'inbound', body, files }] })

  it('are uploaded, and pictures in the text become those of the helpdesk', async () => {
    const { run, folder, journal } = aMigration()
    aFile('a.png', PNG, folder)
    const line = withFiles(
      [
        { name: 'a.png', type: 'image/png', path: 'a.png', content_id: 'a' },
        { name: 'b.txt', type: 'text/plain', content: Buffer.from('hello').toString('base64') },
      ],
      '<p>See <img src="cid:a"></p>',
    )
    expect((await run([line])).progress.done).toBe(1)
    const [{ ulid }] = (await tickets()) as [{ ulid: string }]
    const [message] = (await ticketOf(ulid)).messages
    const names = [...message.attachments, ...message.inline_images].map(({ name }: { name: string }) => name)
    expect(new Set(names)).toEqual(new Set(['a.png', 'b.txt']))
    expect(message.body_html).not.toContain('cid:import')
    expect(journal.counts().lostFiles).toBe(0)
  })

  it('that are missing, outside of the folder, too large or elsewhere are named in a note', async () => {
    const { run, folder, journal } = aMigration()
    aFile('large', Buffer.alloc(25_000_001), folder)
    const line = withFiles(
      [
        { name: 'gone', path: 'gone' },
        { name: 'passwords', path: '../../../../etc/hostname' },
        { name: 'large', path: 'large' },
        { name: 'there', url: 'https://old.example/there' },
      ],
      'x',
    )
    await run([line])
    const [{ ulid }] = (await tickets()) as [{ ulid: string }]
    const { messages } = await ticketOf(ulid)
    expect(messages).toHaveLength(2)
    expect(messages[1]).toMatchObject({ type: 'note' })
    for (const words of [
      'gone: not in the folder of the export',
      'passwords: not in the folder of the export',
      'large: larger than 25 MB',
      'there: at https://old.example/there, which --fetch-from does not name',
    ])
      expect(messages[1].body_html).toContain(words)
    expect(journal.counts().lostFiles).toBe(4)
  })

  it('are uploaded once more after a 422, and only once', async () => {
    let refusals = 1
    const uploads: string[] = []
    const { run } = aMigration({
      fetch: (address, init) => {
        const path = addressOf(address)
        if (path.endsWith('/attachments')) uploads.push(path)
        if (path.endsWith('/import') && refusals-- > 0)
          return Promise.resolve(
            Response.json(
              { message: 'x', errors: { 'messages.0.attachment_ids.0': ['The selected token is invalid.'] } },
              { status: 422 },
            ),
          )
        return fetch(address, init)
      },
    })
    const line = withFiles([{ name: 'a', content: 'YQ==' }])
    expect((await run([line])).progress).toMatchObject({ done: 1 })
    expect(uploads).toHaveLength(2)
    refusals = 5
    expect((await run([{ ...line, external_id: 'b' }])).progress).toMatchObject({ refused: 1 })
    expect(uploads).toHaveLength(4)
  })

  it('that cannot be uploaded for now keep their ticket back', async () => {
    const { run, journal } = aMigration({
      fetch: (address, init) =>
        addressOf(address).endsWith('/attachments')
          ? Promise.resolve(new Response('', { status: 500 }))
          : fetch(address, init),
    })
    expect((await run([withFiles([{ name: 'a', content: 'YQ==' }])])).progress).toMatchObject({ failed: 1 })
    expect(journal.undone(1)).toMatchObject([{ state: 'failed', why: 'file a: upload 500' }])
    expect(await total()).toBe(0)
  })
})
