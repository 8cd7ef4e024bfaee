import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filedReference, newMark, referenceOf } from '../../../proxy/reference.ts'
import { pageOf, subjectOf, ticketOf } from '../../../proxy/helpdesk/ticket.ts'
import { aSubmission, CHANNEL } from '../../harness/proxy/builders.ts'
import { Submission } from '../../../proxy/contract/submission.ts'
import { codePoints } from '../../../proxy/contract/text.ts'

const SITE = { id: 'shop', channel: CHANNEL }
const bodyOf = (changes: Parameters<typeof aSubmission>[0]) =>
  ticketOf(aSubmission(changes), SITE, 'S00000000000').message.body

/** A text as a page shows it in columns of four. */
const seen = (text: string) =>
  text
    .split('\n')
    .map((line) => {
      let shown = ''
      for (const one of line) shown += one === '\t' ? ' '.repeat(4 - (codePoints(shown) % 4)) : one
      return shown.trimEnd()
    })
    .join('\n')

/** The message of a body, as a browser shows its HTML (CSS Text 3, white space). */
function read(html: string): string {
  const [, message = ''] = /^<p>(.*?)<\/p><p>Reference/s.exec(html) ?? []
  return message
    .replaceAll('</p><p>', '<br><br>')
    .split('<br>')
    .map((line) => line.replace(/[ \t\n]+/g, ' ').replace(/^ | $/g, ''))
    .join('\n')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}

describe('the subject', () => {
  it('is the visitor’s own when there is one', () => {
    expect(subjectOf({ subject: 'Invoice 7', message: 'Hello' })).toBe('Invoice 7')
  })

  it('is made from the first words of the message otherwise, on one line', () => {
    expect(subjectOf({ message: 'My order\n\nnever   arrived.\u0000\u0007' })).toBe('My order never arrived.')
  })

  it('is cut at a word, with an ellipsis', () => {
    const subject = subjectOf({ message: 'word '.repeat(100) })
    expect(subject).toMatch(/^(word )+word…$/)
    expect(codePoints(subject)).toBeLessThanOrEqual(80)
  })

  it('cuts a text without spaces between whole characters, never inside an emoji', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(subjectOf({ message: family.repeat(40) })).toMatch(new RegExp(`^(${family})+…$`, 'u'))
  })

  it('keeps a subject of exactly 255 code points whole', () => {
    const subject = '😀'.repeat(255)
    expect(subjectOf({ subject, message: 'x' })).toBe(subject)
  })

  it('is never empty, never longer than 255 code points, never more than one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 600 }), (message) => {
        fc.pre(message.replace(/[\s\p{Cc}]/gu, '') !== '')
        const subject = subjectOf({ message })
        expect(codePoints(subject)).toBeGreaterThan(0)
        expect(codePoints(subject)).toBeLessThanOrEqual(255)
        expect(subject).not.toMatch(/[\r\n\p{Cc}]/u)
      }),
    )
  })
})

