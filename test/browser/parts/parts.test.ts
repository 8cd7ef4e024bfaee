/** What comes later in the form: the question about an address, the time of a reply, the consent. */
import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { parts } from '../../harness/browser/screen.ts'
import { addressOf, useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = async (lang = 'en', options?: BrowserContextOptions) => {
  const one = await visit(stand, hostPage(stand).replace('lang="en"', `lang="${lang}"`), options)
  const said: string[] = []
  await one.page.exposeFunction('said', (text: string) => said.push(text))
  return { ...one, ...parts(one.page), said, meant: one.page.locator('support-widget .meant') }
}
/** Listens to what the live region says, from now on. */
const listen = (status: ReturnType<typeof parts>['status']) =>
  status.evaluate((element) => {
    const { said } = window as never as { said: (text: string) => void }
    new MutationObserver(() => said(element.textContent)).observe(element, { childList: true })
  })

const site = { site: 'demo', name: 'hidden', subject: 'hidden' }
const loaded = (name: string) => stand.requests.filter((request) => addressOf(name).test(request))

describe('an address that looks like a slip of the fingers', () => {
  test('is asked about once when the visitor leaves it, and mended by one click', async () => {
    const { launcher, field, status, meant, said, focus, submit, sent, page } = await visitor()
    await launcher.click()
    await field('message').fill('Hello')
    await field('email').pressSequentially('ada@gmial.com')
    await expect.poll(() => loaded('suggestion')).toHaveLength(1)
    await listen(status)
    expect(await meant.count()).toBe(0)
    await page.keyboard.press('Tab')
    expect(await focus()).toBe('Send message')
    expect(await meant.textContent()).toBe('Did you mean ada@gmail.com?')
    expect(await field('email').inputValue()).toBe('ada@gmial.com')
    await page.keyboard.press('Shift+Tab')
    expect(await focus()).toBe('Did you mean ada@gmail.com?')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await field('email').inputValue()).toBe('ada@gmail.com')
    expect(await focus()).toBe('email')
    expect(await meant.count()).toBe(0)
    expect(said).toEqual(['Did you mean ada@gmail.com?'])
    await submit.click()
    await sent.waitFor()
    expect(stand.received[0]).toMatchObject({ email: 'ada@gmail.com' })
  })

  test('is sent as it is when that is what the visitor wants', async () => {
    const { write, button, sent, meant, field } = await visitor()
    await write('Hello', 'ada@gmial.com')
    await field('message').focus()
    await meant.waitFor()
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received[0]).toMatchObject({ email: 'ada@gmial.com' })
  })

  test('is asked about also when the visitor is faster than the network', async () => {
    const { page, launcher, field, meant } = await visitor()
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route(/suggestion\.js/, async (route) => {
      await held
      await route.continue()
    })
    await launcher.click()
    await field('email').fill('ada@gmial.com')
    await field('message').focus()
    expect(await meant.count()).toBe(0)
    release()
    await meant.waitFor()
  })

  test('is asked about no more once it is written differently', async () => {
    const { launcher, field, meant } = await visitor()
    await launcher.click()
    await field('email').fill('ada@gmial.com')
    await field('message').focus()
    await meant.waitFor()
    await field('email').pressSequentially('x')
    await meant.waitFor({ state: 'detached' })
  })

  test('does not move the button away from under a finger that presses it', async () => {
    const { launcher, field, submit, sent, meant, page } = await visitor()
    await launcher.click()
    await field('message').fill('Hello')
    await field('email').fill('ada@gmial.com')
    await expect.poll(() => loaded('suggestion')).toHaveLength(1)
    await field('email').focus()
    await submit.hover()
    await page.mouse.down()
    expect(await meant.count()).toBe(0)
    await page.mouse.up()
    await sent.waitFor()
  })

  test('is none of its business before an address is typed: nothing is loaded', async () => {
    const { launcher, field } = await visitor()
    await launcher.click()
    await field('message').waitFor()
    await field('email').focus()
    await field('message').focus()
    expect(['parts', 'suggestion', 'reply-time', 'consent'].flatMap(loaded)).toEqual([])
  })
})

