import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { FINE } from './helpdesk.ts'
import type { Call, Fault, Kind } from './helpdesk.ts'
import { rowsOf } from './invariants.ts'
import { fieldsOf } from './load.ts'
import { aWorld } from './world.ts'
import type { World } from './world.ts'

const ENV = { HELPDESK_TIMEOUT_MS: '300', SETTLE_DELAY_MS: '900' }

/** Does `fault` to the first `times` calls of a kind for every message. */
function first(kind: Kind, fault: Fault, times = 1): (call: Call) => Fault {
  const seen = new Map<string, number>()
  return (call) => {
    if (call.kind !== kind) return FINE
    // Opening a ticket names no reference.
    const key = call.reference ?? call.path
    seen.set(key, (seen.get(key) ?? 0) + 1)
    return seen.get(key)! <= times ? fault : FINE
  }
}

/** Several scripts at once: the first that has a fault for a call. */
const all =
  (...scripts: ((call: Call) => Fault)[]) =>
  (call: Call): Fault =>
    scripts.map((script) => script(call)).find(({ type }) => type !== 'none') ?? FINE

/** Two messages through a helpdesk that does what `script` says, to the end. */
async function through(script: (call: Call) => Fault): Promise<World> {
  const world = await aWorld({ script, env: ENV })
  await Promise.all([world.send(fieldsOf(randomUUID())), world.send(fieldsOf(randomUUID()))])
  await world.settled()
  expect(await world.end()).toMatchObject({ promised: 2, tickets: 2, dead: 0 })
  return world
}

const creates = (world: World) => world.desk.calls.filter(({ kind }) => kind === 'create').length
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

describe('a search', () => {
  const madeUnseen = first('create', { type: 'reset', created: true })
  const failures: [string, Fault][] = [
    ['is answered 500', { type: 'status', status: 500, created: false }],
    ['is answered by a maintenance page', { type: 'html', created: false }],
    ['is reset', { type: 'reset', created: false }],
    ['hangs', { type: 'hang' }],
    ['meets the limit', { type: 'limited', retryAfter: '1' }],
  ]
  it.each(failures)('that %s proves nothing: the ticket is not made again', async (_, fault) => {
    expect(creates(await through(all(madeUnseen, first('search', fault))))).toBe(2)
  })

  it.each(failures)('whose candidate %s proves nothing: the ticket is not made again', async (_, fault) => {
    expect(creates(await through(all(madeUnseen, first('open', fault))))).toBe(2)
  })

  it('that lags behind, by less than the settle delay, finds the ticket', async () => {
    const world = await aWorld({ script: madeUnseen, staleMs: () => 500, env: ENV })
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    expect(await world.end()).toMatchObject({ tickets: 1 })
    expect(creates(world)).toBe(1)
  })
})

describe('a refused token', () => {
  it('stops the calls and burns no ticket; a restart with a good one delivers', async () => {
    const world = await aWorld({ script: () => ({ type: 'status', status: 401, created: false }), env: ENV })
    for (let i = 0; i < 3; i++) await world.send(fieldsOf(randomUUID()))
    await expect.poll(() => world.log.some(({ event }) => event === 'helpdesk_misconfigured')).toBe(true)
    expect(await (await fetch(`${await world.address()}/ready`)).text()).toContain('refuses token')
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
