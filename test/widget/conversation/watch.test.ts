import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Unchanged } from '../../../proxy/contract/conversation/conversation.ts'
import { watch } from '../../../widget/conversation/watch.ts'
import type { ProxyAnswer } from '../../../widget/form/send/client.ts'

type Told = Omit<Unchanged, 'unchanged'>

const told = (version: string, next = 5): ProxyAnswer => ({
  type: 'ok',
  body: { version, asOf: `as of ${version}`, next },
})
const unchanged = (next = 5): ProxyAnswer => ({
  type: 'ok',
  body: { unchanged: true, version: 'v1', asOf: 'later', next },
})

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

/** A watch whose proxy answers like this, the last for ever; and when, in seconds, it was asked with what. */
function aWatch(...answers: ProxyAnswer[]) {
  const asked: [second: number, known: string][] = []
  const arrived: string[] = []
  const world = { seen: true }
  const life = new AbortController()
  const one = watch<Told>({
    ask: async (known) => {
      asked.push([Date.now() / 1000, known])
      return answers.length > 1 ? answers.shift()! : answers[0]!
    },
    isSeen: () => world.seen,
    now: Date.now,
    arrived: ({ version }) => arrived.push(version),
    end: life.signal,
  })
  return { ...one, asked, arrived, world, life, seconds: () => asked.map(([second]) => second) }
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000)

describe('a watch', () => {
  test('asks again when the proxy says, and less often the longer nothing changes', async () => {
    const { look, seconds, asked, arrived } = aWatch(told('v1'), unchanged())
    look()
    await pass(240)
    expect(seconds()).toEqual([0, 5, 15, 35, 75, 135, 195])
    expect(asked.slice(0, 2)).toEqual([
      [0, ''],
      [5, 'v1'],
    ])
    expect(arrived).toEqual(['v1'])
  })

  test('tells how old it is also when nothing has changed', async () => {
    const one = aWatch(told('v1'), unchanged())
    one.look()
    await pass(6)
    expect(one.told.value).toEqual({ version: 'v1', asOf: 'later', next: 5 })
  })

  test('asks often again once something has changed', async () => {
    const { look, seconds } = aWatch(told('v1'), unchanged(), unchanged(), told('v2'), unchanged())
    look()
    await pass(46)
    expect(seconds()).toEqual([0, 5, 15, 35, 40])
  })

  test('asks nothing while nobody looks, and at once when somebody does and it is time', async () => {
    const { look, seconds, world } = aWatch(told('v1'))
    look()
    await pass(1)
    world.seen = false
    await pass(100)
    expect(seconds()).toEqual([0])
    world.seen = true
    look()
    await pass(0)
    expect(seconds()).toEqual([0, 101])
  })

  test('does not ask more often for being looked at again and again', async () => {
    const { look, seconds } = aWatch(told('v1'))
    for (let second = 0; second < 9; second++) {
      look()
      await pass(1)
    }
    expect(seconds()).toEqual([0, 5])
  })

  test('asks at once after the visitor did something, also while an answer is under way', async () => {
    const { look, seconds } = aWatch(told('v1'))
    look()
    look(true)
    await pass(1)
    look(true)
    await pass(0)
    expect(seconds()).toEqual([0, 0, 1])
  })

  test.each<[string, ProxyAnswer, object]>([
    ['as long as the proxy says', { type: 'limited', seconds: 90 }, { type: 'later', until: 95_000 }],
    ['a little when nobody says how long', { type: 'unreachable' }, { type: 'later', until: 15_000 }],
    ['until there is a network', { type: 'offline' }, { type: 'offline' }],
    ['when a stranger answers', { type: 'ok', body: '<h1>Welcome</h1>' }, { type: 'later', until: 15_000 }],
  ])('waits %s, says so, and keeps what it has', async (_, answer, pause) => {
    const one = aWatch(told('v1'), answer, told('v2'))
    one.look()
    await pass(5)
    expect(one.pause.value).toEqual(pause)
    expect(one.told.value?.version).toBe('v1')
    await pass(120)
    expect(one.pause.value).toBeUndefined()
    expect(one.told.value?.version).toBe('v2')
  })

  test('asks at once when the network is back', async () => {
    const { look, seconds, pause } = aWatch({ type: 'offline' }, told('v1'))
    look()
    await pass(1)
    look(true)
    await pass(0)
    expect(seconds()).toEqual([0, 1])
    expect(pause.value).toBeUndefined()
  })

  test('ends with the form, and with a conversation that is no more', async () => {
    const ended = aWatch(told('v1'))
    ended.look()
    await pass(1)
    ended.life.abort()
    const gone = aWatch({ type: 'gone' })
    gone.look()
    await pass(300)
    expect(ended.seconds()).toEqual([0])
    expect(gone.asked).toHaveLength(1)
    expect(gone.pause.value).toEqual({ type: 'gone' })
  })
})
