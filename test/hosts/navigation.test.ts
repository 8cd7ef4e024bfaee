/** Pages that change without loading: the widget stays, open, with text and focus (R09 to R13). */
import { chromium } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chromiumPath } from '../harness/browser/chromium.ts'
import { useFakeProxy, type Stand } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit, words } from '../harness/browser/visitor.ts'
import { bundle, host, packaged, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (...from: Parameters<typeof host> extends [Stand, ...infer Rest] ? Rest : never) =>
  host(stand, ...from)

test('Turbo 8 replaces, morphs and restores the page around an open form', async () => {
  const turbo = script(packaged('@hotwired/turbo/dist/turbo.es2017-umd.js'))
  const morph = '<meta name="turbo-refresh-method" content="morph">'
  const page2 = (title: string) =>
    hostPage(stand, { head: turbo + morph + stand.tag(), tag: '', body: `<h2>${title}</h2>` })
  stand.page('/two', page2('Second'))
  const { page, write, message, complaints, focus } = await visitor({
    // In the head: Turbo runs the scripts of each new body again.
    head: turbo + morph + stand.tag(),
    tag: '',
    body: '<h2>First</h2>',
  })
  await write('Through every page')
  await message.focus()
  const chunks = () => stand.requests.filter((request) => request.includes('/assets/')).length
  // The first view, the form, what keeps it there, the view of a sent message, the question about the address in three files, and what
  // keeps a message on the device.
  await expect.poll(chunks).toBe(8)
  const visitTo = (path: string, action: string) =>
    page.evaluate(
      ([to, how]) =>
        (window as never as { Turbo: { visit: (...args: unknown[]) => void } }).Turbo.visit(to, {
          action: how,
        }),
      [path, action],
    )
  // A step that is still under way when the next begins is aborted by Turbo, which complains of it itself.
  await page.evaluate("loads = 0; document.addEventListener('turbo:load', () => loads++)")
  for (const [heading, step] of [
    ['Second', () => visitTo('/two', 'advance')],
    ['Second', () => visitTo('/two', 'replace')],
    ['First', () => page.goBack()],
  ] as const) {
    await page.evaluate('loads = 0')
    await step()
    await page.getByRole('heading', { level: 2, name: heading }).waitFor()
    const isOver = () => page.evaluate("loads > 0 && Turbo.navigator.currentVisit?.state !== 'started'")
    await expect.poll(isOver).toBe(true)
    expect(await page.locator('support-widget').count()).toBe(1)
    expect(await message.inputValue()).toBe('Through every page')
    expect(await focus()).toBe('message')
  }
  expect(chunks()).toBe(8)
  expect(complaints).toEqual([])
  await words(page).button('Send message').click()
  await words(page).sent.waitFor()
  expect(stand.received).toHaveLength(1)
})

test('React 19 mounts twice in StrictMode, hydrates the whole document, and finds nothing wrong', async () => {
  const app = await bundle(`
    import { StrictMode, createElement as h, useEffect, useState } from 'react'
    import { hydrateRoot } from 'react-dom/client'
    window.recovered = []
    window.mounts = 0
    function App() {
      const [count, setCount] = useState(0)
      const [ready, setReady] = useState(false)
      useEffect(() => {
        window.mounts++
        setReady(true)
        SupportWidget('init')
        return () => void SupportWidget('destroy')
      }, [])
      return h('html', { lang: 'en' }, h('head', null, h('title', null, 'Host')),
        h('body', null, h('button', { onClick: () => setCount(count + 1) }, 'Count ' + count),
          ready && h('support-form', { prefill: { email: 'react@example.com' }, 'onsupport-sent': () => { window.sentHere = true } })))
    }
    window.root = hydrateRoot(document, h(StrictMode, null, h(App)), { onRecoverableError: (error) => window.recovered.push(String(error)) })
  `)
  const html = `<!doctype html><html lang="en"><head><title>Host</title></head><body><button>Count <!-- -->0</button></body></html>`
  const one = await visit(stand, html.replace('Count <!-- -->0', 'Count 0'))
  const { page, complaints } = one
  await page.addScriptTag({ url: stand.proxy + 'support.js' })
  await page.addScriptTag({ content: app })
  const form = page.locator('support-form')
  await form.getByLabel('Your email').waitFor()
  await expect.poll(() => form.getByLabel('Your email').inputValue()).toBe('react@example.com')
  await page.getByRole('button', { name: 'Count 0' }).click()
  await page.getByRole('button', { name: 'Count 1' }).waitFor()
  expect(await page.locator('support-widget').count()).toBe(1)
  await form.getByRole('textbox', { name: 'Your message' }).fill('From React')
  await form.getByRole('button', { name: 'Send message' }).click()
  await form.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(await page.evaluate('[recovered, mounts, sentHere]')).toEqual([[], 2, true])
  await one.launcher.click()
  await page.locator('dialog').getByLabel('Your email').waitFor()
  await one.button('Close').click()
  await page.evaluate('root.unmount()')
  expect(await page.locator('support-widget').count()).toBe(0)
  expect(complaints.filter((text) => !text.includes('500') && !text.includes('404'))).toEqual([])
})

test('a page that writes itself anew gets the widget back, with the text, and no more than three times', async () => {
  const { page, write, message, dialog, complaints } = await visitor({})
  await write('Written over')
  await guarded(page, stand)
  await page.evaluate(() => {
    document.open()
    document.write(
      '<!doctype html><title>New</title><h1>New</h1><a data-support-open href="/contact">Contact</a>',
    )
    document.close()
  })
  await dialog.waitFor()
  expect(await message.inputValue()).toBe('Written over')
  await words(page).button('Close').click()
  const contact = page.getByRole('link', { name: 'Contact' })
  expect(await contact.getAttribute('aria-expanded')).toBe('false')
  await contact.click()
  await dialog.waitFor()
  expect(await contact.getAttribute('aria-expanded')).toBe('true')
  const removed = await page.evaluate(async () => {
    let times = 0
    for (let round = 0; round < 8; round++) {
      const widget = document.querySelector('support-widget')
      if (widget) times++
      widget?.remove()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return times
  })
  // Three times back, and gone for good at the fourth.
  expect(removed).toBe(4)
  expect(complaints.filter((text) => text.includes('Support: removed'))).toHaveLength(1)
})

describe('the button that nobody has pressed yet', () => {
  test('comes back when a page clears up, three times, and then stays away with one warning', async () => {
    const { page, launcher, message, complaints } = await visitor({})
    const clear = () =>
      page.evaluate(async () => {
        document.querySelector('support-widget')?.remove()
        await new Promise(requestAnimationFrame)
        return !!document.querySelector('support-widget')
      })
    await launcher.waitFor()
    expect([await clear(), await clear()]).toEqual([true, true])
    expect(stand.requests.filter((request) => request.includes('/assets/'))).toEqual([])
    await page.evaluate(() => window.SupportWidget!('destroy'))
    expect(await page.locator('support-widget').count()).toBe(0)
    await page.evaluate(() => window.SupportWidget!('init'))
    expect([await clear(), await clear()]).toEqual([true, false])
    await page.evaluate(() => document.documentElement.append(document.createElement('i')))
    expect(complaints).toEqual(['Support: removed'])
    await page.evaluate(() => window.SupportWidget!('init'))
    await launcher.click()
    await message.waitFor()
  })

  test('survives React 19 drawing the whole document anew, because it found something else there', async () => {
    const app = await bundle(`
      import { createElement as h } from 'react'
      import { hydrateRoot } from 'react-dom/client'
      window.recovered = []
      hydrateRoot(document, h('html', { lang: 'en' }, h('head', null, h('title', null, 'Host')), h('body', null, h('main', null, 'Of the browser'))),
        { onRecoverableError: (error) => window.recovered.push(String(error)) })`)
    const { page, launcher, message } = await visit(
      stand,
      '<!doctype html><html lang="en"><head><title>Host</title></head><body><p>Of the server</p></body></html>',
    )
    await page.addScriptTag({ url: stand.proxy + 'support.js' })
    await launcher.waitFor()
    await page.addScriptTag({ content: app })
    await page.getByText('Of the browser').waitFor()
    expect(await page.evaluate('recovered.length')).toBeGreaterThan(0)
    await launcher.click()
    await message.waitFor()
    expect(await page.locator('support-widget').count()).toBe(1)
  })
})

test('the page can be left and come back from the cache, with the form open, and sends once', async () => {
  const browser = await chromium.launch({
    executablePath: await chromiumPath(true),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--no-sandbox'],
  })
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  const { write, message, button, sent } = words(page)
  const head = script(`addEventListener('pageshow', (event) => { window.persisted = event.persisted })`)
  await page.goto(stand.page('/host', hostPage(stand, { head })))
  await write('There and back')
  await page.goto(stand.page('/next', '<!doctype html><title>Next</title><h1>Next</h1>'))
  await page.goBack({ waitUntil: 'commit' })
  expect(await page.evaluate('window.persisted')).toBe(true)
  expect(await message.inputValue()).toBe('There and back')
  await button('Send message').click()
  await sent.waitFor()
  expect(stand.received).toHaveLength(1)
})

test('a new version of the files does not strand an open page', async () => {
  const { page, launcher, message } = await visitor({})
  await launcher.waitFor()
  await page.route('**/assets/*/panel.js*', (route) => route.fulfill({ status: 404 }))
  await launcher.click()
  await message.waitFor()
})
