/** What comes after a message was sent, as visitors meet it: answers, writing again, finding it again. */
import { describe, expect, test } from 'vitest'
import {
  anAnswer,
  aConversation,
  EVERYTHING,
  ownRequests,
  ownWords,
} from '../../harness/browser/conversations.ts'
import { axe, findings, geometry } from '../../harness/browser/axe.ts'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const { stand, define, visitor, chunks } = aStand()

/** No markup from text, no image, no style, no script but ours. */
const STRICT = {
  'Content-Security-Policy': `require-trusted-types-for 'script'; trusted-types 'none'; img-src 'none'; style-src 'none'`,
}

const asks = () => stand.asked.filter(({ path }) => path === '/api/conversation')
const tell = (...given: Parameters<typeof aConversation>) =>
  stand.tell(() => ({ status: 200, body: aConversation(...given) }))

/** A visitor who has sent a message, and sees what was told of it. */
async function aSender(headers?: Record<string, string>) {
  const one = await visitor(hostPage(stand, headers ? { icon: '' } : {}), {}, headers)
  await one.page.clock.install()
  const root = one.page.locator('support-widget')
  await one.write('The mug arrived with a crack.')
  await one.button('Send message').click()
  await one.sent.waitFor()
  await root.locator('.mine').waitFor()
  return {
    ...one,
    root,
    again: one.page.getByRole('textbox', { name: 'Write again about this' }),
    /** Lets so many seconds pass. */
    pass: (seconds: number) => one.page.clock.runFor(seconds * 1000),
  }
}

