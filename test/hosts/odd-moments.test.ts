/**
 * What pages do with a whole document while the form is open in it, or its message on the way: they go on to the next by a
 * view transition, write themselves anew, print, and take the form out and put it elsewhere.
 */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit, words } from '../harness/browser/visitor.ts'
import { run } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()

const TRANSITION = '<style>@view-transition { navigation: auto }</style>'
const NEXT = '<a id="next" href="/next">Next</a>'

test.each(['open', 'sending'])('a view transition to the next page with the form %s', async (moment) => {
  const parts = { head: TRANSITION, body: NEXT }
  const { page, write, button, message, complaints } = await visit(stand, hostPage(stand, parts))
  stand.page('/next', hostPage(stand, parts))
  await write('Before the next page')
  if (moment === 'sending') {
    stand.answer({ delay: Infinity })
    await button('Send message').click()
    await expect.poll(() => stand.received.length).toBe(1)
  }
  await page.locator('#next').evaluate((link) => (link as HTMLElement).click())
  await page.waitForURL('**/next')
  stand.release()
  await button('Help').click()
  expect(await message.inputValue()).toBe('Before the next page')
  await button('Send message').click()
  await page.getByRole('heading', { name: 'Message sent' }).waitFor()
  expect(new Set(stand.received.map(({ id }) => id)).size).toBe(1)
  expect(complaints).toEqual([])
})

test('a page that is written anew while a message is on its way keeps it, and it is there once', async () => {
  const { page, write, button, message, sent } = await visit(stand)
  stand.answer({ delay: Infinity })
  await write()
  await guarded(page, stand)
  await button('Send message').click()
  await expect.poll(() => stand.received.length).toBe(1)
  await run(
    page,
    `document.open(); document.write('<!doctype html><title>Anew</title><h1>Anew</h1>'); document.close()`,
  )
  // The browser has taken all listeners: the form begins again.
  await expect.poll(() => message.inputValue()).toBe('Hello there')
  await button('Send message').click()
  await sent.waitFor()
  expect(new Set(stand.received.map(({ id }) => id)).size).toBe(1)
})

test('a popup that the page writes has a form of its own', async () => {
  const { page, button } = await visit(stand, hostPage(stand))
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    run(
      page,
      `const popup = open('about:blank', '', 'width=600,height=700'); popup.document.write(${JSON.stringify(hostPage(stand))}); popup.document.close()`,
    ),
  ])
  const other = words(popup)
  await other.write('From the popup')
  await button('Help').click()
  await other.button('Send message').click()
  await other.sent.waitFor()
  expect(stand.received.map(({ message }) => message)).toEqual(['From the popup'])
})

test('printed, the open form is on no sheet, and is there afterwards as it was', async () => {
  const { page, write, message, dialog } = await visit(stand)
  await write('Printed')
  await page.emulateMedia({ media: 'print' })
  await run(page, `dispatchEvent(new Event('beforeprint'))`)
  expect(await dialog.isVisible()).toBe(false)
  await run(page, `dispatchEvent(new Event('afterprint'))`)
  await page.emulateMedia({ media: null })
  await message.waitFor()
  expect(await message.inputValue()).toBe('Printed')
})

const FILE = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.alloc(200_000, 'x') }

/** The page takes it out, and a moment later puts it somewhere else. */
const putElsewhere = (name: string) => `
  const host = document.querySelector('${name}')
  host.remove()
  await new Promise((moment) => setTimeout(moment))
  document.querySelector('#other').append(host)`

test.each(['support-widget', 'support-form'])(
  'a %s that is taken out and put elsewhere while its file goes up loses nothing, and the message is there once',
  async (name) => {
    const files = { max: 3, maxBytes: 5_000_000, types: ['text/plain'] }
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files } })
    const body = '<div id="other"></div><support-form></support-form>'
    const { page, button, complaints } = await visit(stand, hostPage(stand, { body }))
    if (name === 'support-widget') await button('Help').click()
    const form = page.locator(name)
    stand.answer({ delay: Infinity })
    await form.locator('#message').fill('With a file')
    await form.locator('#email').fill('ada@example.com')
    await form.locator('input[type=file]').setInputFiles(FILE)
    if (name === 'support-widget') await guarded(page, stand)
    await form.locator('[type=submit]').click()
    await expect.poll(() => stand.received.length).toBe(1)
    await run(page, putElsewhere(name))
    stand.release()
    // A form that is a part of the page ends with it, and begins again with what was written.
    if (name === 'support-form') {
      await expect.poll(() => form.locator('#message').inputValue()).toBe('With a file')
      await form.locator('[type=submit]').click()
    }
    await form.getByRole('heading', { name: 'Message sent' }).waitFor()
    expect(new Set(stand.received.map(({ id }) => id)).size).toBe(1)
    expect(complaints).toEqual([])
  },
)
