import { describe, expect, test, vi } from 'vitest'
import { pageContext, pageFacts } from '../../../widget/parts/page-context.ts'

describe('what the page adds', () => {
  const told = (context: unknown) => {
    const warnings: string[] = []
    return { fields: pageContext(context, (what) => warnings.push(what)), warnings }
  }

  test('is a few short texts, numbers and booleans under names', () => {
    expect(told({ plan: ' pro ', seats: 5, beta: true, trial: false, empty: '' })).toEqual({
      fields: {
        'context[plan]': 'pro',
        'context[seats]': '5',
        'context[beta]': 'yes',
        'context[trial]': 'no',
      },
      warnings: [],
    })
  })

  test.each([
    [{ a: { b: 1 } }, 'neither a text'],
    [{ a: undefined }, 'neither a text'],
    [{ a: 'x'.repeat(256) }, 'more than 255'],
    [{ '': 'x' }, 'no name'],
    [{ 'a[b]': 'x' }, 'no name'],
    [{ ['n'.repeat(65)]: 'x' }, 'no name'],
  ])('is left out and warned about when it is like %j', (context, why) => {
    const { fields, warnings } = told(context)
    expect(fields).toEqual({})
    expect(warnings).toEqual([expect.stringContaining(why)])
  })

  test('is cut after twenty values', () => {
    const { fields, warnings } = told(
      Object.fromEntries(Array.from({ length: 22 }, (_, at) => ['k' + at, at])),
    )
    expect(Object.keys(fields)).toHaveLength(20)
    expect(warnings).toHaveLength(2)
  })

  test.each([[undefined], [null], ['text'], [7]])('is nothing when it is %j', (context) => {
    expect(told(context)).toEqual({ fields: {}, warnings: [] })
  })
})

describe('facts of the page', () => {
  test('are told only when the site lists them', () => {
    document.title = '  Mugs ' + '👍'.repeat(300)
    const referrer = vi.spyOn(Document.prototype, 'referrer', 'get')
    referrer.mockReturnValue('https://search.example/?q=secret')
    expect(pageFacts()).toEqual({})
    const facts = pageFacts(['title', 'viewport', 'timeZone', 'referrer'])
    expect(Array.from(facts['facts[title]']!)).toHaveLength(255)
    expect(facts['facts[title]']!.startsWith('Mugs 👍')).toBe(true)
    expect(facts['facts[viewport]']).toMatch(/^\d+x\d+$/)
    expect(facts['facts[timeZone]']).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
    expect(facts['facts[referrer]']).toBe('https://search.example')
    referrer.mockReturnValue('')
    expect(pageFacts(['referrer', 'nonsense' as 'title'])).toEqual({
      'facts[referrer]': '',
      'facts[nonsense]': '',
    })
  })
})
