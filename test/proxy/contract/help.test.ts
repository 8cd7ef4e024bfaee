/** Which links are found by what somebody writes. */
import { describe, expect, it } from 'vitest'
import { helpFor } from '../../../proxy/contract/help.ts'

const entry = (words: string[], more = {}) => ({
  words,
  label: words[0]!,
  link: 'https://a.example/',
  ...more,
})
const found = (help: ReturnType<typeof entry>[], text: string, locale = 'en', topic?: string) =>
  helpFor(help, text, locale, topic).map(({ label }) => label)

describe('help', () => {
  it.each([
    ['return', 'I RETURNED it', true],
    ['return', '(return)', true],
    ['return', 'an overturn', false],
    ['return', 'overturn, then return', true],
    ['Rückgabe', 'eine ruckgabe', true],
    ['ruckgabe', 'Rückgabe', true],
    ['gift card', 'my gift cards', true],
    ['退货', '我要退货', true],
    ['返品', '商品を返品', true],
    ['คืน', 'อยากคืนของ', true],
    ['İade', 'iade', true],
    ['c++', 'in c++ today', true],
    ['return', '', false],
  ])('of %s is shown for “%s”: %s', (word, text, shown) => {
    expect(found([entry([word])], text)).toEqual(shown ? [word] : [])
  })

  it('is three links at most, that with most of its words first', () => {
    const all = [entry(['a']), entry(['b']), entry(['c']), entry(['d', 'a', 'b'])]
    expect(found(all, 'a b c d')).toEqual(['d', 'a', 'b'])
  })

  it('is of the form’s language, and of the topic as soon as one is chosen', () => {
    const all = [entry(['x'], { locales: ['nl'] }), entry(['y'], { topics: ['orders'] })]
    expect(found(all, 'x y', 'nl-BE')).toEqual(['x', 'y'])
    expect(found(all, 'x y', 'en', '')).toEqual(['y'])
    expect(found(all, 'x y', 'en', 'orders')).toEqual(['y'])
    expect(found(all, 'x y', 'nl', 'other')).toEqual(['x'])
  })
})
