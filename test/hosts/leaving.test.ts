/** Going away without a trace, and pages in which filters let nothing of ours through (R12, R17, R28). */
import { describe, expect, onTestFinished, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit, type words } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof hostPage>[1]) => visit(stand, hostPage(stand, parts))

/** Keeps account of what scripts of ours start and end. */
const ACCOUNT = script(`
  running = { timers: new Set(), observers: new Set(), channels: new Set(), requests: new Set(), listeners: new Map() }
  const ours = () => /support\\.js|\\/assets\\//.test(new Error().stack)
  const { setTimeout: start, clearTimeout: stop, fetch: ask } = window
  window.setTimeout = (run, ...more) => {
    const id = start((...given) => { running.timers.delete(id); run(...given) }, ...more)
    if (ours()) running.timers.add(id)
    return id
  }
  window.clearTimeout = (id) => { running.timers.delete(id); stop(id) }
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver']) {
    const { observe, disconnect } = window[name].prototype
    window[name].prototype.observe = function (...given) { if (ours()) running.observers.add(this); return observe.apply(this, given) }
    window[name].prototype.disconnect = function () { running.observers.delete(this); return disconnect.call(this) }
  }
  const Channel = BroadcastChannel
  window.BroadcastChannel = class extends Channel {
    constructor(name) { super(name); running.channels.add(this) }
    close() { running.channels.delete(this); super.close() }
  }
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
  const lasting = (target) => [window, document, document.documentElement, window.visualViewport, window.navigation].includes(target)
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (lasting(this ?? window) && ours()) {
      running.listeners.set(listener, type)
      options?.signal?.addEventListener('abort', () => running.listeners.delete(listener))
    }
    return add.call(this ?? window, type, listener, options)
  }
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    running.listeners.delete(listener)
    return remove.call(this ?? window, type, listener, options)
  }`)

const account = `({
  timers: running.timers.size, observers: running.observers.size, channels: running.channels.size,
  listeners: [...running.listeners.values()], widgets: document.querySelectorAll('support-widget').length,
  sheets: document.adoptedStyleSheets.length, frames: document.querySelectorAll('iframe').length,
})`

const NOTHING = { timers: 0, observers: 0, channels: 0, listeners: [], widgets: 0, sheets: 0, frames: 0 }

describe('destroyed', () => {
  const states: Record<string, (visitor: ReturnType<typeof words>) => Promise<void>> = {
    'before it was opened': async ({ launcher }) => launcher.waitFor(),
    'while it loads': async ({ launcher }) => launcher.click(),
    'with a form half filled': async ({ write }) => write(),
    'while it is sending': async ({ write, button }) => {
      stand.answer({ delay: Infinity })
      await write()
      await button('Send message').click()
      await button('Sending…').waitFor()
    },
    'while it counts down': async ({ write, button }) => {
      stand.answer({ status: 429, body: { code: 'rate_limited' }, headers: { 'Retry-After': '60' } })
      await write()
      await button('Send message').click()
      await button('Try again in 60 seconds').or(button('Try again in 59 seconds')).waitFor()
    },
    'after it was sent': async ({ write, button, sent }) => {
      await write()
      await button('Send message').click()
      await sent.waitFor()
    },
  }
  test.each(Object.keys(states))('%s, nothing of it is left, and it can come again', async (state) => {
    const one = await visitor({ head: ACCOUNT, body: '<support-form></support-form>' })
    const { page, launcher, complaints } = one
    const cancelled: string[] = []
    page.on('requestfailed', (request) => cancelled.push(new URL(request.url()).pathname))
    await page.locator('support-form').getByLabel('Your email').waitFor()
    // The form of the page goes with its element.
    await page.locator('support-form').evaluate((form) => form.remove())
    await states[state]!(one)
    const before = await page.evaluate<typeof NOTHING>(account)
    expect([before.widgets, before.listeners.length > 0]).toEqual([1, true])
    await page.evaluate(() => window.SupportWidget!('destroy'))
    await expect.poll(() => page.evaluate(account)).toEqual(NOTHING)
    if (state === 'while it is sending') await expect.poll(() => cancelled).toContain('/api/tickets')
    stand.release()
    await page.evaluate(() => window.SupportWidget!('init'))
    await launcher.click()
    await one.dialog.waitFor()
    expect(complaints.filter((text) => !/429|ERR_/.test(text))).toEqual([])
  })
})

describe('blocked by a filter', () => {
  const link = '<a href="/contact" data-support-open>Contact us</a>'
  test.each([
    ['the script', '**/support.js'],
    ['the form', '**/assets/**'],
  ])('%s: the page’s own link leads where it says, or offers to', async (what, files) => {
    stand.page('/contact', '<!doctype html><title>Contact</title><h1>Contact</h1>')
    const { page, button } = await visit(stand, hostPage(stand, { tag: '', body: link }))
    await page.route(files, (route) => route.abort('blockedbyclient'))
    await page.addScriptTag({ url: stand.proxy + 'support.js' }).catch(() => undefined)
    if (what === 'the form') await button('Help').waitFor()
    await page.getByRole('link', { name: 'Contact us' }).click()
    if (what === 'the form') await page.getByRole('link', { name: /\/contact$/ }).click()
    await page.getByRole('heading', { name: 'Contact' }).waitFor()
  })

  test('nothing is, on the page’s own address', async () => {
    const { page, launcher, message } = await visit(stand, hostPage(stand, { tag: '' }))
    // Parts that nobody waits for are still on their way when the visitor leaves.
    onTestFinished(() => page.unrouteAll({ behavior: 'ignoreErrors' }))
    // As a web server hands a folder of the page on to the proxy.
    await page.route('**/support/**', async (route) => {
      const answer = route.fetch({ url: route.request().url().replace('/support/', '/') })
      // What is still under way when the page is closed has nobody left to come to.
      await answer.then((response) => route.fulfill({ response })).catch(() => undefined)
    })
    await page.addScriptTag({ url: '/support/support.js?site=demo' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await launcher.click()
    await message.waitFor()
    await expect.poll(() => asked.some((url) => url.includes('/support/api/form?site=demo'))).toBe(true)
    for (const url of asked) expect(url).toContain('/support/')
  })
})
