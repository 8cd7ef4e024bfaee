import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFromForm, readFromPage } from '../../widget/iframe/messages.ts'
import { aServedProxy } from '../harness/proxy/proxy-in-process.ts'
import { parents } from '../harness/hosts/parent-pages.ts'
import { aContext } from '../harness/browser/visitor.ts'

/** Nonsense, and messages that are almost right. */
const message = fc.oneof(
  fc.anything(),
  fc.record(
    {
      support: fc.oneof(fc.constant(1), fc.constant('1'), fc.integer()),
      type: fc.oneof(
        fc.constantFrom('ready', 'hello', 'ask', 'height', 'event', 'prefill', 'update', 'reset', 'close'),
        fc.string(),
      ),
      height: fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(1e9)),
      name: fc.oneof(fc.constantFrom('sent', 'open', 'error'), fc.anything()),
      detail: fc.anything(),
      values: fc.oneof(
        fc.anything(),
        fc.record({ message: fc.anything(), email: fc.string(), context: fc.anything() }),
      ),
      page: fc.anything(),
    },
    { requiredKeys: [] },
  ),
)

describe('a message', () => {
  test('is read or dropped, never more than its type says, whatever it is', () => {
    fc.assert(
      fc.property(message, (data) => {
        const fromForm = readFromForm(data)
        const fromPage = readFromPage(data)
        if (fromForm?.type === 'height') {
          expect(Number.isInteger(fromForm.height)).toBe(true)
          expect(fromForm.height).toBeGreaterThanOrEqual(0)
          expect(fromForm.height).toBeLessThanOrEqual(10_000)
        }
        if (fromForm?.type === 'event') {
          expect(['sent', 'submit', 'error']).toContain(fromForm.name)
          for (const text of Object.values(fromForm.detail)) expect(typeof text).toBe('string')
        }
        if (fromPage?.type === 'update')
          for (const text of Object.values(fromPage.values)) expect(typeof text).toBe('string')
        if (fromPage?.type === 'prefill') {
          const { context = {}, ...fields } = fromPage.values
          for (const one of Object.values(fields).flat())
            expect(['string', 'number', 'boolean']).toContain(typeof one)
          for (const one of Object.values(context as object))
            expect(['string', 'number', 'boolean']).toContain(typeof one)
        }
        expect(fromForm === undefined || (data as { support: unknown }).support === 1).toBe(true)
      }),
      { numRuns: 10_000 },
    )
  })
})

/** Ten thousand messages of all kinds that a page or frame can make, sent to `target`; in the page. */
const FUZZ = `(target) => {
  const types = ['ready', 'hello', 'ask', 'height', 'event', 'prefill', 'reset', 'close', 'x', 7, null]
  const values = [1, -1, 0.5, 1e99, NaN, '1', '', 'x'.repeat(300), null, undefined, true, [], {}, [[]], new Date(), /x/, new Map(),
    { message: {} }, { email: 7 }, { toString: null }, { __proto__: null, reference: [] }, new ArrayBuffer(3), -0, 10n]
  const any = (list) => list[Math.floor(Math.random() * list.length)]
  for (let i = 0; i < 10000; i++) {
    const parts = { support: any([1, 1, 1, 2, '1', null]), type: any(types) }
    for (const key of ['height', 'name', 'detail', 'values', 'page']) if (Math.random() < 0.5) parts[key] = any(values)
    target.postMessage(Math.random() < 0.1 ? any(values) : parts, '*')
  }
}`

/** Waits until all messages that were sent before have arrived. */
const ARRIVED = `new Promise((done) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = done
  setTimeout(() => port2.postMessage(0))
})`

test('ten thousand messages of a stranger change nothing in the page and nothing in the form', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const stranger = host.page('<p>I am a stranger</p>', { host: '127.0.0.1' })
  const context = await aContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (line) => errors.push(line.text()))
  await page.goto(
    host.page(`<iframe id="form" src="${proxy.url}/embed/demo" title="Contact us"></iframe>
      <iframe id="stranger" src="${stranger}" title="Stranger"></iframe>
      <script>events = []; for (const name of ['sent', 'error', 'submit']) addEventListener('support-' + name, (event) => events.push(event.type))</script>
      <script async src="${proxy.url}/frame.js"></script>`),
  )
  const form = page.frameLocator('#form')
  await form.locator('.inner[data-private]').waitFor()
  await form.getByLabel('Your message').fill('Mine')
  const frame = page.locator('#form')
  await expect.poll(() => frame.evaluate((element) => element.style.height)).not.toBe('')
  const before = await frame.evaluate((element) => element.style.height)
  const inside = page.frames().find((one) => one.url() === stranger)!
  await inside.evaluate(`(${FUZZ})(parent)`)
  await inside.evaluate(`(${FUZZ})(parent.frames[0])`)
  await page.evaluate(ARRIVED)
  await page.frames()[1]!.evaluate(ARRIVED)
  expect(await frame.evaluate((element) => element.style.height)).toBe(before)
  expect(await page.evaluate('events')).toEqual([])
  expect(await form.getByLabel('Your message').inputValue()).toBe('Mine')
  expect(await form.getByLabel('Your email').inputValue()).toBe('')
  expect(errors).toEqual([])
})

test('and of the page itself break nothing: the form can be filled and sent after them', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const context = await aContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  await page.goto(
    host.page(`<iframe id="form" src="${proxy.url}/embed/demo" title="Contact us"></iframe>
      <script async src="${proxy.url}/frame.js"></script>`),
  )
  const form = page.frameLocator('#form')
  await form.locator('.inner[data-private]').waitFor()
  await page.evaluate(`(${FUZZ})(frames[0])`)
  await page.frames()[1]!.evaluate(`(${FUZZ})(parent)`)
  await page.evaluate(ARRIVED)
  await form.getByLabel('Your message').fill('Still here')
  await form.getByLabel('Your email').fill('ada@example.com')
  await form.getByRole('button', { name: 'Send message' }).click()
  await form.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(errors).toEqual([])
})

