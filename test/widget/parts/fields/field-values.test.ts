// @vitest-environment node
import { randomUUID } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainNumber } from '../../../../proxy/contract/number/written-number.ts'
import { createAnswers } from '../../../../widget/parts/fields/field-values.ts'
import { anApp, stored } from '../../../harness/proxy/an-app.ts'
import { aFilledForm } from '../../../harness/proxy/forms.ts'
import type { FormDefinition } from '../../../../proxy/contract/form.ts'
import { rare, runs } from '../../../harness/volume.ts'

/** The answers to a form, and what was told of them. */
function someAnswers(form: Partial<FormDefinition>) {
  const world = { fixedTopic: '', read: {} as Record<string, { value: string; bad: boolean }>, changes: 0 }
  const warnings: string[] = []
  const answers = createAnswers({
    definition: () => ({ site: 'shop', name: 'optional', subject: 'hidden', ...form }),
    locale: () => 'en',
    fixedTopic: () => world.fixedTopic,
    read: (key) => world.read[key],
    changed: () => world.changes++,
    warn: (what) => warnings.push(what),
  })
  const sent = () => {
    const body = new FormData()
    const { fill } = answers.part
    fill(body)
    return [...body].map(([name, value]) => [name, value as string])
  }
  return { answers, world, warnings, sent, ...answers.part }
}

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
const topics = [
  { key: 'billing', label: 'Billing' },
  { key: 'secret', label: 'Secret', hidden: true },
]

test('what passes here is taken by the proxy, and what does not pass is refused there', async () => {
  let passed = 0
  await fc.assert(
    fc.asyncProperty(aFilledForm, async ({ form, topic, fields }) => {
      const { consent: _, ...rules } = form
      const { answers, check, sent } = someAnswers(rules)
      if (topic && rules.topics) answers.choose(topic)
      for (const [key, value] of Object.entries(fields)) answers.edit(key, value)
      const problems = check()
      const { post, outbox } = anApp({
        form: rules,
        limits: { address: Infinity, email: Infinity, site: Infinity, total: Infinity },
      })
      const body = new URLSearchParams([
        ...Object.entries({ id: randomUUID(), site: 'shop', email: 'ada@example.com', message: 'Hello' }),
        ...sent(),
      ] as [string, string][])
      const response = await post(body)
      // What nobody sees nobody can mend; numbers are sent as the rules want them, however they were typed.
      const hidden = rules.fields?.filter(({ type }) => type === 'hidden') ?? []
      if (hidden.length === 0)
        expect(response.status, JSON.stringify(problems)).toBe(Object.keys(problems).length ? 422 : 202)
      if (response.status !== 202) return
      passed++
      const shown = answers.shown().map(({ key }) => key)
      for (const key of Object.keys(stored(outbox)!.fields ?? {})) expect(shown).toContain(key)
    }),
    runs(200, 20),
  )
  expect(passed).toBeGreaterThanOrEqual(rare(20))
})

test.each([[topics], [topics.filter(({ hidden }) => hidden)]])(
  'a topic that a draft has kept, and that there is no longer, keeps nobody from sending',
  (left) => {
    const { check, sent, restore, answers } = someAnswers({ topics: left, topic: 'optional' })
    restore([['topic', 'gone']], {})
    expect([answers.topic().key, check(), sent()]).toEqual(['', {}, []])
  },
)

