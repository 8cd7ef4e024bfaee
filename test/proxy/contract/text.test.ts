/** What a text counts as: nothing that parts words or lines is lost, whatever program it was copied from. */
import { expect, it } from 'vitest'
import { cleanLine, cleanText } from '../../../proxy/contract/text.ts'

// Word, Outlook and PowerPoint break lines by a vertical tab, printed texts pages by a form feed, mainframes lines by NEL.
it.each(['\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])('%j ends a line', (end) => {
  expect(cleanText(`${end}one${end}  two${end}`)).toBe('one\n  two')
  expect(cleanLine(`${end}one${end}two${end}`)).toBe('one two')
  expect(cleanText(end)).toBe('')
  expect(cleanLine(` ${end} `)).toBe('')
})

it.each(['\t', '\u00a0', '\u3000', '\u1680', '\u2003'])('%j parts words', (space) => {
  expect(cleanText(`one${space}two`)).toBe(`one${space}two`)
  expect(cleanLine(`one${space}two`)).toBe('one two')
})
