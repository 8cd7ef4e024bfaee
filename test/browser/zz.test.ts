import { afterAll, beforeAll, test } from 'vitest'
import { openStand, type Stand } from './stand.ts'
import { hostPage, visit } from './visitor.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})
afterAll(() => stand.close())

const site = {
  site: 'demo',
  name: 'optional',
  subject: 'hidden',
  contactEmail: 'help@example.com',
  locale: 'en',
  topic: 'required',
  topics: [
    { key: 'order', label: { en: 'My order', nl: 'Mijn bestelling' } },
    { key: 'refund', label: 'A refund' },
    { key: 'other', label: 'Something else' },
  ],
  fields: [
    {
      key: 'order',
      type: 'text',
      label: 'Order number',
      hint: 'Two letters and six digits, on your invoice',
      pattern: '[A-Z]{2}\\d{6}',
      error: 'Enter it like AB123456',
      required: true,
      showWhen: { topic: ['order', 'refund'] },
    },
    { key: 'phone', type: 'tel', label: 'Telephone' },
    { key: 'site', type: 'url', label: 'Your website', hint: 'Where it goes wrong' },
    { key: 'count', type: 'number', label: 'How many?', min: 1, max: 10, required: true },
    { key: 'day', type: 'date', label: 'When did it arrive?', min: '2026-01-01' },
    {
      key: 'plan',
      type: 'select',
      label: 'Plan',
      options: [
        { value: 'free', label: 'Free' },
        { value: 'pro', label: 'Professional' },
      ],
    },
    {
      key: 'how',
      type: 'radio',
      label: 'How may we reach you?',
      required: true,
      options: [
        { value: 'mail', label: 'By e-mail' },
        { value: 'phone', label: 'By telephone' },
      ],
    },
    {
      key: 'colours',
      type: 'checkboxes',
      label: 'Colours',
      min: 2,
      hint: 'Two or more',
      options: [
        { value: 'red', label: 'Red' },
        { value: 'blue', label: 'Blue' },
        { value: 'green', label: 'Green, which has a rather long label that wraps' },
      ],
    },
    { key: 'urgent', type: 'checkbox', label: 'I need this for tomorrow', default: 'yes' },
    {
      key: 'why',
      type: 'textarea',
      label: 'Why so soon?',
      maxLength: 40,
      required: true,
      showWhen: { urgent: ['yes'] },
    },
    { key: 'cart', type: 'hidden', default: 'none' },
  ],
  consent: {
    mode: 'required',
    text: 'I agree to the [privacy policy].',
    link: 'https://example.com/privacy',
    version: 'v1',
  },
}

for (const [name, options, lang] of [
  ['desktop', { viewport: { width: 1100, height: 1600 } }, 'en'],
  ['phone', { viewport: { width: 390, height: 844 } }, 'en'],
  ['dark', { viewport: { width: 1100, height: 1600 }, colorScheme: 'dark' }, 'en'],
  ['rtl', { viewport: { width: 1100, height: 1600 } }, 'ar'],
  ['narrow', { viewport: { width: 320, height: 640 } }, 'en'],
] as const) {
  test(name, async () => {
    stand.define({ body: site })
    const { page, complaints } = await visit(
      stand,
      hostPage(stand, { head: '<meta charset=utf-8>' }).replace('lang="en"', `lang="${lang}"`),
      options as never,
    )
    await page.locator('.launcher').click()
    await page.locator('#topic').waitFor()
    await page.screenshot({ path: `/tmp/shots/${name}-1.png`, fullPage: false })
    await page.locator('#topic').selectOption('order')
    await page.locator('#field-order').fill('x')
    await page.locator('#field-site').fill('nonsense')
    await page.locator('[type=submit]').click()
    await page.locator('.notice').waitFor()
    await page.locator('#message').fill('Hello')
    await page.waitForTimeout(300)
    await page.screenshot({ path: `/tmp/shots/${name}-2.png` })
    await page.locator('.view').evaluate((v) => v.scrollTo(0, 700))
    await page.screenshot({ path: `/tmp/shots/${name}-3.png` })
    await page.locator('.view').evaluate((v) => v.scrollTo(0, 1400))
    await page.screenshot({ path: `/tmp/shots/${name}-4.png` })
    console.log(name, complaints, await page.locator('.notice').innerText())
    await page.context().close()
  })
}
