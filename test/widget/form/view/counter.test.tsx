import { signal } from '@preact/signals'
import { act, render, screen } from '@testing-library/preact'
import { h } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Counter } from '../../../../widget/form/view/counter.tsx'
import { anUi } from '../../../harness/widget/an-ui.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A counter of a hundred letters, of which so many are taken. */
function aCounter(taken: number) {
  const used = signal(taken)
  const { ui, said } = anUi()
  render(<Counter ui={ui} used={() => used.value} max={100} />)
  const take = (now: number) => act(() => void (used.value = now))
  return { ui, said, take }
}

describe('the counter', () => {
  test.each([
    [0, undefined],
    [74, undefined],
    [75, '25 characters left'],
    [99, '1 character left'],
    [100, '0 characters left'],
    [101, '1 character too many'],
    [250, '150 characters too many'],
  ])('of 100 letters, with %i taken, says %j', (taken, words) => {
    aCounter(taken)
    expect(screen.queryByText(/character/)?.textContent).toBe(words)
  })

  test('follows what is written without anybody drawing it', async () => {
    const { take } = aCounter(74)
    await take(80)
    expect(screen.getByText('20 characters left')).toBeTruthy()
    await take(70)
    expect(screen.queryByText(/character/)).toBeNull()
  })

  test('is told to screen readers when nothing was written for a second, and only then', async () => {
    const { take, said } = aCounter(80)
    vi.advanceTimersByTime(999)
    await take(81)
    vi.advanceTimersByTime(999)
    expect(said).toEqual([])
    vi.advanceTimersByTime(1)
    expect(said).toEqual(['19 characters left'])
  })

  test('is a new node for each number, since translators keep showing the old one', async () => {
    const { take } = aCounter(80)
    const before = screen.getByText('20 characters left')
    await take(81)
    expect(screen.getByText('19 characters left')).not.toBe(before)
  })
})
