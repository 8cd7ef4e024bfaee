import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readinessOf } from '../harness/proxy/readiness-of.ts'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import type { Fault } from '../harness/chaos/fake-helpdesk.ts'
import { rowsOf } from '../harness/chaos/invariants.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { creates, ENV, first, through } from '../harness/chaos/helpdesk-script.ts'
import { aWorld } from '../harness/chaos/world.ts'

const aDate = (ms: number) => new Date(Date.now() + ms).toUTCString()

describe('a create', () => {
  const lost: [string, Fault][] = [
    ['hangs', { type: 'hang' }],
    ['is reset before the ticket exists', { type: 'reset', created: false }],
    ['is answered 500 before the ticket exists', { type: 'status', status: 500, created: false }],
    ['is answered 502 before the ticket exists', { type: 'status', status: 502, created: false }],
    ['is answered by a maintenance page', { type: 'html', created: false }],
  ]
  it.each(lost)('that %s is looked for in vain, and made again', async (_, fault) => {
    expect(creates(await through(first('create', fault)))).toBe(4)
  })

  const made: [string, Fault][] = [
    ['is reset after the ticket exists', { type: 'reset', created: true }],
    ['is answered 500 after the ticket exists', { type: 'status', status: 500, created: true }],
    ['is answered 502 after the ticket exists', { type: 'status', status: 502, created: true }],
    ['is answered by a web page after the ticket exists', { type: 'html', created: true }],
    ['makes its ticket after we gave up', { type: 'late', ms: 300 }],
  ]
  it.each(made)('that %s is found, and not made again', async (_, fault) => {
    expect(creates(await through(first('create', fault)))).toBe(2)
  })

  it.each([
    ['one second', () => '1'],
    ['no time at all', () => '0'],
    ['a date', () => aDate(1000)],
    ['a date in the past', () => aDate(-3_600_000)],
  ])('that meets the limit with a Retry-After of %s is made later, at no cost', async (_, retryAfter) => {
    let storm = 3
    const world = await through(({ kind }) =>
      kind === 'create' && storm-- > 0 ? { type: 'limited', retryAfter: retryAfter() } : FINE,
    )
    expect(rowsOf(world.dataDir).map(({ attempts }) => attempts)).toEqual([0, 0])
  })

  it('that is refused for ever ends as a dead row that says why, and blocks nobody', async () => {
    const world = await aWorld({
      script: (call) => (call.body.includes('poison') ? { type: 'poison' } : FINE),
      env: ENV,
    })
    const poison = randomUUID()
    await world.send(fieldsOf(poison, 'poison'))
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    expect(await world.end()).toMatchObject({ promised: 2, tickets: 1, dead: 1 })
    expect(rowsOf(world.dataDir).find(({ id }) => id === poison)?.why).toBe('422 subject')
  })
})

describe('a helpdesk that refuses connections', () => {
  it('gets every message once it is back, without a search', async () => {
    const world = await aWorld({ env: ENV })
    await world.desk.refuse()
    await world.send(fieldsOf(randomUUID()))
    await expect.poll(() => world.log.some(({ why }) => why === 'ECONNREFUSED')).toBe(true)
    await world.desk.listen()
    await world.settled()
    expect(await world.end()).toMatchObject({ tickets: 1 })
    expect(world.desk.calls.map(({ kind }) => kind)).toEqual(['create'])
  })
})

describe('a refused token', () => {
  it('stops the calls and burns no ticket; a restart with a good one delivers', async () => {
    const world = await aWorld({ script: () => ({ type: 'status', status: 401, created: false }), env: ENV })
    for (let i = 0; i < 3; i++) await world.send(fieldsOf(randomUUID()))
    await expect.poll(() => world.log.some(({ event }) => event === 'helpdesk_misconfigured')).toBe(true)
    expect((await readinessOf(world.dataDir)).attention.join()).toContain('refuses token')
    await world.server.stop()
    expect(world.desk.calls).toHaveLength(2)
    expect(rowsOf(world.dataDir).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 3 }, () => ['pending', 0]),
    )
    world.desk.script = () => FINE
    world.start()
    await world.settled()
    expect(await world.end()).toMatchObject({ tickets: 3, dead: 0 })
  })
})
