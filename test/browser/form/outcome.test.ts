/** What came of sending, when the file that shows it in full is late, does not come, or has another copy of Preact. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = (html?: string) => visit(stand, html)

/** Resolves when files of these names are in the page. The page itself was idle long before they were asked for. */
const haveCome = (page: Page, ...names: string[]) =>
  page.waitForFunction((files) => {
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[] // as: all are of that type
    return files.every((file) =>
      entries.some((entry) => entry.name.includes(file) && entry.responseStatus === 200),
    )
  }, names)

test('a message is told as sent, with its reference, also when the file of that view does not come', async () => {
  const { page, write, button, sent, focus } = await visitor('<title>Empty</title>')
  await page.route(/assets\/\w+\/outcome-view\.js/, (route) => route.abort())
  await page.goto(stand.page('/host', hostPage(stand)))
  await write()
  await button('Send message').click()
  await sent.waitFor()
  expect(await focus()).toMatch(/^Message sent\. Your reference is \w+\.$/)
  await page.getByText('We will reply to ada@example.com.').waitFor()
})

test.each([
  ['does not come', 'abort'],
  ['is late', 'late'],
] as const)(
  'a failure is told in plain words when the file with the rest %s, and nothing is lost',
  async (_, how) => {
    stand.answer({ status: 500, body: { code: 'internal' } })
    const { page, write, button, message, sent, status, focus } = await visitor('<title>Empty</title>')
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/assets\/\w+\/outcome-view\.js/, (route) =>
      how === 'abort' ? route.abort() : held.then(() => route.continue()),
    )
    await page.goto(stand.page('/host', hostPage(stand)))
    await write('Please keep me')
    await button('Send message').click()
    const notice = page.locator('support-widget .notice')
    await notice.getByText('We cannot take messages at the moment').waitFor()
    expect(await status.first().textContent()).toMatch(
      /^We cannot tell whether your message arrived\. We cannot take/,
    )
    expect(await message.inputValue()).toBe('Please keep me')
    expect(await focus()).toBe('Try again')
    if (how === 'late') {
      release()
      await notice.getByText('Something went wrong on our side').waitFor()
      await button('Copy my message').waitFor()
      expect(await focus()).toBe('Try again')
    }
    await button('Try again').click()
    if (how === 'late') await sent.waitFor()
    else await page.getByRole('heading', { name: /^Message sent\. Your reference is/ }).waitFor()
    expect(new Set(stand.received.map(({ id }) => id)).size).toBe(1)
  },
)

test('who is quicker than the file with the receipt has one all the same, and sees the conversation', async () => {
  const { page, write, button, sent } = await visitor('<title>Empty</title>')
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  await page.route(/assets\/\w+\/outcome-view\.js/, (route) => held.then(() => route.continue()))
  await page.goto(stand.page('/host', hostPage(stand)))
  await write()
  await button('Send message').click()
  await button('Sending…').waitFor()
  expect(stand.received).toEqual([])
  release()
  await sent.waitFor()
  await page.locator('support-widget .talk').waitFor()
  expect(stand.received.map(({ receipt }) => receipt?.length)).toEqual([43])
})

test('the failure view is asked for with the first letter, so that it is there when the network is not', async () => {
  const { page, launcher, message, write, button } = await visitor()
  await launcher.click()
  await message.waitFor()
  const asked = () => stand.requests.filter((request) => request.includes('/outcome-view.js')).length
  expect(asked()).toBe(0)
  await message.press('a')
  await expect.poll(asked).toBe(1)
  await page.locator('support-widget .close').click()
  await write('Saved')
  await haveCome(page, '/outcome-view.js')
  await page.context().setOffline(true)
  await button('Send message').click()
  await page.getByText('You seem to be offline').first().waitFor()
  await button('Copy my message').waitFor()
})

/** Loads the panel by its second address: it then has another copy of Preact and its signals than what comes later. */
async function bySecondAddress() {
  const one = await visitor('<title>Empty</title>')
  let first = true
  await one.page.route(/assets\/\w+\/panel\.js/, (route) => {
    if (!first) return route.fallback()
    first = false
    return route.abort()
  })
  await one.page.goto(stand.page('/host', hostPage(stand)))
  return one
}

