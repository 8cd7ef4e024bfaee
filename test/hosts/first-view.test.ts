/** The form's first view, there before the panel: the same elements, and nothing that is done with it meanwhile is lost. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { visit } from '../harness/browser/visitor.ts'
import { loseFiles } from '../harness/hosts/held-files.ts'
import { drawn, taken, waitingFor, type HowWaiting } from '../harness/hosts/first-view.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { command, isOurs, TEXT } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()

const waiting = (...how: HowWaiting) => waitingFor(stand, ...how)

test('it is what the form itself draws, and the form takes its elements over as they are', async () => {
  const { page, panel, message, complaints } = await waiting()
  await message.waitFor()
  await page.evaluate(() => {
    for (const one of document.querySelector('support-widget')!.shadowRoot!.querySelectorAll('.inner *'))
      Object.assign(one, { isFirst: true })
  })
  const before = await drawn(page)
  panel.serve()
  await taken(page)
  expect(await drawn(page)).toBe(before)
  const strangers = await page.evaluate(
    () =>
      [...document.querySelector('support-widget')!.shadowRoot!.querySelectorAll('.inner *')].filter(
        (one) => !('isFirst' in one),
      ).length,
  )
  expect(strangers).toBe(0)
  expect(complaints).toEqual([])
})

test('what is typed meanwhile stays with the caret, is kept from the page, and is sent', async () => {
  const head = script(
    `keys = 0; for (const type of ['keydown', 'input']) document.addEventListener(type, () => keys++)`,
  )
  const { page, panel, message, email, button, sent, focus, complaints } = await waiting([], 'en', head)
  await email.fill('ada@example.com')
  await message.click()
  await page.keyboard.type('Wrtten')
  for (let n = 0; n < 4; n++) await page.keyboard.press('ArrowLeft')
  panel.serve()
  await taken(page)
  await page.keyboard.type('i')
  expect(await focus()).toBe('message')
  await button('Send message').click()
  await sent.waitFor()
  expect(stand.received).toMatchObject([{ message: 'Written', email: 'ada@example.com' }])
  expect(await page.evaluate('keys')).toBe(0)
  expect(complaints).toEqual([])
})

test('a second press does not leave the page with the message, where a polluted prototype has each listener hear once', async () => {
  const head = script('Object.prototype.once = true')
  const { page, message, email, button } = await waiting([], 'en', head)
  await email.fill('ada@example.com')
  await message.fill('Written')
  const address = page.url()
  for (let press = 0; press < 3; press++) await button('Send message').click()
  // What would lead on does so in a task of its own.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
  expect(page.url()).toBe(address)
  expect(await message.inputValue()).toBe('Written')
})

test.each([
  ['the button', ''],
  ['keys', 'Control+Enter'],
])('what is sent by %s meanwhile is sent once the form is there', async (_, keys) => {
  const { page, panel, message, email, button, sent, complaints } = await waiting()
  await message.fill(TEXT)
  await email.fill('ada@example.com')
  await (keys ? message.press(keys) : button('Send message').click())
  expect(stand.received).toEqual([])
  panel.serve()
  await sent.waitFor()
  expect(stand.received).toMatchObject([{ message: TEXT, email: 'ada@example.com' }])
  expect(page.url()).toMatch(/\/host$/)
  expect(complaints).toEqual([])
})

test('what is written stays when the form does not come, and is there when it does', async () => {
  const files = loseFiles(stand, (name) => name.startsWith('panel'))
  const { page, launcher, message, button, complaints } = await visit(stand)
  const lost = page.waitForRequest(/panel\.js/)
  // The second try is held until something is written, or there would be nothing to lose.
  await page.route('**/assets/*/panel.js*', async (route) => {
    await message.fill(TEXT)
    await route.continue()
  })
  await launcher.click()
  await lost
  await button('Loading failed. Try again').waitFor()
  expect(await message.inputValue()).toBe(TEXT)
  files.find()
  await page.unroute('**/assets/*/panel.js*')
  await button('Loading failed. Try again').click()
  await taken(page)
  expect(await message.inputValue()).toBe(TEXT)
  expect(await page.locator('support-widget .view > *').count()).toBe(2)
  await expect
    .poll(() => page.evaluate('JSON.stringify({ ...sessionStorage })'))
    .toContain(encodeURIComponent(TEXT).replaceAll('%20', '+'))
  expect(complaints.filter(isOurs)).toEqual([])
})

test('it speaks the language of the form, or waits for that', async () => {
  const { page, held, panel, field, dialog } = await waiting(['de/form'], 'de')
  const texts = await held.take('de/form')
  expect(await page.locator('support-widget textarea').count()).toBe(0)
  texts.serve()
  await field('message').waitFor()
  const before = await drawn(page)
  expect(before).toContain('Nachricht')
  expect(await dialog.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('de')
  panel.serve()
  await taken(page)
  expect(await drawn(page)).toBe(before)
})

test('when the page ends the form and begins anew it has nothing of what was sent before', async () => {
  const { page, launcher, message, email, button, sent } = await visit(stand)
  await launcher.click()
  await email.fill('ada@example.com')
  await message.fill(TEXT)
  await button('Send message').click()
  await sent.waitFor()
  for (const name of ['reset', 'destroy', 'init', 'open']) await command(page, name)
  await taken(page)
  expect(await message.inputValue()).toBe('')
})

test('a page that ends the form before that has taken it over leaves nothing of it there, and what was written comes again', async () => {
  const { page, panel, held, message } = await waiting(['de/form'])
  await message.fill(TEXT)
  await command(page, 'locale', 'de')
  panel.serve()
  const texts = await held.take('de/form')
  const view = await page.locator('support-widget .view').elementHandle()
  await command(page, 'destroy')
  expect(await view?.evaluate((one) => one.childNodes.length)).toBe(0)
  texts.serve()
  await command(page, 'init')
  await command(page, 'open')
  expect(await page.locator('support-widget textarea').inputValue()).toBe(TEXT)
})

test('it is forgotten with everything else when the page resets', async () => {
  const { page, panel, message } = await waiting()
  await message.fill(TEXT)
  await command(page, 'reset')
  expect(await message.inputValue()).toBe('')
  panel.serve()
  await taken(page)
  expect(await message.inputValue()).toBe('')
  expect(await page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain('Written')
})
