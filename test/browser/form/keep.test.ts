/** A message that could not be sent, kept on the device: from the tab that failed to one that sends it. */
import { readFileSync } from 'node:fs'
import type * as Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { addressOf, useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit, words } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const LABEL = 'Keep my message on this device'
const BACK = 'You kept this message on this device. Send it when you are ready.'

/** What is stored beyond the tab. */
const kept = (page: Page) =>
  page.evaluate(() => Object.fromEntries(Object.entries(localStorage)) as Record<string, string>)

/** What is loaded while somebody writes, and needed when there is no network any more. */
const PARTS = ['outcome-view', 'keep', 'address']

/** A visitor who has written without a network, and pressed the button that sends. */
async function failed() {
  const visitor = await visit(stand)
  const loaded = PARTS.map((part) =>
    visitor.page.waitForEvent('requestfinished', (request) => addressOf(part).test(request.url())),
  )
  await visitor.write('The mug has a crack')
  await Promise.all(loaded)
  await visitor.page.context().setOffline(true)
  await visitor.button('Send message').click()
  return { ...visitor, box: visitor.page.getByRole('checkbox', { name: LABEL }) }
}

/**
 * Closes a tab that is offline. Its page goes first: a tab that is closed is online once more for a moment, and then the
 * form sends what had failed.
 */
async function leave(page: Page): Promise<void> {
  await page.goto('about:blank')
  await page.close()
}

test('a message that failed is kept by a tick, is there in a new tab, and is sent once', async () => {
  const { page, box, status } = await failed()
  await box.waitFor()
  expect(await kept(page)).toEqual({})
  expect(await box.isChecked()).toBe(false)
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
  const found = await page.evaluate(async () => {
    const { violations } = await (window as never as { axe: typeof Axe }).axe.run('support-widget')
    return violations.map(({ id }) => id)
  })
  expect(found).toEqual([])
  await box.check()
  await expect.poll(() => status.textContent()).toBe('Kept on this device')
  const context = page.context()
  const next = await context.newPage()
  await leave(page)
  await context.setOffline(false)
  await next.goto(stand.page('/host', hostPage(stand)))
  expect(stand.received).toEqual([])
  const { launcher, message, email, button, sent } = words(next)
  await launcher.click()
  await next.getByText(BACK).first().waitFor()
  expect([await message.inputValue(), await email.inputValue()]).toEqual([
    'The mug has a crack',
    'ada@example.com',
  ])
  await button('Send message').click()
  await sent.waitFor()
  expect(stand.received).toMatchObject([{ message: 'The mug has a crack', email: 'ada@example.com' }])
  expect(await kept(next)).toEqual({})
})

test('of two tabs with a kept message the first has it, and the other lets go of it', async () => {
  stand.answer({ status: 503, body: { code: 'store_unavailable' } })
  const { page, write, button, message, sent } = await visit(stand)
  await write('The mug has a crack')
  await button('Send message').click()
  await page.getByRole('checkbox', { name: LABEL }).check()
  const other = await page.context().newPage()
  await other.goto(stand.page('/host', hostPage(stand)))
  const second = words(other)
  await second.launcher.click()
  await second.message.waitFor()
  // It has taken it up, asks whether another one has it, and is told.
  await expect.poll(() => other.evaluate(() => sessionStorage.length)).toBe(1)
  await expect.poll(() => second.message.inputValue()).toBe('')
  await expect.poll(() => other.getByRole('button', { name: 'Discard it' }).count()).toBe(0)
  await second.message.fill('Another question')
  await message.press('!')
  expect(Object.values(await kept(other)).join()).toMatch(/crack/)
  await button('Try again').click()
  await sent.waitFor()
  expect(new Set(stand.received.map(({ id }) => id)).size).toBe(1)
  expect(await kept(other)).toEqual({})
  expect(await second.message.inputValue()).toBe('Another question')
})

test('a reset removes what was kept, also before the form was loaded', async () => {
  const { page, box } = await failed()
  await box.check()
  expect(Object.keys(await kept(page))).toEqual(['support-draft:demo'])
  await page.evaluate(() => localStorage.setItem('the-page', 'its own'))
  const next = await page.context().newPage()
  await leave(page)
  await next.context().setOffline(false)
  await next.goto(stand.page('/host', hostPage(stand)))
  await next.evaluate(() => window.SupportWidget!('reset'))
  expect(await kept(next)).toEqual({ 'the-page': 'its own' })
  const { launcher, message } = words(next)
  await launcher.click()
  await message.waitFor()
  expect(await message.inputValue()).toBe('')
})
