import { chromium } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { openStand } from './stand.ts'
test('slice', async () => {
  const stand = await openStand()
  const browser = await chromium.connect(inject('browserEndpoint'))
  const page = await browser.newPage()
  page.on('console', (m) => console.log('console', m.text()))
  page.on('pageerror', (m) => console.log('pageerror', m))
  await page.goto(
    stand.page('/host', `<!doctype html><html lang=en><title>Host</title><body><h1>Hi</h1>${stand.tag()}`),
  )
  await page.getByRole('button', { name: 'Help' }).click()
  await page.getByLabel('Your message').fill('Hello there')
  await page.getByLabel('Your email').fill('ada@example.com')
  await page.screenshot({ path: '/tmp/shots-widget/slice1.png' })
  await page.getByRole('button', { name: 'Send message' }).click()
  await page.getByRole('heading', { name: 'Message sent' }).waitFor()
  await page.screenshot({ path: '/tmp/shots-widget/slice2.png' })
  console.log(stand.received, stand.requests)
  expect(stand.received.length).toBe(1)
  await page.close()
  await stand.close()
})
