import { expect, test } from 'vitest'
import { readOptions } from '../../../widget/api/read-options.ts'

const read = (given: Record<string, unknown>, second: Record<string, unknown> = {}) =>
  readOptions([given, second])

test.each([
  [{ color: '#f00' }, { color: '#f00' }],
  [{ color: '#FFAA00' }, { color: '#FFAA00' }],
  [{ color: 'red' }, { color: '' }],
  [{ color: '#f00}:host{display:none' }, { color: '' }],
  [{ color: '#ffff' }, { color: '' }],
  [{ theme: 'dark' }, { theme: 'dark' }],
  [{ site: 'shop' }, { site: 'shop' }],
  [{ site: '' }, { site: '' }],
  [{ label: 5 }, { label: '' }],
  [{ launcher: undefined }, { launcher: '' }],
])('%j is read as %j', (given, expected) => {
  expect(read(given)).toMatchObject(expected)
})

test('the first source that says something wins', () => {
  expect(read({ site: 'tag' }, { site: 'object' }).site).toBe('tag')
  expect(read({ color: 'nonsense' }, { color: '#000' }).color).toBe('#000')
})
