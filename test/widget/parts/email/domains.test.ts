/** Which slips of the fingers in an address are noticed, and which addresses are left alone. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkField } from '../../../../widget/form/state/validation.ts'
import { cost } from '../../../harness/attack/growth.ts'
import { suggest } from '../../../../widget/parts/email/domains.ts'

const modes = { name: 'hidden', subject: 'hidden' } as const

test.each([
  ['gmial.com', 'gmail.com'],
  ['gmial.con', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['gmail', 'gmail.com'],
  ['gmail.com.com', 'gmail.com'],
  ['gmail,com', 'gmail.com'],
  ['GMAIL.CON', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['hotmail.con', 'hotmail.com'],
  ['outlok.com', 'outlook.com'],
  ['yaho.com', 'yahoo.com'],
  ['iclod.com', 'icloud.com'],
  ['t-onlin.de', 't-online.de'],
  ['telent.be', 'telenet.be'],
  ['seznm.cz', 'seznam.cz'],
  ['example.con', 'example.com'],
  ['company.ogr', 'company.org'],
  ['shop.nte', 'shop.net'],
])('%s is taken for %s', (given, meant) => {
  expect(suggest(`Ada.L+x@${given}`)).toBe(`Ada.L+x@${meant}`)
})

test.each([
  'example.com',
  'firma.de',
  'gmx.de',
  'gmx.nl',
  'mail.com',
  'mail.de',
  'me.com',
  'hotmail.pl',
  'outlook.ie',
  'yahoo.be',
  'live.at',
  'web.com',
  'proton.mail',
  'google.com',
  'example.co',
  'example.om',
  'kpn.nl',
  'posteo.net',
  'mailo.com',
  'y7mail.com',
  'fast-email.com',
  'imail.ru',
  'name.com',
  'münchen.example',
])('%s is left alone', (domain) => expect(suggest(`ada@${domain}`)).toBeUndefined())

test.each(['', 'ada', '@', '@gmial.com', 'ada@', '   '])('%j asks nothing', (address) =>
  expect(suggest(address)).toBeUndefined(),
)

describe('whatever is written', () => {
  const address = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.emailAddress(),
    fc
      .tuple(
        fc.constantFrom('gmail.com', 'hotmail.com', 'web.de', 'naver.com'),
        fc.nat(12),
        fc.string({ maxLength: 3 }),
      )
      .map(([domain, at, more]) => 'ada@' + domain.slice(0, at) + more + domain.slice(at + 1)),
  )

  test('a suggestion differs in the domain only, is an address, and would not be corrected again', () => {
    fc.assert(
      fc.property(address, (given) => {
        const meant = suggest(given)
        if (meant === undefined) return
        const local = (text: string) => text.slice(0, text.lastIndexOf('@'))
        expect(local(meant)).toBe(local(given.trim()))
        expect(meant.toLowerCase()).not.toBe(given.trim().toLowerCase())
        expect(suggest(meant)).toBeUndefined()
        if (checkField('email', given, modes) === undefined)
          expect(checkField('email', meant, modes)).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  test('one wrong letter in a big provider is always noticed', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'.split(''))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), letter, (at, wrong) => {
        const slip = 'hotmail.com'.slice(0, at) + wrong + 'hotmail.com'.slice(at + 1)
        expect(suggest('ada@' + slip)).toBe(slip === 'hotmail.com' ? undefined : 'ada@hotmail.com')
      }),
    )
  })
})

test('a long address takes no noticeable time', () => {
  expect(cost(() => suggest('a@' + 'x'.repeat(300)), 500)).toBeLessThan(500)
})
