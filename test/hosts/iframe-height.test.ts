import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { aServedProxy } from '../harness/proxy/proxy-in-process.ts'
import { parents } from '../harness/hosts/parent-pages.ts'
import { aContext } from '../harness/browser/visitor.ts'

/** A page around the form that counts what the form says about its height. */
const around = (proxy: string, style = '', query = '') => `
  <iframe id="form" src="${proxy}/embed/demo${query}" title="Contact us" style="inline-size:100%;${style}"></iframe>
  <p>After it</p>
  <script>
    heights = []
    addEventListener('message', ({ data }) => data.type === 'height' && heights.push(data.height))
  </script>
  <script async src="${proxy}/frame.js"></script>`

async function visitor(address: string) {
  const context = await aContext({ viewport: { width: 600, height: 500 }, locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(address)
  const form = page.frameLocator('#form')
  await form.locator('.inner[data-private]').waitFor()
  return { page, form, button: (name: string) => form.getByRole('button', { name }) }
}

/** Lets five seconds of frames go by. */
const fiveSeconds = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        const start = performance.now()
        const step = (now: number) => (now - start > 5000 ? done() : requestAnimationFrame(step))
        requestAnimationFrame(step)
      }),
  )

/** The heights since the last time, once the last of them is the height that the form has. */
async function settled(page: Page): Promise<number[]> {
  const content = page.frameLocator('#form').locator('main')
  const heights = (): Promise<number[]> => page.evaluate('heights')
  const height = () => content.evaluate((main) => Math.ceil(main.getBoundingClientRect().height))
  await expect.poll(async () => ((await heights()).at(-1) ?? 0) - (await height())).toBe(0)
  const seen = await heights()
  await page.evaluate('heights = [heights.at(-1)]')
  return seen
}

/** Whether the frame shows all of its content, without a bar. */
const fits = (page: Page) =>
  page
    .frameLocator('#form')
    .locator('html')
    .evaluate(
      (root) => root.scrollHeight <= root.clientHeight && root.getBoundingClientRect().width === innerWidth,
    )

test.each([
  ['as tall as it likes', ''],
  ['with a border that counts as height', 'box-sizing:border-box;border:3px solid'],
  ['as tall as the window at least', 'min-height:100vh'],
])('the height follows the content in both directions and comes to rest: %s', async (_, style) => {
  const proxy = await aServedProxy()
  const host = await parents()
  const { page, form, button } = await visitor(host.page(around(proxy.url, style)))
  const [first = 0, ...rest] = await settled(page)
  expect(rest.length).toBeLessThan(3)
  expect(await fits(page)).toBe(true)
  await button('Send message').click()
  await form.getByText('There is a problem').waitFor()
  const errors = await settled(page)
  expect(errors.length).toBeLessThanOrEqual(4)
  expect(errors.at(-1)).toBeGreaterThan(first)
  expect(await fits(page)).toBe(true)
  await form.getByLabel('Your message').fill('Hello\n'.repeat(8))
  await form.getByLabel('Your email').fill('ada@example.com')
  await settled(page)
  await button('Send message').click()
  await form.getByRole('heading', { name: 'Message sent' }).waitFor()
  // What was written comes under it, once it was asked for.
  await form.locator('.mine').waitFor()
  const sent = await settled(page)
  expect(sent.length).toBeLessThanOrEqual(6)
  expect(await fits(page)).toBe(true)
  await button('Send another message').click()
  const another = await settled(page)
  expect(another.length).toBeLessThanOrEqual(4)
  expect(await fits(page)).toBe(true)
  await fiveSeconds(page)
  expect(await page.evaluate('heights.length')).toBe(1)
})

test('the documented height shows all of an empty form without any helper', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const html = around(proxy.url, 'height:560px;border:0').replace(/<script async.*/, '')
  const { page } = await visitor(host.page(html))
  expect(await fits(page)).toBe(true)
})

test('a helper that comes when the form has long been there finds it all the same', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const html = around(proxy.url).replace(/<script async.*/, '')
  const { page } = await visitor(host.page(html))
  expect(await page.evaluate('heights')).toEqual([])
  await page.addScriptTag({ url: `${proxy.url}/frame.js` })
  await settled(page)
  expect(await fits(page)).toBe(true)
})

test.each(['/support.js', '/0.1.0/support.js'])(
  'a page that has %s for its button needs no other script for its own iframe',
  async (script) => {
    const proxy = await aServedProxy()
    const host = await parents()
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    const html = around(proxy.url).replace('/frame.js', script.replace('0.1.0', version))
    const { page } = await visitor(host.page(html))
    await settled(page)
    expect(await fits(page)).toBe(true)
    await page.evaluate(() => void window.SupportWidget?.('open'))
    await page.getByRole('dialog').getByLabel('Your message').waitFor()
    await page.context().close()
  },
)

test('nor does it take the script of another vendor, which is called the same, for ours', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const html = `<script src="${host.page('')}/frame.js"></script>${around(proxy.url)}`
  const { page } = await visitor(host.page(html.replace(`${proxy.url}/frame.js`, `${proxy.url}/support.js`)))
  await settled(page)
  expect(await fits(page)).toBe(true)
  await page.context().close()
})

test('and it does not matter which of the two is there first', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const html = around(proxy.url).replace(/<script async.*/, '')
  const { page } = await visitor(host.page(html))
  await page.addScriptTag({ url: `${proxy.url}/support.js` })
  await settled(page)
  expect(await fits(page)).toBe(true)
  await page.evaluate('form.style.height = "", form.src += "?theme=dark"')
  await settled(page)
})

test('a page without an iframe of its own never fetches the helper, whatever it is told', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const context = await aContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(host.page(`<script async src="${proxy.url}/support.js" data-mode="frame"></script>`))
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  await page.frameLocator('support-widget iframe').locator('.inner[data-private]').waitFor()
  await page.evaluate(() => postMessage({ support: 1, type: 'ready' }, '*'))
  await expect
    .poll(() =>
      page.locator('support-widget iframe').evaluate((frame) => (frame as HTMLElement).style.height),
    )
    .not.toBe('')
  expect(requests.filter((url) => url.endsWith('/frame.js'))).toEqual([])
})

test('a form that fails without JavaScript in it, and one that was sent, are as high as they are', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const context = await aContext({ viewport: { width: 600, height: 500 }, locale: 'en-GB' })
  const page = await context.newPage()
  // The panel does not come: the proxy's own form is all there is, and it still tells its height.
  await page.route('**/assets/*/panel.js', (route) => route.abort())
  await page.goto(host.page(around(proxy.url)))
  const form = page.frameLocator('#form')
  await form.getByRole('button', { name: 'Send message' }).click()
  await form.getByText('There is a problem').waitFor()
  await settled(page)
  expect(await fits(page)).toBe(true)
})
