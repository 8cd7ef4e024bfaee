/** Old libraries, and pages whose language runs the other way (R34, R40). */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { createChallenges } from '../../proxy/admission/challenge.ts'
import { useFakeProxy, type Stand } from '../harness/browser/fake-proxy.ts'
import { parts } from '../harness/browser/screen.ts'
import { guarded, hostPage, visit } from '../harness/browser/visitor.ts'
import { host, journey, packaged, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (...from: Parameters<typeof host> extends [Stand, ...infer Rest] ? Rest : never) =>
  host(stand, ...from)

/** Byte by byte what was written: quotes, an emoji, a tab, line breaks, half a tag. */
const TEXT = 'He said "no"\n\t– it’s 5 < 6 & 𝄞 done</b>\\n'

/**
 * What Prototype 1.6 did to every page, as its documentation tells: it is in no npm package. Methods that anybody can
 * see in a loop, `toJSON` that disturbs JSON.stringify, `bind` without `new`, arrays that iterate otherwise.
 */
const PROTOTYPE = `
  const give = (object, methods) => { for (const name in methods) object[name] = methods[name] }
  give(Object, { extend: (to, from) => { for (const name in from) to[name] = from[name]; return to }, toJSON: (any) => '"' + any + '"', keys: Object.keys })
  give(Array.prototype, {
    toJSON() { return '[' + this.map((one) => '"' + one + '"').join(', ') + ']' },
    each(visit) { for (let at = 0; at < this.length; at++) visit(this[at], at) },
    first() { return this[0] }, last() { return this[this.length - 1] },
    without(...gone) { return this.filter((one) => !gone.includes(one)) },
    reduce: function (to) { return this.length > 1 ? this : this[0] },
    entries: function () { return this.slice() }, include: function (one) { return this.indexOf(one) !== -1 },
  })
  give(String.prototype, {
    toJSON() { return '"' + this + '"' }, strip() { return this.replace(/^\\s+|\\s+$/g, '') },
    startsWith(part) { return this.indexOf(part) === 0 }, stripTags() { return this.replace(/<[^>]+>/g, '') },
    times(count) { return count < 1 ? '' : new Array(count + 1).join(this) }, empty() { return this == '' },
  })
  give(Number.prototype, { toJSON() { return String(this) }, times(visit) { for (let at = 0; at < this; at++) visit(at) } })
  Date.prototype.toJSON = function () { return '"' + this.getTime() + '"' }
  Function.prototype.bind = function (self, ...given) { const method = this; return function (...more) { return method.apply(self, given.concat(more)) } }
  give(Function.prototype, { curry(...given) { const method = this; return (...more) => method(...given, ...more) }, delay(seconds, ...given) { return setTimeout(() => this(...given), seconds * 1000) }, defer() { return this.delay(0.01) } })
  Element.prototype.remove = function () { this.parentNode && this.parentNode.removeChild(this); return this }
  Element.prototype.update = function (text) { this.textContent = text; return this }
  Element.prototype.show = function () { this.style.display = ''; return this }
  window.$ = (id) => document.getElementById(id)
  window.Event = Object.assign(window.Event, { observe() {}, stop() {} })
`

const LIBRARIES: Record<string, () => string> = {
  'MooTools 1.5': () => script(packaged('mootools/lib/mootools-core-1.5.2-server.js')),
  'what Prototype 1.6 does': () => script(PROTOTYPE),
  'jQuery 4': () => script(packaged('jquery/dist/jquery.js') + ';jQuery.noConflict()'),
  'methods in every object': () =>
    script(`Object.prototype.x = 1; Object.prototype.forEach = function () { throw new Error('seen') }
      Array.prototype.contains = function () {}; String.prototype.format = function () {}`),
  'patched makers of elements and lists': () =>
    script(`
      const make = document.createElement
      document.createElement = function (name, ...more) { return make.call(document, String(name).toLowerCase(), ...more) }
      Array.from = (from) => Array.prototype.slice.call(from)
      Object.entries = (object) => Object.keys(object).map((name) => [name, object[name]])
      Promise.prototype.finally = undefined`),
  'everything frozen': () =>
    script(`
      for (const one of [Object, Array, String, Number, Function, Promise, Map, Set, RegExp, Date, JSON, Reflect, Symbol, Error])
        for (const part of [one, one.prototype]) if (part) Object.freeze(part)`),
}

// What the form puts before a method of an event, or of an element, is not assigned: that would be an error each time.
test('a page that has frozen the classes of the browser gets no errors of ours, and cancels no letter', async () => {
  const freeze = `heard = 0
    for (const one of [EventTarget, Event, UIEvent, MouseEvent, KeyboardEvent, Node, Element, HTMLElement, Document])
      Object.freeze(one.prototype)
    document.addEventListener('keydown', (event) => { event.preventDefault(); event.stopPropagation(); heard++ }, true)`
  const { page, launcher, message, complaints } = await visitor({ head: script(freeze) })
  await launcher.click()
  await guarded(page, stand)
  await message.click()
  await page.keyboard.type('mug')
  await expect.poll(() => message.inputValue()).toBe('mug')
  expect(await page.evaluate('heard')).toBe(3)
  expect(complaints).toEqual([])
})

test.each(Object.keys(LIBRARIES))('a page with %s gets every byte through', async (name) => {
  const { page, complaints } = await visitor({ head: LIBRARIES[name]!() })
  await journey(page, stand, TEXT)
  expect(complaints.filter((text) => !text.includes('500'))).toEqual([])
})

/** The last of its line, which Debian still has (libjs-prototype) and npm has not. */
const REAL = '/usr/share/javascript/prototype/prototype.js'
if (!existsSync(REAL)) console.log('libjs-prototype is not installed here: its test is skipped.')

test.skipIf(!existsSync(REAL))('a page with the real Prototype gets every byte through', async () => {
  const { page, complaints } = await visitor({ head: script(readFileSync(REAL, 'utf8')) })
  expect(await page.evaluate('Prototype.Version')).toMatch(/^1\.7/)
  await journey(page, stand, TEXT)
  expect(complaints.filter((text) => !text.includes('500'))).toEqual([])
})

// Its Array.from, like that of the older ones, takes no function: the first try at the work never ended, and so the
// message was never sent.
test('the work that a form asks for ends in a page with Prototype’s own Array.from', async () => {
  const challenges = createChallenges('a-secret-of-the-proxy', Date.now)
  const holder = { site: 'demo', origin: 'http://localhost', host: 'support.example' }
  const challenge = await challenges.issue(holder, 2, false)
  stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', challenge } })
  const { write, button, sent } = await visitor({ head: script(`Array.from = (all) => [].slice.call(all)`) })
  await write()
  await button('Send message').click()
  await sent.waitFor()
  expect(challenges.open(holder, stand.received[0]!['challenge'] ?? '')?.level).toBe(2)
})

/** What pages have broken so badly that no form can be drawn, or none that works. */
const BROKEN: Record<string, string> = {
  'bind, which forgets what it is given': `Function.prototype.bind = function (self) { const method = this; return () => method.call(self) }`,
  'its languages': `Object.defineProperty(Navigator.prototype, 'languages', { get: () => undefined })`,
  'replaceChildren, by a polyfill': `Element.prototype.replaceChildren = undefined`,
  'setTimeout, which wants a time': `const set = setTimeout; setTimeout = (run, time) => { if (typeof time !== 'number') throw new Error('no time'); return set(run, time) }`,
  AbortController: `AbortController = class { constructor() { this.signal = Object.assign(new EventTarget(), { aborted: false }) } abort() {} }`,
  crypto: `Object.defineProperty(window, 'crypto', { value: undefined })`,
  FormData: `FormData = class { append() {} }`,
}

test.each(Object.keys(BROKEN))('a page that has broken %s never keeps a visitor waiting', async (name) => {
  const { page, launcher, message, email } = await visitor({ head: script(BROKEN[name]!) })
  const address = page.url()
  await launcher.click()
  const said = page.getByText(/^Message sent$|We cannot take messages|We cannot tell whether/).first()
  const write = async () => {
    await message.fill('A crack in the mug')
    await email.fill('ada@example.com')
    await page.locator('support-widget [type=submit]').click()
  }
  await Promise.race([write().catch(() => undefined), said.waitFor()])
  await said.waitFor()
  expect(page.url()).toBe(address)
})

/** Where in the dialog things are: their edges, in pixels from the left. */
const edges = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const center = (selector: string) => {
      const { left, width } = root.querySelector(selector)!.getBoundingClientRect()
      return left + width / 2
    }
    const style = (selector: string) => getComputedStyle(root.querySelector(selector)!).direction
    return {
      closeIsRight: center('.close') > center('h2'),
      panelIsRight: center('dialog') > innerWidth / 2,
      title: style('h2'),
      email: style('#email'),
      message: style('#message'),
    }
  })

