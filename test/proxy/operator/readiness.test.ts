import { describe, expect, it } from 'vitest'
import { createLog } from '../../../proxy/log.ts'
import { createStandings, createWatch, readinessBy } from '../../../proxy/operator/readiness.ts'
import type { ReadinessOptions } from '../../../proxy/operator/readiness.ts'
import type { Closure, Health } from '../../../proxy/store/records.ts'

const NOW = 10_000_000
const HALF_AN_HOUR = 30 * 60_000
const WELL: Health = {
  dead: 0,
  stuck: 0,
  partial: 0,
  damaged: 0,
  oldestMs: undefined,
  filled: 0,
  notices: [],
}

/** What a proxy says of a store in this state. */
function standing(health: Partial<Health>, others: Partial<ReadinessOptions> & { closure?: Closure } = {}) {
  const { closure, ...options } = others
  const store = {
    health: () => Promise.resolve({ ...WELL, ...health }),
    calls: { closure: () => Promise.resolve(closure) },
  } as ReadinessOptions['store'] // as: all that is asked of it
  const rest = { now: () => NOW, failingSince: () => undefined, notices: [] }
  return createStandings({ store, stuckAfterMs: HALF_AN_HOUR, ...rest, ...options })()
}

describe('what needs an operator', () => {
  it('is nothing where all is well, or nearly', async () => {
    const nearly = { filled: 0.9, oldestMs: HALF_AN_HOUR }
    expect(await standing(nearly)).toEqual({ status: 'ready', needs: [] })
  })

  it.each([
    ['dead', { dead: 1 }, /outbox list --state dead/],
    ['stuck', { stuck: 1 }, /outbox list --state stuck/],
    ['partial', { partial: 1 }, /outbox list --state partial/],
    ['damaged', { damaged: 1 }, /restore a backup/],
    ['files', { filled: 0.91 }, /91 % of SPOOL_MEGABYTES/],
    ['late', { oldestMs: HALF_AN_HOUR + 1 }, /has waited 30 minutes/],
    ['notice', { notices: ['The clock is odd'] }, /^The clock is odd$/],
  ] as const)('is told as %s, and messages are accepted all the same', async (kind, health, text) => {
    const told = await standing(health)
    expect(told).toEqual({ status: 'ready', needs: [{ kind, text: expect.stringMatching(text) }] })
  })

  it('is told of a token that is refused, and not of a helpdesk that asks for patience', async () => {
    const { needs } = await standing({}, { closure: 'misconfigured' })
    expect(needs).toEqual([{ kind: 'misconfigured', text: expect.stringContaining('support-proxy doctor') }])
    expect((await standing({}, { closure: 'limited' })).needs).toEqual([])
  })

  it('makes it not ready when the delivery has failed for a minute because of the database', async () => {
    const failing = (ms: number) => standing({}, { failingSince: () => NOW - ms })
    expect((await failing(59_999)).status).toBe('ready')
    expect(await failing(60_000)).toEqual({
      status: 'not ready',
      needs: [{ kind: 'store', text: expect.stringContaining('for 1 minutes') }],
    })
  })
})

describe('the log', () => {
  it('has each sentence of it once, anew when its kind changes, and says when it is over', async () => {
    let health: Partial<Health> = {}
    const lines: string[] = []
    const watch = createWatch(
      readinessBy(() => standing(health)),
      createLog(
        (line) => lines.push(line),
        () => 0,
      ),
    )
    const events = async (now: Partial<Health>) => {
      health = now
      await watch()
      const told = lines.splice(0).map((line) => JSON.parse(line) as { event: string; why?: string })
      return told.map(({ event, why }) => why ?? event)
    }
    expect(await events({})).toEqual([])
    expect(await events({ dead: 2 })).toEqual([expect.stringMatching(/^2 refused/)])
    expect(await events({ dead: 3 })).toEqual([])
    expect(await events({ dead: 3, stuck: 1 })).toEqual([
      expect.stringMatching(/^3 refused/),
      expect.stringMatching(/^1 could not be delivered/),
    ])
    expect(await events({})).toEqual(['attention_over'])
  })
})
