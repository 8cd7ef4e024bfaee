/** Pages that cancel what a pointer does: in the form it does it all the same, and the page hears nothing (R95). */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded } from '../harness/browser/visitor.ts'
import { host, packaged, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()

const TYPES = [
  'pointerdown mousedown click dblclick auxclick contextmenu selectstart dragstart wheel',
  'touchstart touchmove dragover drop',
]
  .join(' ')
  .split(' ')

/** Cancels every type, all the ways that pages do it. */
const cancelling = (where: string, options: object, more = '') =>
  script(`heard = []
    for (const type of ${JSON.stringify(TYPES)}) ${where}.addEventListener(type, (event) => {
      if (!event.composedPath().some((node) => node.localName === 'support-widget')) return
      heard.push(type)
      event.preventDefault()
      ${more}
    }, ${JSON.stringify(options)})`)

/** A page that wants the pointer for itself; `heard` says what it took. */
const PAGES: Record<string, string> = {
  'a handler of mousedown that spares inputs only': script(
    `heard = []; document.onmousedown = (event) => { heard.push(event.type); return /^(INPUT|TEXTAREA)$/.test(event.target.tagName) }`,
  ),
  'a page that scrolls smoothly': script(
    `heard = []; addEventListener('wheel', (event) => { heard.push(event.type); event.preventDefault() }, { passive: false })`,
  ),
  'a page that lets nobody select, copy or drag': script(`heard = []
    for (const type of ['selectstart', 'contextmenu', 'dragstart']) document['on' + type] = (event) => { heard.push(type); return false }`),
  'jQuery, delegated':
    script(packaged('jquery/dist/jquery.js')) +
    script(
      `heard = []; $(document).on('mousedown click wheel contextmenu selectstart', (event) => { heard.push(event.type); return false })`,
    ),
  'listeners of the document': cancelling('document', { passive: false }),
  'listeners of the window': cancelling('window', { passive: false }),
  'listeners of the document that capture': cancelling('document', { passive: false, capture: true }),
  'listeners of the document that capture, and stop': cancelling(
    'document',
    { passive: false, capture: true },
    'event.stopImmediatePropagation()',
  ),
  'listeners of the root': cancelling('document.documentElement', { passive: false }),
}

/** Writes much, so that there is something to scroll, and notes which events in the form were cancelled. */
async function written(head: string) {
  const one = await host(stand, { head })
  await one.page.setViewportSize({ width: 1100, height: 420 })
  await one.launcher.click()
  await one.message.fill('A word, and lines\n'.repeat(60))
  await guarded(one.page, stand)
  await one.page.evaluate((types) => {
    Object.assign(window, { cancelled: [] })
    const root = document.querySelector('support-widget')!.shadowRoot!
    const note = (event: Event) =>
      // When all listeners have been asked.
      setTimeout(
        () =>
          event.defaultPrevented && (window as unknown as { cancelled: string[] }).cancelled.push(event.type),
      )
    for (const type of types) root.addEventListener(type, note, { capture: true, passive: true })
    ;(window as unknown as { heard: string[] }).heard.length = 0
  }, TYPES)
  return one
}

test.each(Object.keys(PAGES))('%s leaves the pointer to the form', async (name) => {
  const { page, message, email, focus } = await written(PAGES[name]!)
  const scrolled = () =>
    page.evaluate(() => {
      const root = document.querySelector('support-widget')!.shadowRoot!
      return [...root.querySelectorAll('*')].reduce((sum, { scrollTop }) => sum + scrollTop, 0)
    })
  const before = await scrolled()
  await message.hover()
  await page.mouse.wheel(0, -5000)
  await expect.poll(scrolled).not.toBe(before)
  await email.click()
  expect(await focus()).toBe('email')
  await message.dblclick({ position: { x: 20, y: 20 } })
  expect(await focus()).toBe('message')
  const selected = () =>
    message.evaluate((field: HTMLTextAreaElement) => field.selectionEnd - field.selectionStart)
  expect(await selected()).toBeGreaterThan(0)
  // Over some lines, as one marks them; what is marked already would be dragged.
  await page.keyboard.press('ArrowRight')
  const box = (await message.boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 90, box.y + 60, { steps: 4 })
  await page.mouse.up()
  expect(await selected()).toBeGreaterThan(10)
  await message.click({ button: 'right' })
  await message.click({ button: 'middle' })
  expect(await page.evaluate('cancelled')).toEqual([])
  // Who listens while events go down hears of some, and cannot do anything.
  if (!name.includes('capture')) expect(await page.evaluate('heard')).toEqual([])
})

const TOUCHED = ['listeners of the document', 'listeners of the document that capture, and stop']

test.each(TOUCHED)('%s leave the form to a finger', async (name) => {
  const { page, message, email, focus } = await written(PAGES[name]!)
  const devtools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
  const before = await message.evaluate((field) => field.scrollTop)
  const box = (await message.boundingBox())!
  const x = box.x + 40
  await touch('touchStart', x, box.y + 15)
  for (let y = 15; y < 110; y += 5) await touch('touchMove', x, box.y + y)
  await touch('touchEnd')
  await expect.poll(() => message.evaluate((field) => field.scrollTop)).not.toBe(before)
  await email.scrollIntoViewIfNeeded()
  const field = (await email.boundingBox())!
  await touch('touchStart', field.x + 20, field.y + 20)
  await touch('touchEnd')
  await expect.poll(focus).toBe('email')
  expect(await page.evaluate('cancelled')).toEqual([])
})

test('the page’s own pointer handlers work beside the form, open or closed', async () => {
  const { page, message } = await written(PAGES['listeners of the document']!)
  await page.evaluate(`clicks = 0; document.addEventListener('click', () => clicks++)`)
  await page.locator('#own').click()
  expect(await page.evaluate('clicks')).toBe(1)
  await message.click()
  expect(await page.evaluate('clicks')).toBe(1)
})
