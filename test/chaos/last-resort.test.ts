/** Errors that nobody waits for: they must be nobody's end, but for those of a database in doubt. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { createLastResort } from '../../proxy/http/last-resort.ts'
import { isInDoubt } from '../../proxy/store/open.ts'
import { openSqlite } from '../../proxy/store/sqlite/database.ts'
import { aFolder, aSubmission, ORIGIN } from '../harness/proxy/builders.ts'
import { aServer } from '../harness/chaos/killable-proxy.ts'

const STRAY = fileURLToPath(new URL('../harness/chaos/stray-rejection.mjs', import.meta.url))

/** A proxy with an error up its sleeve: SIGUSR2 is a bug, SIGHUP a failing disk. */
async function aBuggyServer() {
  const dataDir = aFolder()
  const server = aServer({
    dataDir,
    deskUrl: 'http://127.0.0.1:9',
    env: { NODE_OPTIONS: `--import ${STRAY}` },
  })
  const url = await server.ready
  const send = async () => {
    const response = await fetch(`${url}/api/tickets`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: ORIGIN },
      body: JSON.stringify({ ...aSubmission(), site: 'default' }),
    })
    return response.status
  }
  return { server, url, send, dataDir }
}

describe('an error that nobody waits for', () => {
  it('is a line in the log each time it is new, and the proxy goes on', async () => {
    const { server, send } = await aBuggyServer()
    const told = () => server.log.filter(({ event }) => event === 'unexpected')
    for (let round = 0; round < 3; round++) {
      server.process.kill('SIGUSR2')
      await expect.poll(told).toHaveLength(2)
      expect(await send()).toBe(202)
    }
    expect(told().map(({ why }) => why?.split('\n')[0])).toEqual([
      'Error: a stray promise',
      'Error: a stray error',
    ])
    expect(server.errors).toBe('')
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  })

  it('stops the proxy in good order when it is a disk that fails under the database', async () => {
    const { server, send, dataDir } = await aBuggyServer()
    expect(await send()).toBe(202)
    server.process.kill('SIGHUP')
    expect(await server.exit).toEqual({ code: 1, signal: null })
    expect(server.log.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['unexpected', 'stopping', 'stopped']),
    )
    const sql = openSqlite(join(dataDir, 'outbox.db'), { exclusive: false })
    expect(sql.get('SELECT count(*) AS n FROM submission')?.['n']).toBe(1)
    sql.close()
  })
})

describe('the log of such errors', () => {
  it('is not flooded by one that comes again and again, and says how often it came', () => {
    vi.useFakeTimers()
    const lines: string[] = []
    const hear = createLastResort(
      (_, event, facts) => lines.push(`${event} ${facts?.why?.split('\n')[0]} ${facts?.count ?? 1}`),
      isInDoubt,
      () => {},
    )
    const error = new Error('again')
    for (let i = 0; i < 1000; i++) hear(error)
    for (let i = 0; i < 1000; i++) hear(`another ${i}`)
    expect(lines).toHaveLength(20)
    vi.advanceTimersByTime(10_000)
    expect(lines.slice(20)).toEqual(['unexpected_again Error: again 999'])
    hear(error)
    expect(lines.at(-1)).toBe('unexpected Error: again 1')
    vi.useRealTimers()
  })

  it.each([[null], [undefined], [Object.create(null)], [{ toString: 1, valueOf: 1 }], [Symbol('x')]])(
    'has a line for whatever was thrown',
    (thrown) => {
      const lines: string[] = []
      const hear = createLastResort(
        (_, event) => lines.push(event),
        isInDoubt,
        () => {},
      )
      expect(() => hear(thrown)).not.toThrow()
      expect(lines).toEqual(['unexpected'])
    },
  )

  it.each([
    ['SQLITE_CORRUPT', 11, 1],
    ['SQLITE_CORRUPT_INDEX', 779, 1],
    ['SQLITE_IOERR_WRITE', 778, 1],
    ['SQLITE_NOTADB', 26, 1],
    ['SQLITE_FULL', 13, 0],
    ['SQLITE_BUSY', 5, 0],
    ['EPIPE', undefined, 0],
  ])('of code %s (%s) asks for an end %i times', (code, rawCode, times) => {
    const stop = vi.fn()
    createLastResort(() => {}, isInDoubt, stop)(Object.assign(new Error('x'), { code, rawCode }))
    expect(stop).toHaveBeenCalledTimes(times)
  })
})
