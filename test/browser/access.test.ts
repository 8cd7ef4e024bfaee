import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, findings, geometry } from './axe.ts'
import { openStand, type Stand } from './stand.ts'
import { hostPage, visit } from './visitor.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})
afterAll(() => stand.close())

const screens = [
  ['desktop', { width: 1100, height: 760 }],
  ['a phone of 320 pixels', { width: 320, height: 640 }],
] as const

for (const [screen, viewport] of screens) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing in any state on ${screen} in ${colorScheme}`, async () => {
      stand.reset()
      const { page, button, launcher, message, email, sent } = await visit(stand, hostPage(stand), {
        viewport,
        colorScheme,
        reducedMotion: 'reduce',
      })
      const check = async (state: string) => {
        expect(await findings(page), state).toEqual([])
        expect(await geometry(page), state).toEqual([])
      }
      await launcher.waitFor()
      await page.evaluate(axe)
      await check('closed')
      await launcher.click()
      await message.waitFor()
      await check('open')
      await button('Send message').click()
      await page.getByText('There is a problem').waitFor()
      await check('errors')
      await message.fill('x'.repeat(9000))
      await email.fill('ada@example.com')
      await check('counter')
      stand.answer({ delay: Infinity, status: 429, body: {}, headers: { 'Retry-After': '1' } })
      await button('Send message').click()
      await button('Sending…').waitFor()
      await check('sending')
      stand.release()
      await page.getByText('Too many messages').first().waitFor()
      await check('failed')
      await button('Try again').click()
      await sent.waitFor()
      await check('sent')
      await page.context().close()
    })
  }
}

test('on a phone the form is a modal sheet with fields of 16 pixels, and Tab does not leave it', async () => {
  stand.reset()
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
  // The keyboard of the phone covers the lower half and the page is shifted under it.
  await message.focus()
  await page.evaluate(() => {
    const visible = window.visualViewport!
    Object.defineProperties(visible, {
      height: { value: 380, configurable: true },
      offsetTop: { value: 120, configurable: true },
    })
    visible.dispatchEvent(new Event('resize'))
  })
  const inside = (name: string) =>
    page.locator(name).evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top >= 120 && bottom <= 500
    })
  expect([await inside('dialog.panel'), await inside('button[type=submit]')]).toEqual([true, true])
  expect(
    await message.evaluate(
      (field) => field.getBoundingClientRect().bottom > 120 && field.getBoundingClientRect().top < 440,
    ),
  ).toBe(true)
  await page.context().close()
})

test('on a desktop the dialog is not modal: named, outside of the trap, inside a region', async () => {
  stand.reset()
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
  ).toEqual([false, null])
  await page.locator('#own').click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('own')
  await page.context().close()
})

test('at 400 % zoom everything can be reached by scrolling one way', async () => {
  stand.reset()
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
  stand.reset()
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
