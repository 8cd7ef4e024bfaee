import { describe, expect, it } from 'vitest'
import { WindowCounter } from '../../../proxy/admission/window-counter.ts'

describe('a counter of fixed windows', () => {
  it('begins anew when the window of a key has ended, and tells when that will be', () => {
    const counter = new WindowCounter(1000)
    counter.add('a', 2, 0)
    counter.add('a', 1, 900)
    expect(counter.used('a', 900)).toEqual({ points: 3, wait: 100 })
    expect(counter.used('b', 900)).toEqual({ points: 0, wait: 0 })
    expect(counter.used('a', 1000)).toEqual({ points: 0, wait: 0 })
  })

  it('takes nothing back of a window that has ended, and never more than there is', () => {
    const counter = new WindowCounter(1000)
    counter.add('a', 1, 0)
    counter.giveBack('a', 1, 1000)
    counter.add('a', 1, 1000)
    counter.giveBack('a', 5, 1100)
    counter.add('a', 1, 1200)
    expect(counter.used('a', 1200).points).toBe(1)
  })

  it('forgets what has ended, so that it does not grow for ever', () => {
    const counter = new WindowCounter(1000)
    counter.add('a', 1, 0)
    counter.add('b', 1, 500)
    expect(counter.dump(1000)).toEqual([{ key: 'b', value: 1, expiresAt: 1500 }])
    const other = new WindowCounter(1000)
    other.restore(counter.dump(1000))
    expect(other.used('b', 1000)).toEqual({ points: 1, wait: 500 })
  })

  it('waits for no longer than a window when the clock was set back', () => {
    const counter = new WindowCounter(1000)
    counter.add('a', 1, 50_000)
    expect(counter.used('a', 0)).toEqual({ points: 1, wait: 1000 })
    expect(counter.used('a', 1000).points).toBe(0)
  })
})