test('a panel that came by its second address shows a whole failure, which follows the form', async () => {
  const { page, write, button, message, status, sent } = await bySecondAddress()
  await write('First words')
  // Its own copy of the panel too.
  await haveCome(page, '/outcome-view.js', '/panel.js')
  await page.context().setOffline(true)
  await button('Send message').click()
  await page.getByText('You seem to be offline').first().waitFor()
  await message.fill('Other words')
  const link = page.getByRole('link', { name: 'Email us' })
  await expect.poll(() => link.getAttribute('href')).toContain('body=Other%20words')
  await page.context().setOffline(false)
  await page.locator('support-widget .notice', { hasText: 'You are connected again' }).waitFor()
  await button('Copy my message').click()
  await expect.poll(() => status.first().textContent()).toMatch(/^Copied$|Copy it with your keyboard/)
  await button('Try again').click()
  await sent.waitFor()
})

test('a panel that came by its second address shows the whole view of a sent message', async () => {
  const { page, write, button, sent, status } = await bySecondAddress()
  await write()
  await button('Send message').click()
  await sent.waitFor()
  await button('Copy reference').click()
  await expect.poll(() => status.first().textContent()).toBe('Copied')
  await button('Send another message').click()
  await page.getByRole('textbox', { name: 'Your message' }).waitFor()
})

/** How much of the form is out of sight, and where the dialog begins and ends, in pixels. */
const measures = (page: Page) =>
  page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const view = root.querySelector('.view')!
    const { top, height } = root.querySelector('dialog')!.getBoundingClientRect()
    const title = getComputedStyle(root.querySelector('#title')!).clipPath
    return { hidden: view.scrollHeight - view.clientHeight, top, height, title }
  })

test('what went wrong is seen as a whole on a desktop, and so is the form that it is about', async () => {
  stand.define({
    body: { site: 'demo', name: 'optional', subject: 'hidden', contactEmail: 'help@example.com' },
  })
  const { page, launcher, button, message, email } = await visit(stand, hostPage(stand), {
    viewport: { width: 1280, height: 800 },
  })
  await launcher.click()
  await page.getByLabel('Your name').waitFor()
  const before = await measures(page)
  await button('Send message').click()
  await page.getByText('There is a problem').waitFor()
  expect(await measures(page)).toMatchObject({ hidden: 0 })
  stand.answer({ status: 500, body: { code: 'internal' } })
  await message.fill('Hello there')
  await email.fill('ada@example.com')
  await button('Send message').click()
  await page.getByRole('checkbox', { name: 'Keep my message on this device' }).waitFor()
  // With that box it is higher than 800 pixels; what matters then is in sight, above the button.
  const box = (await page.getByText('For 7 days at most').boundingBox())!
  expect(box.y + box.height).toBeLessThan((await button('Try again').boundingBox())!.y)
  await page.setViewportSize({ width: 1280, height: 1000 })
  expect(await measures(page)).toMatchObject({ hidden: 0 })
  // Where the window is small it ends with that, and scrolls.
  await page.setViewportSize({ width: 1280, height: 500 })
  expect((await measures(page)).top).toBeGreaterThanOrEqual(20)
  await page.setViewportSize({ width: 1280, height: 800 })
  await button('Try again').click()
  await button('Send another message').click()
  expect(await measures(page)).toMatchObject({ height: before.height, title: 'none' })
})

test('who has sent a message is not asked again, and sees nothing empty', async () => {
  const { page, write, button, sent, dialog } = await visitor()
  await write()
  await button('Send message').click()
  await sent.waitFor()
  const { title, top, height } = await measures(page)
  expect(title).toBe('inset(50%)')
  const again = (await button('Send another message').boundingBox())!
  expect(top + height - again.y - again.height).toBeLessThan(30)
  // It is still called by its title, and can be closed.
  expect(await dialog.count()).toBe(1)
  await button('Close').click()
  await dialog.waitFor({ state: 'hidden' })
})
