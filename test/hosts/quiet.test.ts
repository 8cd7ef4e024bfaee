/** What the widget does while nobody wants anything of it: nothing (R14, R22, R26). */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof hostPage>[1]) => visit(stand, hostPage(stand, parts))

/** Counts what scripts ask of the page from before the widget's own comes. */
const WATCH = script(`
  asked = { timers: 0, listeners: [], stored: 0, events: [] }
  // Tests set timers in the page as well.
  const ours = () => /support\\.js|\\/assets\\//.test(new Error().stack)
  for (const name of ['setTimeout', 'setInterval']) {
    const own = window[name]
    window[name] = (...given) => { if (ours()) asked.timers++; return own(...given) }
  }
  const add = EventTarget.prototype.addEventListener
  EventTarget.prototype.addEventListener = function (type, ...given) {
    const listener = (this.constructor?.name ?? 'Window') + ' ' + type
    if (!(this instanceof AbortSignal)) {
      asked.listeners.push(listener)
      const forget = () => asked.listeners.splice(asked.listeners.indexOf(listener), 1)
      if (given[1]?.signal) add.call(given[1].signal, 'abort', forget)
    }
    return add.call(this, type, ...given)
  }
  const set = Storage.prototype.setItem
  Storage.prototype.setItem = function (...given) { asked.stored++; return set.apply(this, given) }
  for (const type of ['open', 'close', 'submit', 'sent', 'error', 'reset'])
    add.call(window, 'support-' + type, () => asked.events.push(type))
`)

test('closed, it has no timer, and listens to nothing that happens often', async () => {
  const { page, launcher } = await visitor({ head: WATCH })
  // The clock makes a timer of the loader's one idle callback, which has to be over.
  await launcher.waitFor()
  await page.clock.install()
  await page.mouse.move(300, 300)
  await page.mouse.wheel(0, 200)
  await page.clock.fastForward(60_000)
  expect(await page.evaluate('asked')).toEqual({
    timers: 0,
    listeners: [
      'Window click',
      'Window focusin',
      'Window pointerdown',
      'Window touchend',
      'Window message',
      'Navigation currententrychange',
    ],
    stored: 0,
    events: [],
  })
  expect(stand.requests.filter((request) => !request.endsWith('/host'))).toEqual(['GET /support.js'])
})

test('closed again, it has none either', async () => {
  const { page, button, launcher, message, dialog } = await visitor({ head: WATCH })
  await launcher.click()
  await message.fill('Not yet')
  await expect.poll(() => stand.requests.some((request) => request.includes('/outcome-view.js'))).toBe(true)
  await button('Close').click()
  await dialog.waitFor({ state: 'hidden' })
  // What the letters brought has first to be done.
  const calm = () =>
    page.evaluate(`(async () => {
      asked.timers = 0
      for (let n = 0; n < 5; n++) await new Promise((resolve) => requestIdleCallback(resolve))
      return asked.timers
    })()`)
  await expect.poll(calm).toBe(0)
  const requests = stand.requests.length
  await page.clock.install()
  await page.clock.fastForward(60_000)
  await page.mouse.move(300, 300)
  expect(await page.evaluate('asked.timers')).toBe(0)
  const often = await page.evaluate<string[]>(
    `asked.listeners.filter((one) => /scroll|resize|pointermove|mousemove/.test(one) && !one.startsWith('VisualViewport'))`,
  )
  expect(often).toEqual([])
  expect(stand.requests.length).toBe(requests)
})

test('in a page that nobody sees, prerendered or in the background, it waits until it is drawn', async () => {
  const head =
    WATCH +
    // What a browser does for such pages.
    script(`frames = []
      draw = requestAnimationFrame.bind(window)
      requestAnimationFrame = (frame) => frames.push(frame)
      SupportWidget = function () { (SupportWidget.q ||= []).push(arguments) }
      SupportWidget('prefill', { email: 'ada@example.com' })
      SupportWidget('open')`)
  const { page, dialog } = await visitor({ head, body: '<support-form></support-form>' })
  await page.waitForFunction('window.SupportWidget?.version')
  await page.evaluate(
    () => void window.SupportWidget!('on', 'open', () => document.body.classList.add('opened')),
  )
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  expect(await page.locator('support-widget').count()).toBe(0)
  expect(await page.evaluate('[asked.timers, asked.stored, asked.events.length]')).toEqual([0, 0, 0])
  expect(stand.requests.filter((request) => !request.endsWith('/host'))).toEqual(['GET /support.js'])
  await page.evaluate(`requestAnimationFrame = draw; frames.forEach(draw)`)
  await dialog.waitFor()
  await expect.poll(() => dialog.getByLabel('Your email').inputValue()).toBe('ada@example.com')
  await page.locator('support-form').getByLabel('Your email').waitFor()
  await page.evaluate(() => window.SupportWidget!('close'))
  expect(await page.locator('support-widget').count()).toBe(1)
})

test('counts down only while somebody can see it', async () => {
  stand.answer({ status: 429, body: { code: 'rate_limited' }, headers: { 'Retry-After': '120' } })
  const { page, write, button } = await visitor({ head: WATCH })
  await page.clock.install()
  await write()
  await button('Send message').click()
  const wait = page.getByText(/Try again in/).first()
  await wait.waitFor()
  await page.clock.runFor(3000)
  const before = await wait.textContent()
  // As in a tab in the background: there is nothing to draw.
  await page.evaluate('requestAnimationFrame = () => 0')
  await page.clock.runFor(2000)
  await page.evaluate('asked.timers = 0')
  await page.clock.runFor(30_000)
  // What comes late is drawn once more, with a timer of its own; a countdown would have thirty.
  expect(await page.evaluate('asked.timers')).toBeLessThan(5)
  expect(Number(/\d+/.exec(before ?? '')?.[0])).toBeLessThan(120)
})
