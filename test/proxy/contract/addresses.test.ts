/** The proxy confirms no address that the helpdesk refuses, and the form none that the proxy does. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Submission } from '../../../proxy/contract/submission.ts'
import { cleanValue, problemOf } from '../../../proxy/contract/field-rules.ts'
import { PLAIN_DOMAIN } from '../../../proxy/contract/email/address.ts'
import { oneSpelling } from '../../../proxy/contract/email/spelling.ts'
import { eraseEmail } from '../../../proxy/store/sqlite/erasure.ts'
import { checkField } from '../../../widget/form/state/validation.ts'
import { anApp, problemOf as refusalOf, stored, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { aSubmission } from '../../harness/proxy/builders.ts'
import { REFUSED, TAKEN } from '../../harness/addresses.ts'
import { email as helpdesks } from '../../../proxy/sandbox/api/validation.ts'

const MODES = { name: 'hidden', subject: 'hidden' } as const
const FIELD = { key: 'other', type: 'email', label: 'Other' } as const

describe.each(TAKEN.map(([typed, address]) => [JSON.stringify(typed), typed, address] as const))(
  'the address %s',
  (_, typed, address) => {
    it('is cleaned alike by an own field and the proxy', () => {
      expect(cleanValue(FIELD, typed)).toBe(address)
      expect(Submission.shape.email.parse(typed)).toBe(address)
      // What is clean stays so, or a retry would be another message.
      expect(Submission.shape.email.parse(address)).toBe(address)
    })

    it('is taken by the form, an own field and the helpdesk', () => {
      expect(checkField('email', typed, MODES)).toBeUndefined()
      expect(problemOf(FIELD, typed)).toBeUndefined()
      expect(helpdesks.safeParse(address).success).toBe(true)
    })
  },
)

describe.each(REFUSED.map((typed) => [JSON.stringify(typed), typed]))('the address %s', (_, typed) => {
  it('is refused by an own field and the proxy', async () => {
    expect(problemOf(FIELD, typed)).toBe('invalid')
    const answer = await anApp().postJson(aSubmission({ email: typed }))
    expect(await refusalOf(answer)).toMatchObject({ code: 'invalid', fields: { email: 'invalid' } })
  })
})

it.each(REFUSED.filter((typed) => typed.trim() !== '' && !/[\0\u0085\n%]/.test(typed)))(
  'the sandbox refuses %j as the helpdesk does',
  (typed) => expect(helpdesks.safeParse(typed).success).toBe(false),
)

it.each([
  '<ada@example.com>',
  'mailto:ada@example.com',
  'mailto://ada@example.com',
  'ada@example.com,',
  'ada\u200B@example.com',
])('the sandbox does not mend %j either', (typed) => expect(helpdesks.safeParse(typed).success).toBe(false))

it('erases what an address sent, however the operator pastes it', async () => {
  const { postJson, outbox, sql } = anApp({ sites: WITHOUT_CHALLENGES })
  await postJson(aSubmission({ email: '<Ada@example.com>,' }))
  expect(stored(outbox)?.email).toBe('Ada@example.com')
  sql.run("UPDATE submission SET state = 'delivered'")
  expect(eraseEmail(sql, 'mailto://ada@example.com', false)).toMatchObject({ erased: 1 })
})

it('erases what an earlier version stored with the marks around it', async () => {
  const { postJson, sql } = anApp({ sites: WITHOUT_CHALLENGES })
  await postJson(aSubmission())
  sql.run("UPDATE submission SET state = 'delivered', body = json_set(body, '$.email', '<ada@example.com>')")
  expect(eraseEmail(sql, 'ada@example.com', false)).toMatchObject({ erased: 1 })
})

describe('erasing', () => {
  const spellings = [
    'r\u00e9n\u00e9@b\u00fccher.example',
    're\u0301ne\u0301@bu\u0308cher.example',
    'R\u00c9n\u00e9@XN--BCHER-KVA.example',
    'RE\u0301NE\u0301@B\u00dcCHER.Example',
    'r\u00e9ne\u0301@b\uff55\u0308cher\u3002example',
  ]
  it.each(spellings)('by %s finds every spelling of the address, and nobody else', async (asked) => {
    const { sql, store } = anApp()
    const others = [
      'rene@b\u00fccher.example',
      'r\u00e9n\u00e9@bucher.example',
      'r\u00e9n\u00e9@b\u00fccher.example.org',
    ]
    for (const email of [...spellings, ...others]) await store.accept(aSubmission({ email }))
    sql.run("UPDATE submission SET state = 'delivered'")
    expect(eraseEmail(sql, asked, false)).toMatchObject({ erased: spellings.length, undelivered: [] })
  })

  it.each([
    ['\ud55c@example.com', '\u1112\u1161\u11ab@example.com'],
    ['\u00fc@stra\u00dfe.example', '\u00fc@xn--strae-oqa.example'],
    [
      'ada@\u03c0\u03b1\u03c1\u03ac\u03b4\u03b5\u03b9\u03b3\u03bc\u03b1.\u03b5\u03bb',
      'ada@xn--hxajbheg2az3al.xn--qxam',
    ],
    ['\u1ee9ng@example.com', 'u\u031b\u0301ng@example.com'],
    ['ada@EXAMPLE.com', '<Ada@example.COM>,'],
    ['ada@EXAMPLE.com', 'Ada <ada@example.com>'],
    // The last sigma of a word, which has one capital with the others.
    ['οδυσσευς@example.gr', 'ΟΔΥΣΣΕΥΣ@example.gr'],
    ['οδυσσευς.λαερτης@example.gr', 'ΟΔΥΣΣΕΥΣ.ΛΑΕΡΤΗΣ@EXAMPLE.GR'],
    ['ada@ομηρος.ελ', 'ada@ΟΜΗΡΟΣ.ΕΛ'],
    ['ada@ομηρος.ελ', 'ada@xn--sxajicjh.xn--qxam'],
    ['οδυσσευ\u0301ς@example.gr', 'ΟΔΥΣΣΕ\u038eΣ@example.gr'],
  ])('takes %s and %s for one', (one, other) => expect(oneSpelling(one)).toBe(oneSpelling(other)))

  it.each([
    ['\u212am@example.com', 'km@example.com'],
    ['ada@stra\u00dfe.example', 'ada@strasse.example'],
    ['\u0130m@example.com', 'im@example.com'],
    ['ada@example.com', 'ada+x@example.com'],
    ['a.da@gmail.com', 'ada@gmail.com'],
    ['ada@example.com/x', 'ada@example.com'],
    ['ad', 'ada'],
    ['σ@example.gr', 'ς@example.gr'],
    ['\u0430da@example.com', 'ada@example.com'],
  ])('does not take %s and %s for one', (one, other) => expect(oneSpelling(one)).not.toBe(oneSpelling(other)))
})

describe('an address of plain letters', () => {
  it('is its own one spelling, and that of its capitals', () => {
    const plain = fc
      .tuple(fc.stringMatching(/^[a-z0-9._+-]{1,12}$/), fc.stringMatching(/^[a-z0-9.-]{1,12}$/))
      .map((parts) => parts.join('@'))
    fc.assert(
      fc.property(plain, (text) => {
        // Only those that are taken as they stand; capitals go the long way.
        fc.pre(oneSpelling(text) === text)
        expect(oneSpelling(text.toUpperCase())).toBe(text)
      }),
    )
  })
})

describe('a domain of plain letters', () => {
  it('is looked up as it stands, so that nothing has to be asked', () => {
    const label = fc.oneof(
      fc.stringMatching(/^[a-z0-9-]{1,8}$/),
      fc.stringMatching(/^(xn--|0x)[a-z0-9-]{0,8}$/),
    )
    const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
    fc.assert(
      fc.property(domain, (text) => {
        fc.pre(PLAIN_DOMAIN.test(text))
        const address = `http://${text}`
        if (URL.canParse(address)) expect(new URL(address).hostname).toBe(text)
      }),
    )
  })

  it.each(['127.1', '1.2.3.4', 'a.0x1', 'a.b.', 'b\u00fccher.example', 'A.example', 'localhost'])(
    'is not %s',
    (text) => expect(PLAIN_DOMAIN.test(text)).toBe(false),
  )
})
