/** Names that a page or a site's server gives to what it tells: agents read them, so they are cleaned like values. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lowerCase } from '../../proxy/contract/letter-case.ts'
import { eraseEmail } from '../../proxy/store/sqlite/erasure.ts'
import { checkIdentity } from '../../proxy/admission/identity.ts'
import { noteOf, subjectOf, ticketOf } from '../../proxy/helpdesk/ticket.ts'
import { anApp, problemOf, stored, WITHOUT_CHALLENGES } from '../harness/proxy/an-app.ts'
import { aSubmission, CHANNEL } from '../harness/proxy/builders.ts'
import { isEmail } from '../../proxy/contract/email/address.ts'

/** What must not reach an agent in a line: controls, directions that cover others, halves of characters. */
const DIRTY = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u

const STAINS = ['\0', '\u0007', '\r\n', '\u0085', '\u202e', '\u2066', '\ud800', '\udfff']
/** The same, with names that a terminal can show. */
const NAMED = STAINS.map((stain): [string, string] => [`U+${stain.charCodeAt(0).toString(16)}`, stain])

describe('a name of context', () => {
  it.each(NAMED)('with %s in it is stored without', async (_, stain) => {
    const { postJson, outbox } = anApp()
    const context = { [`pl${stain}an`]: `p${stain}ro`, [`${stain}seats`]: 5 }
    expect((await postJson({ ...aSubmission(), context })).status).toBe(202)
    const found = stored(outbox)!
    const left = ['\r\n', '\u0085'].includes(stain) ? ' ' : ''
    expect(found.context).toEqual({ [`pl${left}an`]: `p${left}ro`, [`${left.trim()}seats`]: '5' })
    const { message } = ticketOf(found, { id: 'shop', channel: CHANNEL }, 'R')
    expect(message.body + noteOf([], found, 'R')).not.toMatch(DIRTY)
  })

  it('is refused when nothing of it is left, or when it is another’s', async () => {
    const { postJson } = anApp()
    const send = async (context: object) => problemOf(await postJson({ ...aSubmission(), context }))
    expect((await send({ '\u202e\0': 'x' })).fields).toEqual({ context: 'too_many' })
    expect((await send({ plan: 'a', 'pl\0an': 'b' })).fields).toMatchObject({
      'context[pl\0an]': 'duplicate',
    })
  })
})

const SECRET = 'a-secret-of-the-shop-0123456789'
const hmac = (text: string) => createHmac('sha256', SECRET).update(text)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What a token of the site's server says of the visitor. */
async function told(claims: object) {
  const email = 'ada@example.com'
  const text = `${part({ alg: 'HS256' })}.${part({ exp: 600, email, ...claims })}`
  const token = `${text}.${hmac(text).digest('base64url')}`
  return (await checkIdentity({ email, identity: { token } }, { secrets: [SECRET], required: true }, 0))!
}

describe('what a signed token says', () => {
  it.each(NAMED)('with %s in it is told without', async (_, stain) => {
    const { name, context } = await told({
      name: `A${stain}da`,
      context: { [`pl${stain}an`]: `p${stain}ro` },
    })
    expect([name, ...Object.entries(context!)].join(' ')).not.toMatch(DIRTY)
    const submission = aSubmission({ identity: { verified: true, name: name!, context: context! } })
    const ticket = ticketOf(submission, { id: 'shop', channel: CHANNEL }, 'R')
    expect(ticket.message.body + ticket.from_contact.name).not.toMatch(DIRTY)
  })

  it('loses no name that every object has', async () => {
    const { context } = await told({ context: JSON.parse('{"__proto__":"a","constructor":"b"}') as object })
    expect(Object.entries(context!)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
  })
})

describe('a subject that is made of a message', () => {
  it('is one line that reads in one direction', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('word', ' ', '\n', ...STAINS.slice(0, 6))), (parts) => {
        expect(subjectOf({ message: parts.join('') })).not.toMatch(DIRTY)
      }),
    )
    expect(subjectOf({ message: 'Pay \u202eme\u202c\nnow' })).toBe('Pay me now')
  })
})

