import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fieldsOf, post, visit } from '../harness/chaos/load.ts'
import { aRandom, seeds } from '../harness/chaos/random.ts'
import type { Random } from '../harness/chaos/random.ts'
import { aLatch, aWorld } from '../harness/chaos/world.ts'
import type { World } from '../harness/chaos/world.ts'
import { LONG, shareOf } from '../harness/volume.ts'

/** Moments to kill at, so that a plan needs no clock: the n-th time that something happens. */
const MOMENTS = ['post', 'call', 'created', 'answered', 'spawn'] as const

/** Resolves at a random moment of the load. */
function aMoment(world: World, random: Random, posts: { count: number; seen: () => void }): Promise<void> {
  const what = random.pick(MOMENTS)
  let left = what === 'spawn' ? 0 : random.int(1, 12)
  return new Promise((resolve) => {
    const { desk } = world
    const seen = () => {
      if (--left > 0) return
      for (const event of ['call', 'created', 'answered'] as const) desk.off(event, seen)
      posts.seen = () => {}
      // From "in the same turn" to "some milliseconds later".
      setTimeout(resolve, random.int(0, 8))
    }
    if (what === 'spawn') seen()
    else if (what === 'post') posts.seen = seen
    else desk.on(what, seen)
  })
}

/** Kills the proxy at random moments while visitors write. */
async function killing(world: World, random: Random, kills: number): Promise<void> {
  const posts = { count: 0, seen: () => {} }
  const load = { over: false }
  const plan = random.fork()
  const visitors = world.visitors(random.fork(), () => posts.seen())
  const visits = (async () => {
    while (!load.over) await visit(visitors, 20)
  })()
  for (let i = 0; i < kills; i++) {
    const moment = plan.fork()
    if (moment.chance(0.8)) await world.server.ready
    await aMoment(world, moment, posts)
    expect((await world.server.kill()).signal).toBe('SIGKILL')
    world.start()
  }
  load.over = true
  await visits
}

describe('kill -9', () => {
  it.each(seeds(shareOf(5)))(
    'at random moments under load loses nothing and doubles nothing (seed %i)',
    async (seed) => {
      const kills = shareOf(25, 5)
      console.log(`kill -9: SEED=${seed}`)
      const world = await aWorld()
      await killing(world, aRandom(seed), kills)
      await world.settled()
      const { promised, tickets, dead } = await world.end()
      console.log(
        `  ${kills} kills, ${world.ledger.posts} posts, ${promised} promised, ${tickets} tickets, ${dead} dead`,
      )
      expect(promised).toBeGreaterThan(kills)
    },
    LONG ? 600_000 : 300_000,
  )

  it('gives no sender back what was used of the limits', async () => {
    const world = await aWorld({ env: { LIMIT_EMAIL: '4', CHALLENGE: 'off' } })
    for (let run = 0; run < 2; run++) {
      for (let i = 0; i < 2; i++) expect((await world.send(fieldsOf(randomUUID()))).status).toBe(202)
      await world.server.kill()
      world.start()
    }
    expect((await post(await world.address(), fieldsOf(randomUUID()))).status).toBe(429)
    await world.settled()
    await world.end()
  })

  it('between a request and its answer makes one ticket, found after the restart', async () => {
    const { held, release } = aLatch()
    const world = await aWorld()
    world.desk.script = (call) => (call.kind === 'create' ? { type: 'slow', held } : { type: 'none' })
    const created = once(world.desk, 'created')
    await world.send(fieldsOf(randomUUID()))
    await created
    await world.server.kill()
    release()
    world.desk.script = () => ({ type: 'none' })
    world.start()
    await world.settled()
    await world.end()
    expect(world.desk.calls.map(({ kind }) => kind)).toEqual(['create', 'channel', 'search', 'open'])
  })

  it('before the helpdesk has made the ticket, which it makes later, still makes one', async () => {
    const world = await aWorld({
      script: ({ kind }) => (kind === 'create' ? { type: 'late', ms: 300 } : { type: 'none' }),
    })
    const asked = once(world.desk, 'call')
    await world.send(fieldsOf(randomUUID()))
    await asked
    await world.server.kill()
    world.start()
    await world.settled()
    const { tickets } = await world.end()
    expect(tickets).toBe(1)
    expect(world.desk.calls.filter(({ kind }) => kind === 'create')).toHaveLength(1)
  })
})

describe('SIGTERM', () => {
  it('during a delivery lets the call in flight finish, leaves no unsure row, and exits with 0', async () => {
    const { held, release } = aLatch()
    const world = await aWorld({ env: { HELPDESK_TIMEOUT_MS: '20000' } })
    world.desk.script = (call) => (call.kind === 'create' ? { type: 'slow', held } : { type: 'none' })
    const created = once(world.desk, 'created')
    await world.send(fieldsOf(randomUUID()))
    await created
    const stopped = world.server.stop()
    await expect.poll(() => world.server.output).toContain('"stopping"')
    expect(world.server.ended).toBe(false)
    release()
    expect(await stopped).toEqual({ code: 0, signal: null })
    const { tickets } = await world.end()
    expect(tickets).toBe(1)
    expect(world.desk.calls).toHaveLength(1)
  })

  it('under load, again and again, leaves rows that the next process delivers', async () => {
    const world = await aWorld()
    const random = aRandom(7)
    const visits: Promise<void>[] = []
    for (let i = 0; i < 3; i++) {
      await world.server.ready
      visits.push(visit(world.visitors(random.fork()), 30))
      await Promise.race([visits[i], once(world.desk, 'answered')])
      expect(await world.server.stop()).toEqual({ code: 0, signal: null })
      world.start()
    }
    // A visitor who is still sending would be promised something that nobody waits for.
    await Promise.all(visits)
    await world.settled()
    await world.end()
  })
})
