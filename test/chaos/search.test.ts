import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Fault } from '../harness/chaos/fake-helpdesk.ts'
import { fieldsOf } from '../harness/chaos/load.ts'
import { all, creates, ENV, first, through } from '../harness/chaos/helpdesk-script.ts'
import { aWorld } from '../harness/chaos/world.ts'

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
    expect(creates(await through(all(madeUnseen, first('search', fault)), 1))).toBe(1)
  })

  it.each(failures)('whose candidate %s proves nothing: the ticket is not made again', async (_, fault) => {
    expect(creates(await through(all(madeUnseen, first('open', fault)), 1))).toBe(1)
  })

  it('that lags behind, by less than the settle delay, finds the ticket', async () => {
    const world = await aWorld({ script: madeUnseen, staleMs: () => 500, env: ENV })
    await world.send(fieldsOf(randomUUID()))
    await world.settled()
    expect(await world.end()).toMatchObject({ tickets: 1 })
    expect(creates(world)).toBe(1)
  })
})
