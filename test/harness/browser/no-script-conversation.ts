/** What comes after sending without JavaScript, for every browser: an answer, another message, a code, all requests. */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TrayMail } from '../../../proxy/sandbox/data/mail-tray.ts'
import { codeIn } from '../proxy/a-code.ts'
import { aSandboxedProxy } from '../proxy/proxy-process.ts'
import { STEP_MS } from '../patience.ts'

/** Without scripts Firefox has no animation frames, by which Playwright sees that an element is at rest. */
const FORCE = { force: true }

async function write(field: Locator, text: string) {
  await field.focus()
  await field.pressSequentially(text)
}

/** The story, in the browser that `open` opens. */
export function plainConversation(open: () => Promise<Browser>): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await open()
  })
  afterAll(() => browser.close())

  test('a visitor reads the answer after a code, writes again, and finds all requests', async () => {
    const proxy = await aSandboxedProxy({ CONVERSATION: 'confirmed', READ_EVERY_MS: '100' })
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
    context.setDefaultTimeout(STEP_MS)
    const page = await context.newPage()
    const press = (name: string) => page.getByRole('button', { name }).click(FORCE)
    const count = (number: number) =>
      expect.poll(async () => (await proxy.tickets()).length, { timeout: STEP_MS }).toBe(number)
    await page.goto(`${proxy.url}/embed/demo`)
    await write(page.getByLabel('Your message'), 'The kettle leaks.')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await press('Send message')
    await page.getByRole('heading', { name: 'Message sent' }).waitFor()
    await page.getByText('The kettle leaks.').waitFor()
    await count(1)
    const [ticket] = await proxy.tickets()
    const reply = await fetch(`${proxy.url}/sandbox/api/tickets/${ticket!.ulid}/reply`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' },
      body: JSON.stringify({ body: '<p>It is <b>on its way</b>.</p>' }),
    })
    expect(reply.status).toBeLessThan(300)
    await expect
      .poll(async () => {
        await press('See what is new')
        return page.getByRole('heading', { name: 'You have an answer' }).count()
      })
      .toBe(1)
    expect(await page.getByText('on its way').count()).toBe(0)

    await press('Send me a code')
    const tray = async () =>
      ((await (await fetch(`${proxy.url}/sandbox/mails`)).json()) as { data: TrayMail[] }).data
    await expect.poll(async () => (await tray()).length).toBe(1)
    await write(page.getByLabel('Your code'), codeIn((await tray())[0]!))
    await press('Confirm address')
    await page.getByText('Your address is confirmed.').waitFor()
    await page.getByText('on its way').waitFor()

    await write(page.getByLabel('Write again about this'), 'Thank you!')
    await press('Send message')
    await page.getByRole('heading', { name: 'Your message was added.' }).waitFor()
    await page.getByText('Thank you!').waitFor()
    await count(2)
    await press('Your requests')
    await press('The kettle leaks.')
    await page.getByText('Thank you!').waitFor()
    // A second visit to the address is no way back to what was shown.
    await page.goto(page.url())
    expect(await page.getByLabel('Your message').count()).toBe(1)
    expect(await page.getByText('Thank you!').count()).toBe(0)
    expect(await context.cookies()).toEqual([])
    await context.close()
  })
}
