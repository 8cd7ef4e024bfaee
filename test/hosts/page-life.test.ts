/**
 * What browsers do with pages while a message is on its way, or the form is: they keep them whole and bring them back, freeze
 * them, move and copy what is in them, or show them in a frame without an address.
 */
import { chromium, type Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumPath } from '../harness/browser/chromium.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, words } from '../harness/browser/visitor.ts'
import { holdFiles } from '../harness/hosts/held-files.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { STEP_MS } from '../harness/patience.ts'

const stand = useFakeProxy()
let browser: Browser
beforeAll(async () => {
  // A shell has no cache for pages.
  const executablePath = await chromiumPath(true)
  const ignoreDefaultArgs = ['--disable-back-forward-cache']
  browser = await chromium.launch({ executablePath, ignoreDefaultArgs, args: ['--no-sandbox'] })
})
afterAll(() => browser.close())

async function visitor(parts: Parameters<typeof hostPage>[1] = {}) {
  const page = await browser.newPage()
  page.setDefaultTimeout(STEP_MS)
  const head = script(`addEventListener('pageshow', (event) => { window.persisted = event.persisted })`)
  await page.goto(stand.page('/host', hostPage(stand, { head, ...parts })))
  const thereAndBack = async () => {
    await page.goto(stand.page('/next', '<!doctype html><title>Next</title><h1>Next</h1>'))
    await page.evaluate('history.back()')
    await page.waitForFunction('window.persisted')
  }
  return { page, thereAndBack, ...words(page) }
}

const sentOnce = () => expect(stand.received.map(({ message }) => message)).toEqual(['Hello there'])

test('a message that is on its way when its page is left is told as sent when the page comes back', async () => {
  const { write, button, sent, thereAndBack } = await visitor()
  stand.answer({ delay: Infinity })
  await write()
  await button('Send message').click()
  await expect.poll(() => stand.received.length).toBe(1)
  await thereAndBack()
  stand.release()
  await sent.waitFor()
  sentOnce()
})

test('a draft that was sent from the next page is not in the form any more when its page comes back', async () => {
  const held = holdFiles(stand, (name) => name === 'outcome-view')
  const { page, write, message, button, sent } = await visitor()
  await write()
  const late = await held.take('outcome-view')
  await page.goto(stand.page('/next', hostPage(stand)))
  await button('Help').click()
  await expect.poll(() => message.inputValue()).toBe('Hello there')
  held.release('outcome-view')
  await button('Send message').click()
  await sent.waitFor()
  await page.evaluate('history.back()')
  await page.waitForFunction('window.persisted')
  late.serve()
  await expect.poll(() => message.inputValue()).toBe('')
  sentOnce()
})

test('a form that is on its way when its page is left is there when the page comes back', async () => {
  const held = holdFiles(stand, (name) => name === 'panel')
  const { message, email, button, sent, thereAndBack } = await visitor()
  await button('Help').click()
  const panel = await held.take('panel')
  await thereAndBack()
  panel.serve()
  await message.fill('Hello there')
  await email.fill('ada@example.com')
  await button('Send message').click()
  await sent.waitFor()
  sentOnce()
})

test('a message that is answered while its page is frozen is told as sent when it thaws', async () => {
  const { page, write, button, sent } = await visitor()
  stand.answer({ delay: Infinity })
  await write()
  await button('Send message').click()
  await expect.poll(() => stand.received.length).toBe(1)
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setWebLifecycleState', { state: 'frozen' })
  stand.release()
  await session.send('Page.setWebLifecycleState', { state: 'active' })
  await sent.waitFor()
  sentOnce()
})

test('a form of the page that is moved and copied while it sends goes on, and the copy is empty', async () => {
  const { page } = await visitor({ body: '<div></div><support-form id="form"></support-form>' })
  stand.answer({ delay: Infinity })
  const form = page.locator('div support-form, body > support-form#form').first()
  await form.locator('#message').fill('Hello there')
  await form.locator('#email').fill('ada@example.com')
  await form.locator('[type=submit]').click()
  await expect.poll(() => stand.received.length).toBe(1)
  await page.evaluate(`
    const form = document.querySelector('support-form')
    document.querySelector('div').append(form)
    const copy = form.cloneNode(true)
    copy.id = 'copy'
    document.body.append(copy)`)
  stand.release()
  await form.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(await page.locator('#copy #message').inputValue()).toBe('')
  sentOnce()
})

test('in a frame whose page stands in an attribute a message is sent, with no address of a page', async () => {
  const inner = hostPage(stand).replaceAll('"', '&quot;')
  const { page } = await visitor({ tag: '', body: `<iframe title="Inner" srcdoc="${inner}"></iframe>` })
  const frame = page.frameLocator('iframe').locator('support-widget')
  await frame.locator('.trigger').click()
  await frame.locator('#message').fill('Hello there')
  await frame.locator('#email').fill('ada@example.com')
  await frame.locator('[type=submit]').click()
  await frame.locator('.sent h2').waitFor()
  sentOnce()
  expect(stand.received[0]).not.toHaveProperty('page')
})

test.each([
  ['denied', `get() { throw new DOMException('denied', 'SecurityError') }`],
  ['full', `value: { getItem: () => null, removeItem() {}, setItem() { throw new DOMException('full') } }`],
])('what is written where storage is %s is there when the page draws its forms anew', async (_, what) => {
  const head = script(`Object.defineProperty(window, 'sessionStorage', { ${what} })`)
  const { page } = await visitor({ head, body: '<support-form></support-form>' })
  const message = page.locator('support-form #message')
  await message.fill('Hello there')
  await page.evaluate(
    'history.pushState({}, "", "/other"); document.body.innerHTML = document.body.innerHTML',
  )
  await expect.poll(() => message.inputValue()).toBe('Hello there')
  await page.evaluate(`SupportWidget('reset')`)
  await expect.poll(() => message.inputValue()).toBe('')
  await message.fill('Hello again')
  await page.evaluate(`form = document.querySelector('support-form'); form.remove()`)
  await page.waitForFunction(`!form.shadowRoot.querySelector('form')`)
  await page.evaluate('document.body.append(form)')
  await expect.poll(() => message.inputValue()).toBe('Hello again')
})
