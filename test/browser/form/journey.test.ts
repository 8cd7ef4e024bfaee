/** The whole path on the built files: a visitor writes, the proxy keeps, the sandbox has the ticket. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aSandboxedProxy } from '../../harness/proxy/proxy-process.ts'
import { aContext } from '../../harness/browser/visitor.ts'

const MESSAGE = 'Où est ma commande ?\n\n  1 < 2 && "quotes" — 日本語 👩🏽‍🚀'

/** A page of another site (`localhost`, the proxy is `127.0.0.1`) with nothing on it but the tag. */
async function aHostPage(tag: string): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1>${tag}`)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  onTestFinished(() => void server.close())
  return `http://localhost:${(server.address() as AddressInfo).port}/cart?secret=1#key`
}

async function aVisit() {
  const proxy = await aSandboxedProxy()
  const address = await aHostPage(`<script async src="${proxy.url}/support.js" data-site="demo"></script>`)
  const context = await aContext()
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(address)
  return { proxy, page, errors }
}

const launcher = (page: Page) => page.getByRole('button', { name: 'Help' })
const panel = (page: Page) => page.getByRole('dialog')

async function shownReference(page: Page): Promise<string> {
  await panel(page).getByRole('heading', { name: 'Message sent' }).waitFor()
  const text = await panel(page).innerText()
  return /S[0-9A-Z]{11}/.exec(text)![0]
}

type Proxy = Awaited<ReturnType<typeof aSandboxedProxy>>

/** Exactly one ticket, with the text as it was written. */
async function expectTicket(proxy: Proxy, reference: string) {
  await expect.poll(() => proxy.tickets()).toHaveLength(1)
  const [ticket] = await proxy.tickets()
  const html = ticket!.messages[0]!.body_html
  expect(html).toContain(
    '<p>Où est ma commande ?</p><p>&nbsp;&nbsp;1 &lt; 2 &amp;&amp; &quot;quotes&quot; — 日本語 👩🏽‍🚀</p>',
  )
  expect(html).toContain(reference)
  expect(html).toMatch(/<td>http:\/\/localhost:\d+\/cart<\/td>/)
  expect(html).not.toContain('secret')
  expect(ticket!.contact).toMatchObject({ email: 'ada@example.com' })
}

describe('a visitor', () => {
  it('writes with the mouse at hand, sends, and the ticket has the exact text', async () => {
    const { proxy, page, errors } = await aVisit()
    await launcher(page).click()
    await panel(page).getByLabel('Your message').fill(MESSAGE)
    await panel(page).getByLabel('Your email').fill('ada@example.com')
    await panel(page).getByRole('button', { name: 'Send message' }).click()
    await expectTicket(proxy, await shownReference(page))
    expect(errors).toEqual([])
  })

  it('does the same with nothing but the keyboard', async () => {
    const { proxy, page } = await aVisit()
    await launcher(page).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await panel(page).getByLabel('Your message').waitFor()
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('name') ?? '')
    const tabTo = async (name: string) => {
      for (let presses = 0; (await focused()) !== name && presses < 12; presses++)
        await page.keyboard.press('Tab')
      expect(await focused()).toBe(name)
    }
    await tabTo('message')
    await page.keyboard.insertText(MESSAGE)
    await tabTo('email')
    await page.keyboard.type('ada@example.com')
    await page.keyboard.press('Enter')
    await expectTicket(proxy, await shownReference(page))
    console.log(
      await page.evaluate(() => [
        document.activeElement?.outerHTML,
        document.activeElement?.shadowRoot?.activeElement?.outerHTML.slice(0, 300),
      ]),
    )
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('support-widget')
  })

  it('is told that nothing was sent while the proxy is down, and sends the kept text when it is back', async () => {
    const { proxy, page } = await aVisit()
    await launcher(page).click()
    await panel(page).getByLabel('Your message').fill(MESSAGE)
    await panel(page).getByLabel('Your email').fill('ada@example.com')
    await proxy.stop()
    await panel(page).getByRole('button', { name: 'Send message' }).click()
    await panel(page).getByText('What you wrote is still here').first().waitFor()
    expect(await panel(page).getByLabel('Your message').inputValue()).toBe(MESSAGE)
    await proxy.restart()
    await panel(page).getByRole('button', { name: 'Try again' }).click()
    await expectTicket(proxy, await shownReference(page))
  })

  it('who leaves the page while it is sending, comes back and sends again has one ticket', async () => {
    const { proxy, page } = await aVisit()
    const address = page.url()
    // The answer to the first try is never read: the page is gone by then.
    await page.route('**/api/tickets', async (route) => {
      await route.fetch().catch(() => undefined)
      await route.abort().catch(() => undefined)
    })
    await launcher(page).click()
    await panel(page).getByLabel('Your message').fill(MESSAGE)
    await panel(page).getByLabel('Your email').fill('ada@example.com')
    await panel(page).getByRole('button', { name: 'Send message' }).click()
    await expect.poll(() => proxy.tickets()).toHaveLength(1)
    await page.goto('about:blank')
    await page.unroute('**/api/tickets')
    await page.goto(address)
    await launcher(page).click()
    const message = panel(page).getByRole('textbox', { name: 'Your message' })
    await expect.poll(() => message.inputValue()).toBe(MESSAGE)
    await panel(page).getByRole('button', { name: 'Send message' }).click()
    await expectTicket(proxy, await shownReference(page))
  })

  it('gets one ticket when the proxy is killed after its answer, before the delivery', async () => {
    const { proxy, page } = await aVisit()
    await fetch(`${proxy.url}/sandbox/faults`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
      body: JSON.stringify({ mode: 'hang' }),
    })
    await launcher(page).click()
    await panel(page).getByLabel('Your message').fill(MESSAGE)
    await panel(page).getByLabel('Your email').fill('ada@example.com')
    await panel(page).getByRole('button', { name: 'Send message' }).click()
    const reference = await shownReference(page)
    await proxy.stop('SIGKILL')
    await proxy.restart({ SETTLE_DELAY_MS: '200' })
    await expectTicket(proxy, reference)
  })
})