describe('a visitor who has written', () => {
  test('sees the message, reads the answer as it comes, is told of it once, and writes again', async () => {
    define({ files: { max: 3, maxBytes: 5_000_000, types: ['image/*'] } })
    tell()
    const { page, root, button, status, again, pass, complaints } = await aSender(STRICT)
    const [{ fields } = { fields: {} }] = asks()
    expect(fields).toEqual({ site: 'demo', receipt: stand.received[0]!['receipt'] })
    await page.evaluate(() => {
      Object.assign(window, { told: [] })
      addEventListener('support-reply', (event) =>
        Reflect.get(window, 'told').push((event as CustomEvent<unknown>).detail),
      )
    })
    const at = new Date().toISOString()
    tell({
      state: 'answered',
      version: 'v2',
      isProven: true,
      answered: { at, to: 'a…@e….com' },
      messages: [ownWords(), anAnswer({ at, blocks: EVERYTHING })],
    })
    await pass(6)
    await root.getByText('You have an answer').waitFor()
    expect(asks()[1]!.fields['known']).toBe('v1')
    await expect.poll(() => status.textContent()).toBe('New answer from Jane')
    expect(await page.evaluate(() => Reflect.get(window, 'told'))).toHaveLength(1)
    expect(await root.locator('.theirs img').count()).toBe(0)
    expect(await root.getByRole('link', { name: 'Photo of the mug' }).getAttribute('href')).toBe(
      stand.proxy + 'api/conversation/files/image',
    )

    await button('Write again about this').click()
    await again.fill('The other one, too.')
    // The one that would throw away what was just written is out of the way.
    expect(await button('Send another message').isVisible()).toBe(false)
    await button('Back').click()
    await button('Write again about this').click()
    expect(await again.inputValue()).toBe('The other one, too.')
    await root.locator('.again #files').waitFor()
    await root.locator('.again input[type=file]').setInputFiles({
      name: 'other.png',
      mimeType: 'image/png',
      buffer: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    })
    const asked = asks().length
    await root.locator('.again').getByRole('button', { name: 'Send message' }).click()
    await expect.poll(() => stand.bodies.length).toBe(2)
    const [first, second] = stand.received
    expect(second).toEqual({
      id: expect.not.stringMatching(first!['id']!),
      site: 'demo',
      message: 'The other one, too.',
      follows: first!['receipt'],
      locale: 'en',
      page: first!['page'],
    })
    expect(stand.bodies[1]!.at(-1)).toEqual(['files', expect.objectContaining({ name: 'other.png' })])
    await expect.poll(() => status.textContent()).toBe('Your message was added.')
    await expect.poll(() => asks().length).toBeGreaterThan(asked)
    await again.waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('is told that there is no network, or that news have to wait, with the time of the next try', async () => {
    tell()
    const { page, root, pass } = await aSender()
    stand.tell(() => ({ status: 429, body: { code: 'rate_limited' }, headers: { 'Retry-After': '90' } }))
    await pass(6)
    await root.getByText('We could not look for news. Next try:').waitFor()
    const limited = asks().length
    await pass(80)
    expect(asks().length).toBe(limited)
    await page.context().setOffline(true)
    await pass(15)
    await root.getByText('You seem to be offline. Last known:').waitFor()
    tell({ state: 'working', version: 'v2' })
    await page.context().setOffline(false)
    await root.getByText('We are working on it').waitFor()
  })

  test('finds it again after a reload, in the tab alone, and on the device after ticking so', async () => {
    tell()
    const { page, root, button } = await aSender()
    const trigger = root.locator('.trigger')
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length])).toEqual([1, 0])
    await page.getByRole('checkbox', { name: 'Remember on this device' }).check()
    expect(await page.evaluate(() => [sessionStorage.length, localStorage.length])).toEqual([0, 1])
    const before = asks().length
    tell({ state: 'answered', version: 'v2', answered: { at: '2026-03-10T11:02:00.000Z', to: 'a…@e….com' } })
    await page.reload()
    await trigger.waitFor()
    // For the mark on the button: see unread.test.ts.
    await root.locator('.unread').waitFor()
    expect(asks().length).toBe(before + 1)
    await page.evaluate(() =>
      addEventListener('support-unread', () => Object.assign(window, { unread: true })),
    )
    await trigger.click()
    await button('Your requests').or(root.locator('.bar button')).first().waitFor()
    await root.getByText('You have an answer').waitFor()
    expect(await page.evaluate(() => Reflect.get(window, 'unread'))).toBe(true)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await root.getByRole('heading', { name: 'You have an answer' }).waitFor()
    await root.getByText('Answered by email to').waitFor()
    await page.evaluate(axe)
    expect([...(await findings(page)), ...(await geometry(page))]).toEqual([])
    await button('Back').press('Enter')
    await root.locator('#message').waitFor()
    await page.evaluate(() => window.SupportWidget?.('reset'))
    await expect.poll(() => page.evaluate(() => [sessionStorage.length, localStorage.length])).toEqual([0, 0])
    await root.locator('.bar').waitFor({ state: 'detached' })
  })

  test('has all requests in one list when the page says who it is, and opens them by the same proof', async () => {
    stand.tell((path) => ({
      status: 200,
      body:
        path === '/api/requests'
          ? ownRequests({ subject: 'My parcel did not come.' })
          : aConversation({ isProven: true, messages: [ownWords(), anAnswer()] }),
    }))
    const { page, button } = await visitor()
    await page.evaluate(() => {
      void window.SupportWidget?.('identify', { token: 'e.e30.s' })
      void window.SupportWidget?.('requests')
    })
    await page.getByRole('heading', { name: 'Your requests' }).waitFor()
    await page.getByRole('button', { name: 'My parcel did not come.' }).click()
    await page.getByText('A new mug is on its way.').waitFor()
    expect(stand.asked.map(({ path, fields }) => [path, fields])).toEqual([
      ['/api/requests', { site: 'demo', 'identity[token]': 'e.e30.s' }],
      ['/api/conversation', { site: 'demo', key: 'k'.repeat(31) + '0', 'identity[token]': 'e.e30.s' }],
    ])
    await button('Back').click()
    await page.getByRole('heading', { name: 'Your requests' }).waitFor()
  })
})

test('a site that shows nothing of it has the view of a sent message alone, and loads nothing more', async () => {
  define({ conversation: 'off' })
  const { write, button, sent } = await visitor()
  await write()
  await button('Send message').click()
  await sent.waitFor()
  await button('Send another message').click()
  expect(chunks('conversation')).toBe(0)
  expect(asks()).toEqual([])
})

test('what is kept on the device is forgotten when the page says so, also before anything is opened', async () => {
  const { page, launcher } = await visitor()
  await launcher.waitFor()
  await page.evaluate(() => {
    localStorage.setItem('support-drafts:demo', `${'r'.repeat(43)} S7K2M9QX4TBA 1 `)
    localStorage.setItem('theirs', 'stays')
    return window.SupportWidget?.('reset')
  })
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['theirs'])
  expect(chunks('panel')).toBe(0)
})

test('a visitor who never wrote loads nothing of it', async () => {
  const { launcher, message } = await visitor()
  await launcher.click()
  await message.waitFor()
  expect(chunks('outcome-view') + chunks('conversation')).toBe(0)
})
