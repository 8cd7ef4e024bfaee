/** Somebody who writes in the form of a page that wants everything for itself, with mouse, finger and keys. */
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Stand } from '../browser/fake-proxy.ts'
import { guarded, words } from '../browser/visitor.ts'
import type { PAGES } from './wilful-pages.ts'

/** What the page takes notes of: see wilful-pages.ts. */
interface Theirs {
  pending: number
  ticks?: number
  whenAllIsThere?: () => void
}

/** When the page has done what it wanted. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const theirs = window as unknown as Theirs
    const ticks = theirs.ticks ?? Infinity
    while (theirs.pending || (theirs.ticks ?? Infinity) < ticks + 2) await new Promise(requestAnimationFrame)
  })

/** Hands of a visitor, who aims at a place and not at an element. */
function handsOf(page: Page, isTouched = false) {
  const centre = async (what: Locator) => {
    await what.scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await what.boundingBox())!
    return [x + width / 2, y + height / 2] as const
  }
  return {
    press: async (what: Locator) => {
      await (isTouched
        ? page.touchscreen.tap(...(await centre(what)))
        : page.mouse.click(...(await centre(what))))
      await settled(page)
    },
    type: async (text: string) => {
      await page.keyboard.type(text)
      await settled(page)
    },
    key: async (name: string) => {
      await page.keyboard.press(name)
      await settled(page)
    },
    drag: async (what: Locator) => {
      await what.scrollIntoViewIfNeeded()
      const { x, y } = (await what.boundingBox())!
      await page.mouse.move(x + 14, y + 20)
      await page.mouse.down()
      await page.mouse.move(x + 60, y + 24, { steps: 2 })
      await page.mouse.up()
      await settled(page)
    },
  }
}

/** How much of a field is selected; where page and fields have one selection, as far as it is shown. */
const selected = (field: Locator) =>
  field.evaluate((element: HTMLTextAreaElement) =>
    !navigator.userAgent.includes('Firefox') && getSelection()!.type === 'None'
      ? 0
      : element.selectionEnd - element.selectionStart,
  )

const TEXT = 'g s/'

/** Types, selects, and does what else the page is known to forbid. */
async function write(page: Page, { takes, also, isTouched }: (typeof PAGES)[string]): Promise<void> {
  const { message, email, focus } = words(page)
  const { press, type, key, drag } = handsOf(page, isTouched)
  await press(message)
  expect(await focus()).toBe('message')
  await type(TEXT)
  expect(await message.inputValue()).toBe(TEXT)
  await press(email)
  await type('ada@b.co')
  expect(await email.inputValue()).toBe('ada@b.co')
  await drag(message)
  if (takes !== 'selecting') expect(await selected(message)).toBeGreaterThan(1)
  if (also === 'shortcuts') {
    await key('Control+a')
    await type('ab')
    await key('ArrowLeft')
    await type('X')
    expect(await message.inputValue()).toBe('aXb')
    await key('Control+z')
    expect(await message.inputValue()).not.toBe('aXb')
  }
  if (also === 'clipboard') {
    await key('Control+a')
    await key('Control+x')
    expect(await message.inputValue()).toBe('')
    await key('Control+v')
    await key('Control+a')
    await key('Control+c')
    await key('End')
    await key('Control+v')
    expect(await message.inputValue()).toBe(TEXT + TEXT)
  }
  await message.fill(TEXT)
}

/** Scrolls by the wheel where the form itself scrolls. */
async function scroll(page: Page): Promise<void> {
  const scrolled = () =>
    page.evaluate(
      () => document.querySelector('support-widget')!.shadowRoot!.querySelector('.view')!.scrollTop,
    )
  const { x, y } = (await words(page).dialog.boundingBox())!
  await page.mouse.move(x + 8, y + 200)
  const before = await scrolled()
  await page.mouse.wheel(0, before ? -300 : 300)
  await expect.poll(scrolled).not.toBe(before)
}

/** Opens the form of such a page, writes, sends by pointer and by keys, and closes it. */
export async function useForm(
  page: Page,
  wilful: (typeof PAGES)[string],
  stand: Stand,
  isInline = false,
): Promise<void> {
  const { launcher, dialog, message, button, sent, email, focus } = words(page)
  const { press, key } = handsOf(page, wilful.isTouched)
  if (!isInline) await (wilful.takes === 'opening' ? handsOf(page).press(launcher) : press(launcher))
  await message.waitFor()
  await guarded(page, stand)
  await page.evaluate(() => (window as unknown as Theirs).whenAllIsThere?.())
  await write(page, wilful)
  if (!isInline) await scroll(page)
  stand.answer({ status: 500, body: {} })
  await press(button('Send message'))
  await page.getByText('Something went wrong').first().waitFor()
  await press(email)
  // Past what else is offered after a failure.
  for (let tabs = 0; tabs < 4 && (await focus()) !== 'Try again'; tabs++) await key('Tab')
  expect(await focus()).toBe('Try again')
  await key('Enter')
  await sent.waitFor()
  if (isInline) return
  await press(button('Close'))
  await dialog.waitFor({ state: 'hidden' })
}
