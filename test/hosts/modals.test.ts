/** Dialogs that libraries make of scripts, with traps for focus and clicks: the form works above them (R39). */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
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
    await expect.poll(() => stand.requests.some((request) => request.includes('stay-in-page'))).toBe(true)
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
