/** Where a run is: told while it goes on, and while nothing happens at all. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createProgress } from '../../../../proxy/cli/import/progress.ts'
import { noProgress } from '../../../../proxy/import/send/run-import.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

function aLineOf(isTerminal: boolean) {
  const written: string[] = []
  const state = { waitsFor: undefined as string | undefined }
  const line = createProgress({
    write: (text) => written.push(text),
    isTerminal,
    total: 100,
    start: noProgress(),
    now: Date.now,
    waitsFor: () => state.waitsFor,
  })
  return { written, state, line }
}

describe('the progress of a run', () => {
  it('says what is waited for although nothing happens', () => {
    const { written, state, line } = aLineOf(false)
    state.waitsFor = 'waiting for an answer of the helpdesk since 29 s'
    vi.advanceTimersByTime(31_000)
    expect(written).toEqual([
      '0 of 100  0 a minute  0 not imported  waiting for an answer of the helpdesk since 29 s\n',
    ])
    line.end()
    vi.advanceTimersByTime(100_000)
    expect(written).toHaveLength(1)
  })

  it('stays at its place in a terminal, and counts what waits for files as not imported', () => {
    const { written, line } = aLineOf(true)
    vi.advanceTimersByTime(59_900)
    line.show({ ...noProgress(), done: 40, held: 10 })
    expect(written.at(-1)).toBe(
      '\r[##########          ]  50 of 100  50 a minute  about a minute left  10 not imported\u001b[K',
    )
    line.end()
    expect(written.at(-1)).toBe('\r\u001b[K')
  })
})
