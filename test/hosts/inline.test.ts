/** `<support-form>`: a form that the page puts where it wants it. */
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = (body: string, head = '') => visit(stand, hostPage(stand, { body, head }))

/** The fields of one of the forms in the page. */
const formIn = (page: Page, selector: string) => {
  const form = page.locator(selector)
  return {
    message: form.getByRole('textbox', { name: 'Your message' }),
    email: form.getByLabel('Your email'),
    send: form.getByRole('button', { name: 'Send message' }),
    sent: form.getByRole('heading', { name: 'Message sent' }),
  }
}

test('it sends like the launcher’s form, beside it and another one, each to its own site', async () => {
  const { page, complaints, button, launcher } = await visitor(
    '<support-form id="a" site="shop" locale="en"></support-form><support-form id="b"></support-form>',
  )
  for (const [selector, text] of [
    ['#a', 'To the shop'],
    ['#b', 'To the default'],
  ] as const) {
    const { message, email, send, sent } = formIn(page, selector)
    await message.fill(text)
    await email.fill('ada@example.com')
    await send.click()
    await sent.waitFor()
  }
  await launcher.click()
  const { message, email } = formIn(page, 'dialog')
  expect(await message.inputValue()).toBe('')
  await message.fill('From the corner')
  await email.fill('ada@example.com')
  await page.locator('dialog').getByRole('button', { name: 'Send message' }).click()
  await expect.poll(() => stand.received.length).toBe(3)
  expect(stand.received.map(({ site, message: text }) => [site, text])).toEqual([
    ['shop', 'To the shop'],
    ['demo', 'To the default'],
    ['demo', 'From the corner'],
  ])
  await button('Close').click()
  expect(complaints).toEqual([])
})

test('properties and attributes count whenever they are set', async () => {
  const head = `<script>
    early = document.createElement('support-form')
    early.prefill = { email: 'early@example.com' }
    early.locale = 'nl'
    addEventListener('DOMContentLoaded', () => document.body.append(early))
  </script>`
  const { page } = await visitor('', head)
  await page.getByLabel('Uw e-mailadres').or(page.getByLabel('Je e-mailadres')).first().waitFor()
  const email = page.locator('support-form input[name=email]')
  expect(await email.inputValue()).toBe('early@example.com')
  expect(await page.evaluate('early.prefill')).toEqual({ email: 'early@example.com' })
  const state = () =>
    page.evaluate(() => {
      const form = document.querySelector('support-form')!
      const { locale, site, theme } = form as unknown as Record<string, string>
      const { lang, dataset } = form.shadowRoot!.querySelector<HTMLElement>('.root')!
      return [locale, form.getAttribute('locale'), site, theme, lang, dataset['theme']]
    })
  expect(await state()).toEqual(['nl', 'nl', '', '', 'nl', ''])
  await email.fill('typed@example.com')
  await page.evaluate(() => {
    const form = document.querySelector('support-form')!
    form.setAttribute('theme', 'dark')
    Object.assign(form, { locale: 'en', prefill: { message: 'Later' } })
  })
  await page.getByLabel('Your email').waitFor()
  expect(await state()).toEqual(['en', 'en', '', 'dark', 'en', 'dark'])
  expect(await email.inputValue()).toBe('typed@example.com')
  expect(await page.getByRole('textbox', { name: 'Your message' }).inputValue()).toBe('Later')
})

test('moving it in the page keeps what was typed, and taking it out lets go of all', async () => {
  const { page } = await visitor('<div id="from"><support-form></support-form></div><div id="to"></div>')
  const { message } = formIn(page, 'support-form')
  await message.fill('Carry me')
  await page.evaluate(() => {
    const form = document.querySelector('support-form')!
    const to = document.querySelector('#to')!
    to.append(form)
    document.querySelector('#from')!.insertBefore(form, null)
    to.moveBefore(form, null)
  })
  expect(await page.locator('#to support-form').count()).toBe(1)
  expect(await message.inputValue()).toBe('Carry me')
  await page.evaluate(() => {
    const gone = document.querySelector('support-form')!
    gone.remove()
    Object.assign(window, { gone })
  })
  await expect
    .poll(() => page.evaluate('gone.shadowRoot.childElementCount + gone.shadowRoot.firstChild.localName'))
    .toBe('1slot')
  await page.evaluate('document.body.append(gone)')
  await expect.poll(() => message.inputValue()).toBe('Carry me')
})

test('inside a form of the page it neither joins nor submits it', async () => {
  const { page } = await visitor(
    `<form id="theirs"><input name="own" value="1"><support-form></support-form></form>`,
    `<script>heard = []; for (const type of ['submit', 'input', 'change']) document.addEventListener(type, (e) => heard.push(type))</script>`,
  )
  const { message, email, sent } = formIn(page, 'support-form')
  await message.fill('Inside')
  await email.fill('ada@example.com')
  await email.press('Enter')
  await sent.waitFor()
  expect(await page.evaluate('heard')).toEqual([])
  expect(
    await page.evaluate(() => [...new FormData(document.querySelector<HTMLFormElement>('#theirs')!).keys()]),
  ).toEqual(['own'])
  expect(await page.evaluate(() => document.querySelector<HTMLFormElement>('#theirs')!.elements.length)).toBe(
    1,
  )
})

test('nothing in the page moves while it loads, fails late and says so', async () => {
  // What moves within half a second of a press is not counted: a slow answer is.
  stand.answer({ status: 500, body: { code: 'internal' }, delay: 700 })
  const { page } = await visitor(
    '<support-form></support-form><p id="after">After</p>',
    `<style>support-form:not(:defined) { display: block; min-height: 580px }</style>
     <script>shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((entry) => !entry.hadRecentInput).flatMap(({ sources }) => sources).map(({ node }) => node?.localName ?? 'within')))
       .observe({ type: 'layout-shift', buffered: true })</script>`,
  )
  const { message, email, send } = formIn(page, 'support-form')
  const top = () => page.locator('#after').evaluate((after) => after.getBoundingClientRect().top)
  await message.waitFor()
  const before = await top()
  expect(await page.evaluate('shifts')).toEqual([])
  await send.click()
  await page.getByText('There is a problem').waitFor()
  await message.fill('Stay')
  await email.fill('ada@example.com')
  await send.click()
  await page.getByText('Something went wrong').first().waitFor()
  expect(await top()).toBe(before)
  // Within the form the message gives its room to the notice, and the fields between the two go up.
  const moved = await page.evaluate<string[]>('shifts')
  expect(moved.filter((node) => node !== 'within')).toEqual([])
})

test('what the page has put inside stays when the form cannot be loaded', async () => {
  const { page } = await visit(
    stand,
    hostPage(stand, { tag: '', body: '<support-form><a href="/contact">Write to us</a></support-form>' }),
  )
  await page.route('**/panel.js*', (route) => route.abort('blockedbyclient'))
  await page.addScriptTag({ url: stand.proxy + 'support.js' })
  const refused = page.waitForEvent('requestfailed')
  await refused
  expect(await page.getByRole('link', { name: 'Write to us' }).isVisible()).toBe(true)
})
