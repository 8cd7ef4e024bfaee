/** The form in a language that does not exist: what is left in plain letters was forgotten. */
import type { BrowserContextOptions } from 'playwright-core'
import { expect, test } from 'vitest'
import { en, type Texts } from '../../../widget/i18n/en/form.ts'
import { texts as after } from '../../../widget/i18n/en/conversation.ts'
import { en as later } from '../../../widget/i18n/en/parts.ts'
import { officeClosedOn } from '../../harness/browser/form-visitor.ts'
import { isSeen, pseudo } from '../../harness/browser/pseudo-locale.ts'
import { misfits, parts, wordsOnScreen } from '../../harness/browser/screen.ts'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { visit } from '../../harness/browser/visitor.ts'

const site = { site: 'demo', name: 'optional', subject: 'required', contactEmail: 'help@example.com' }
const stand = useFakeProxy()
const visitor = async (html?: string, options?: BrowserContextOptions) => {
  const { page, complaints } = await visit(stand, html, options)
  return { page, complaints, ...parts(page) }
}

test('no word of English, and every text of the list, is on the screens of another language', async () => {
  const own = Object.fromEntries(
    Object.entries(en).map(([key, text]) => [key, pseudo(typeof text === 'string' ? text : text.other)]),
  ) as Record<keyof Texts, string>
  // Of the parts, only what is under every failure.
  const kept = { keep: pseudo(later.keep), keepNote: pseudo(later.keepNote) }
  const more = Object.fromEntries(Object.entries(after).map(([key, text]) => [key, pseudo(text)]))
  stand.define({ body: { ...site, texts: { en: { ...own, ...kept, ...more } } } })
  const { page, launcher, field, submit, status, quiet, sent, again, notice, close } = await visitor(
    undefined,
    {
      viewport: { width: 320, height: 640 },
    },
  )
  const seen = new Set<string>()
  const look = async (state: string) => {
    const words = await wordsOnScreen(page)
    const plain = words.map((text) =>
      // The day, too: the clock of the page goes ahead, and may be beyond midnight.
      text.replace(/help@example\.com|R[\dA-F]{8}|^…$|^!?Hello!?$|[A-Z][a-z]{2} \d+, \d{4}|\d\s[AP]M/g, ''),
    )
    expect(
      plain.filter((text) => /[a-z]/i.test(text)),
      state,
    ).toEqual([])
    expect(await misfits(page, ['en']), state).toEqual([])
    for (const text of words) seen.add(text)
  }
  const failing = async (reason: keyof Texts, answer: Parameters<typeof stand.answer>[0] = {}) => {
    stand.answer(answer)
    await submit.click()
    await notice.getByText(own[reason]).waitFor()
    await look(reason)
  }

  await page.clock.install()
  await launcher.click()
  await field('subject').waitFor()
  await page.getByText(own.intro).waitFor()
  await look('open')
  await submit.click()
  await page.getByText(own.summary).waitFor()
  await look('nothing filled')
  await field('email').fill('ada')
  await field('message').fill('x'.repeat(9000))
  await look('counter')
  await field('email').blur()
  await look('wrong address')
  await field('message').fill('x'.repeat(10_010))
  await field('email').fill('x'.repeat(260) + '@example.com')
  await field('subject').fill('Mug')
  await submit.click()
  await look('too long')
  await field('message').fill('Hello')
  await field('email').fill('ada@example.com')
  await failing('notValid', {
    status: 422,
    body: { code: 'invalid', fields: { name: 'required', subject: 'unknown' } },
  })
  await field('name').fill('Ada')
  stand.answer({ delay: Infinity })
  await submit.click()
  await expect.poll(() => status.textContent()).toBe(own.sending)
  await look('sending')
  await page.clock.fastForward(15_001)
  await notice.getByText(own.timeout).waitFor()
  await look('timeout')
  await failing('broken', { status: 500, body: {} })
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
  await quiet.click()
  await look('copied')
  await page.evaluate(() => (Document.prototype.execCommand = () => false))
  await quiet.click()
  await page.getByText(own.copyByHand).first().waitFor()
  await look('copy by hand')
  await page.route('**/api/tickets', (route) => route.abort(), { times: 1 })
  await failing('unreachable')
  await failing('too_large', { status: 413, body: {} })
  await failing('unavailable', { status: 503, body: { code: 'store_unavailable' } })
  await failing('unverified', { status: 403, body: { code: 'identity_invalid', message: '' } })
  await failing('conflict', { status: 409, body: { code: 'conflict' } })
  await failing('limited', { status: 429, body: {}, headers: { 'Retry-After': '60' } })
  await page.clock.fastForward(61_000)
  await expect.poll(() => submit.textContent()).toBe(own.retry)
  await page.context().setOffline(true)
  await failing('offline')
  await page.locator('support-widget #message').press('!')
  await page.context().setOffline(false)
  await page.getByText(own.backOnline).first().waitFor()
  await look('connected again')
  await failing('refused', { status: 403, body: { code: 'origin_denied', message: '' } })
  await submit.click()
  await sent.waitFor()
  await expect.poll(() => status.textContent()).toContain('R')
  await look('sent')
  await page.evaluate(() => (Document.prototype.execCommand = () => true))
  await quiet.first().click()
  await look('reference copied')
  await again.click()
  await close.click()
  await look('closed')

  const missing = Object.entries(own).filter(([, text]) => !isSeen(text, seen))
  expect(missing.map(([key]) => key)).toEqual([])
})

