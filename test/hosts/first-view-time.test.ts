/** When the form's first view is made and shown, and when there is none. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { parts } from '../harness/browser/screen.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { drawn, isTaken, taken } from '../harness/hosts/first-view.ts'
import { holdFiles } from '../harness/hosts/held-files.ts'
import { command, run, TEXT } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()

/** A visitor whose pointer rests on the button, for whom the first view has come, and the panel has not. */
async function pointing(names: string[] = []) {
  const held = holdFiles(stand, (name) => ['panel', ...names].includes(name))
  const one = await visit(stand)
  const came = one.page.waitForResponse(/assets\/\w+\/view\.js/)
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

test('there is none where a text of the visitor is kept, which would stand in its place', async () => {
  const first = await visit(stand)
  await first.write(TEXT)
  await first.page.reload()
  stand.requests.length = 0
  const held = holdFiles(stand, (name) => name === 'panel')
  const came = first.page.waitForResponse(/assets\/\w+\/view\.js/)
  // From the cache the panel would come at once.
  await first.page.route('**/assets/*/panel.js*', (route) => route.continue())
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
  const came = page.waitForResponse(/assets\/\w+\/view\.js/)
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
     await import(loaded.find((name) => name.includes('/view.js')))`,
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
