/** Pages with elements of visitors that stand before what the widget calls, in Firefox and WebKit. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { inEachEngine } from '../harness/engines/engine.ts'
import { script } from '../harness/hosts/host-pages.ts'
import {
  isDrawn,
  LATER,
  METHODS,
  named,
  NAMES,
  NAMES_OF_GUARDS,
  opened,
  THEIRS,
} from '../harness/hosts/named-elements.ts'
import { UNTIL } from '../harness/patience.ts'

/** What has the focus is seen, and goes back where it came from; what is written arrives. */
const USED = `${UNTIL}
  const host = await until(() => document.querySelector('html > support-widget'))
  const root = host.shadowRoot
  const button = root.querySelector('.trigger')
  low.focus()
  await until(() => button.hidden)
  own.focus()
  await until(() => !button.hidden)
  SupportWidget('open')
  const message = await until(() => root.querySelector('#message'))
  message.focus()
  const write = (text) => Document.prototype.execCommand.call(document, 'insertText', false, text)
  write('A crack in the mug')
  root.querySelector('#email').focus()
  write('ada@example.com')
  root.querySelector('[type=submit]').click()
  await until(() => root.querySelector('.sent h2'))
  root.querySelector('.close').focus()
  root.querySelector('.close').click()
  await until(() => own.matches(':focus'))
  return JSON.stringify({ errors, owned: window.owned ?? false, shown: (await SupportWidget('diagnose')).shown })
`

/** What docs/javascript.md tells pages to write. */
const [, STUB = ''] = /```html\n([^]*?)```/.exec(readFileSync('docs/javascript.md', 'utf8')) ?? []

inEachEngine((engine) => {
  const stand = useFakeProxy()

  test('what is called like our function does not stand before what is queued', async () => {
    const queue = STUB + script(`SupportWidget('prefill', { message: 'From the queue' })`)
    const body = `<iframe title="Theirs" name="SupportWidget"></iframe><form id="SupportWidget"><input name="q"></form>${queue}`
    await engine.go(stand.page('/queued', hostPage(stand, { body })))
    const filled = await engine.run(`${UNTIL}
      const root = (await until(() => document.querySelector('html > support-widget'))).shadowRoot
      root.querySelector('.trigger').click()
      await until(() => root.querySelector('#message')?.value)
      return root.querySelector('#message').value`)
    expect(filled).toBe('From the queue')
  })

  test('two elements of each name make no error, and the form works', async () => {
    const names = [...new Set([...NAMES, ...LATER, ...NAMES_OF_GUARDS, ...METHODS])].filter(
      // What a form of that name answers itself is listed among the known limits.
      (name) => isDrawn(name) && name !== 'navigation',
    )
    const head = script(`errors = []
      addEventListener('error', ({ message }) => errors.push(message))
      addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))`)
    const low = '<button id="low" style="position:fixed;inset:auto 30px 30px auto">Low</button>'
    const theirs = new URL('/theirs/support.js', stand.proxy).href
    const body = low + names.map((name) => named(name, theirs)).join('')
    await engine.go(stand.page('/host', hostPage(stand, { head, body })))
    expect(JSON.parse(String(await engine.run(USED)))).toEqual({ errors: [], owned: false, shown: true })
    expect(stand.received).toMatchObject([{ message: 'A crack in the mug', email: 'ada@example.com' }])
    expect(stand.requests.filter((one) => one.includes('/theirs/assets'))).toEqual([])
  })

  test('a base after a tag in short does not say where code comes from', async () => {
    stand.page('/theirs/assets/panel.js', THEIRS, { 'Content-Type': 'text/javascript' })
    const head = '<script async src="support.js" data-site="demo"></script>'
    const body = `<base href="${stand.proxy}theirs/">`
    await engine.go(stand.page('/host', hostPage(stand, { head, body, tag: '' })))
    expect(await engine.run(opened())).toEqual({ owned: false, form: true })
    expect(stand.requests.filter((one) => one.includes('/theirs/'))).toEqual([])
  })

  test('a link that loads the form ahead with a wrong integrity does not keep a message from being sent', async () => {
    const [folder] = /assets\/[\da-f]{6}\//.exec(readFileSync('dist/public/support.js', 'utf8')) ?? []
    const wrong = `sha384-${'A'.repeat(64)}`
    const body = `<link rel="modulepreload" crossorigin href="${stand.proxy}${folder}panel.js" integrity="${wrong}">`
    await engine.go(stand.page('/ahead', hostPage(stand, { body })))
    const told = await engine.run(`${UNTIL}
      const root = (await until(() => document.querySelector('html > support-widget'))).shadowRoot
      root.querySelector('.trigger').click()
      for (const [name, text] of [['message', 'A crack in the mug'], ['email', 'ada@example.com']]) {
        (await until(() => root.querySelector('#' + name))).focus()
        document.execCommand('insertText', false, text)
      }
      root.querySelector('[type=submit]').click()
      await until(() => root.querySelector('.view').textContent.includes('Message sent'))
      return root.querySelector('.view').textContent`)
    expect(told).toContain('Your reference is R')
    expect(stand.received).toMatchObject([{ message: 'A crack in the mug' }])
  })

  test('links that a page has made its own object of do not say where code comes from', async () => {
    const theirs = stand.page('/theirs/support.js', THEIRS, { 'Content-Type': 'text/javascript' })
    const links = `<a id="SupportWidgetConfig"></a><a id="SupportWidgetConfig" name="src" href="${theirs}"></a>`
    const body = links + script('window.SupportWidgetConfig = window.SupportWidgetConfig || {}')
    await engine.go(stand.page('/host', hostPage(stand, { body })))
    expect(await engine.run(opened())).toEqual({ owned: false, form: true })
    expect(stand.requests.filter((one) => one.includes('/theirs/'))).toEqual([])
  })
})
