import { expect, test } from 'vitest'
import type { Answer } from '../../harness/browser/fake-proxy.ts'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = (html?: string) => visit(stand, html)

const cases: [string, Partial<Answer>, string][] = [
  ['a connection that breaks', { cut: true }, 'The connection failed'],
  ['a message that is too large', { status: 413, body: {} }, 'too large'],
  ['too many messages', { status: 429, body: {} }, 'Too many messages'],
  [
    'a proxy that cannot store',
    { status: 503, body: { code: 'store_unavailable' } },
    'We cannot take messages',
  ],
  ['a proxy that fails', { status: 500, body: { code: 'internal' } }, 'Something went wrong on our side'],
  ['a stranger that answers', { status: 200, body: '<h1>Welcome to the hotel</h1>' }, 'Something went wrong'],
  [
    'a site that is not configured',
    { status: 403, body: { code: 'origin_denied', message: 'x' } },
    'not set up',
  ],
  [
    'a proof of who somebody is that has expired',
    { status: 403, body: { code: 'identity_invalid', message: 'x' } },
    'We could not confirm who you are',
  ],
]

test.each(cases)(
  '%s is told as what it is, keeps the text, and is mended by trying again',
  async (_, answer, words) => {
    stand.answer(answer)
    const { page, write, button, sent, message, status, focus } = await visitor()
    await write('Please keep me')
    await button('Send message').click()
    await page.locator('.notice', { hasText: words }).waitFor()
    expect(await status.textContent()).toContain(words)
    expect(await message.inputValue()).toBe('Please keep me')
    expect(await page.evaluate(() => sessionStorage.length)).toBe(1)
    expect(await focus()).toBe('Try again')
    await page.keyboard.press('Enter')
    await sent.waitFor()
    // The receipt too: the answer that was lost may have been of a message that is stored.
    expect(new Set(stand.received.map(({ id, receipt }) => `${id} ${receipt}`)).size).toBe(1)
  },
)

test('an expired proof is replaced by the page, and the message goes out under the same id', async () => {
  stand.answer({ status: 403, body: { code: 'identity_invalid', message: 'x' } })
  const { page, write, button, sent } = await visitor()
  const identify = (signature: string) =>
    page.evaluate(
      (proof) => window.SupportWidget!('identify', { email: 'ada@example.com', signature: proof }),
      signature,
    )
  await identify('old')
  await write()
  await button('Send message').click()
  await page.getByText('Reload this page or sign in again').first().waitFor()
  await identify('new')
  await button('Try again').click()
  await sent.waitFor()
  expect(stand.received.map((fields) => fields['identity[signature]'])).toEqual(['old', 'new'])
  expect(new Set(stand.received.map(({ id }) => id)).size).toBe(1)
})

test('no answer in 15 seconds is told as such, and trying again uses the same id', async () => {
  stand.answer({ delay: Infinity })
  const { page, write, button, sent } = await visitor()
  await page.clock.install()
  await write()
  await button('Send message').click()
  await expect.poll(() => stand.received.length).toBe(1)
  await page.clock.fastForward(15_001)
  await page.getByText('There was no answer in time').first().waitFor()
  stand.release()
  await button('Try again').click()
  await sent.waitFor()
  expect(stand.received.map(({ id }) => id)).toEqual([stand.received[0]!['id'], stand.received[0]!['id']])
})

test('what was to be sent without a network is sent by itself when it is back', async () => {
  const { page, write, button, sent } = await visitor()
  await write()
  await page.context().setOffline(true)
  await button('Send message').click()
  await page.getByText('You seem to be offline').first().waitFor()
  await page.context().setOffline(false)
  await sent.waitFor()
  expect(stand.received).toHaveLength(1)
})

test('what was changed since is sent when the visitor says so, who is told that the network is back', async () => {
  const { page, write, message, button, sent, status } = await visitor()
  await write()
  await page.context().setOffline(true)
  await button('Send message').click()
  await page.getByText('You seem to be offline').first().waitFor()
  await message.press('!')
  await page.context().setOffline(false)
  await expect.poll(() => status.textContent()).toContain('You are connected again')
  await button('Try again').click()
  await sent.waitFor()
})

