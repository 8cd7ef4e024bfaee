/**
 * What visitors write, and what a page says, is read by expressions with each letter, in the page: twice the length may
 * cost twice the time, and little more. Every function of the widget that runs one on them stands in this table; those that
 * the proxy runs as well stand in test/attack/linear.test.ts.
 */
import { describe, expect, it } from 'vitest'
import { helpFor } from '../../proxy/contract/help/help.ts'
import { soughtIn } from '../../widget/parts/articles/sought.ts'
import { growthProblem } from '../harness/attack/growth.ts'
import { PIECES, repeated } from '../harness/attack/pieces.ts'

const link = (word: string) => ({ label: word, link: 'https://help.example', words: [word] })

const READERS: Record<string, (text: string) => unknown> = {
  soughtIn,
  // Found nowhere at the beginning of a word, and so looked for to the end.
  'the links that may help': (text) => helpFor([link('a'), link('1'), link('1a'), link('aa')], text, 'en'),
}

const LONGEST = 1 << 17

describe.each(Object.entries(READERS))('%s', (_, read) => {
  it('costs about as much more as it is longer, whatever is repeated in it', () => {
    for (const piece of PIECES) {
      const text = (length: number) => `x${repeated(piece, length)}!`
      expect(growthProblem(read, text, LONGEST), JSON.stringify(piece)).toBeUndefined()
    }
  })
})