describe('the time of a reply', () => {
  const week = ['09:00-17:00']
  const hours = { timeZone: 'Europe/Brussels', days: { mon: week, tue: week } }
  const reply = { within: 4, hours }
  const lines = (root: ReturnType<typeof parts>['dialog']) => root.locator('.expected').allTextContents()
  /** A Monday, 15:30 in Brussels. */
  const monday = new Date('2026-11-23T14:30:00Z')

  test('is said in the visitor’s time and language, while writing and once it is sent', async () => {
    stand.define({ body: { ...site, reply } })
    const { page, launcher, dialog, field, submit, sent } = await visitor('de', {
      timezoneId: 'America/New_York',
    })
    await page.clock.setFixedTime(monday)
    await launcher.click()
    await expect
      .poll(() => lines(dialog))
      .toEqual(
        ['Wir sind für Sie da bis 11:00 EST', 'Antwort voraussichtlich bis: Dienstag, 05:30 EST'].map(
          (line) => expect.stringMatching(line.replace('EST', '(EST|GMT-5)')),
        ),
      )
    await field('message').fill('Hallo')
    await field('email').fill('ada@example.com')
    await submit.click()
    await sent.waitFor()
    await expect
      .poll(() => lines(dialog))
      .toEqual([expect.stringContaining('Antwort voraussichtlich bis: Dienstag')])
    expect(await field('place-sent').locator('.when').getAttribute('translate')).toBe('no')
  })

  test('says when somebody is back, without naming a zone that is the visitor’s own', async () => {
    stand.define({ body: { ...site, reply: { hours } } })
    const { page, launcher, dialog } = await visitor('en', { timezoneId: 'Europe/Paris' })
    await page.clock.setFixedTime(new Date('2026-11-24T20:00:00Z'))
    await launcher.click()
    await expect.poll(() => lines(dialog)).toHaveLength(1)
    expect((await lines(dialog))[0]!.replace('\u202f', ' ')).toBe(
      'We are away at the moment. Back: Monday 9:00 AM',
    )
  })

  test('without office hours is how long it usually takes, or what the site says', async () => {
    stand.define({ body: { ...site, reply: { within: 48 } } })
    const one = await visitor('nl')
    await one.launcher.click()
    await expect.poll(() => lines(one.dialog)).toEqual(['Gebruikelijke antwoordtijd: 2 dagen'])
    stand.define({
      body: { ...site, reply: { within: 48, text: { en: 'Soon.', nl: 'Zo snel we kunnen.' } } },
    })
    const other = await visitor('nl')
    await other.launcher.click()
    await expect.poll(() => lines(other.dialog)).toEqual(['Zo snel we kunnen.'])
  })

  test('is never promised where the site has not said so', async () => {
    const { write, submit, sent, dialog } = await visitor()
    await write()
    await submit.click()
    await sent.waitFor()
    expect(await lines(dialog)).toEqual([])
    expect(loaded('reply-time')).toEqual([])
  })

  test('follows a switch of the language, and stays away when its words do not come', async () => {
    stand.define({ body: { ...site, reply: { within: 4 } } })
    const { page, launcher, dialog, region } = await visitor()
    await launcher.click()
    await expect.poll(() => lines(dialog)).toEqual(['Usual reply time: 4 hours'])
    await page.evaluate(() => void window.SupportWidget!('locale', 'ja'))
    await expect.poll(() => lines(dialog)).toEqual(['返信までの目安：4 時間'])
    await page.route(/\/ar\/parts\.js/, (route) => route.abort())
    await page.evaluate(() => void window.SupportWidget!('locale', 'ar'))
    await expect.poll(() => region.getAttribute('lang')).toBe('ar')
    await expect.poll(() => lines(dialog)).toEqual([])
  })
})

describe('a consent', () => {
  const consent = (more = {}) => ({
    mode: 'required',
    text: { en: 'I agree to the [privacy policy] of the shop.', nl: 'Ik ga akkoord.' },
    link: 'https://example.com/privacy',
    version: '2026-01',
    ...more,
  })
  const define = (more = {}) => stand.define({ body: { ...site, consent: consent(more) } })

  test('that is asked for is never ticked beforehand, and must be given', async () => {
    define()
    const { write, button, page, sent, focus, field } = await visitor()
    await write()
    const box = page.getByRole('checkbox', { name: 'I agree to the privacy policy of the shop.' })
    await box.waitFor()
    expect(await box.isChecked()).toBe(false)
    await button('Send message').click()
    await page.getByRole('link', { name: 'Confirm that you agree' }).click()
    expect(await focus()).toBe('consent')
    expect(await box.getAttribute('aria-describedby')).toBe('consent-problem')
    expect(await field('consent-problem').textContent()).toBe('Confirm that you agree')
    expect(stand.received).toEqual([])
    await page.keyboard.press('Space')
    expect(await page.getByText('There is a problem').count()).toBe(0)
    expect(await box.getAttribute('aria-invalid')).toBe('false')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received[0]).toMatchObject({ consent: '2026-01' })
  })

  test('to a text that was replaced meanwhile is asked for again, with the new text', async () => {
    define()
    stand.answer({ status: 422, body: { code: 'invalid', fields: { consent: 'outdated' } } })
    const { write, button, page, sent } = await visitor()
    await write()
    await page.getByRole('checkbox').check()
    define({ text: 'A new text.', version: '2026-02' })
    await button('Send message').click()
    const box = page.getByRole('checkbox', { name: 'A new text.' })
    await box.waitFor()
    expect(await box.isChecked()).toBe(false)
    await page.getByRole('link', { name: 'This text has changed' }).waitFor()
    await box.check()
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received[1]).toMatchObject({ consent: '2026-02' })
  })

  test('by notice is text and link, in the language of the form, and goes along without a box', async () => {
    define({ mode: 'notice' })
    const { launcher, field, submit, sent, page } = await visitor('nl-BE')
    await launcher.click()
    const link = page.getByRole('link', { name: 'Privacyverklaring' })
    await link.waitFor()
    expect(await link.evaluate((node) => [node.getAttribute('href'), node.getAttribute('rel')])).toEqual([
      'https://example.com/privacy',
      'noopener noreferrer',
    ])
    expect(await page.getByText('Ik ga akkoord.').count()).toBe(1)
    expect(await page.getByRole('checkbox').count()).toBe(0)
    await field('message').fill('Hallo')
    await field('email').fill('ada@example.com')
    await submit.click()
    await sent.waitFor()
    expect(stand.received[0]).toMatchObject({ consent: '2026-01' })
  })

  test('takes no words from the site but as text', async () => {
    define({ text: '<img src=x onerror=alert(1)> [<b>link</b>] <i>' })
    const { launcher, page, complaints } = await visitor()
    await launcher.click()
    await page.getByRole('checkbox', { name: '<img src=x onerror=alert(1)> <b>link</b> <i>' }).waitFor()
    expect(complaints).toEqual([])
  })

  test('keeps the focus where it is while it is sent', async () => {
    define()
    stand.answer({ delay: Infinity })
    const { write, page, focus, sent } = await visitor()
    await write()
    await page.getByRole('checkbox').check()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'Sending…' }).waitFor()
    await page.keyboard.press('Space')
    expect(await focus()).toBe('consent')
    expect(await page.getByRole('checkbox').isChecked()).toBe(true)
    stand.release()
    await sent.waitFor()
  })
})
