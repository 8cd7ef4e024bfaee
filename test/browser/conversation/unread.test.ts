/** The mark on the button: there is an answer, and the device remembers for which message. */
import { expect, test } from 'vitest'
import { aConversation } from '../../harness/browser/conversations.ts'
import { axe, findings } from '../../harness/browser/axe.ts'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const { stand, visitor } = aStand()
const RECEIPT = 'r'.repeat(43)
const AT = '2026-03-10T11:02:00.000Z'

const answered = () =>
  stand.tell(() => ({
    status: 200,
    body: aConversation({ state: 'answered', answered: { at: AT, to: 'a…@e….com' } }),
  }))

/** What was asked of the server since it was looked last, without icons. */
const requests = () => stand.requests.splice(0).filter((one) => !one.includes('favicon'))

/** A visitor whose device remembers a message, in a page that opens for the first time since. */
async function rememberedOn(lang = 'en') {
  const one = await visitor(hostPage(stand).replace('lang="en"', `lang="${lang}"`))
  await one.page.addInitScript(() => {
    const told: unknown[] = []
    Object.assign(window, { told })
    addEventListener('support-unread', (event) =>
      told.push((event as CustomEvent<{ reference: string }>).detail.reference),
    )
  })
  await one.launcher.waitFor()
  await one.page.evaluate(
    (receipt) => localStorage.setItem('support-drafts:demo', `${receipt} S7K2M9QX4TBA 1 `),
    RECEIPT,
  )
  requests()
  await one.page.reload()
  return { ...one, mark: one.page.locator('support-widget .unread') }
}

test('a remembered message with an answer has a mark, by one request in five minutes over all tabs', async () => {
  answered()
  const { page, mark, complaints } = await rememberedOn()
  // By its name it is another one, as long as the mark is there.
  const trigger = page.locator('support-widget .trigger')
  await mark.waitFor()
  expect(requests()).toEqual(['GET /host', 'GET /support.js', 'GET /unread.js', 'POST /api/conversation'])
  expect(stand.asked).toEqual([{ path: '/api/conversation', fields: { site: 'demo', receipt: RECEIPT } }])
  await page.getByRole('button', { name: 'Help You have an answer' }).waitFor()
  await page.evaluate(axe)
  expect(await findings(page)).toEqual([])

  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.locator('support-widget .unread').waitFor()
  expect(requests().filter((one) => one.startsWith('POST'))).toEqual([])
  // Five minutes later, as far as the page can tell.
  await other.evaluate((minutes) => {
    const words = localStorage.getItem('support-draft-unread:demo')!.split(' ')
    const earlier = [Number(words[0]) - minutes * 60_000, ...words.slice(1)]
    localStorage.setItem('support-draft-unread:demo', earlier.join(' '))
  }, 5)
  await other.reload()
  await other.locator('support-widget .unread').waitFor()
  await expect.poll(() => stand.asked.length).toBe(2)
  await other.close()

  await trigger.click()
  await mark.waitFor({ state: 'detached' })
  await page.locator('support-widget .bar button').click()
  await page.getByRole('heading', { name: 'You have an answer' }).waitFor()
  await page.reload()
  await trigger.waitFor()
  await expect.poll(() => requests()).toContain('GET /unread.js')
  await page.evaluate(() => new Promise(requestAnimationFrame))
  expect(await mark.count()).toBe(0)
  expect(complaints).toEqual([])
})

test('the mark speaks the language of the page, tells the page, and goes with all that is remembered', async () => {
  answered()
  const { page, mark } = await rememberedOn('de')
  await page.getByRole('button', { name: 'Sie haben eine Antwort' }).waitFor()
  expect(await mark.getAttribute('lang')).toBe('de')
  expect(await page.evaluate(() => Reflect.get(window, 'told'))).toEqual(['S7K2M9QX4TBA'])
  await page.evaluate(() => window.SupportWidget?.('reset'))
  expect(await mark.count()).toBe(0)
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
})

test('a widget that was taken out of the page asks no more', async () => {
  answered()
  const { page, mark } = await rememberedOn()
  await mark.waitFor()
  await page.evaluate(async () => {
    await window.SupportWidget?.('destroy')
    localStorage.removeItem('support-draft-unread:demo')
    document.dispatchEvent(new Event('visibilitychange'))
    return new Promise((resolve) => requestIdleCallback(resolve))
  })
  expect(stand.asked).toHaveLength(1)
})

test('a message that nobody knows any more is forgotten, and not asked for again', async () => {
  stand.tell(() => ({ status: 404, body: { code: 'unknown_conversation' } }))
  const { page, mark } = await rememberedOn()
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
  await page.reload()
  await page.locator('support-widget .trigger').waitFor()
  expect(stand.asked).toHaveLength(1)
  expect(await mark.count()).toBe(0)
})

test('who never wrote, and who may store nothing, pays for one script and nothing else', async () => {
  const { page, launcher, complaints } = await visitor()
  await launcher.waitFor()
  requests()
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
  })
  for (const _ of ['never wrote', 'denied']) {
    await page.reload()
    await launcher.waitFor()
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    expect(requests()).toEqual(['GET /host', 'GET /support.js'])
  }
  expect(complaints).toEqual([])
})
