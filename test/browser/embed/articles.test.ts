/** Help articles of the sandbox, through the real proxy, in a document of its own. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findingsIn } from '../../harness/browser/axe.ts'
import { aContext } from '../../harness/browser/visitor.ts'
import { aFolder } from '../../harness/proxy/builders.ts'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'

/** A visitor of the document of a site that shows the articles of the sandbox's help centre. */
async function aReader(bypassCSP = false) {
  const file = join(aFolder(), 'sites.json')
  const articles = { brains: ['Help centre'], public: true }
  const shop = { channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W', origins: ['https://shop.example'], articles }
  writeFileSync(file, JSON.stringify({ sites: { shop } }))
  const proxy = await aServedProxy({ SITES_FILE: file })
  const context = await aContext({
    viewport: { width: 390, height: 640 },
    bypassCSP,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (line) => complaints.push(line.text()))
  await page.goto(`${proxy.url}/embed/shop`)
  await page.locator('.inner[data-private]').waitFor()
  return {
    proxy,
    page,
    complaints,
    message: page.locator('#message'),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
    step: page.getByText('Open the sign-in page and choose Forgot password.'),
  }
}

test('a public article of the sandbox is found and read in the place of the form, and one for the team is not', async () => {
  const { proxy, page, complaints, message, button, step } = await aReader()
  await message.fill('What of refunds, you promise? I forgot my password')
  await button('Reset your password').click()
  await step.waitFor()
  expect(await message.isVisible()).toBe(false)
  expect(await button('Send message').isVisible()).toBe(false)
  await button('Back to the form').first().click()
  expect(await message.inputValue()).toBe('What of refunds, you promise? I forgot my password')
  expect(await page.locator('.articles').textContent()).not.toContain('Refunds')
  await button('Reset your password').click()
  await button('This answered my question').click()
  await button('Delete what I wrote').click()
  expect(await message.inputValue()).toBe('')
  expect(await message.evaluate((one) => one === document.activeElement)).toBe(true)
  await expect.poll(() => page.locator('.articles').count()).toBe(0)
  expect(await proxy.tickets()).toEqual([])
  expect(complaints).toEqual([])
})

test('axe finds nothing in a document with titles, an article and its end', async () => {
  const { page, message, button, step } = await aReader(true)
  const check = async (state: string) => expect(await findingsIn(page), state).toEqual([])
  await message.fill('I forgot my password')
  await button('Reset your password').waitFor()
  await check('titles')
  await button('Reset your password').click()
  await step.waitFor()
  await check('article')
  await button('This answered my question').click()
  await check('answered')
})
