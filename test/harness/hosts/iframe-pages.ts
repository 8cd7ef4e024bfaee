/** The form in an iframe of the pages of others, for every browser: listed, unlisted, nested, isolated, dark. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServedProxy } from '../proxy/proxy-in-process.ts'
import { parents } from './parent-pages.ts'
import { STEP_MS } from '../patience.ts'

const COEP = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

/** The documented tag. */
const tag = (proxy: string, more = '', query = '') =>
  `<iframe id="form" src="${proxy}/embed/demo${query}" title="Contact us" referrerpolicy="strict-origin" allow="clipboard-write" ${more}></iframe><script async src="${proxy}/frame.js"></script>`

const SANDBOX =
  'sandbox="allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox"'

/** What the documented tag does in pages of all kinds, in the browser that `open` opens. */
export function framedJourneys(open: () => Promise<Browser>): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await open()
  })
  afterAll(() => browser.close())

  const visitor = async (address: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 900, height: 800 } })
    context.setDefaultTimeout(STEP_MS)
    const page = await context.newPage()
    await page.goto(address)
    return page
  }
  const form = (page: Page) => page.frameLocator('#form')
  const send = async (page: Page, text = 'From a frame') => {
    await form(page).getByLabel('Your message').fill(text)
    await form(page).getByLabel('Your email').fill('ada@example.com')
    await form(page).getByRole('button', { name: 'Send message' }).click()
    await form(page).getByRole('heading', { name: 'Message sent' }).waitFor()
  }

  test('a listed page shows the form, hears what happens, and its address goes with the message', async () => {
    const proxy = await aServedProxy()
    const host = await parents()
    const address = host.page(
      tag(proxy.url, SANDBOX) +
        `<script>events = []; addEventListener('support-sent', (event) => events.push([event.target.id, event.detail]))</script>`,
    )
    const page = await visitor(`${address}?secret=1#secret`)
    await send(page)
    const reference = await form(page).locator('code').innerText()
    expect(await page.evaluate('events')).toEqual([['form', { reference }]])
    await expect.poll(async () => (await proxy.tickets()).length).toBe(1)
    const [ticket] = await proxy.tickets()
    expect(ticket!.messages[0]!.body_html).toContain(address)
    expect(ticket!.messages[0]!.body_html).not.toContain('secret')
    await page.context().close()
  })

  test.each([
    ['a page that is not listed', (url: string) => url],
    [
      'a listed page in a page that is not',
      (url: string, host: Awaited<ReturnType<typeof parents>>) =>
        host.page(`<iframe src="${host.page(`<iframe src="${url}"></iframe>`)}"></iframe>`, {
          host: 'unlisted.localhost',
        }),
    ],
  ])('%s does not get it', async (_, around) => {
    const proxy = await aServedProxy()
    const host = await parents()
    const url = `${proxy.url}/embed/demo`
    const inner = around(url, host)
    const address =
      inner === url ? host.page(`<iframe src="${url}"></iframe>`, { host: 'unlisted.localhost' }) : inner
    const page = await visitor(address)
    await page.waitForLoadState('load')
    for (const frame of page.frames()) expect(await frame.locator('form').count()).toBe(0)
    // The same frame in a page that is listed has one, so the above is not for want of waiting.
    await page.goto(host.page(`<iframe src="${url}"></iframe>`))
    await page.waitForLoadState('load')
    expect(await page.frames()[1]!.locator('form').count()).toBe(1)
    await page.context().close()
  })

  test('a page that is isolated from all others can show it, and is isolated still', async () => {
    const proxy = await aServedProxy()
    const host = await parents()
    const page = await visitor(host.page(tag(proxy.url), { headers: COEP }))
    await send(page)
    expect(await page.evaluate('crossOriginIsolated')).toBe(true)
    await page.context().close()
  })

  test('it works without an origin of its own where the site lists "null", at the height that the page gives it', async () => {
    const proxy = await aServedProxy({ ALLOWED_ORIGINS: 'null' })
    const host = await parents()
    const page = await visitor(
      host.page(tag(proxy.url, 'sandbox="allow-scripts allow-forms" style="height:700px"')),
    )
    await send(page)
    expect(await page.locator('#form').evaluate((frame) => frame.clientHeight)).toBe(700)
    await page.context().close()
  })

  test('what was written survives a reload of the page, where the browser keeps anything for frames', async () => {
    const proxy = await aServedProxy()
    const host = await parents()
    // Of the same site as the proxy: Chromium without a profile denies storage to frames of other sites.
    const page = await visitor(host.page(tag(proxy.url), { host: '127.0.0.1' }))
    await form(page).locator('.inner[data-private]').waitFor()
    await form(page).getByLabel('Your message').fill('Half a')
    await page.reload()
    await form(page).locator('.inner[data-private]').waitFor()
    expect(await form(page).getByLabel('Your message').inputValue()).toBe('Half a')
    await page.context().close()
  })

  test('on a page of another site too, where the browser keeps it apart; where it denies that, nothing breaks', async () => {
    const proxy = await aServedProxy()
    const host = await parents()
    const page = await visitor(host.page(tag(proxy.url)))
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await form(page).locator('.inner[data-private]').waitFor()
    await form(page).getByLabel('Your message').fill('Half a')
    const kept = await form(page)
      .locator('html')
      .evaluate(() => {
        try {
          return Object.keys(sessionStorage).length === 1
        } catch {
          return false
        }
      })
    await page.reload()
    await form(page).locator('.inner[data-private]').waitFor()
    expect(await form(page).getByLabel('Your message').inputValue()).toBe(kept ? 'Half a' : '')
    await send(page)
    expect(errors).toEqual([])
    await page.context().close()
  })

  test('it has the ground of its own theme, whatever the page has', async () => {
    const proxy = await aServedProxy()
    const host = await parents()
    const dark = '<style>html { color-scheme: dark; background: black }</style>'
    const [light, darkest] = ['rgb(255, 255, 255)', 'rgb(27, 32, 30)']
    for (const [query, grounds] of [
      // Firefox takes the scheme of the page for that of the visitor, Chromium does not.
      ['', [light, darkest]],
      ['?theme=dark', [darkest]],
      ['?theme=light', [light]],
    ] as const) {
      const page = await visitor(host.page(dark + tag(proxy.url, '', query)))
      const root = form(page).locator('html')
      expect(grounds).toContain(await root.evaluate((element) => getComputedStyle(element).backgroundColor))
      await page.context().close()
    }
  })
}