test('a wait that the proxy asks for is shown and kept', async () => {
  stand.answer({ status: 429, body: {}, headers: { 'Retry-After': '30' } })
  const { page, write, button, sent } = await visitor()
  await page.clock.install()
  await write()
  await button('Send message').click()
  await button('Try again in 30 seconds').click({ force: true })
  expect(stand.received).toHaveLength(1)
  await page.clock.runFor(30_000)
  await button('Try again').click()
  await sent.waitFor()
})

test('the proxy’s word on a field stands at the field', async () => {
  stand.answer({ status: 422, body: { code: 'invalid', fields: { email: 'invalid' } } })
  const { page, write, button, email, focus } = await visitor()
  await write()
  await button('Send message').click()
  await page.getByRole('link', { name: 'Enter an email address like name@example.com' }).waitFor()
  expect(await focus()).toContain('There is a problem')
  expect(await email.getAttribute('aria-invalid')).toBe('true')
  expect(
    await email.evaluate(
      (input) =>
        (input.getRootNode() as ShadowRoot).getElementById(input.getAttribute('aria-describedby')!)
          ?.textContent,
    ),
  ).toContain('name@example.com')
})

test('an earlier version that had arrived is told, and the changed one is sent as another message', async () => {
  stand.answer({ cut: true }, { status: 409, body: { code: 'conflict' } })
  const { page, write, button, message, sent } = await visitor()
  await write('First version')
  await button('Send message').click()
  await button('Try again').waitFor()
  await message.fill('Second version')
  await button('Try again').click()
  await page.getByText('We already received this message').first().waitFor()
  await button('Send this version too').click()
  await sent.waitFor()
  const ids = stand.received.map(({ id }) => id)
  expect(ids[0]).toBe(ids[1])
  expect(ids[2]).not.toBe(ids[1])
})

test('the text can be copied without permission, and mailed', async () => {
  stand.answer({ status: 500 })
  const { page, write, button } = await visitor()
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await write('Take me elsewhere')
  await button('Send message').click()
  await button('Copy my message').click()
  await page
    .getByText(/^Copied$|Copy it with your keyboard/)
    .first()
    .waitFor()
  const link = await page.getByRole('link', { name: 'Email us' }).getAttribute('href')
  expect(link).toBe('mailto:help@example.com?subject=Your%20message&body=Take%20me%20elsewhere')
})

test('a site that is unknown is told at once, and its owner in the console', async () => {
  stand.define({ status: 404, body: { code: 'unknown_site', message: 'No site "demo".' } })
  const { page, launcher, complaints } = await visitor()
  await launcher.click()
  await page.getByText('This form does not work yet').first().waitFor()
  expect(await page.getByLabel('Your message').count()).toBe(0)
  expect(complaints.filter((text) => text.includes('No site "demo".'))).toHaveLength(1)
})

test('a form that does not load leaves a way to try again, and a way out', async () => {
  const { page, launcher, button, message, focus } = await visitor()
  await page.route('**/assets/**', (route) => route.abort())
  await launcher.click()
  const retry = button('Loading failed. Try again')
  await retry.waitFor()
  expect(await focus()).toBe('Loading failed. Try again')
  await page.unroute('**/assets/**')
  await retry.click()
  await message.fill('There it is')
})

test('on a slow network the dialog and its close button are there at once', async () => {
  const { page, launcher, dialog, button, focus } = await visitor()
  await page.route('**/assets/**', () => undefined)
  await launcher.click()
  await dialog.waitFor()
  expect(await focus()).toBe('title')
  await button('Close').click()
  expect(await focus()).toBe('Help')
})

test('with storage denied everything works but the memory', async () => {
  const head = `<script>for (const name of ['sessionStorage', 'localStorage'])
    Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError') } })</script>`
  const { write, button, sent, complaints } = await visitor(hostPage(stand, { head }))
  await write()
  await button('Send message').click()
  await sent.waitFor()
  expect(complaints).toEqual([])
})
