/** The proxy confirms no address that the helpdesk refuses, and the form none that the proxy does. */
import { describe, expect, it } from 'vitest'
import { Submission } from '../../../proxy/contract/submission.ts'
import { cleanValue, problemOf } from '../../../proxy/contract/field-rules.ts'
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

it.each(['<ada@example.com>', 'mailto:ada@example.com', 'ada@example.com,', 'ada\u200B@example.com'])(
  'the sandbox does not mend %j either',
  (typed) => expect(helpdesks.safeParse(typed).success).toBe(false),
)

it('erases what an address sent, however the operator pastes it', async () => {
  const { postJson, outbox, sql } = anApp({ sites: WITHOUT_CHALLENGES })
  await postJson(aSubmission({ email: '<Ada@example.com>,' }))
  expect(stored(outbox)?.email).toBe('Ada@example.com')
  sql.run("UPDATE submission SET state = 'delivered'")
  expect(eraseEmail(sql, 'mailto:ada@example.com', false)).toMatchObject({ erased: 1 })
})

it('erases what an earlier version stored with the marks around it', async () => {
  const { postJson, sql } = anApp({ sites: WITHOUT_CHALLENGES })
  await postJson(aSubmission())
  sql.run("UPDATE submission SET state = 'delivered', body = json_set(body, '$.email', '<ada@example.com>')")
  expect(eraseEmail(sql, 'ada@example.com', false)).toMatchObject({ erased: 1 })
})