describe('an e-mail address', () => {
  const isFormat = (text: string) => /^\p{Cf}$/u.test(text)
  it.each(NAMED.filter(([, stain]) => isFormat(stain)))(
    'with %s in it is taken without',
    async (_, stain) => {
      const { postJson, outbox } = anApp()
      expect((await postJson(aSubmission({ email: `a${stain}da@exam${stain}ple.com` }))).status).toBe(202)
      expect(stored(outbox)?.email).toBe('ada@example.com')
    },
  )

  it.each(NAMED.filter(([, stain]) => !isFormat(stain)))('with %s in it is refused', async (_, stain) => {
    for (const email of [`a${stain}da@example.com`, `ada@exam${stain}ple.com`]) {
      expect(isEmail(email)).toBe(false)
      const { postJson } = anApp()
      expect((await problemOf(await postJson({ ...aSubmission(), email }))).fields).toEqual({
        email: 'invalid',
      })
    }
  })

  it('in another script is not', () => expect(isEmail('δοκιμή@παράδειγμα.example')).toBe(true))
})

describe('letter case', () => {
  it('never makes one letter of two that are not each other’s capital', () => {
    const from = new Map<string, string[]>()
    const wrong: string[] = []
    for (let code = 0; code < 0x11_0000; code++) {
      const letter = String.fromCodePoint(code)
      const small = lowerCase(letter)
      if (small === letter && letter.toUpperCase() === letter) continue
      from.set(small, [...(from.get(small) ?? []), letter])
      if (code > 127 && small.codePointAt(0)! < 128) wrong.push(letter)
    }
    for (const [small, letters] of from)
      if (letters.some((letter) => letter !== small && letter !== small.toUpperCase())) wrong.push(small)
    expect(from.size).toBeGreaterThan(1000)
    expect(wrong).toEqual([])
  })

  it('is what every recipe for signatures knows', () => {
    expect(lowerCase('Ada.ÜNAL+1@Example.COM')).toBe('ada.ünal+1@example.com')
    expect(lowerCase('ИВАН@ПОЧТА.РФ')).toBe('иван@почта.рф')
  })

  it('erases what one person wrote, in any case, and nothing of somebody else', async () => {
    const { postJson, sql } = anApp({ sites: WITHOUT_CHALLENGES })
    const addresses = ['kim.ünal@example.com', 'KIM.ÜNAL@Example.com', '\u212aim.ünal@example.com']
    for (const email of addresses) expect((await postJson(aSubmission({ email }))).status).toBe(202)
    sql.run("UPDATE submission SET state = 'delivered'")
    expect(eraseEmail(sql, ' Kim.Ünal@example.com', false)).toMatchObject({ erased: 2, undelivered: [] })
    expect(eraseEmail(sql, addresses[2]!, false)).toMatchObject({ erased: 1 })
  })

  it.each(['\u212a', '\u0130'])('lets no address with %s pass for a signed one', async (letter) => {
    const plain = letter.toLowerCase().normalize('NFD')[0]!
    const email = `${plain}im@example.com`
    const identity = { signature: hmac(email).digest('hex') }
    const rules = { secrets: [SECRET], required: true }
    expect(await checkIdentity({ email, identity }, rules, 0)).toEqual({ verified: true })
    await expect(checkIdentity({ email: `${letter}im@example.com`, identity }, rules, 0)).rejects.toThrow(
      /HMAC/,
    )
    await expect(told({ email: 'ada@example.com'.replace('a', letter) })).rejects.toThrow(/another e-mail/)
  })
})

describe('a secret that signs both addresses and tokens', () => {
  const rules = { secrets: [SECRET], required: true }
  it('makes no address of a token', async () => {
    const text = `${part({ alg: 'HS256' })}.${part({ exp: 600, email: 'ada@example.com' })}`
    // As a server signs that is told this text for an address.
    const signature = hmac(lowerCase(text)).digest('hex')
    await expect(checkIdentity({ email: text, identity: { signature } }, rules, 0)).rejects.toThrow(
      /no e-mail/,
    )
  })

  it('makes no token of an address, whatever that says', async () => {
    // All in small letters, as what is signed of an address is.
    const text = 'ewogicjhbgci.ewogicj'
    const identity = { token: `${text}.${hmac(text).digest('base64url')}` }
    await expect(checkIdentity({ email: 'ada@example.com', identity }, rules, 0)).rejects.toThrow(
      /small letters/,
    )
  })
})
