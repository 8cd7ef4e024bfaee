import { expect, test } from 'vitest'
import { aServedProxy } from '../harness/proxy/proxy-in-process.ts'
import { parents } from '../harness/hosts/parent-pages.ts'
import { aContext } from '../harness/browser/visitor.ts'

/** A page that takes every key before anybody else hears of it. */
const GREEDY = `<script>
  pressed = 0
  for (const type of ['keydown', 'keypress', 'keyup'])
    addEventListener(type, (event) => { pressed++; event.preventDefault(); event.stopImmediatePropagation() }, true)
</script>`

async function visitor(greedy: string) {
  const proxy = await aServedProxy()
  const host = await parents()
  const context = await aContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } })
  const page = await context.newPage()
  await page.goto(
    host.page(
      `${greedy}<script>events = []; for (const name of ['open', 'sent', 'close']) addEventListener('support-' + name, (event) => events.push(event.type))</script>
      <script async src="${proxy.url}/support.js" data-site="demo" data-mode="frame" data-theme="dark"></script>`,
    ),
  )
  const form = page.frameLocator('support-widget iframe')
  return { page, proxy, form, launcher: page.getByRole('button', { name: 'Help', exact: true }) }
}

test('with data-mode="frame" a page that swallows every key gets none, and the form gets them all', async () => {
  const { page, form, launcher } = await visitor(GREEDY)
  await launcher.click()
  await page.evaluate(() => void window.SupportWidget?.('prefill', { email: 'ada@example.com' }))
  await form.locator('.inner[data-private]').waitFor()
  await form.getByLabel('Your message').click()
  await page.keyboard.type('gs/?e')
  expect(await form.getByLabel('Your message').inputValue()).toBe('gs/?e')
  expect(await form.getByLabel('Your email').inputValue()).toBe('ada@example.com')
  expect(await page.evaluate('pressed')).toBe(0)
  await form.getByRole('button', { name: 'Send message' }).click()
  await form.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(await page.evaluate('events')).toEqual(['support-open', 'support-sent'])
})

test('it is as high as its content, in the colours of the dialog, and Escape inside closes the dialog', async () => {
  const { page, form, launcher } = await visitor('')
  await launcher.click()
  await form.locator('.inner[data-private]').waitFor()
  const content = () =>
    form.locator('main').evaluate((main) => Math.ceil(main.getBoundingClientRect().height))
  const height = () => page.locator('support-widget iframe').evaluate((frame) => frame.clientHeight)
  await expect.poll(async () => (await height()) - (await content())).toBe(0)
  expect(await form.locator('html').evaluate((root) => getComputedStyle(root).backgroundColor)).toBe(
    'rgb(27, 32, 30)',
  )
  await form.getByLabel('Your message').fill('Half a')
  await page.keyboard.press('Escape')
  await expect.poll(() => launcher.getAttribute('aria-expanded')).toBe('false')
  await launcher.click()
  expect(await form.getByLabel('Your message').inputValue()).toBe('Half a')
})

test('it obeys the same commands as the panel, and what was typed stays', async () => {
  const { page, form, launcher } = await visitor('')
  await launcher.click()
  await form.locator('.inner[data-private]').waitFor()
  await form.getByLabel('Your message').fill('Half a')
  await page.evaluate(() => void window.SupportWidget?.('update', { theme: 'light', color: '#a0f' }))
  await page.evaluate(() => void window.SupportWidget?.('locale', 'ar'))
  await form.locator('html[lang=ar][dir=rtl]').waitFor()
  expect(await form.locator('textarea').inputValue()).toBe('Half a')
  const section = page.locator('support-widget section')
  await expect.poll(() => section.getAttribute('dir')).toBe('rtl')
  expect(await form.locator('html').evaluate((root) => getComputedStyle(root).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  const title = await page.locator('support-widget h2').innerText()
  expect(title).not.toBe('How can we help?')
  expect(await page.locator('support-widget iframe').getAttribute('title')).toBe(title)
  await page.evaluate(() => void window.SupportWidget?.('reset'))
  await expect.poll(() => form.locator('textarea').inputValue()).toBe('')
  await page.evaluate(() => void window.SupportWidget?.('destroy'))
  expect(await page.locator('support-widget, iframe').count()).toBe(0)
  await page.evaluate(() => void window.SupportWidget?.('init'))
  await page.evaluate(() => void window.SupportWidget?.('open'))
  await form.locator('.inner[data-private]').waitFor()
})

test('it comes back when a page takes it out, and tells triggers whether it is open', async () => {
  const { page, form, launcher } = await visitor('<button id="own" data-support-open>Own</button>')
  await launcher.click()
  await form.locator('.inner[data-private]').waitFor()
  await expect.poll(() => page.locator('#own').getAttribute('aria-expanded')).toBe('true')
  await page.evaluate(() => document.querySelector('support-widget')?.remove())
  await form.locator('.inner[data-private]').waitFor()
})

test('a link that opens the form is a link still when the script does not come, and leads to the whole form', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const context = await aContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.route('**/support.js', (route) => route.abort('blockedbyclient'))
  await page.goto(
    host.page(`<a href="${proxy.url}/embed/demo" data-support-open>Contact us</a>
      <script async src="${proxy.url}/support.js" data-site="demo"></script>`),
  )
  await page.getByRole('link', { name: 'Contact us' }).click()
  await page.getByLabel('Your message').fill('By link')
  await page.getByLabel('Your email').fill('ada@example.com')
  await page.getByRole('button', { name: 'Send message' }).click()
  await page.getByRole('heading', { name: 'Message sent' }).waitFor()
})

test('a plain form of the page itself ends on the same confirmation, and asks there for what is missing', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const context = await aContext({ locale: 'en-GB', javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(
    host.page(`<support-form><form action="${proxy.url}/api/tickets" method="post">
      <input type="hidden" name="site" value="demo"><label>Text <textarea name="message"></textarea></label>
      <label>Address <input name="email"></label><button>Go</button></form></support-form>`),
  )
  await page.getByLabel('Text').fill('Plain words')
  await page.getByRole('button', { name: 'Go' }).click()
  await page.getByRole('link', { name: 'Enter your email address' }).waitFor()
  expect(await page.getByLabel('Your message').inputValue()).toBe('Plain words')
  await page.getByLabel('Your email').fill('ada@example.com')
  await page.getByRole('button', { name: 'Send message' }).click()
  await page.getByRole('heading', { name: 'Message sent' }).waitFor()
  await expect.poll(async () => (await proxy.tickets()).length).toBe(1)
})
