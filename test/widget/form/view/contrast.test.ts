import { expect, test } from 'vitest'
import { contrast, DARK_SURFACE, LIGHT_SURFACE, readableOn } from '../../../../widget/form/view/contrast.ts'
import { optionDocs, readOptions } from '../../../../widget/api/options.ts'

const colours = Array.from({ length: 4096 }, (_, n) => '#' + n.toString(16).padStart(3, '0'))

test('any accent becomes readable on both surfaces', () => {
  for (const colour of colours) {
    for (const surface of [LIGHT_SURFACE, DARK_SURFACE]) {
      expect(contrast(readableOn(colour, surface), surface), colour).toBeGreaterThanOrEqual(4.5)
    }
  }
})

test('an accent that is readable stays as it is', () => {
  expect(readableOn('#17624f', LIGHT_SURFACE)).toBe('#17624f')
})

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

test('every option is documented', () => {
  expect(Object.keys(optionDocs)).toEqual(Object.keys(read({})))
})
