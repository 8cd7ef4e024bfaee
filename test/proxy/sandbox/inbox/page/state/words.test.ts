/** Names, initials, sizes and times as the inbox page writes them. */
import { describe, expect, it } from 'vitest'
import {
  fileSize,
  initials,
  personName,
  timeAgo,
} from '../../../../../../proxy/sandbox/inbox/page/state/words.ts'

describe('a person', () => {
  it.each([
    ['Ann Lee', 'AL'],
    ['  Ann Mary   Lee ', 'AL'],
    ['élodie', 'É'],
    ['ليلى حداد', 'لح'],
    ['🦊 Fox', '🦊F'],
    ['', '?'],
  ])('called "%s" has the initials %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })

  it('is called by the address when there is no name', () => {
    expect(personName({ name: null, email: 'a@b.example' })).toBe('a@b.example')
    expect(personName({ name: '', email: null })).toBe('Unknown')
  })
})

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 kB'],
  [1_572_864, '1.5 MB'],
])('a file of %i bytes has %s', (bytes, text) => {
  expect(fileSize(bytes)).toBe(text)
})

it.each([
  [20_000, 'now'],
  [-5000, 'now'],
  [5 * 60_000, '5m ago'],
  [3 * 3_600_000, '3h ago'],
  [24 * 3_600_000, 'yesterday'],
  [40 * 86_400_000, 'Jan 29, 2026'],
])('what was %i ms ago was %s', (ms, text) => {
  const now = Date.UTC(2026, 2, 10, 12)
  expect(timeAgo(new Date(now - ms), now)).toBe(text)
})
