import { expect, test } from 'vitest'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { findingsIn } from '../../harness/browser/axe.ts'
import { aContext } from '../../harness/browser/visitor.ts'

const settings = [
  ['in light on a desktop', { viewport: { width: 1100, height: 760 }, colorScheme: 'light' }, ''],
  ['in dark on a phone of 320 pixels', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }, ''],
  ['compact and yellow', { viewport: { width: 390, height: 640 } }, '?compact=1&color=%23fc0'],
  ['from right to left', { locale: 'ar' }, '?color=%23036'],
  ['with the theme of the page', { colorScheme: 'light' }, '?theme=dark&color=%23a0f'],
] as const

for (const script of ['the server alone', 'the script'] as const) {
  test.each(settings)(`axe finds nothing in what ${script} draws, %s`, async (_, options, query) => {
    const proxy = await aServedProxy({ LIMIT_EMAIL: '1' })
    const context = await aContext({ ...options, bypassCSP: true, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const check = async (state: string) => expect(await findingsIn(page), state).toEqual([])
    if (script === 'the server alone') await page.route('**/assets/**/*.js', (route) => route.abort())
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
    await page.locator('.reference code').waitFor()
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
  })
}
