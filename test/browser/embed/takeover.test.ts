import type { BrowserContextOptions } from 'playwright-core'
import { expect, test } from 'vitest'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { shownColour } from '../../harness/browser/contrast.ts'
import { aContext } from '../../harness/browser/visitor.ts'

async function aPage(options: BrowserContextOptions = {}) {
  const context = await aContext({
    locale: 'en-GB',
    viewport: { width: 700, height: 700 },
    ...options,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (line) => complaints.push(line.text()))
  const button = (name: string) => page.getByRole('button', { name })
  const field = (name: string) => page.getByLabel(name)
  return { page, complaints, button, field, enhanced: page.locator('.inner[data-private]') }
}

const QUERIES = ['', '?theme=dark&color=%23fc0', '?locale=nl&compact=1']

test.each(QUERIES)('the panel takes the place of the proxy’s form and nothing moves: %s', async (query) => {
  const proxy = await aServedProxy()
  const { page, complaints, enhanced } = await aPage()
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(window, { shifts: seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push((entry as unknown as { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/assets/*/panel.js', async (route) => {
    await held
    await route.continue()
  })
  const requests: string[] = []
  page.on('request', (request) => requests.push(new URL(request.url()).pathname))
  await page.goto(`${proxy.url}/embed/demo${query}`, { waitUntil: 'commit' })
  await page.waitForFunction(
    () => document.querySelector<HTMLLinkElement>('link[rel=stylesheet]')?.sheet?.cssRules.length,
  )
  await page.locator('form').waitFor()
  const places = () =>
    page
      .locator('h1, label, input:not([type=hidden]), textarea, button, .intro, .optional')
      .evaluateAll((elements) =>
        elements
          .filter((element) => !element.closest('[hidden]'))
          .map((element) => {
            const { x, y, width, height } = element.getBoundingClientRect()
            const { color, backgroundColor, fontSize } = getComputedStyle(element)
            // Whole pixels: text that is made of more nodes may differ by a 64th.
            const box = [x, y, width, height].map(Math.round)
            return [element.textContent?.trim(), ...box, color, backgroundColor, fontSize].join(' ')
          }),
      )
  const before = await places()
  release()
  await enhanced.waitFor()
  expect(await places()).toEqual(before)
  expect(await page.evaluate('shifts')).toEqual([])
  expect(complaints).toEqual([])
  expect(requests).not.toContain('/api/form')
})

test('what is typed before the panel is there stays, with the caret, and is kept as a draft', async () => {
  const proxy = await aServedProxy()
  const { page, field, enhanced } = await aPage()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/assets/*/panel.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${proxy.url}/embed/demo`, { waitUntil: 'commit' })
  await field('Your email').fill('ada@example.com')
  await field('Your message').fill('Hello there')
  await page.keyboard.press('Home')
  release()
  await enhanced.waitFor()
  await page.keyboard.type('Oh! ')
  expect(await field('Your message').inputValue()).toBe('Oh! Hello there')
  await page.unroute('**/assets/*/panel.js')
  await page.reload()
  await enhanced.waitFor()
  expect(await field('Your message').inputValue()).toBe('Oh! Hello there')
  expect(await field('Your email').inputValue()).toBe('ada@example.com')
})

test('a token that has expired is renewed without a word', async () => {
  const proxy = await aServedProxy({ PUBLIC_URL: 'http://support.invalid' })
  const { page, field, button, enhanced } = await aPage()
  const tokens: (string | undefined)[] = []
  await page.route('**/api/tickets', async (route) => {
    const body = route.request().postData() ?? ''
    tokens.push(/name="token"\s+(\S+)/.exec(body)?.[1])
    if (tokens.length > 1) return route.continue()
    return route.fulfill({ status: 403, json: { code: 'bad_token', message: '', requestId: '' } })
  })
  await page.goto(`${proxy.url}/embed/demo`)
  await enhanced.waitFor()
  await field('Your message').fill('Late')
  await field('Your email').fill('ada@example.com')
  await button('Send message').click()
  await page.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(tokens).toHaveLength(2)
  for (const token of tokens) expect(token).toMatch(/^\w+\.[\w-]+$/)
})

test('a script that does not come leaves a form that works', async () => {
  const proxy = await aServedProxy()
  const { page, field, button } = await aPage()
  await page.route('**/assets/**/*.js', (route) => route.abort())
  await page.goto(`${proxy.url}/embed/demo`)
  await field('Your message').fill('Plain')
  await field('Your email').fill('ada@example.com')
  await button('Send message').click()
  await page.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Message sent')
})

test('the policy of the document is never violated, in any state', async () => {
  const proxy = await aServedProxy()
  const { page, complaints, field, button, enhanced } = await aPage()
  await page.goto(`${proxy.url}/embed/demo?color=%23c03&theme=light`)
  await enhanced.waitFor()
  await button('Send message').click()
  await page.getByText('There is a problem').waitFor()
  await field('Your message').fill('Hello')
  await field('Your email').fill('ada@example.com')
  await button('Send message').click()
  await page.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(await button('Send another').evaluate(shownColour)).toBe('#cc0033')
  expect(complaints).toEqual([])
})

test('leaving a wrong field with the mouse on the way to the button loses no click', async () => {
  const proxy = await aServedProxy()
  const { page, field, button, enhanced } = await aPage()
  await page.goto(`${proxy.url}/embed/demo`)
  await enhanced.waitFor()
  await field('Your message').fill('Hello')
  await field('Your email').fill('nope')
  await button('Send message').click()
  await page.getByRole('link', { name: 'Enter an email address like' }).waitFor()
})

test('the demo page shows all three ways of embedding side by side, under its own policy', async () => {
  const proxy = await aServedProxy()
  const { page, complaints, button } = await aPage({ viewport: { width: 1200, height: 900 } })
  await page.goto(proxy.url)
  const inline = page.locator('support-form[site=demo]')
  const frame = page.frameLocator('iframe')
  await inline.getByLabel('Your message').waitFor()
  await frame.locator('.inner[data-private]').waitFor()
  const height = () => page.locator('iframe').evaluate((element) => element.clientHeight)
  const content = () => frame.locator('main').evaluate((main) => main.getBoundingClientRect().height)
  await expect.poll(async () => (await height()) - Math.ceil(await content())).toBe(0)
  await page.getByRole('link', { name: 'Contact us' }).click()
  await page.getByRole('dialog').getByLabel('Your message').waitFor()
  await button('Close').click()
  const { x: left = 0, y: top = 0 } = (await inline.boundingBox()) ?? {}
  const other = (await page.locator('iframe').boundingBox())!
  expect(other.x).toBeGreaterThanOrEqual(left)
  expect(Math.abs(other.y - top)).toBeLessThan(40)
  expect(complaints).toEqual([])
})
