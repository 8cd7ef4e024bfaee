/**
 * Elements of visitors whose names stand before what the widget calls, or calls something of: two of a name are a list, and
 * a frame is a window. Neither may make errors, nor end half way what the form does.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { METHODS, named } from '../harness/hosts/named-elements.ts'

const stand = useFakeProxy()

const all = (names: string) =>
  names
    .split(' ')
    .map((name) => named(name, 'data:,'))
    .join('')

// By selectors: to find by roles, the tests' own tool asks the elements of the page.
const parts = (page: Page) => {
  const host = page.locator('html > support-widget')
  return {
    trigger: host.locator('.trigger'),
    message: host.locator('#message'),
    close: host.locator('.close'),
    focus: () =>
      page.evaluate(() => {
        // As text of the class: the page's names stand before its properties.
        const focused = Reflect.get(Document.prototype, 'activeElement', document) as Element
        return (focused.shadowRoot?.activeElement ?? focused).id
      }),
  }
}

test.each([
  ['lists', (names: string) => all(names)],
  [
    'frames',
    (names: string) =>
      names
        .split(' ')
        .map((name) => `<iframe title="" name="${name}" src="${stand.proxy}theirs"></iframe>`)
        .join(''),
  ],
])('%s that are called as what has the focus make no error, and it goes back there', async (_, left) => {
  stand.page('/theirs', '')
  const { page, complaints } = await visit(
    stand,
    hostPage(stand, { body: left('activeElement elementFromPoint body') }),
  )
  const { trigger, message, close, focus } = parts(page)
  await trigger.waitFor()
  await page.evaluate(`told = 0; addEventListener('support-close', () => told++)`)
  await page.locator('#own').click()
  await page.evaluate(`SupportWidget('open')`)
  await message.click()
  await close.click()
  expect(await focus()).toBe('own')
  // The frame in which a press is judged is over.
  await page.evaluate('new Promise(requestAnimationFrame)')
  expect(await page.evaluate('told')).toBe(1)
  expect(complaints).toEqual([])
})

test('the button makes room for what has the focus, whatever is called so', async () => {
  const low = '<button id="low" style="position:fixed;inset:auto 30px 30px auto">Low</button>'
  const { page } = await visit(stand, hostPage(stand, { body: low + all('activeElement elementFromPoint') }))
  const { trigger } = parts(page)
  await trigger.waitFor()
  await page.evaluate(`low.focus()`)
  await trigger.waitFor({ state: 'hidden' })
  await page.evaluate(`own.focus()`)
  await trigger.waitFor()
})

test('where the page cancels keys and takes the focus, names keep nobody from writing', async () => {
  const wilful = script(`addEventListener('keydown', (event) => event.preventDefault(), true)
    addEventListener('mousedown', (event) => event.preventDefault(), true)
    addEventListener('keyup', () => own.focus())`)
  const body = all('activeElement body execCommand caretPositionFromPoint fullscreenElement elementFromPoint')
  const { page, complaints } = await visit(stand, hostPage(stand, { head: wilful, body }))
  const { trigger, message } = parts(page)
  await trigger.click()
  await guarded(page, stand)
  await message.click()
  await page.keyboard.type('mug')
  await expect.poll(() => message.inputValue()).toBe('mug')
  expect(complaints.filter((line) => !line.startsWith('Support:'))).toEqual([])
  const told = await page.evaluate(`SupportWidget('diagnose')`)
  expect(told).toMatchObject({ shown: true, reasons: [{ code: 'events_taken' }] })
})

test('the widget of a bundle comes beside what is called baseURI', async () => {
  const bundle = readFileSync('dist/npm/index.js', 'utf8')
  stand.page('/bundle.js', bundle, { 'Content-Type': 'text/javascript' })
  const tag = script(
    `import('/bundle.js').then(({ startSupport }) => startSupport({ src: '${stand.proxy}', site: 'demo' }))`,
  )
  const { page } = await visit(stand, hostPage(stand, { body: all('baseURI'), tag }))
  await parts(page).trigger.waitFor()
})

test('under trust by hash the form comes beside what is called head or trustedTypes', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
  const file = `${version}/support.js`
  const hashes = JSON.parse(readFileSync('dist/public/integrity.json', 'utf8')) as Record<string, string>
  const tag = `<script src="${stand.proxy}${file}" integrity="${hashes[file]}" crossorigin data-site="demo"></script>`
  const policy = { 'Content-Security-Policy': `script-src '${hashes[file]}' 'strict-dynamic'` }
  const { page } = await visit(stand, '', {}, policy)
  // As in browsers that have none.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'trustedTypes'))
  await page.goto(stand.page('/host', hostPage(stand, { body: all('head body trustedTypes'), tag }), policy))
  const { trigger, message } = parts(page)
  await trigger.click()
  await message.waitFor()
})

describe('a form that can have the focus, with fields that are called as methods', () => {
  const theirs = `<form id="theirs" tabindex="0">Theirs ${METHODS.map((name) => `<input name="${name}" aria-label="${name}">`).join('')}</form>`
  const focus = (page: Page) =>
    page.evaluate(`HTMLElement.prototype.focus.call(document.querySelector('#theirs'))`)

  // By hand: the tests' own tool asks the elements of the page, and what is around what it presses.
  const press = async (page: Page, selector: string) => {
    const find = `document.querySelector('${selector}') ?? document.querySelector('support-widget').shadowRoot.querySelector('${selector}')`
    const { x, y } = (await page.evaluate(
      `Element.prototype.getBoundingClientRect.call(${find}).toJSON()`,
    )) as DOMRect
    await page.mouse.click(x + 2, y + 5)
  }

  test('makes no error when it is pressed or focused, and has the focus back when the form is closed', async () => {
    const { page, complaints } = await visit(stand, hostPage(stand, { body: theirs }))
    const { trigger, message, close, focus: focused } = parts(page)
    await trigger.waitFor()
    await page.evaluate(
      `told = []; for (const type of ['open', 'close']) addEventListener('support-' + type, () => told.push(type))`,
    )
    await press(page, '#theirs')
    await focus(page)
    await page.evaluate(`SupportWidget('open')`)
    await message.click()
    await guarded(page, stand)
    await page.keyboard.type('mug')
    // As a script that searches for what is typed would.
    await focus(page)
    expect(await focused()).toBe('message')
    await close.click()
    expect(await focused()).toBe('theirs')
    // The frame in which a press is judged is over.
    await page.evaluate('new Promise(requestAnimationFrame)')
    expect(await page.evaluate('told')).toEqual(['open', 'close'])
    expect(complaints).toEqual([])
  })

  test('is gone into where it stands as a modal that keeps the focus', async () => {
    const modal = theirs.replace('<form', '<form role="dialog" aria-modal="true"')
    // Whatever it takes: also before we hear of it.
    const trap = script(`addEventListener('focusin', (event) => {
      const modal = document.querySelector('#theirs')
      if (!Node.prototype.contains.call(modal, event.target)) HTMLElement.prototype.focus.call(modal)
    }, true)`)
    const { page, complaints } = await visit(stand, hostPage(stand, { head: trap, body: modal }))
    const { trigger } = parts(page)
    await trigger.click()
    await guarded(page, stand)
    const message = page.locator('support-widget #message')
    await press(page, '#message')
    await page.keyboard.type('mug')
    await expect.poll(() => message.inputValue()).toBe('mug')
    expect(complaints.filter((line) => !line.startsWith('Support:'))).toEqual([])
  })
})