describe('a form', () => {
  test.each([
    ['in English, in a page from right to left', 'ar', 'rtl', 'en', 'ltr'],
    ['in Arabic, in a page from left to right', 'en', 'ltr', 'ar', 'rtl'],
    ['in Hebrew, in a page in Arabic', 'ar', 'rtl', 'he', 'rtl'],
    ['in Dutch, in a page in German', 'de', 'ltr', 'nl', 'ltr'],
  ])('%s, has its own direction, and addresses theirs', async (_, lang, dir, locale, expected) => {
    const tag = stand.tag(`data-site="demo" data-locale="${locale}"`)
    const html = hostPage(stand, { tag }).replace('<html lang="en">', `<html lang="${lang}" dir="${dir}">`)
    const { page } = await visit(stand, html)
    await page.locator('support-widget .trigger').click()
    await page.locator('support-widget #message').fill('Hello there')
    const right = expected === 'ltr'
    expect(await edges(page)).toEqual({
      closeIsRight: right,
      panelIsRight: right,
      title: expected,
      email: 'ltr',
      message: 'ltr',
    })
    expect(await page.locator('support-widget .root').getAttribute('lang')).toBe(locale)
    // The page turns around, and the form does not.
    await page.evaluate(() => {
      const { documentElement: root } = document
      root.dir = root.dir === 'rtl' ? 'ltr' : 'rtl'
    })
    expect((await edges(page)).closeIsRight).toBe(right)
    await page.locator('support-widget #message').fill('שלום')
    expect((await edges(page)).message).toBe('rtl')
    stand.answer({ status: 500, body: {} })
    const form = parts(page)
    await form.submit.click()
    await form.notice.waitFor()
    await form.field('email').fill('ada@example.com')
    await form.submit.click()
    await expect.poll(() => stand.received.length).toBe(1)
    await form.submit.click()
    await form.sent.waitFor()
    expect(stand.received.map((fields) => fields['message'])).toEqual(['שלום', 'שלום'])
    await form.close.click()
    await form.dialog.waitFor({ state: 'hidden' })
  })

  test('grows with the letters that a visitor has set in the browser, and not with those of the page', async () => {
    const height = async (css: string, size?: string) => {
      const { page } = await visitor({ head: `<style>${css}</style>` })
      if (size) {
        const devtools = await page.context().newCDPSession(page)
        await devtools.send('Page.enable')
        await devtools.send('Page.setFontSizes', { fontSizes: { standard: Number(size), fixed: 13 } })
      }
      await page.locator('support-widget .trigger').click()
      await page.locator('support-widget #message').waitFor()
      const found = await page.evaluate(
        `[...document.querySelector('support-widget').shadowRoot.querySelectorAll('h2, label, [type=submit]')].map((one) => parseFloat(getComputedStyle(one).fontSize))`,
      )
      await page.context().close()
      return found as number[]
    }
    const plain = await height('')
    for (const css of ['html { font-size: 62.5% }', 'html { font-size: 8px }', 'html { font-size: 20px }'])
      expect(await height(css)).toEqual(plain)
    const large = await height('', '24')
    for (const [at, size] of large.entries()) expect(size / plain[at]!).toBeCloseTo(1.5, 1)
  })
})
