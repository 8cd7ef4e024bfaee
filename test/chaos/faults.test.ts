import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readinessOf } from '../harness/proxy/readiness-of.ts'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import type { Fault } from '../harness/chaos/fake-helpdesk.ts'
import { rowsOf } from '../harness/chaos/invariants.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { creates, ENV, first, through } from '../harness/chaos/helpdesk-script.ts'
import { ORIGIN } from '../harness/proxy/builders.ts'
import { aLatch, aWorld } from '../harness/chaos/world.ts'

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
    ['is answered 303 after the ticket exists', { type: 'status', status: 303, created: true }],
    ['is answered 403 after the ticket exists', { type: 'status', status: 403, created: true }],
    ['is answered 404 after the ticket exists', { type: 'status', status: 404, created: true }],
    ['is answered 409 after the ticket exists', { type: 'status', status: 409, created: true }],
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
    // The one that made the ticket, and none of those that met the limit.
    expect(rowsOf(world.dataDir).map(({ attempts }) => attempts)).toEqual([1, 1])
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

describe('an e-mail about a message whose create was lost', () => {
  it.each([
    ['lost', false],
    ['made all the same', true],
  ])('does not pass for its ticket, which was %s', async (_, created) => {
    const world = await aWorld({
      script: (call): Fault => {
        if (call.kind !== 'create' || world.desk.mails.length > 0) return FINE
        // Written while the proxy waits for the answer.
        world.desk.mail(`<p>About ${call.reference}, nobody answered yet.</p>`)
        return { type: 'reset', created }
      },
      env: ENV,
    })
    const id = randomUUID()
    await world.send(fieldsOf(id))
    await world.settled()
    // One ticket with the words, and the row knows it: see `judge`.
    expect(await world.end()).toMatchObject({ promised: 1, tickets: 1, dead: 0 })
    expect(creates(world)).toBe(created ? 1 : 2)
    expect(world.desk.tickets[0]?.ticket.message.body).toContain(`Message ${id}`)
  })

  it('still finds its ticket after kill -9 while it was made, by the mark on the disk', async () => {
    const held = aLatch()
    const world = await aWorld({
      script: ({ kind }) => (kind === 'create' ? { type: 'slow', held: held.held } : FINE),
      env: ENV,
    })
    const made = new Promise((resolve) => world.desk.once('created', resolve))
    await world.send(fieldsOf(randomUUID()))
    await made
    await world.server.kill()
    world.desk.mail(`<p>About ${world.desk.tickets[0]?.reference}, nobody answered yet.</p>`)
    world.desk.script = () => FINE
    world.start()
    await world.settled()
    held.release()
    expect(await world.end()).toMatchObject({ promised: 1, tickets: 1 })
    expect(creates(world)).toBe(1)
  })
})

describe('a mark', () => {
  it('is told to nobody but the helpdesk', async () => {
    const world = await aWorld({ script: first('create', { type: 'reset', created: true }), env: ENV })
    const id = randomUUID()
    const answer = await world.send(fieldsOf(id))
    const url = await world.address()
    const heard = [answer.body, (await world.send(fieldsOf(id))).body]
    await world.settled()
    heard.push((await world.send(fieldsOf(id))).body, await (await fetch(`${url}/ready`)).text())
    heard.push(await (await fetch(`${url}/api/form`, { headers: { Origin: ORIGIN } })).text())
    await world.end()
    const body = world.desk.tickets[0]?.ticket.message.body ?? ''
    const mark = /<td>Mark<\/td><td>(\w{20})<\/td>/.exec(body)?.[1]
    expect(mark).toBeDefined()
    expect(heard.join() + world.server.output + world.server.errors).not.toContain(mark)
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
