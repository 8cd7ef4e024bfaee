/** The status page in Chromium: a whole visit without a script, and what axe finds on a desk, on a phone and in the dark. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { findingsIn } from '../../harness/browser/axe.ts'
import { aContext } from '../../harness/browser/visitor.ts'
import { aStatusPage, SECRET } from '../../harness/proxy/a-status-page.ts'

async function anOperatorAt(url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await aContext(options)
  const page = await context.newPage()
  await page.goto(`${url}/operator`)
  return page
}

async function logIn(page: Page) {
  await page.getByLabel('Secret').fill(SECRET)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
}

const PAGES = [
  '',
  '/messages?state=dead',
  '/messages?state=partial',
  '/sites',
  '/retry?all=dead',
  '/export?state=dead',
]

it.each([
  ['on a desk', { viewport: { width: 1280, height: 900 } }],
  ['on a phone in the dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' as const }],
])('axe finds nothing %s, nor is anything too small or too wide', async (_, options) => {
  const { url } = await aStatusPage()
  // axe is put into the page past its policy, which forbids every script.
  const page = await anOperatorAt(url, { ...options, bypassCSP: true })
  expect(await findingsIn(page)).toEqual([])
  await page.getByLabel('Secret').fill('wrong')
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.getByRole('alert').waitFor()
  expect(await findingsIn(page)).toEqual([])
  await logIn(page)
  for (const path of PAGES) {
    await page.goto(`${url}/operator${path}`)
    for (const summary of await page.locator('summary').all()) await summary.click()
    expect(await findingsIn(page), path).toEqual([])
  }
  await page.goto(`${url}/operator/messages?state=unsure`)
  await page.locator('tbody a').click()
  await page.getByRole('link', { name: 'Show what was written' }).click()
  expect(await findingsIn(page), 'a message').toEqual([])
})

it('can be used from logging in to logging out without a script, and loads nothing', async () => {
  const { url, tickets } = await aStatusPage()
  const page = await anOperatorAt(url, { javaScriptEnabled: false })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  await logIn(page)
  // Its own style sheet counts: the policy knows its hash.
  expect(
    await page
      .locator('.card')
      .first()
      .evaluate((card) => getComputedStyle(card).borderRadius),
  ).toBe('12px')
  expect(
    await page.getByRole('img', { name: /^Messages an hour, last 48 hours: \d+ messages; most at/ }).count(),
  ).toBe(1)
  await page.getByRole('link', { name: 'See which' }).first().click()
  await page.getByRole('link', { name: 'Try all again …' }).click()
  await page.getByRole('button', { name: 'Try all again' }).click()
  expect(await page.getByRole('status').innerText()).toBe('2 messages will be tried again now.')
  await expect.poll(async () => (await tickets()).length).toBe(2)
  await page.getByRole('link', { name: 'Sites' }).click()
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('data directory').waitFor()
  await page.getByRole('button', { name: 'Log out' }).click()
  await page.getByLabel('Secret').waitFor()
  expect(asked.filter((address) => !address.startsWith(`${url}/operator`))).toEqual([])
  expect(complaints).toEqual([])
})
