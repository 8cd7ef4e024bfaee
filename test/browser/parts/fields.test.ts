/** A site's own fields, of each type, as visitors fill them. */
import { describe, expect, test } from 'vitest'
import { aStand } from '../../harness/browser/form-visitor.ts'

const world = aStand()
const { define, visitor } = world

const options = [
  { value: 'red', label: { en: 'Red', nl: 'Rood' } },
  { value: 'blue', label: { en: 'Blue', nl: 'Blauw' } },
]

describe('a field of each type', () => {
  test.each([
    ['text', {}, 'AB12', 'AB12'],
    ['textarea', {}, 'one\ntwo', 'one\r\ntwo'],
    ['email', {}, ' bob@example.com ', 'bob@example.com'],
    ['email', {}, 'bob@straße.example', 'bob@straße.example'],
    ['url', {}, 'www.example.com/a', 'www.example.com/a'],
    ['tel', {}, '+32 9 123 45 67', '+32 9 123 45 67'],
    ['number', {}, '3,5', '3.5'],
    ['date', {}, '2026-02-03', '2026-02-03'],
  ])('%s is labelled, filled and sent', async (type, more, typed, sent) => {
    define({ fields: [{ key: 'it', type, label: 'The field', hint: 'A hint', required: true, ...more }] })
    const { page, write, send, links, notice, button } = await visitor()
    await write()
    const control = page.getByLabel('The field')
    await control.waitFor()
    expect(await control.getAttribute('aria-describedby')).toBe('field-it-hint')
    await button('Send message').click()
    await notice.waitFor()
    expect(await links()).toEqual([expect.stringMatching(/^The field: Please /)])
    expect(await control.getAttribute('aria-describedby')).toBe('field-it-hint field-it-problem')
    expect(await control.getAttribute('aria-invalid')).toBe('true')
    // Under the label, which is not said twice.
    expect(`The field: ${await page.locator('#field-it-problem').textContent()}`).toBe((await links())[0])
    await page.locator('.notice a').click()
    expect(await control.evaluate((node) => (node.getRootNode() as ShadowRoot).activeElement === node)).toBe(
      true,
    )
    await control.fill(typed)
    // Mended while one types.
    await expect.poll(() => notice.count()).toBe(0)
    expect(await send()).toEqual([['fields[it]', sent]])
  })

  test('what a browser or password manager fills without telling is sent, of a menu too', async () => {
    const shop = [
      { key: 'phone', type: 'tel', label: 'Phone', required: true },
      { key: 'country', type: 'select', label: 'Country', required: true, options },
    ]
    define({ fields: shop })
    const { page, write, field, send } = await visitor()
    await write()
    await field('country').waitFor()
    await page.evaluate(() => {
      const root = document.querySelector('support-widget')!.shadowRoot!
      root.querySelector<HTMLInputElement>('#field-phone')!.value = '+32 9 123 45 67'
      root.querySelector<HTMLSelectElement>('#field-country')!.value = 'blue'
    })
    expect(await send()).toEqual([
      ['fields[phone]', '+32 9 123 45 67'],
      ['fields[country]', 'blue'],
    ])
  })

  test('a number is shown as it was read, and asked about where it may be two', async () => {
    define({ fields: [{ key: 'it', type: 'number', label: 'Seats', min: 5 }] })
    const { page, write, email, send, links, notice, button } = await visitor()
    await write()
    const control = page.getByLabel('Seats')
    await control.fill('1,234.50')
    await email.focus()
    await expect.poll(() => control.inputValue()).toBe('1234.50')
    await control.fill('1.000')
    await button('Send message').click()
    await notice.waitFor()
    expect(await links()).toEqual(['Seats: Enter a number: 1000 or 1'])
    expect(await control.inputValue()).toBe('1.000')
    await control.fill('1,000')
    await expect.poll(() => notice.count()).toBe(0)
    expect(await send()).toEqual([['fields[it]', '1000']])
  })

  test('what fits a pattern once it is plain is shown and sent as that', async () => {
    define({ fields: [{ key: 'it', type: 'text', label: 'Order', pattern: '[A-Z]{2}-\\d{3}' }] })
    const { page, write, email, send } = await visitor()
    await write()
    const control = page.getByLabel('Order')
    await control.fill('ＡＢ－１２３')
    await email.focus()
    await expect.poll(() => control.inputValue()).toBe('AB-123')
    expect(await send()).toEqual([['fields[it]', 'AB-123']])
  })

  test('select, radio, checkbox and checkboxes take the keyboard', async () => {
    define({
      fields: [
        { key: 'plan', type: 'select', label: 'Plan', required: true, options },
        { key: 'how', type: 'radio', label: 'How?', required: true, options },
        { key: 'many', type: 'checkboxes', label: 'Many', hint: 'Two', min: 2, options },
        { key: 'ok', type: 'checkbox', label: 'All right', required: true },
      ],
    })
    const { page, write, email, send, links, notice, focus, button } = await visitor()
    await write()
    const plan = page.getByLabel('Plan')
    await plan.waitFor()
    expect(await plan.locator('option').allTextContents()).toEqual(['Please choose', 'Red', 'Blue'])
    await page.getByRole('group', { name: 'Many (optional)' }).waitFor()
    await button('Send message').click()
    await notice.waitFor()
    expect(await links()).toEqual([
      'Plan: Please choose',
      'How? Please choose',
      'All right: Please tick this box',
    ])
    await page.getByRole('link', { name: 'How? Please choose' }).click()
    expect(await focus()).toBe('field-how-red')
    expect(await page.getByRole('group', { name: 'How?' }).getAttribute('aria-describedby')).toBe(
      'field-how-problem',
    )
    await email.focus()
    await page.keyboard.press('Tab')
    await page.keyboard.type('Bl')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await focus()).toBe('field-many-red')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await button('Send message').click()
    expect(await links()).toEqual(['Many: Choose at least 2'])
    await page.getByLabel('Blue').last().check()
    expect(await send()).toEqual([
      ['fields[plan]', 'blue'],
      ['fields[how]', 'blue'],
      ['fields[many]', 'red'],
      ['fields[many]', 'blue'],
      ['fields[ok]', 'yes'],
    ])
  })

  test('hidden is not seen, and sent as the page or the site says', async () => {
    define({
      fields: [
        { key: 'cart', type: 'hidden', prefill: 'cartId' },
        { key: 'from', type: 'hidden', default: 'shop' },
      ],
    })
    const { page, write, send } = await visitor()
    await write()
    await page.evaluate(() => void window.SupportWidget!('prefill', { cartId: 'c-9' }))
    expect(await page.locator('support-widget [id^=field-]').count()).toBe(0)
    expect(await send()).toEqual([
      ['fields[cart]', 'c-9'],
      ['fields[from]', 'shop'],
    ])
  })

  test('says what is wrong with what was written, in words of its own', async () => {
    define({
      fields: [
        { key: 'a', type: 'text', label: 'Order', pattern: '[A-Z]{2}\\d+', error: 'Enter it like AB12' },
        { key: 'b', type: 'text', label: 'Short', minLength: 5, maxLength: 8 },
        { key: 'c', type: 'number', label: 'Seats', min: 2, max: 1000 },
        { key: 'd', type: 'date', label: 'Day', min: '2026-01-31' },
        { key: 'e', type: 'url', label: 'Page' },
        { key: 'f', type: 'tel', label: 'Phone' },
      ],
    })
    const { write, field, links, button } = await visitor()
    await write()
    for (const [key, value] of Object.entries({
      a: 'x',
      b: 'abc',
      c: '1',
      d: '2025-12-31',
      e: 'nope',
      f: 'call me',
    }))
      await field(key).fill(value)
    await button('Send message').click()
    await expect
      .poll(links)
      .toEqual([
        'Enter it like AB12',
        'Short: At least 5 characters are needed',
        'Seats: 2 or more',
        'Day: January 31, 2026 or later',
        'Page: Enter a web address like www.example.com',
        'Phone: Enter a telephone number like +32 9 123 45 67',
      ])
    await field('b').fill('abcdefghij')
    await field('c').fill('2000')
    await button('Send message').click()
    await expect
      .poll(async () => (await links()).slice(1, 3))
      .toEqual(['Short: Shorten this by 2 characters', 'Seats: 1,000 or less'])
    expect(world.stand.received).toEqual([])
  })
})