test('nor is there any in the parts that come later', async () => {
  const both = { ...en, ...later }
  const own = Object.fromEntries(
    Object.entries(both).map(([key, text]) => [key, pseudo(typeof text === 'string' ? text : text.other)]),
  ) as Record<keyof typeof both, string>
  const consent = {
    mode: 'required',
    text: pseudo('I agree to it.'),
    link: 'https://example.com/',
    version: '1',
  }
  const seen = new Set<string>()
  for (const [name, reply] of [
    ['open', { within: 1, hours: officeClosedOn('UTC', [3]) }],
    ['away', { within: 1, hours: { timeZone: 'UTC', days: { mon: ['03:00-03:05'] } } }],
    ['always', { within: 1 }],
  ] as const) {
    stand.define({ body: { ...site, subject: 'hidden', reply, consent, texts: { en: own } } })
    const { page, launcher, field, submit, notice, status } = await visitor(undefined, {
      viewport: { width: 320, height: 640 },
    })
    const look = async (state: string) => {
      const words = (await wordsOnScreen(page)).map((text) => text.replace('ada@gmail.com', ''))
      expect(
        words.filter((text) => /[a-z]/i.test(text)),
        `${name}: ${state}`,
      ).toEqual([])
      expect(await misfits(page, ['en']), `${name}: ${state}`).toEqual([])
      for (const text of words) seen.add(text)
    }
    stand.answer({ status: 422, body: { code: 'invalid', fields: { consent: 'outdated' } } })
    await launcher.click()
    await page.locator('support-widget .expected').first().waitFor()
    await field('consent').waitFor()
    await look('open')
    await field('message').fill('Hello')
    await field('email').fill('ada@gmial.com')
    await submit.click()
    await notice.getByText(own.consent_required).waitFor()
    await page.locator('support-widget .meant').waitFor()
    await look('not agreed')
    await field('consent').check()
    await submit.click()
    await notice.getByText(own.consent_outdated).waitFor()
    await look('not up to date')
    await field('consent').check()
    stand.answer({ status: 503, body: { code: 'store_unavailable' } })
    await submit.click()
    await field('keep').check()
    await expect.poll(() => status.textContent()).toBe(own.keptNow)
    await look('kept')
    // The draft is in its tab only: where that holds nothing, the message comes from the device.
    await page.evaluate(() => sessionStorage.clear())
    await page.reload()
    await launcher.click()
    await page.locator('support-widget .kept').waitFor()
    // The site's own words come with its fields, after those of the file.
    await field('consent').waitFor()
    await page.getByText(own.intro).waitFor()
    await look('back')
    await page.evaluate(() => {
      const full = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
      Object.defineProperty(window, 'localStorage', {
        value: { getItem: () => null, removeItem: () => undefined, setItem: full },
      })
    })
    await field('consent').check()
    stand.answer({ status: 503, body: { code: 'store_unavailable' } })
    await submit.click()
    await field('keep').uncheck()
    // A box that does not stay ticked.
    await field('keep').click()
    await expect.poll(() => status.textContent()).toBe(own.notKept)
    await look('not kept')
  }
  const missing = Object.keys(later).filter((key) => !isSeen(own[key as keyof typeof later], seen))
  expect(missing).toEqual([])
})
