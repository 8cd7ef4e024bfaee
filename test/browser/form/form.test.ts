import { RECEIPT } from '../../../proxy/contract/conversation/conversation.ts'
import { describe, expect, test } from 'vitest'
import { useFakeProxy, type Stand } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = (...given: Parameters<typeof visit> extends [Stand, ...infer Rest] ? Rest : never) =>
  visit(stand, ...given)

describe('a visitor', () => {
  test('writes and sends by mouse, and is told the reference and where the answer goes', async () => {
    const { page, write, button, sent, complaints, status } = await visitor()
    await write('Hé <b>there</b>\n& more')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received).toHaveLength(1)
    expect(stand.received[0]).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      site: 'demo',
      message: 'Hé <b>there</b>\r\n& more',
      email: 'ada@example.com',
      locale: 'en',
      page: expect.stringMatching(/^http:\/\/localhost:\d+\/host$/),
      receipt: expect.stringMatching(RECEIPT),
    })
    const reference = 'R' + stand.received[0]!['id']!.slice(0, 8).toUpperCase()
    expect(await page.locator('code').textContent()).toBe(reference)
    expect(await page.getByText('We will reply to').textContent()).toBe('We will reply to ada@example.com.')
    expect(await status.textContent()).toBe(`Message sent. Your reference is ${reference}.`)
    // Of what was sent only the receipt, and that in the tab.
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])).toEqual([
      1,
      0,
      '',
    ])
    expect(complaints).toEqual([])
  })

  test('goes the whole way by keyboard, and comes back to where they were', async () => {
    const { page, focus, sent, launcher, status } = await visitor()
    await launcher.waitFor()
    await page.locator('#own').focus()
    await page.keyboard.press('Tab')
    expect(await focus()).toBe('Help')
    await page.keyboard.press('Enter')
    expect(await focus()).toBe('title')
    await page.getByLabel('Your message').waitFor()
    for (const expected of ['×', 'message', 'email', 'Send message']) {
      await page.keyboard.press('Tab')
      expect(await focus()).toBe(expected)
    }
    await page.keyboard.press('Enter')
    expect(await focus()).toContain('There is a problem')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await focus()).toBe('message')
    await page.keyboard.type('One line')
    await page.keyboard.press('Enter')
    await page.keyboard.type('and another')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ada@example.com')
    expect(await page.getByText('There is a problem').count()).toBe(0)
    await page.keyboard.press('Control+Enter')
    await sent.waitFor()
    expect(await focus()).toBe('Message sent')
    expect(await status.textContent()).toContain('Your reference is')
    expect(stand.received[0]!['message']).toBe('One line\r\nand another')
    await page.keyboard.press('Escape')
    expect(await focus()).toBe('Help')
  })

  test('presses ten times and sends once, and the button keeps the focus', async () => {
    stand.answer({ delay: Infinity })
    const { page, write, button, sent, focus } = await visitor()
    await write()
    await button('Send message').click()
    const sending = button('Sending…')
    await sending.waitFor()
    for (let press = 0; press < 10; press++) await page.keyboard.press('Enter')
    for (let click = 0; click < 10; click++) await sending.click({ force: true })
    expect(await focus()).toBe('Sending…')
    expect(await sending.getAttribute('aria-disabled')).toBe('true')
    stand.release()
    await sent.waitFor()
    expect(stand.received).toHaveLength(1)
  })

  test('finds what was written after a reload and after closing, and sends it once', async () => {
    const { page, message, launcher, button, write, sent } = await visitor()
    await write('Half a thou')
    await page.keyboard.press('Escape')
    await launcher.click()
    expect(await message.inputValue()).toBe('Half a thou')
    await page.reload()
    await launcher.click()
    expect(await message.inputValue()).toBe('Half a thou')
    await button('Send message').click()
    await sent.waitFor()
    await page.reload()
    await launcher.click()
    expect(await message.inputValue()).toBe('')
  })

  test('opens a second tab, which does not get the same draft', async () => {
    const { page, write, message } = await visitor()
    await write('Only here')
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(() => void window.open(location.href)),
    ])
    expect(await popup.evaluate(() => sessionStorage.length)).toBe(1)
    await popup.getByRole('button', { name: 'Help' }).click()
    const written = popup.getByLabel('Your message')
    await expect.poll(() => written.inputValue()).toBe('')
    await written.pressSequentially('There')
    const kept = () => popup.evaluate('JSON.stringify({ ...sessionStorage })')
    await expect.poll(kept).toContain('There')
    expect(await kept()).not.toContain('Only')
    expect(await message.inputValue()).toBe('Only here')
  })

  test('sends another message, to the same address, under another id', async () => {
    const { write, button, sent, message, email, focus } = await visitor()
    await write()
    await button('Send message').click()
    await sent.waitFor()
    await button('Send another message').click()
    expect(await focus()).toBe('message')
    expect(await email.inputValue()).toBe('ada@example.com')
    await message.fill('One more thing')
    await button('Send message').click()
    await sent.waitFor()
    expect(new Set(stand.received.map(({ id }) => id)).size).toBe(2)
  })

  test('is asked for name and subject where the site wants them', async () => {
    stand.define({ body: { site: 'demo', name: 'optional', subject: 'required' } })
    const { page, write, button, sent } = await visitor()
    await write()
    await page.getByLabel('Your name (optional)').fill('Ada')
    await button('Send message').click()
    await page.getByRole('link', { name: 'Enter a subject' }).click()
    await page.keyboard.type('A crack')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received[0]).toMatchObject({ name: 'Ada', subject: 'A crack' })
  })

  test('who reads Dutch gets the form in Dutch, from one more file', async () => {
    const { page } = await visitor(hostPage(stand).replace('lang="en"', 'lang="nl-BE"'))
    await page.getByRole('button', { name: 'Help' }).click()
    await page.getByLabel('Je bericht').waitFor()
    expect(await page.locator('support-widget section').getAttribute('lang')).toBe('nl')
    expect(
      stand.requests.filter((request) => /assets\/\w+\/(panel|nl\/form)\.js/.test(request)),
    ).toHaveLength(2)
  })

  test('is told how much room is left, and by how much it is too long', async () => {
    const { page, write, button, status } = await visitor()
    await write('x'.repeat(7499))
    expect(await page.locator('.counter').count()).toBe(0)
    await page.getByLabel('Your message').fill('😀'.repeat(9999))
    expect(await page.locator('.counter').textContent()).toBe('1 character left')
    await expect.poll(() => status.textContent()).toBe('1 character left')
    await page.getByLabel('Your message').fill('x'.repeat(10_002))
    await button('Send message').click()
    await page.getByRole('link', { name: 'Shorten this by 2 characters' }).waitFor()
    expect(stand.received).toHaveLength(0)
  })
})