describe('the body', () => {
  it('keeps paragraphs and line breaks', () => {
    expect(bodyOf({ message: 'one\ntwo\r\n\r\nthree' })).toContain('<p>one<br>two</p><p>three</p>')
  })

  it.each([
    ['indentation', 'x:\n  y', '<p>x:<br>&nbsp;&nbsp;y</p>'],
    [
      'indentation after an empty line',
      'x:\n\n    y\n  z',
      '<p>x:</p><p>&nbsp;&nbsp;&nbsp;&nbsp;y<br>&nbsp;&nbsp;z</p>',
    ],
    ['indentation at the beginning', '\n  x\ny', '<p>&nbsp;&nbsp;x<br>y</p>'],
    ['runs of spaces, which can still be broken', 'a  b   c', '<p>a&nbsp; b&nbsp;&nbsp; c</p>'],
    ['tabs as columns', 'a\tbc\td\n\te', '<p>a&nbsp;&nbsp; bc&nbsp; d<br>&nbsp;&nbsp;&nbsp;&nbsp;e</p>'],
    ['several empty lines', 'a\n\n\n\nb', '<p>a</p><p><br><br>b</p>'],
    ['empty lines with spaces', 'a\n \t \n  b', '<p>a</p><p>&nbsp;&nbsp;b</p>'],
    ['markup after spaces', '  <b>', '<p>&nbsp;&nbsp;&lt;b&gt;</p>'],
    ['what looks like a space', 'a&nbsp;b', '<p>a&amp;nbsp;b</p>'],
  ])('keeps %s', (_, message, html) => {
    const cleaned = Submission.shape.message.parse(message)
    expect(bodyOf({ message: cleaned })).toContain(html)
  })

  it('keeps the spaces of a site’s own fields', () => {
    const fields = { steps: 'if x:\n    y  z' }
    expect(bodyOf({ fields })).toContain('<td>if x:<br>&nbsp;&nbsp;&nbsp;&nbsp;y&nbsp; z</td>')
  })

  it('reads as it was written, whatever spaces, tabs and line ends there are', () => {
    const text = fc.array(fc.constantFrom(' ', '  ', '\t', '\n', 'a', 'öx', '<', '&nbsp;', '\u3000'), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(text, (pieces) => {
        const message = Submission.shape.message.safeParse(pieces.join('')).data
        fc.pre(message !== undefined)
        expect(read(bodyOf({ message }))).toBe(seen(message))
      }),
    )
  })

  it('of 10,000 tabs or spaces costs next to nothing', () => {
    const size = (message: string) => bodyOf({ message }).length
    for (const one of ['\t', ' ', 'x', ' \n'])
      expect(size(`x${one.repeat(9000)}x`)).toBeLessThan(9000 * 4 * '&nbsp;'.length + 1000)
  })

  it('escapes everything the visitor wrote, in every field', () => {
    const attack = `<script>alert(1)</script><img src=x onerror="alert('2')">&amp;`
    const body = bodyOf({ message: attack, name: attack, topic: attack, locale: attack })
    expect(body).not.toMatch(/<(?!\/?(p|br|hr|table|tr|td)>)/)
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(body).toContain('&amp;amp;')
  })

  it('emits no markup but its own, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (message) => {
        expect(bodyOf({ message })).not.toMatch(/<(?!\/?(p|br|hr|table|tr|td)>)/)
      }),
    )
  })

  it('ends with the reference, after whatever reference the visitor quoted', () => {
    const body = bodyOf({ message: 'About S7K2M9QX4TAB: still broken' })
    expect(filedReference(body)).toBe('S00000000000')
  })

  it('has reference and mark at both ends, so that neither is lost where it is cut', () => {
    const mark = 'ABCDEFGHJKMNPQRSTVWX'
    const brief = bodyOf({ message: 'Hello.\n\nIt broke.', mark })
    expect(brief).toMatch(
      /^<p>Hello\.<\/p><p>It broke\.<\/p><p>Reference S00000000000 ABCDEFGHJKMNPQRSTVWX<\/p>/,
    )
    const long = bodyOf({ message: 'word '.repeat(101), mark })
    expect(long).toMatch(/^<p>Reference S00000000000 ABCDEFGHJKMNPQRSTVWX<\/p><p>word word/)
    for (const body of [brief, long])
      expect(body).toMatch(
        /<td>Mark<\/td><td>ABCDEFGHJKMNPQRSTVWX<\/td><\/tr><tr><td>Reference<\/td><td>S00000000000<\/td><\/tr><\/table>$/,
      )
  })

  it('of an older release has no mark, and does not speak of one', () => {
    expect(bodyOf({})).toContain('<p>Reference S00000000000</p>')
    expect(bodyOf({})).not.toMatch(/Mark|undefined/)
  })

  it('tells the page without its query and hash, which may hold secrets', () => {
    const body = bodyOf({ page: 'https://shop.example/cart?token=secret#key' })
    expect(body).toContain('<td>https://shop.example/cart</td>')
    expect(body).not.toMatch(/secret|key/)
  })

  it('leaves out a page that is not a web address', () => {
    expect(pageOf('javascript:alert(1)')).toBeUndefined()
    expect(pageOf('data:text/html,x')).toBeUndefined()
    expect(pageOf('not an address')).toBeUndefined()
  })
})

describe('the mark', () => {
  it('is a hundred bits that are never the same, and no reference', () => {
    const marks = Array.from({ length: 1000 }, newMark)
    expect(new Set(marks).size).toBe(1000)
    for (const mark of marks) expect(mark).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/)
    expect(filedReference(marks.join(' '))).toBeUndefined()
  })

  it('uses every letter in every place', () => {
    const marks = Array.from({ length: 2000 }, newMark)
    for (let place = 0; place < 20; place++) expect(new Set(marks.map((mark) => mark[place])).size).toBe(32)
  })
})

describe('the reference', () => {
  it('is one token of letters and digits that starts with a letter', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(referenceOf(id)).toMatch(/^S[0-9A-Z]{11}$/)
      }),
    )
  })

  it('is the same for the same id', () => {
    expect(referenceOf('a')).toBe(referenceOf('a'))
    expect(referenceOf('a')).not.toBe(referenceOf('b'))
  })
})
