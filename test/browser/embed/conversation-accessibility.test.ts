/** What comes after sending without JavaScript, by machine: its pages in several languages on the smallest screen. */
import { expect, test } from 'vitest'
import type { TrayMail } from '../../../proxy/sandbox/data/mail-tray.ts'
import { findingsIn } from '../../harness/browser/axe.ts'
import { aContext } from '../../harness/browser/visitor.ts'
import { codeIn } from '../../harness/proxy/a-code.ts'
import { aSandboxedProxy } from '../../harness/proxy/proxy-process.ts'

const ANSWER =
  '<p>Please <a href="https://shop.example/a-long-address/that-nobody-can-break/export">try again</a>.</p>' +
  '<pre>curl https://shop.example/a-long-address/that-nobody-can-break/export.csv</pre><blockquote>Before</blockquote>'

const PHONE = { viewport: { width: 320, height: 640 } }

test.each([
  ['in German, dark', { ...PHONE, locale: 'de', colorScheme: 'dark' }],
  ['in Japanese', { ...PHONE, locale: 'ja' }],
  ['from right to left', { ...PHONE, locale: 'ar' }],
] as const)(
  'axe finds nothing in conversation, code, answer and list of requests, 320 pixels wide, %s',
  async (_, options) => {
    const proxy = await aSandboxedProxy({
      CONVERSATION: 'confirmed',
      READ_EVERY_MS: '100',
      CHALLENGE: 'off',
      SANDBOX_RATE: '1000',
    })
    const context = await aContext({ ...options, bypassCSP: true, reducedMotion: 'reduce' })
    const page = await context.newPage()
    // axe is a script: the document's own does not come instead.
    await page.route('**/assets/**/*.js', (route) => route.abort())
    const check = async (state: string) => expect(await findingsIn(page), state).toEqual([])
    const press = (path: string) => page.locator(`form[action*="${path}"] button`).last().click()
    await page.goto(`${proxy.url}/embed/demo`)
    await page.locator('#message').fill('The kettle leaks. ' + 'x'.repeat(200))
    await page.locator('#email').fill('ada.of.a.very.long.name@a-domain-of-many-letters.example.com')
    await page.locator('[type=submit]').click()
    await page.locator('.seal').waitFor()
    await check('sent')

    await expect.poll(async () => (await proxy.tickets()).length).toBe(1)
    const [ticket] = await proxy.tickets()
    const reply = await fetch(`${proxy.url}/sandbox/api/tickets/${ticket!.ulid}/reply`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' },
      body: JSON.stringify({ body: ANSWER }),
    })
    expect(reply.status).toBeLessThan(300)
    await expect
      .poll(async () => {
        await press('conversation')
        return page.locator('[data-state=answered]').count()
      })
      .toBe(1)
    await check('answered')

    await press('code')
    await page.locator('#code').waitFor()
    await check('code')
    await page.locator('#code').fill('1')
    await press('session')
    await page.locator('#code[aria-invalid]').waitFor()
    await check('wrong code')
    const mails = (await (await fetch(`${proxy.url}/sandbox/mails`)).json()) as { data: TrayMail[] }
    await page.locator('#code').fill(codeIn(mails.data[0]!))
    await press('session')
    await page.locator('pre').waitFor()
    await check('answer')
    await page.locator('.again [type=submit]').click()
    await page.locator('#message[aria-invalid]').waitFor()
    await check('nothing written')
    await press('requests')
    await page.locator('form[action*="conversation"] button').first().waitFor()
    await check('requests')
    await page.goto(`${proxy.url}/embed/demo/requests`)
    await check('requests elsewhere')
  },
)
