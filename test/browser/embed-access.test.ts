import { readFileSync } from 'node:fs'
import type * as Axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { aSandboxedProxy } from '../proxy/process.ts'

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
let browser: Browser
beforeAll(async () => {
  browser = await chromium.connect(inject('browserEndpoint'))
})
afterAll(() => browser.close())

/** What axe finds in the whole document, targets too small (2.5.8), and content wider than the screen (1.4.10). */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = (window as never as { axe: typeof Axe }).axe.run
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await run(document, { runOnly: tags })
    const small = [...document.querySelectorAll('button, a, input:not([type=hidden]), textarea')].filter(
      (element) => {
        const { width, height } = element.getBoundingClientRect()
        return !element.closest('[hidden]') && (width < 24 || height < 24)
      },
    )
    return [
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary}`),
      ),
      ...small.map((element) => `small: ${element.outerHTML}`),
      ...(document.documentElement.scrollWidth > innerWidth ? ['wider than the screen'] : []),
    ]
  })
}

const settings = [
  ['in light on a desktop', { viewport: { width: 1100, height: 760 }, colorScheme: 'light' }, ''],
  ['in dark on a phone of 320 pixels', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }, ''],
  ['compact and yellow', { viewport: { width: 390, height: 640 } }, '?compact=1&color=%23fc0'],
  ['from right to left', { locale: 'ar' }, '?color=%23036'],
  ['with the theme of the page', { colorScheme: 'light' }, '?theme=dark&color=%23a0f'],
] as const

for (const script of ['the server alone', 'the script'] as const) {
  test.each(settings)(`axe finds nothing in what ${script} draws, %s`, async (_, options, query) => {
    const proxy = await aSandboxedProxy({ LIMIT_EMAIL: '1' })
    const context = await browser.newContext({ ...options, bypassCSP: true, reducedMotion: 'reduce' })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const check = async (state: string) => expect(await findings(page), state).toEqual([])
    if (script === 'the server alone') await page.route('**/assets/*.js', (route) => route.abort())
    await page.goto(`${proxy.url}/embed/demo${query}`)
    if (script === 'the script') await page.locator('.inner[data-private]').waitFor()
    await check('empty')
    const send = page.locator('[type=submit]')
    await send.click()
    await page.locator('#summary').waitFor()
    await check('errors')
    await page.locator('#message').fill('Hello')
    await page.locator('#email').fill('ada@example.com')
    await send.click()
    await page.locator('.sent code').waitFor()
    await check('sent')
    if (script === 'the server alone') {
      await page.goBack()
      await page.locator('#message').fill('Hello again')
      await page.locator('#email').fill('ada@example.com')
      await send.click()
      await page.locator('form .notice h2:not(#summary)').waitFor()
      await check('changed')
      await send.click()
      await page.waitForLoadState('load')
      await page.locator('form .notice h2:not(#summary)').waitFor()
      await check('limited')
    }
    await page.goto(`${proxy.url}/embed/nowhere`)
    await page.locator('.notice').waitFor()
    await check('refused')
    await context.close()
  })
}