/** A page with the form and its helper, in a context of its own. */
async function aParent(proxy: string, more = '') {
  const host = await parents()
  const context = await aContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const html = `<iframe id="form" src="${proxy}/embed/demo" title="Contact us"></iframe>
    <script>sent = []; addEventListener('support-sent', ({ detail }) => sent.push(detail.reference))</script>
    <script src="${proxy}/frame.js"></script>${more}`
  return { page, form: page.frameLocator('#form'), open: () => page.goto(host.page(html)) }
}

test('who the visitor is, is proven by message, and stands nowhere in the document', async () => {
  const secret = 'a-secret-of-sixteen-letters'
  const proxy = await aServedProxy({ IDENTITY_SECRET: secret })
  const signature = createHmac('sha256', secret).update('ada@example.com').digest('hex')
  const known = JSON.stringify({ email: 'ada@example.com', signature })
  const { form, open } = await aParent(proxy.url, `<script>SupportFrame(form, 'identify', ${known})</script>`)
  await open()
  await expect.poll(() => form.getByLabel('Your email').inputValue()).toBe('ada@example.com')
  await form.locator('.inner[data-private]').waitFor()
  expect(await form.locator('html').evaluate((root) => root.outerHTML)).not.toContain(signature)
  await form.getByLabel('Your message').fill('It is me')
  await form.getByRole('button', { name: 'Send message' }).click()
  await form.getByRole('heading', { name: 'Message sent' }).waitFor()
  await expect.poll(async () => (await proxy.tickets()).length).toBe(1)
  const [ticket] = await proxy.tickets()
  expect(ticket!.messages[0]!.body_html).toMatch(/Identity.*verified/)
  expect(ticket!.messages[0]!.body_html).not.toContain('not verified')
})

test('the page changes language, theme and colour of a form that is being filled', async () => {
  const proxy = await aServedProxy()
  const { page, form, open } = await aParent(proxy.url)
  await open()
  await form.locator('.inner[data-private]').waitFor()
  await form.getByLabel('Your message').fill('Half a')
  await page.evaluate(`SupportFrame(form, 'update', { locale: 'nl-BE', theme: 'dark', color: '#fc0' })`)
  await form.getByRole('heading', { name: 'Waarmee kunnen we helpen?' }).waitFor()
  expect(await form.getByLabel('Je bericht').inputValue()).toBe('Half a')
  expect(await form.locator('html').getAttribute('lang')).toBe('nl')
  const ground = () => form.locator('html').evaluate((root) => getComputedStyle(root).backgroundColor)
  expect(await ground()).toBe('rgb(27, 32, 30)')
  const button = form.getByRole('button', { name: 'Bericht versturen' })
  const colours = () =>
    button.evaluate((one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).color].join())
  expect(await colours()).toMatch(/^rgb\(255, 204, 0\),color\(xyz-d65 0 0 0\)$/)
  // Loaded again, it looks the same.
  await page.evaluate('form.src += "?compact=1"')
  await form.locator('[data-compact] .inner[data-private]').waitFor()
  await expect.poll(ground).toBe('rgb(27, 32, 30)')
  await form.getByRole('button', { name: 'Bericht versturen' }).waitFor()
})

test('what the proxy drew alone is filled, tells that it was sent, and forgets', async () => {
  const proxy = await aServedProxy()
  const { page, form, open } = await aParent(
    proxy.url,
    `<script>SupportFrame(form, 'prefill', { email: 'ada@example.com' })</script>`,
  )
  await page.route('**/assets/*/panel.js', (route) => route.abort())
  await open()
  await expect.poll(() => form.getByLabel('Your email').inputValue()).toBe('ada@example.com')
  await form.getByLabel('Your message').fill('Without the panel')
  await form.getByRole('button', { name: 'Send message' }).click()
  const reference = await form.locator('code').innerText()
  await expect.poll(() => page.evaluate('sent')).toEqual([reference])
  // Of another site there is no autofocus, and the button that had the focus is gone.
  expect(await form.locator(':focus').innerText()).toBe('Message sent')
  await page.evaluate(`SupportFrame(form, 'reset')`)
  await form.getByLabel('Your message').waitFor()
  expect(await form.getByLabel('Your email').inputValue()).toBe('')
  expect(await page.evaluate('sent')).toEqual([reference])
})

test('what the page knows of a visitor fills the form, now and after a reload, until it is reset', async () => {
  const proxy = await aServedProxy()
  const host = await parents()
  const context = await aContext({ locale: 'en-GB' })
  const page = await context.newPage()
  await page.goto(
    host.page(`<iframe id="form" src="${proxy.url}/embed/demo" title="Contact us"></iframe>
      <script src="${proxy.url}/frame.js"></script>
      <script>SupportFrame(form, 'prefill', { email: 'ada@example.com', name: 7, evil: 'x' })</script>`),
  )
  const email = page.frameLocator('#form').getByLabel('Your email')
  await expect.poll(() => email.inputValue()).toBe('ada@example.com')
  await page.evaluate('form.src = form.src + "?theme=dark"')
  await page.frameLocator('#form').locator('[data-theme=dark] .inner[data-private]').waitFor()
  await expect.poll(() => email.inputValue()).toBe('ada@example.com')
  await page.evaluate("SupportFrame(form, 'reset')")
  await expect.poll(() => email.inputValue()).toBe('')
  for (const request of page.frames().map((frame) => frame.url())) expect(request).not.toContain('ada')
})
