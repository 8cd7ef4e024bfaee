import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldRule, FormRules } from '../../../proxy/contract/form.ts'
import { problemOf, problemsOf, visible } from '../../../proxy/contract/field-rules.ts'
import { anApp, problemOf as refusalOf, stored, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { aFilledForm } from '../../harness/proxy/forms.ts'
import { wording } from '../../../proxy/contract/localized.ts'
import { NONE, rare, runs } from '../../harness/volume.ts'

/** An app whose sites have this form, and no limits. */
const anAppWith = (form: FormRules) =>
  anApp({
    form,
    sites: WITHOUT_CHALLENGES,
    limits: { address: Infinity, email: Infinity, site: Infinity, total: Infinity },
  })

const aMessage = () => ({ id: randomUUID(), site: 'shop', email: 'ada@example.com', message: 'Hello' })

describe('the checks that widget and proxy share', () => {
  it.skipIf(NONE)(
    'agree with what the proxy answers, for generated forms and values, in every format',
    async () => {
      const given = runs(250)
      let refused = 0
      await fc.assert(
        fc.asyncProperty(
          aFilledForm,
          fc.constantFrom('json', 'multipart', 'urlencoded'),
          async (filled, format) => {
            const { form, topic, consent, fields } = filled
            const { post, postJson, outbox } = anAppWith(form)
            const flat: [string, string][] = Object.entries(fields).flatMap(([key, value]) =>
              (typeof value === 'string' ? [value] : value).map((one): [string, string] => [
                `fields[${key}]`,
                one,
              ]),
            )
            const rest = { ...aMessage(), ...(topic && { topic }), ...(consent && { consent }) }
            const data = new FormData()
            for (const [name, value] of [...Object.entries(rest), ...flat]) data.append(name, value)
            const response = await {
              json: () => postJson({ ...rest, fields }),
              multipart: () => post(data),
              urlencoded: () => post(new URLSearchParams([...Object.entries(rest), ...flat])),
            }[format]()
            const problems = problemsOf(form, { topic, consent, fields })
            if (response.status === 202) {
              expect(problems).toEqual({})
              const keys = visible(form, { topic, fields }).map(({ key }) => key)
              for (const key of Object.keys(stored(outbox)!.fields ?? {})) expect(keys).toContain(key)
            } else {
              refused++
              const { status, fields: told } = await refusalOf(response)
              expect({ status, told }).toEqual({ status: 422, told: problems })
            }
          },
        ),
        given,
      )
      // Enough of both.
      expect(refused).toBeGreaterThanOrEqual(rare(25))
      expect(given.numRuns - refused).toBeGreaterThanOrEqual(rare(25))
    },
    120_000,
  )
})

describe('a field', () => {
  const field = (rule: Partial<FieldRule>): FieldRule => ({
    key: 'f',
    type: 'text',
    label: 'F',
    ...rest(rule),
  })
  const rest = (rule: Partial<FieldRule>) => rule

  it.each([
    [
      { type: 'url' },
      ['https://a.example/x?y#z', 'shop.example', 'HTTP://É.example:80'],
      ['shop', 'javascript:x', 'a b.c', 'http://a'],
    ],
    [{ type: 'tel' }, ['+32 9 123 45 67', '(0)9/12.34', '٠١٢٣', '12345 x9'], ['12', 'call me', '+']],
    [{ type: 'number' }, ['0', '-1.5', '.5', '12.', '1,5', '٣'], ['1e3', '1,5,0', '0x1', 'Infinity', '-']],
    [{ type: 'date' }, ['2026-02-28', '2024-02-29'], ['2026-02-29', '2026-2-1', '28/02/2026', '2026-13-01']],
    [{ type: 'email' }, ['ada@example.com', '用户@例子.公司'], ['ada', 'a@b', 'a b@c.d']],
    [{ type: 'checkbox' }, ['yes'], ['no', 'on', 'true']],
    [{ type: 'text', pattern: '[A-Z]{2}\\d{4}' }, ['AB1234'], ['ab1234', 'AB12345', 'xAB1234']],
  ] as const)('of %j takes what it should and nothing else', (rule, good, bad) => {
    for (const value of good) expect(problemOf(field(rule), value), value).toBeUndefined()
    for (const value of bad) expect(problemOf(field(rule), value), value).toBe('invalid')
  })

  it.each([
    [{ type: 'text', minLength: 3 }, 'ab', 'too_short'],
    [{ type: 'text', maxLength: 2 }, '😀😀😀', 'too_long'],
    [{ type: 'number', min: 5 }, '4', 'too_low'],
    [{ type: 'number', max: 5 }, '10', 'too_high'],
    [{ type: 'date', min: '2026-01-01' }, '2025-12-31', 'too_low'],
    [{ type: 'date', max: '2026-01-01' }, '2026-01-02', 'too_high'],
    [{ type: 'checkboxes', options: [{ value: 'a', label: 'A' }], min: 2 }, ['a'], 'too_few'],
    [{ type: 'checkboxes', options: [{ value: 'a', label: 'A' }] }, ['a', 'a'], 'duplicate'],
    [{ type: 'text' }, ['a', 'b'], 'duplicate'],
    [{ type: 'text', required: true }, ' \n ', 'required'],
  ] as const)('of %j says of %j that it is %s', (rule, value, problem) => {
    expect(problemOf(field(rule), value)).toBe(problem)
  })

  it('that depends on one that is not shown is not shown either', () => {
    const form: FormRules = {
      fields: [
        field({ key: 'plan', showWhen: { topic: ['billing'] } }),
        field({ key: 'seats', showWhen: { plan: ['team'] } }),
      ],
    }
    const fields = { plan: 'team', seats: '5' }
    expect(visible(form, { topic: 'billing', fields }).map(({ key }) => key)).toEqual(['plan', 'seats'])
    expect(visible(form, { topic: 'other', fields })).toEqual([])
  })

  it('may be called like something that every object has', () => {
    const form: FormRules = { fields: [field({ key: 'constructor', required: true })] }
    expect(problemsOf(form, { fields: {} })).toEqual({ 'fields[constructor]': 'required' })
  })
})

describe('the words for a locale', () => {
  it('are its own, those of its language, of the site, or the first there are', () => {
    const text = { nl: 'Vraag', en: 'Question', 'pt-BR': 'Pergunta' }
    expect(wording(text, 'pt-BR')).toBe('Pergunta')
    expect(wording(text, 'nl-BE')).toBe('Vraag')
    expect(wording(text, 'ja', 'en')).toBe('Question')
    expect(wording(text, 'ja')).toBe('Vraag')
    expect(wording('Hello', 'ja')).toBe('Hello')
  })
})
