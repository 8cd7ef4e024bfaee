/** Dialogs of the page, native or made of scripts with traps for focus and clicks: the form works above them (R38, R39). */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { MODALS, STYLES } from '../harness/hosts/host-modals.ts'

const stand = useFakeProxy()

const NAMES = Object.keys(MODALS)

/** A page with such a modal, and how to work it. */
async function withModal(name: string) {
  const code = script(await MODALS[name]!())
  const one = await visit(stand, hostPage(stand, { head: STYLES[name] ?? '', body: code }))
  const { page } = one
  const isOpen = () => page.evaluate<boolean>('isOpen()')
  const show = async () => {
    await page.evaluate('show()')
    await expect.poll(isOpen).toBe(true)
    await page.locator('#theirs').waitFor()
  }
  const hide = async () => {
    await page.evaluate('hide()')
    await page.locator('#theirs').waitFor({ state: 'hidden' })
  }
  return { ...one, isOpen, show, hide }
}

test.each(NAMES)(
  'inside a modal of %s, a link opens the form, which works and leaves the modal open',
  async (name) => {
    const { page, message, email, button, sent, dialog, focus, complaints, isOpen, show } =
      await withModal(name)
    await show()
    await page.getByRole('link', { name: 'Contact us' }).click()
    await expect.poll(focus).toBe('title')
    await guarded(page, stand)
    await message.click()
    await page.keyboard.type('Hello')
    expect(await message.inputValue()).toBe('Hello')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ada@example.com')
    expect(await email.inputValue()).toBe('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await isOpen()).toBe(true)
    // Theirs again: the next Escape is not ours.
    await page.locator('#theirs').click()
    await page.keyboard.type('theirs')
    expect(await page.locator('#theirs').inputValue()).toBe('theirs')
    expect(await page.locator('html > support-widget').count()).toBe(1)
    expect(complaints).toEqual([])
  },
)

test.each(NAMES)(
  'a modal of %s that opens later does not lock the form, nor take its text along',
  async (name) => {
    const { page, write, message, dialog, isOpen, show, hide, complaints } = await withModal(name)
    await write('Before')
    await guarded(page, stand)
    await show()
    await message.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' and above')
    expect(await message.inputValue()).toBe('Before and above')
    expect(await isOpen()).toBe(true)
    await hide()
    await dialog.waitFor()
    await message.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' and after')
    expect(await message.inputValue()).toBe('Before and above and after')
    expect(await page.locator('html > support-widget').count()).toBe(1)
    expect(complaints).toEqual([])
  },
)

test.each(NAMES)(
  'a press of the corner button opens the form above a modal of %s, which stays',
  async (name) => {
    const { page, launcher, dialog, message, email, button, sent, complaints, isOpen, show } =
      await withModal(name)
    const box = (await launcher.boundingBox())!
    await show()
    // By a pointer that was somewhere else: nothing has been loaded before.
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await message.waitFor()
    expect(await isOpen()).toBe(true)
    await guarded(page, stand)
    await message.click()
    await page.keyboard.type('Hello')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ada@example.com')
    expect(await message.inputValue()).toBe('Hello')
    expect(await email.inputValue()).toBe('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    await button('Close').click()
    await dialog.waitFor({ state: 'hidden' })
    expect(await isOpen()).toBe(true)
    expect(complaints).toEqual([])
  },
)

test.each(NAMES)('above a modal of %s, the first press of Send sends', async (name) => {
  const { page, write, dialog, button, sent, isOpen, show } = await withModal(name)
  await write()
  await guarded(page, stand)
  await show()
  const box = (await button('Send message').boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await sent.waitFor()
  expect(await isOpen()).toBe(true)
  expect(await dialog.isVisible()).toBe(true)
})

/** A page with a native modal, which a script may show at any time. */
async function withNative(viewport = { width: 1100, height: 760 }) {
  const body = `<dialog id="theirs" style="inline-size:200px"><p>Sign in again</p><input id="their-field"><a href="/contact" data-support-open>Contact us</a>
    <button onclick="this.closest('dialog').close()">Later</button></dialog>`
  const one = await visit(stand, hostPage(stand, { body }), { viewport })
  const { page } = one
  const show = () => page.evaluate(() => document.querySelector<HTMLDialogElement>('#theirs')!.showModal())
  const theirs = page.locator('#theirs')
  return { ...one, show, theirs }
}

test('a native modal that the page shows over the form leaves both usable', async () => {
  const { page, write, message, email, button, sent, complaints, show, theirs } = await withNative()
  await write('Before', '')
  await guarded(page, stand)
  await show()
  await message.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' and above')
  await page.locator('#their-field').click()
  await page.keyboard.type('theirs')
  expect(await page.locator('#their-field').inputValue()).toBe('theirs')
  expect(await message.inputValue()).toBe('Before and above')
  await button('Later').click()
  await theirs.waitFor({ state: 'hidden' })
  await expect.poll(() => page.locator('html > support-widget').count()).toBe(1)
  await email.click()
  await page.keyboard.type('ada@example.com')
  await button('Send message').click()
  await sent.waitFor()
  expect(stand.received.at(-1)?.['message']).toBe('Before and above')
  expect(complaints).toEqual([])
})

test('the form that was closed there comes when it is called from inside a native modal', async () => {
  const { page, write, message, button, dialog, show, theirs } = await withNative()
  await write('Before')
  await guarded(page, stand)
  await show()
  await button('Close').click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByRole('link', { name: 'Contact us' }).click()
  await message.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' and again')
  expect(await message.inputValue()).toBe('Before and again')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(await theirs.isVisible()).toBe(true)
})

test('on a phone the form makes way for a native modal, and comes over it when it is called', async () => {
  const { page, write, message, button, dialog, show, theirs } = await withNative({ width: 390, height: 844 })
  await write('Before')
  await guarded(page, stand)
  await show()
  await page.getByRole('link', { name: 'Contact us' }).click()
  await message.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' and again')
  expect(await message.inputValue()).toBe('Before and again')
  await button('Close').click()
  await dialog.waitFor({ state: 'hidden' })
  await button('Later').click()
  await theirs.waitFor({ state: 'hidden' })
})
