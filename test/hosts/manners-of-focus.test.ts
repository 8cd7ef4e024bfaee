/** What the guards of the form leave alone: the visitor's own ways, the page's modals, answers to our events (R95). */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded } from '../harness/browser/visitor.ts'
import { host, script } from '../harness/hosts/host-pages.ts'
import { PAGES } from '../harness/hosts/wilful-pages.ts'

const stand = useFakeProxy()

const BODY = '<input id="search" aria-label="Search"><input id="after" aria-label="After">'

/** Somebody who writes in the open form, and all of ours is there. */
async function writing(head = '', body = '') {
  const one = await host(stand, { head: PAGES['does nothing']!.head + head, body: BODY + body })
  await one.launcher.click()
  await one.message.waitFor()
  await guarded(one.page, stand)
  await one.message.click()
  await one.page.keyboard.type('Hello')
  return { ...one, search: one.page.locator('#search') }
}

/** When all tasks and frames that were waiting have had their turn. */
const turn = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))

const diagnosis = (page: Page) =>
  page.evaluate(() => window.SupportWidget!('diagnose') as Promise<{ reasons: object[] }>)

test('a press in the page takes the focus there, and its scripts have their way again', async () => {
  const { page, search, focus, message } = await writing()
  await page.evaluate('steal()')
  await turn(page)
  expect(await focus()).toBe('message')
  expect(await page.evaluate('search().hasOwnProperty("focus")')).toBe(true)
  await page.locator('#after').click()
  await page.keyboard.type('theirs')
  expect(await page.locator('#after').inputValue()).toBe('theirs')
  await page.evaluate('steal()')
  await turn(page)
  expect(await focus()).toBe('search')
  expect(await page.evaluate('search().hasOwnProperty("focus")')).toBe(false)
  await page.keyboard.type('more')
  expect([await search.inputValue(), await message.inputValue()]).toEqual(['more', 'Hello'])
})

test('who tabs out of the form is not called back', async () => {
  const { page, focus } = await writing()
  // The form stands at the end of the page: backwards, into it.
  for (let tabs = 0; tabs < 8 && (await focus()) !== 'after'; tabs++) await page.keyboard.press('Shift+Tab')
  await turn(page)
  expect(await focus()).toBe('after')
  await page.keyboard.type('x')
  expect(await page.locator('#after').inputValue()).toBe('x')
})

test('a modal that the page shows has the focus that it takes', async () => {
  const { page, focus } = await writing(
    '',
    '<div role="dialog" aria-label="Signed out" hidden id="signed-out"><input id="again"></div>',
  )
  await page.evaluate(
    `document.querySelector('#signed-out').hidden = false; document.querySelector('#again').focus()`,
  )
  await turn(page)
  expect(await focus()).toBe('again')
})

test('who is led elsewhere without a press or a key, as screen readers do, is not called back', async () => {
  const { page, message, focus } = await host(stand, { head: PAGES['does nothing']!.head, body: BODY })
  await page.evaluate(() => void window.SupportWidget!('open'))
  await message.waitFor()
  await guarded(page, stand)
  await message.focus()
  await page.evaluate('steal()')
  await turn(page)
  expect(await focus()).toBe('search')
})

test('a page that moves the focus once a message is sent has its way', async () => {
  const { page, email, sent, focus } = await writing(script(`addEventListener('support-sent', steal)`))
  await email.click()
  await page.keyboard.type('ada@example.com')
  await page.keyboard.press('Enter')
  await sent.waitFor()
  await turn(page)
  expect(await focus()).toBe('search')
})

test('a press in a frame of the page leads there', async () => {
  const { page, message } = await writing('', '<iframe id="frame" srcdoc="<input id=inner>"></iframe>')
  const inner = page.frameLocator('#frame').locator('#inner')
  await inner.click()
  await page.keyboard.type('framed')
  expect([await inner.inputValue(), await message.inputValue()]).toEqual(['framed', 'Hello'])
})

test('what is dragged in the page is let go of over the form, and a press in the form is none of the page’s', async () => {
  const { page, message } = await writing(
    script(`heard = []; on(document, 'pointerup mouseup', (event) => heard.push(event.type), capture)`),
  )
  await page.evaluate('heard.length = 0')
  const box = (await message.boundingBox())!
  const own = (await page.locator('#own').boundingBox())!
  await page.mouse.move(own.x + 5, own.y + 5)
  await page.mouse.down()
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.up()
  expect(await page.evaluate('heard')).toEqual(['pointerup', 'mouseup'])
  await page.mouse.down()
  await page.mouse.move(own.x + 5, own.y + 5)
  await page.mouse.up()
  expect(await page.evaluate('heard')).toEqual(['pointerup', 'mouseup'])
  await page.mouse.click(own.x + 5, own.y + 5)
  expect(await page.evaluate('heard')).toEqual(['pointerup', 'mouseup', 'pointerup', 'mouseup'])
})

test('Send leaves the focus in its field while it is pressed, so that nothing moves from under it', async () => {
  const { page, email, button, focus } = await writing()
  await email.click()
  await page.keyboard.type('nobody')
  const box = (await button('Send message').boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  expect(await focus()).toBe('email')
  await page.mouse.up()
  await page.getByText('There is a problem').waitFor()
})

test('what a page cancels in the window is named once in the console, and by the diagnosis with what it stops', async () => {
  const { page, complaints, message } = await writing(
    script(`on(window, 'keydown', cancel, capture)
      on(window, 'wheel', (event) => { if (ours(event)) event.stopImmediatePropagation() }, capture)`),
  )
  await page.keyboard.type(' again')
  expect(await message.inputValue()).toBe('Hello again')
  const named = complaints.filter((text) => text.includes('cancels'))
  expect(named).toEqual([expect.stringMatching(/^Support: .* window cancels keydown .*data-mode="frame"/)])
  const { reasons } = await diagnosis(page)
  expect(reasons).toEqual([
    { code: 'events_taken', message: expect.stringMatching(/window take keydown, wheel from the form/) },
  ])
})

test('pages that take nothing are told of nothing, and diagnosed with nothing', async () => {
  const { page, complaints } = await writing()
  await page.keyboard.press('Control+k')
  const { reasons } = await diagnosis(page)
  expect([reasons, complaints]).toEqual([[], []])
})
