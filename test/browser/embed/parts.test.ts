/** What a site adds to its form, on the real proxy: in the document, in the widget, and on the ticket. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aFolder } from '../../harness/proxy/builders.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { officeClosedOn } from '../../harness/browser/form-visitor.ts'
import { aContext } from '../../harness/browser/visitor.ts'

const consent = {
  mode: 'required',
  text: 'I agree to the [privacy policy].',
  link: 'https://shop.example/privacy',
  version: '2026-01',
}

/** A proxy with a site `shop` that has `more`, and a page of it. */
async function aVisit(more: object, path: string, javaScriptEnabled = true) {
  const file = join(aFolder(), 'sites.json')
  const shop = { channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W', origins: ['https://shop.example'], ...more }
  writeFileSync(file, JSON.stringify({ sites: { shop } }))
  const proxy = await aServedProxy({ SITES_FILE: file })
  const context = await aContext({ viewport: { width: 700, height: 800 }, javaScriptEnabled })
  const page = await context.newPage()
  await page.goto(proxy.url + path)
  return { proxy, page }
}

const reply = { within: 4, hours: officeClosedOn('UTC', [3]) }

/** Where everything is, in whole pixels; times are in another zone once there are scripts. */
const places = (page: Page) =>
  page
    .locator('label, input:not([type=hidden]), textarea, button, .intro, .expected, a')
    .evaluateAll((elements) =>
      elements
        .filter((element) => !element.closest('[hidden]'))
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect()
          const box = [x, y, width, height].map(Math.round)
          const words = element.matches('.intro, .expected') ? '' : element.textContent
          return [element.tagName, element.className, words.trim().replace(/\s+/g, ' '), ...box].join(' ')
        }),
    )

test.each([
  ['a notice and a time', { reply: { within: 4 }, consent: { ...consent, mode: 'notice' } }],
  ['a box', { consent }],
  ['office hours', { reply }],
])('the panel takes the place of the proxy’s form with %s, and nothing moves', async (_, more) => {
  const { page } = await aVisit(more, '/embed/shop', false)
  const before = await places(page)
  const context = await aContext({ viewport: { width: 700, height: 800 } })
  const scripted = await context.newPage()
  await scripted.goto(page.url())
  await scripted.locator('.inner[data-private]').waitFor()
  expect(await places(scripted)).toEqual(before)
})

test('what is asked stands in one order, whether there are scripts or not', async () => {
  const files = { max: 2, maxMegabytes: 1, types: ['image/*'] }
  const fields = [{ key: 'order', type: 'text', label: 'Order' }]
  const asked = (page: Page) =>
    page
      .locator('textarea, input:not([type=hidden], [name=website]), [type=submit]')
      .evaluateAll((all) =>
        all.map(({ id, type }: Partial<HTMLInputElement>) => (type === 'file' ? type : id || type)),
      )
  const { page } = await aVisit({ consent, files, fields }, '/embed/shop', false)
  const before = await asked(page)
  expect(before).toEqual(['message', 'email', 'name', 'field-order', 'consent', 'file', 'submit'])
  const scripted = await (await aContext()).newPage()
  await scripted.goto(page.url())
  await scripted.locator('.inner[data-private]').waitFor()
  expect(await asked(scripted)).toEqual(before)
})

test.each([true, false])(
  'a consent stands on the ticket with its version and time; scripts: %s',
  async (scripts) => {
    const { page, proxy } = await aVisit({ consent }, '/embed/shop', scripts)
    if (scripts) await page.locator('.inner[data-private]').waitFor()
    await page.getByLabel('Your message').fill('Hello')
    await page.getByLabel('Your email').fill('ada@example.com')
    await page.getByRole('button', { name: 'Send message' }).click()
    await page.getByRole('link', { name: 'Confirm that you agree' }).waitFor()
    await page.getByRole('checkbox', { name: 'I agree to the privacy policy' }).check()
    await page.getByRole('button', { name: /Send message|Try again/ }).click()
    await page.getByRole('heading', { name: 'Message sent' }).waitFor()
    await expect.poll(() => proxy.tickets()).toHaveLength(1)
    const [ticket] = await proxy.tickets()
    expect(ticket!.messages[0]!.body_html).toMatch(/Consent<\/td><td>version 2026-01, \d{4}-\d\d-\d\dT/)
  },
)

test('the widget sends a consent along that the proxy takes, and shows what the site says of replies', async () => {
  const { page, proxy } = await aVisit({ consent, reply: { within: 4 } }, '/')
  await page.evaluate(() => void window.SupportWidget!('destroy'))
  await page.evaluate(() => void window.SupportWidget!('init', { site: 'shop' }))
  await page.evaluate(() => void window.SupportWidget!('open'))
  const panel = page.getByRole('dialog')
  await panel.getByText('Usual reply time: 4 hours').waitFor()
  await panel.getByLabel('Your message').fill('Hello')
  await panel.getByLabel('Your email').fill('ada@example.com')
  await panel.getByRole('checkbox').check()
  await panel.getByRole('button', { name: 'Send message' }).click()
  await panel.getByRole('heading', { name: 'Message sent' }).waitFor()
  await panel.getByText('Usual reply time: 4 hours').waitFor()
  await expect.poll(() => proxy.tickets()).toHaveLength(1)
})
