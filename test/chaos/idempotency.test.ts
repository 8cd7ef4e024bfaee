import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { FINE } from '../harness/chaos/fake-helpdesk.ts'
import { rowsOf } from '../harness/chaos/invariants.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { aLatch, aWorld } from '../harness/chaos/world.ts'

describe('one id', () => {
  it('posted a thousand times at once is one row and one ticket, with the same answer to all', async () => {
    const world = await aWorld()
    const id = randomUUID()
    const answers = await Promise.all(Array.from({ length: 1000 }, () => world.send(fieldsOf(id))))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    const references = answers.map(({ body }) => (JSON.parse(body) as { reference: string }).reference)
    expect(new Set(references).size).toBe(1)
    await world.settled()
    expect(await world.end()).toMatchObject({ promised: 1, tickets: 1 })
    expect(rowsOf(world.dataDir)).toHaveLength(1)
  })

  it('with another content is a conflict, also after a restart, and makes no second ticket', async () => {
    const world = await aWorld()
    const id = randomUUID()
    await world.send(fieldsOf(id))
    const other = fieldsOf(id, 'Something else')
    const conflict = await world.send(other)
    expect(conflict.status).toBe(409)
    await world.server.kill()
    world.start()
    expect((await world.send(other)).status).toBe(409)
    world.ledger.wrong.length = 0
    await world.settled()
    expect(await world.end()).toMatchObject({ tickets: 1 })
  })
})

describe('a slow search', () => {
  it('while the same and other messages arrive makes one ticket of each', async () => {
    const { held, release } = aLatch()
    const world = await aWorld({ env: { HELPDESK_TIMEOUT_MS: '20000', SETTLE_DELAY_MS: '300' } })
    let creates = 0
    world.desk.script = ({ kind }) => {
      if (kind === 'create' && ++creates === 1) return { type: 'reset', created: false }
      return kind === 'search' ? { type: 'slow', held } : FINE
    }
    const searched = new Promise<void>((resolve) =>
      world.desk.on('call', ({ kind }) => kind === 'search' && resolve()),
    )
    const id = randomUUID()
    await world.send(fieldsOf(id))
    await searched
    // Each of these wakes the loop while the search is under way.
    await world.send(fieldsOf(id))
    for (let i = 0; i < 20; i++) await world.send(fieldsOf(randomUUID()))
    expect(world.desk.tickets).toHaveLength(0)
    const made = once(world.desk, 'created')
    release()
    await made
    await world.settled()
    expect(await world.end()).toMatchObject({ promised: 21, tickets: 21 })
    expect(world.desk.calls.filter(({ kind }) => kind === 'create')).toHaveLength(22)
  })
})
