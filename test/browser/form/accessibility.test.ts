import { expect, test } from 'vitest'
import { axe, findings, geometry } from '../../harness/browser/axe.ts'
import { parts } from '../../harness/browser/screen.ts'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()

const screens = [
  ['desktop', { width: 1100, height: 760 }],
  ['a phone of 320 pixels', { width: 320, height: 640 }],
] as const

const LOCALES = ['en', 'de', 'ar']

for (const [screen, viewport] of screens) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in any state on ${screen} in ${colorScheme}, in three languages`, async () => {
      const reply = { within: 4, hours: { timeZone: 'UTC', days: { mon: ['09:00-17:00'] } } }
      const consent = { mode: 'required', text: 'OK: [2026/1]', link: 'https://example.com/', version: '1' }
      const contactEmail = 'help@example.com'
      stand.define({
        body: { site: 'demo', name: 'optional', subject: 'hidden', contactEmail, reply, consent },
      })
      const { page } = await visit(stand, hostPage(stand), { viewport, colorScheme, reducedMotion: 'reduce' })
      const { launcher, region, field, submit, notice, sent, meant, dialog } = parts(page)
      const check = async (state: string) => {
        for (const locale of LOCALES) {
          await page.evaluate((to) => void window.SupportWidget!('locale', to), locale)
          if (state !== 'closed') await expect.poll(() => region.getAttribute('lang')).toBe(locale)
          expect(await findings(page), `${state} in ${locale}`).toEqual([])
          expect(await geometry(page), `${state} in ${locale}`).toEqual([])
        }
      }
      await launcher.waitFor()
      await page.evaluate(axe)
      await check('closed')
      await launcher.click()
      await dialog.locator('.expected').first().waitFor()
      await field('consent').waitFor()
      await check('open')
      await submit.click()
      await notice.waitFor()
      await check('errors')
      await field('consent').check()
      await field('email').fill('ada@gmial.com')
      await field('message').fill('x'.repeat(9000))
      await meant.waitFor()
      await check('counter and suggestion')
      stand.answer({ delay: Infinity, status: 429, body: {}, headers: { 'Retry-After': '1' } })
      await submit.click()
      await page.locator('support-widget [type=submit][aria-disabled]').waitFor()
      await check('sending')
      stand.release()
      await notice.waitFor()
      await check('failed')
      await page.locator('support-widget [type=submit]:not([aria-disabled])').click()
      await sent.waitFor()
      await check('sent')
      await page.context().close()
    })
  }
}

test.each(screens)(
  'a long message that was pasted leaves the room left in sight, and the next field near, on %s',
  async (_, viewport) => {
    const { page } = await visit(stand, hostPage(stand), { viewport, reducedMotion: 'reduce' })
    const { launcher, field, dialog } = parts(page)
    await launcher.click()
    await field('message').fill('Word '.repeat(1900))
    const counter = dialog.locator('.counter')
    await counter.waitFor()
    const seen = () =>
      counter.evaluate((element) => {
        const { x, bottom } = element.getBoundingClientRect()
        const root = element.getRootNode() as ShadowRoot // as: it is in the widget's
        return root.elementFromPoint(x + 5, bottom - 3) === element
      })
    await expect.poll(seen).toBe(true)
    const { height } = (await field('message').boundingBox())!
    expect(height).toBeLessThan(viewport.height * 0.61)
    await page.context().close()
  },
)

test('on a phone the form is a modal sheet with fields of 16 pixels, and Tab does not leave it', async () => {
  const { page, launcher, message, focus } = await visit(stand, hostPage(stand), {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await launcher.tap()
  await message.waitFor()
  expect(
    await page
      .locator('dialog.panel')
      .evaluate((dialog) => [dialog.matches(':modal'), dialog.clientWidth, dialog.clientHeight]),
  ).toEqual([true, 390, 844])
  expect(
    await message.evaluate((field) => parseFloat(getComputedStyle(field).fontSize)),
  ).toBeGreaterThanOrEqual(16)
  const seen = new Set<unknown>()
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press('Tab')
    seen.add(await focus())
  }
  expect(seen).not.toContain('own')
  await page.context().close()
})

test('the keyboard of a phone covers neither the field nor the button, and leaves no gap behind', async () => {
  const { page, launcher, message, email } = await visit(stand, hostPage(stand), {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await launcher.tap()
  await message.waitFor()
  await guarded(page, stand)
  /** What a keyboard does to the visible part of the page, which is shifted under it. */
  const keyboard = (height: number, offsetTop: number) =>
    page.evaluate(
      ([high, top]) => {
        const visible = window.visualViewport!
        Object.defineProperties(visible, {
          height: { value: high, configurable: true },
          offsetTop: { value: top, configurable: true },
        })
        for (const type of ['resize', 'scroll']) visible.dispatchEvent(new Event(type))
      },
      [height, offsetTop] as const,
    )
  const box = async (name: string) => {
    const { y, height } = (await page.locator('support-widget').locator(name).boundingBox())!
    return { top: y, bottom: y + height }
  }
  for (const field of [message, email]) {
    await field.focus()
    await keyboard(380, 120)
    const [dialog, button] = [await box('dialog'), await box('[type=submit]')]
    expect([dialog.top, dialog.bottom]).toEqual([120, 500])
    expect(button.bottom).toBeLessThanOrEqual(500)
    const { top, bottom } = await box(':focus')
    expect(bottom > 120 && top < button.top, 'the field is seen').toBe(true)
    await keyboard(844, 0)
    expect(await box('dialog')).toEqual({ top: 0, bottom: 844 })
  }
  // Nothing of the page was locked or moved for it.
  await page.keyboard.press('Escape')
  expect(
    await page.evaluate(() => [document.body.style.cssText, document.documentElement.style.cssText]),
  ).toEqual(['', ''])
  await page.context().close()
})

test('going back on a phone closes the form, keeps the text, and stays on the page', async () => {
  const { page, launcher, message, focus } = await visit(stand, hostPage(stand), {
    viewport: { width: 390, height: 844 },
  })
  await launcher.click()
  await message.fill('Half a thought')
  const address = page.url()
  // What the back gesture of Android asks of a modal dialog (HTML, "close request").
  await page.locator('dialog.panel').evaluate((dialog: HTMLDialogElement) => dialog.requestClose())
  await message.waitFor({ state: 'hidden' })
  expect(await launcher.getAttribute('aria-expanded')).toBe('false')
  expect(await focus()).toBe('Help')
  expect(page.url()).toBe(address)
  await launcher.click()
  expect(await message.inputValue()).toBe('Half a thought')
  await page.context().close()
})

test('on a desktop the dialog is not modal: named, outside of the trap, inside a region', async () => {
  const { page, launcher, dialog, message } = await visit(stand)
  expect(await launcher.getAttribute('aria-expanded')).toBe('false')
  await launcher.click()
  await message.waitFor()
  await dialog.waitFor()
  await page.getByRole('region', { name: 'Help' }).waitFor({ state: 'attached' })
  expect(
    await page
      .locator('dialog.panel')
      .evaluate((element) => [element.matches(':modal'), element.getAttribute('aria-modal')]),
  ).toEqual([false, 'false'])
  await page.locator('#own').click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('own')
  await page.context().close()
})

test('at 400 % zoom everything can be reached by scrolling one way', async () => {
  const { page, launcher, button } = await visit(stand, hostPage(stand), {
    viewport: { width: 320, height: 256 },
  })
  await launcher.click()
  await button('Send message').click()
  await page.getByRole('link', { name: 'Write your message' }).waitFor()
  expect(await geometry(page)).toEqual([])
  await button('Send message').scrollIntoViewIfNeeded()
  await page.context().close()
})

test('in forced colours borders and focus stay visible, and nothing of it is printed', async () => {
  const { page, launcher, message } = await visit(stand, hostPage(stand), { forcedColors: 'active' })
  await launcher.click()
  await message.focus()
  expect(await message.evaluate((field) => getComputedStyle(field).outlineStyle)).toBe('solid')
  expect(await page.locator('dialog.panel').evaluate((panel) => getComputedStyle(panel).borderTopWidth)).toBe(
    '1px',
  )
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('dialog.panel').isVisible()).toBe(false)
  await page.context().close()
})
