/** Servers of files that are away: one ticket waits for them for minutes, not each. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ImportLine } from '../../../../proxy/import/line.ts'
import { AwayHosts } from '../../../../proxy/import/send/away-hosts.ts'
import { openFile } from '../../../../proxy/import/send/open-file.ts'
import { Waits } from '../../../../proxy/import/send/waits.ts'
import { aMigration } from '../../../harness/proxy/a-migration.ts'
import { aLine } from '../../../harness/proxy/an-import.ts'
import { aClock } from '../../../harness/proxy/builders.ts'
import { startSandbox, type TestSandbox } from '../../../harness/proxy/sandbox-server.ts'

let desk: TestSandbox
beforeEach(async () => {
  desk = await startSandbox({ importRate: 100_000, rate: 100_000 })
})
afterEach(() => desk.stop())

/** Tickets with a file at a server each, and as many without one. */
const lines = (origin: string): ImportLine[] =>
  Array.from({ length: 24 }, (_, i) =>
    aLine({
      external_id: `old:${i}`,
      from_contact: { email: `c${i}@x.example` },
      messages: [
        {
          type: 'inbound',
          body: 'x',
          ...(i % 2 === 0 && { files: [{ name: `${i}`, url: `${origin}/${i}` }] }),
        },
      ],
    }),
  )

/** A server that answers 503 until it is told otherwise. */
async function aHost() {
  const host = { status: 503, asked: 0, origin: '' }
  const server = createServer((_, response) => {
    host.asked++
    response.writeHead(host.status).end('there')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  host.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const access = { folder: '.', origins: new Set([host.origin]), fetch, timeoutMs: 1000 }
  const tools = {
    open: (file: Parameters<typeof openFile>[1]) => openFile(access, file),
    look: () => Promise.resolve({ type: 'there' as const }),
  }
  return { host, tools }
}

describe('a run whose server of files is away', () => {
  it('sends the tickets without files, keeps the others back, and does not take the helpdesk for away', async () => {
    const { host, tools } = await aHost()
    const { run, journal } = aMigration(desk)
    const end = await run(lines(host.origin), {}, tools)
    expect(end).toMatchObject({ stopped: undefined, progress: { done: 12, held: 12, failed: 0 } })
    // Six at a time ask eight times each; nobody asks after them.
    expect(host.asked).toBeLessThanOrEqual(48)
    expect(journal.undone(1)).toMatchObject([{ state: 'held', why: 'file 0: its server answered 503' }])
    host.status = 200
    expect((await run(lines(host.origin), {}, tools)).progress).toMatchObject({
      done: 12,
      known: 12,
      held: 0,
    })
  })

  it('sends them without when told to, and says so', async () => {
    const { host, tools } = await aHost()
    const { run, journal } = aMigration(desk)
    const end = await run(lines(host.origin), {}, { ...tools, missing: 'note' })
    expect(end.progress).toMatchObject({ done: 24, without: 12, filesMissing: 12 })
    expect(end.files).toContainEqual({ externalId: 'old:0', why: '0: its server answered 503' })
    expect(journal.counts()).toMatchObject({ lateFiles: 12, lateTickets: 12 })
  })
})

describe('a run that is told to stop while it waits for a file', () => {
  it.each(['wait', 'note'] as const)('leaves the ticket to the next one (%s)', async (missing) => {
    const { run, journal } = aMigration(desk)
    const [line] = lines('https://files.example')
    const look = () => Promise.resolve({ type: 'there' as const })
    const end = await run([line], {}, { missing, look, open: () => Promise.resolve({ type: 'stopped' }) })
    expect(end.progress).toMatchObject({ done: 0, held: 0, without: 0 })
    expect(journal.undone(1)).toEqual([])
  })
})

describe('a server of files', () => {
  it('that is away is asked once a minute, and by all again when it answers', () => {
    const clock = aClock()
    const away = new AwayHosts(clock.now)
    expect(away.pass('a')).toBeUndefined()
    away.note('a', 'away')
    expect(away.pass('a')).toBe('away')
    expect(away.pass('b')).toBeUndefined()
    clock.pass(60_000)
    expect([away.pass('a'), away.pass('a')]).toEqual([undefined, 'away'])
    away.note('a', undefined)
    expect([away.pass('a'), away.pass('a')]).toEqual([undefined, undefined])
  })
})

describe('what is waited for', () => {
  it('is told when it takes long, and not when it is over', async () => {
    const clock = aClock()
    const waits = new Waits(clock.now)
    const end = waits.begin('an answer of the helpdesk')
    expect(waits.text()).toBeUndefined()
    clock.pass(12_000)
    expect(waits.text()).toBe('waiting for an answer of the helpdesk since 12 s')
    end()
    expect(waits.text()).toBeUndefined()
    await expect(waits.during('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    clock.pass(12_000)
    expect(waits.text()).toBeUndefined()
  })

  it('is the helpdesk with its trouble, its gate, or a server of files', async () => {
    const { host, tools } = await aHost()
    const clock = aClock()
    const waits = new Waits(clock.now)
    const told = new Set<string | undefined>()
    const wait = () => {
      clock.pass(6000)
      told.add(waits.text())
      return Promise.resolve(true)
    }
    let calls = 0
    const { run } = aMigration(desk, {
      fetch: (...call) => (++calls < 3 ? Promise.resolve(new Response('', { status: 503 })) : fetch(...call)),
    })
    await run([aLine()], {}, { ...tools, waits, wait })
    expect([...told][0]).toBe(
      'waiting for the next call to the helpdesk (503; 1 of 8 tries in vain) since 6 s',
    )
    told.clear()
    await run(lines(host.origin).slice(0, 1), {}, { ...tools, waits, wait })
    expect([...told][0]).toMatch(
      /^waiting for the next call to 127\.0\.0\.1:\d+ \(its server answered 503; 1 of 8/,
    )
  })
})