describe('before the visitor acts', () => {
  test('only the loader is requested and nothing is stored', async () => {
    const { page, launcher } = await visitor()
    await launcher.waitFor()
    await page.waitForLoadState('networkidle')
    expect(stand.requests).toEqual(['GET /host', 'GET /support.js'])
    expect(await page.context().storageState()).toEqual({ cookies: [], origins: [] })
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    await launcher.hover()
    await expect.poll(() => stand.requests.some((request) => request.includes('/panel.js'))).toBe(true)
    expect(stand.requests.some((request) => request.includes('/api/'))).toBe(false)
  })

  test('the page has one new global and no other trace', async () => {
    const { page, launcher } = await visitor(
      hostPage(stand, { head: '<script>names = Object.keys(window)</script>' }),
    )
    await launcher.waitFor()
    expect(
      await page.evaluate(() =>
        Object.keys(window).filter((name) => !(window as never as { names: string[] }).names.includes(name)),
      ),
    ).toEqual(['names', 'SupportWidget'])
    expect(
      await page.evaluate(
        () => document.adoptedStyleSheets.length + document.querySelectorAll('style').length,
      ),
    ).toBe(0)
  })
})

test('each change is announced once, by one region that was there before', async () => {
  stand.answer({ status: 500 })
  const { write, button, sent, status } = await visitor()
  await write()
  expect(await status.count()).toBe(1)
  const log = await status.evaluateHandle((element) => {
    const said: string[] = []
    new MutationObserver(() => said.push(element.textContent ?? '')).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    })
    return said
  })
  await button('Send message').click()
  await button('Try again').click()
  await sent.waitFor()
  expect(await log.jsonValue()).toEqual([
    'Sending…',
    expect.stringContaining('Something went wrong on our side'),
    'Sending…',
    expect.stringMatching(/^Message sent\. Your reference is R\w+\.$/),
  ])
})

test('events tell the page what happened, but not what was written or by whom', async () => {
  stand.answer({ status: 500 })
  const { page, write, button, sent } = await visitor()
  await page.evaluate(() => {
    const seen: unknown[] = []
    Object.assign(window, { seen })
    for (const type of ['open', 'submit', 'error', 'sent', 'close']) {
      document.addEventListener('support-' + type, (event) =>
        seen.push([type, (event as CustomEvent<object>).detail]),
      )
    }
  })
  await write()
  await button('Send message').click()
  await button('Try again').click()
  await sent.waitFor()
  await button('Close').click()
  expect(await page.evaluate('seen')).toEqual([
    ['open', {}],
    ['submit', {}],
    ['error', { reason: 'broken' }],
    ['submit', {}],
    ['sent', { reference: expect.stringMatching(/^R/) }],
    ['close', {}],
  ])
})