describe('a field', () => {
  test('holds its default until something else is known of it, and an emptied one stays empty', () => {
    const form = { fields: [{ key: 'plan', type: 'text' as const, label: 'Plan', default: 'free' }] }
    const { answers, sent, restore, save, prefill } = someAnswers(form)
    restore([], {})
    expect(sent()).toEqual([['fields[plan]', 'free']])
    prefill({ plan: 'pro' })
    expect(sent()).toEqual([['fields[plan]', 'pro']])
    answers.edit('plan', '')
    prefill({ plan: 'team' })
    expect(sent()).toEqual([])
    const later = someAnswers(form)
    later.restore(save(), { plan: 'team' })
    expect(later.sent()).toEqual([])
    later.restore([], {})
    expect(later.sent()).toEqual([['fields[plan]', 'free']])
  })

  test('is filled by the page under its prefill key, and with what it can hold only', () => {
    const { sent, prefill, warnings } = someAnswers({
      fields: [
        { key: 'order', type: 'text', label: 'Order', prefill: 'orderNumber', pattern: '\\d+' },
        { key: 'plan', type: 'select', label: 'Plan', options },
        { key: 'many', type: 'checkboxes', label: 'Many', options },
        { key: 'ok', type: 'checkbox', label: 'OK' },
        { key: 'seats', type: 'number', label: 'Seats', min: 1 },
        { key: 'cart', type: 'hidden' },
        { key: 'other', type: 'hidden' },
      ],
    })
    prefill({
      orderNumber: 'not right, but to be seen',
      plan: 'z',
      many: ['b', 'a'],
      ok: true,
      seats: 4,
      cart: 'x'.repeat(300),
      other: { a: 1 },
    })
    expect(sent()).toEqual([
      ['fields[order]', 'not right, but to be seen'],
      ['fields[many]', 'b'],
      ['fields[many]', 'a'],
      ['fields[ok]', 'yes'],
      ['fields[seats]', '4'],
    ])
    expect(warnings).toEqual(['prefill: "plan" cannot be that.', 'prefill: "cart" cannot be that.'])
  })

  test('that was filled by the browser without an event is read before it is checked', () => {
    const { check, sent, world } = someAnswers({
      fields: [{ key: 'tel', type: 'tel', label: 'Tel', required: true }],
    })
    expect(check()).toEqual({ 'fields[tel]': 'required' })
    world.read['tel'] = { value: '+32 9 123', bad: false }
    expect(check()).toEqual({})
    expect(sent()).toEqual([['fields[tel]', '+32 9 123']])
  })

  test('with half a date in it is wrong, although it reads as empty', () => {
    const { check, world } = someAnswers({ fields: [{ key: 'day', type: 'date', label: 'Day' }] })
    world.read['day'] = { value: '', bad: true }
    expect(check()).toEqual({ 'fields[day]': 'invalid' })
  })

  test('that is not shown is neither checked nor sent, but keeps what was written', () => {
    const { answers, check, sent } = someAnswers({
      topics,
      fields: [
        { key: 'card', type: 'text', label: 'Card', required: true, showWhen: { topic: ['billing'] } },
      ],
    })
    answers.choose('billing')
    answers.edit('card', '1234')
    answers.choose('')
    expect(sent()).toEqual([])
    expect(check()).toEqual({})
    answers.choose('billing')
    expect(sent()).toEqual([
      ['topic', 'billing'],
      ['fields[card]', '1234'],
    ])
  })
})

test.each([
  ['1,5', '1.5'],
  ['-3,25', '-3.25'],
  ['−4', '-4'],
  ['٣٫٥', '3.5'],
  ['۱۲', '12'],
  [' 7 ', '7'],
  ['1.000,5', '1000.5'],
  ['1,2,3', '1,2,3'],
])('a number that is written as %j means %j', (written, meant) => {
  expect(plainNumber(written)).toBe(meant)
})

describe('a topic', () => {
  const form = { topics, topic: 'required' as const }

  test('is asked for unless the page says which it is', () => {
    const { answers, check, sent, world, warnings } = someAnswers(form)
    expect([answers.topic(), check()]).toEqual([{ key: '', fixed: false }, { topic: 'required' }])
    world.fixedTopic = 'nonsense'
    expect(answers.topic().fixed).toBe(false)
    expect(warnings).toContain('topic: there is no "nonsense".')
    world.fixedTopic = 'secret'
    expect([answers.topic(), check(), sent()]).toEqual([
      { key: 'secret', fixed: true },
      {},
      [['topic', 'secret']],
    ])
  })

  test('that the page proposes can be changed, unless it is a hidden one', () => {
    const { answers, prefill, restore } = someAnswers(form)
    prefill({ topic: 'billing' })
    expect(answers.topic()).toEqual({ key: 'billing', fixed: false })
    restore([], { topic: 'secret' })
    expect(answers.topic()).toEqual({ key: 'secret', fixed: true })
    restore([['topic', 'billing']], { topic: 'secret' })
    expect(answers.topic()).toEqual({ key: 'billing', fixed: false })
  })

  test('is not asked for where the site hides it', () => {
    const { answers, prefill, sent } = someAnswers({ topics, topic: 'hidden' })
    expect(answers.topic()).toEqual({ key: '', fixed: true })
    prefill({ topic: 'billing' })
    expect(sent()).toEqual([['topic', 'billing']])
  })
})
