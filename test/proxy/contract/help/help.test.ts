/** Which links are found by what somebody writes. */
import type { HelpLink } from '../../../../proxy/contract/form.ts'
import { describe, expect, it } from 'vitest'
import { helpAtFirst, helpFor } from '../../../../proxy/contract/help/help.ts'

const entry = (words: string[], more = {}): HelpLink & { words: string[]; label: string } => ({
  words,
  label: words[0]!,
  link: 'https://a.example/',
  ...more,
})
const found = (help: HelpLink[], text: string, locale = 'en', topic?: string) =>
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

  it('without words is there from the start, or as soon as its topic is chosen and after what was found', () => {
    const link = 'https://a.example/'
    const all: HelpLink[] = [
      { label: 'all', link },
      { label: 'orders', link, topics: ['orders'] },
      { label: 'nl', link, locales: ['nl'] },
      entry(['x']),
    ]
    const first = (locale: string) => helpAtFirst(all, locale).map(({ label }) => label)
    expect([first('en'), first('nl')]).toEqual([['all'], ['all', 'nl']])
    expect([found(all, ''), found(all, 'x')]).toEqual([[], ['x']])
    expect(found(all, 'x', 'en', 'orders')).toEqual(['x', 'orders'])
  })
})
