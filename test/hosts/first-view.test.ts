/** The form's first view, there before the panel: the same elements, and nothing that is done with it meanwhile is lost. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { parts } from '../harness/browser/screen.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { holdFiles, loseFiles } from '../harness/hosts/held-files.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { command, isOurs, run, TEXT } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()

/** A visitor who has pressed the button while the panel is held back. */
async function waiting(names: string[] = [], lang = 'en', head = '') {
  const held = holdFiles(stand, (name) => ['panel', ...names].includes(name))
  const one = await visit(stand, hostPage(stand, { head }).replace('lang="en"', `lang="${lang}"`))
  await one.launcher.click()
  const panel = await held.take('panel')
  return { ...one, ...parts(one.page), held, panel }
}

/** Whether the form has taken it over. */
const isTaken = (page: Page) =>
  page
    .locator('support-widget .view')
    .evaluate((view) => (view as never as { first?: unknown }).first === undefined)

/** When it has. */
const taken = (page: Page) => expect.poll(() => isTaken(page)).toBe(true)

const drawn = (page: Page) => page.locator('support-widget .inner').innerHTML()

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

test('what is sent meanwhile is sent once the form is there', async () => {
  const { page, panel, message, email, button, sent, complaints } = await waiting()
  await message.fill(TEXT)
  await email.fill('ada@example.com')
  await button('Send message').click()
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
  await page.route('**/assets/panel-*', async (route) => {
    await message.fill(TEXT)
    await route.continue()
  })
  await launcher.click()
  await lost
  await button('Loading failed. Try again').waitFor()
  expect(await message.inputValue()).toBe(TEXT)
  files.find()
  await page.unroute('**/assets/panel-*')
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

/** A visitor whose pointer rests on the button, for whom the first view has come, and the panel has not. */
async function pointing(names: string[] = []) {
  const held = holdFiles(stand, (name) => ['panel', ...names].includes(name))
  const one = await visit(stand)
  const came = one.page.waitForResponse(/assets\/first-/)
  await one.launcher.hover()
  await held.take('panel')
  await run(one.page, `await import('${(await came).url()}')`)
  return { ...one, ...parts(one.page), held }
}

test('it is made before the press, and with that only shown', async () => {
  const { page, launcher, message } = await pointing()
  await page.evaluate(`made = []
    const make = document.createElementNS
    document.createElementNS = (...what) => (made.push(what[1]), make.apply(document, what))`)
  await launcher.click()
  await message.fill(TEXT)
  expect(await page.evaluate('made')).toEqual([])
})

test('no other one is made when the form is there and opened again', async () => {
  const { page, launcher, message } = await visit(stand)
  await launcher.click()
  await taken(page)
  await command(page, 'close')
  await page.evaluate(`made = []
    const make = document.createElementNS
    document.createElementNS = (...what) => (made.push(what[1]), make.apply(document, what))`)
  await launcher.click()
  await message.fill(TEXT)
  // The first view would be drawn with the next frame.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))')
  expect(await page.evaluate('made')).not.toContain('textarea')
})

test('it speaks the language that the page has with the press, whatever that was before', async () => {
  const { page, launcher, held, field } = await pointing(['de/form'])
  await page.evaluate(`document.documentElement.lang = 'nl'`)
  await command(page, 'locale', 'de')
  await launcher.click()
  const texts = await held.take('de/form')
  expect(await page.locator('support-widget textarea').count()).toBe(0)
  texts.serve()
  await field('message').waitFor()
  expect(await drawn(page)).toContain('Nachricht')
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
  expect(await view!.evaluate((one) => one.childNodes.length)).toBe(0)
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

test('there is none where a text of the visitor is kept, which would stand in its place', async () => {
  const first = await visit(stand)
  await first.write(TEXT)
  await first.page.reload()
  stand.requests.length = 0
  const held = holdFiles(stand, (name) => name === 'panel')
  const came = first.page.waitForResponse(/assets\/first-/)
  // From the cache the panel would come at once.
  await first.page.route('**/assets/panel-*', (route) => route.continue())
  await first.launcher.click()
  const panel = await held.take('panel')
  await (await came).finished()
  expect(await first.page.locator('support-widget textarea').count()).toBe(0)
  panel.serve()
  await expect.poll(() => first.message.inputValue()).toBe(TEXT)
})

test('there is none while the page shows a modal, which would hold the focus until the form has come', async () => {
  const held = holdFiles(stand, (name) => name === 'panel')
  const body = '<div role="dialog" aria-label="Theirs"><a href="/contact" data-support-open>Contact</a></div>'
  const { page, message } = await visit(stand, hostPage(stand, { body }))
  await page.locator('support-widget').waitFor({ state: 'attached' })
  const came = page.waitForResponse(/assets\/first-/)
  await page.getByRole('link', { name: 'Contact' }).click()
  const panel = await held.take('panel')
  await (await came).finished()
  expect(await page.locator('support-widget textarea').count()).toBe(0)
  panel.serve()
  await message.waitFor()
})

/** A visitor for whom all is loaded before the press. */
async function preloaded() {
  const one = await visit(stand)
  await run(
    one.page,
    `await SupportWidget('preload')
     const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
     await import(loaded.find((name) => name.includes('/assets/first-')))`,
  )
  return one
}

/** The same, whose page draws frames only when it is told to. */
async function unpainted() {
  const { page, launcher, message } = await preloaded()
  await page.evaluate(() => {
    const later = setTimeout.bind(window)
    const callbacks: FrameRequestCallback[] = []
    const draw = () => callbacks.splice(0).forEach((callback) => callback(performance.now()))
    Object.assign(window, {
      draw,
      requestAnimationFrame: (callback: FrameRequestCallback) => callbacks.push(callback),
      // Nothing is given up while the test looks.
      setTimeout: (callback: () => void, ms = 0) => later(callback, ms < 100 ? ms : ms * 1000),
    })
  })
  await launcher.click()
  /** Everything that is to be done at once, timers that begin timers too. */
  const settle = () =>
    page.evaluate(async () => {
      for (let n = 0; n < 20; n++) await new Promise((resolve) => setTimeout(resolve))
    })
  return { page, message, settle, draw: () => page.evaluate('draw()') }
}

test('it is drawn in the frame of the dialog, and the work of the form begins after the next one', async () => {
  const { page, message, settle, draw } = await unpainted()
  await settle()
  expect(await page.locator('support-widget .view').textContent()).toBe('...')
  await draw()
  await settle()
  await message.fill('Written')
  expect(await isTaken(page)).toBe(false)
  await draw()
  await taken(page)
  expect(await message.inputValue()).toBe('Written')
})

test('a page that draws no frames gets the whole form all the same', async () => {
  const { page, launcher, message } = await preloaded()
  await page.evaluate('requestAnimationFrame = () => 0')
  await launcher.click()
  await message.waitFor()
  await taken(page)
})
