/** Pages with shortcuts: what is typed arrives in our fields, and nobody else hears of it (R37, R42). */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, useOwnBrowser, visit } from '../harness/browser/visitor.ts'
import { bundle, journey, packaged, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
useOwnBrowser()
const visitor = (parts: Parameters<typeof hostPage>[1]) => visit(stand, hostPage(stand, parts))

const KEYS = ['g', 's', '/', '?', 'e', 'space', 'backspace', 'esc', 'left', 'enter', 'ctrl+k']

/** A page that does something at every key; `fired` says at which. */
const PAGES: Record<string, () => string | Promise<string>> = {
  Mousetrap: () =>
    script(packaged('mousetrap/mousetrap.js')) +
    script(
      `fired = []; Mousetrap.bind(${JSON.stringify(KEYS)}, (event, combo) => { fired.push(combo); return false })`,
    ),
  'hotkeys-js': async () =>
    script(await bundle(`import 'hotkeys-js'`)) +
    script(
      `fired = []; hotkeys(${JSON.stringify(KEYS.join())}, (event) => { fired.push(event.key); return false })`,
    ),
  'hotkeys-js in the capture phase': async () =>
    script(await bundle(`import 'hotkeys-js'`)) +
    script(
      `fired = []; hotkeys(${JSON.stringify(KEYS.join())}, { capture: true }, (event) => { fired.push(event.key); return false })`,
    ),
  jQuery: () =>
    script(packaged('jquery/dist/jquery.js')) +
    script(`fired = []
      $(document).on('keydown keypress keyup', (event) => { fired.push(event.key); event.preventDefault() })
      $(document).on('input change submit focusin paste', '*', (event) => { fired.push(event.type) })`),
  'a listener on window that asks what is edited': () =>
    script(`fired = []
      for (const type of ['keydown', 'keypress'])
        addEventListener(type, (event) => {
          const { tagName, isContentEditable } = event.target
          if (/^(INPUT|TEXTAREA|SELECT)$/.test(tagName) || isContentEditable) return
          fired.push(event.key); event.preventDefault()
        }, true)`),
  'a listener of the document that captures, cancels and stops': () =>
    script(`fired = []
      for (const type of ['keydown', 'keypress', 'beforeinput', 'paste', 'cut'])
        document.addEventListener(type, (event) => { event.preventDefault(); event.stopImmediatePropagation() }, true)`),
  'a body that is editable itself': () =>
    script(`fired = []; document.addEventListener('keydown', (event) => { if (!event.target.closest('body')) return; fired.push(event.key); event.preventDefault() })
      addEventListener('DOMContentLoaded', () => { document.body.contentEditable = 'true' })`),
}

test.each(Object.keys(PAGES))('%s takes no key from somebody who writes, and hears of none', async (name) => {
  const { page, launcher, message, dialog, complaints } = await visitor({ head: await PAGES[name]!() })
  await launcher.click()
  await message.click()
  await page.evaluate('fired.length = 0')
  await page.keyboard.type('g s/?e gone')
  for (let back = 0; back < 4; back++) await page.keyboard.press('Backspace')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('<')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('2')
  expect(await message.inputValue()).toBe('g s/?e< \n2')
  // Cut and pasted, as by a visitor.
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+X')
  expect(await message.inputValue()).toBe('')
  await page.keyboard.press('Control+V')
  expect(await message.inputValue()).toBe('g s/?e< \n2')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  const heard = await page.evaluate<string[]>('fired')
  // When the key comes up again, the form is closed, and the focus is the page's.
  expect(heard.filter((key) => key !== 'Escape')).toEqual([])
  expect(complaints).toEqual([])
  await page.evaluate(() => window.SupportWidget!('reset'))
  await journey(page, stand)
})

test.each(Object.keys(PAGES))('%s does not disturb somebody who composes letters', async (name) => {
  const { page, launcher, message } = await visitor({ head: await PAGES[name]!() })
  const devtools = await page.context().newCDPSession(page)
  await launcher.click()
  await message.click()
  await page.evaluate('fired.length = 0')
  const compose = (text: string) =>
    devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  for (const text of ['に', 'にほ', 'にほん', '日本']) await compose(text)
  // What the keyboard of an input method sends for each stroke.
  await devtools.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'Process',
    windowsVirtualKeyCode: 229,
  })
  await devtools.send('Input.insertText', { text: '日本' })
  expect(await message.inputValue()).toBe('日本')
  // Escape ends the choice of letters, and not the form.
  await compose('ご')
  await message.evaluate((field) =>
    field.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Escape',
        isComposing: true,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    ),
  )
  await devtools.send('Input.insertText', { text: '語' })
  expect(await message.inputValue()).toBe('日本語')
  expect(await page.evaluate('fired')).toEqual([])
})

test('the page’s shortcuts work again as soon as the form is left', async () => {
  const { page, launcher, message } = await visitor({ head: await PAGES['Mousetrap']!() })
  await launcher.click()
  await message.click()
  await page.keyboard.type('g')
  await page.locator('h1').click()
  await page.keyboard.press('g')
  expect(await page.evaluate('fired')).toEqual(['g'])
})

test('of what happens in the form, no listener of the page is told more than that a pointer moved and left', async () => {
  const head = script(`
    heard = []
    const types = Object.keys(Object.getOwnPropertyDescriptors(HTMLElement.prototype)).concat(Object.keys(Object.getOwnPropertyDescriptors(Element.prototype)))
      .filter((name) => name.startsWith('on')).map((name) => name.slice(2)).concat(['focusin', 'focusout', 'compositionstart', 'compositionend'])
    for (const type of types) document.addEventListener(type, (event) => {
      const [deepest] = event.composedPath()
      if (event.composedPath().some((node) => node.localName === 'support-widget')) heard.push(type + ' ' + deepest.localName)
    })`)
  const { page, launcher, message, email, button, sent } = await visitor({ head })
  await launcher.click()
  await message.waitFor()
  await page.evaluate('heard.length = 0')
  await message.click()
  await page.keyboard.type('Secret')
  await email.fill('ada@example.com')
  await button('Send message').click()
  await sent.waitFor()
  const kinds = await page.evaluate<string[]>(`[...new Set(heard.map((one) => one.split(' ')[0]))].sort()`)
  for (const kind of kinds)
    expect(kind).toMatch(
      /^(pointer(?!down)|mouse(?!down)|scroll|animation|transition|toggle|beforetoggle|support)/,
    )
})
