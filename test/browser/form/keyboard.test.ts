/** With nothing but the keyboard: failure, retry, copy, close; and where the focus is after each step. */
import { expect, test } from 'vitest'
import { useFakeProxy, type Stand } from '../../harness/browser/fake-proxy.ts'
import { hostPage, useOwnBrowser, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
useOwnBrowser()
const visitor = async (...given: Parameters<typeof visit> extends [Stand, ...infer Rest] ? Rest : never) => {
  const one = await visit(stand, ...given)
  const { page, focus } = one
  /** Presses Tab until something has the focus. */
  const tabTo = async (text: string, key = 'Tab') => {
    for (let presses = 0; presses < 15; presses++) {
      await page.keyboard.press(key)
      if ((await focus()) === text) return
    }
    expect(await focus()).toBe(text)
  }
  return { ...one, tabTo }
}

test('a message that fails is copied, mailed, tried again and sent, and its reference copied', async () => {
  const { page, launcher, focus, tabTo, message, sent, button } = await visitor()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await launcher.waitFor()
  await tabTo('Help')
  await page.keyboard.press('Space')
  expect(await focus()).toBe('title')
  await message.waitFor()
  await tabTo('message')
  await page.keyboard.type('The mug has a crack')
  await tabTo('email')
  await page.keyboard.type('ada@example.com')
  stand.answer({ status: 500 }, { status: 503, body: { code: 'store_unavailable' } })
  await page.keyboard.press('Enter')
  await button('Try again').waitFor()
  // Where it was: a notice that takes the focus would be read a second time.
  expect(await focus()).toBe('email')
  await tabTo('Copy my message')
  await page.keyboard.press('Enter')
  await button('Copied').waitFor()
  expect(await focus()).toBe('Copied')
  await tabTo('Email us')
  await tabTo('Try again')
  await page.keyboard.press('Enter')
  await page.getByText('We cannot take messages at the moment').first().waitFor()
  expect(await focus()).toBe('Try again')
  await page.keyboard.press('Space')
  await sent.waitFor()
  expect(await focus()).toBe('Message sent')
  await tabTo('Copy')
  await page.keyboard.press('Enter')
  await button('Copied').waitFor()
  expect(await focus()).toBe('Copied')
  await tabTo('Send another message')
  await page.keyboard.press('Enter')
  expect(await focus()).toBe('message')
  await tabTo('×', 'Shift+Tab')
  await page.keyboard.press('Enter')
  expect(await focus()).toBe('Help')
  expect(stand.received).toHaveLength(3)
})

test('errors take the focus, their links give it to the field, and nothing that was written is lost', async () => {
  const { page, launcher, focus, tabTo, message, email, button } = await visitor()
  await launcher.click()
  await message.fill('Hello')
  await email.fill('ada')
  await tabTo('Send message')
  await page.keyboard.press('Enter')
  await button('Send message').waitFor()
  await expect.poll(focus).toContain('There is a problem')
  await page.keyboard.press('Tab')
  expect(await focus()).toBe('Enter an email address like name@example.com')
  await page.keyboard.press('Enter')
  expect(await focus()).toBe('email')
  await page.keyboard.press('End')
  await page.keyboard.type('@example.com')
  // Gone at once, without taking the focus along.
  await expect.poll(() => page.getByText('There is a problem').count()).toBe(0)
  expect(await focus()).toBe('email')
  expect([await message.inputValue(), await email.inputValue()]).toEqual(['Hello', 'ada@example.com'])
})

test('the focus goes back to what opened the form: a link of the page, and the button when that is gone', async () => {
  const body = '<a id="link" href="/contact" data-support-open>Contact</a><input id="search">'
  const { page, focus, message, launcher } = await visitor(hostPage(stand, { body }))
  await launcher.waitFor()
  await page.locator('#link').focus()
  await page.keyboard.press('Enter')
  expect(await focus()).toBe('title')
  await message.waitFor()
  await page.keyboard.press('Escape')
  expect(await focus()).toBe('link')
  await page.keyboard.press('Enter')
  await message.focus()
  await page.evaluate(() => document.querySelector('#link')!.remove())
  await page.keyboard.press('Escape')
  expect(await focus()).toBe('Help')
})

test('a script that opens or closes the form moves no focus', async () => {
  const { page, focus, message, launcher } = await visitor(hostPage(stand, { body: '<input id="search">' }))
  await launcher.waitFor()
  await page.locator('#search').focus()
  await page.evaluate(() => void window.SupportWidget!('open'))
  await message.waitFor()
  expect(await focus()).toBe('search')
  await page.evaluate(() => void window.SupportWidget!('close'))
  await message.waitFor({ state: 'hidden' })
  expect(await focus()).toBe('search')
})

test('a visitor who went on in the page is not called back when the message is sent', async () => {
  stand.answer({ delay: Infinity })
  const { page, focus, write, sent, button } = await visitor()
  await write()
  await button('Send message').click()
  await page.locator('#own').click()
  stand.release()
  await sent.waitFor()
  expect(await focus()).toBe('own')
})
