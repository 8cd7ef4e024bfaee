/** The whole journey without JavaScript, for every browser: errors, mending, confirmation, one ticket. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aServedProxy } from '../proxy/proxy-in-process.ts'
import type { ServedProxy } from '../proxy/proxy-in-process.ts'
import { parents } from '../hosts/parent-pages.ts'
import { STEP_MS } from '../patience.ts'

/** Waits until the sandbox has as many tickets, and returns them. */
async function ticketsOf(proxy: ServedProxy, number: number) {
  let tickets = await proxy.tickets()
  await expect
    .poll(async () => (tickets = await proxy.tickets()).length, { timeout: STEP_MS, interval: 200 })
    .toBe(number)
  return tickets
}

/** Without scripts Firefox has no animation frames, by which Playwright sees that an element is at rest. */
const FORCE = { force: true }

/** Types as a visitor does: without JavaScript, Playwright's `fill` adds to what stands there in Firefox. */
async function write(field: Locator, text: string) {
  await field.focus()
  await field.press('ControlOrMeta+a')
  await field.press('Delete')
  await field.pressSequentially(text)
}

/** Everything that a visitor without JavaScript does, in the browser that `open` opens. */
export function plainJourneys(open: () => Promise<Browser>): void {
  let browser: Browser
  beforeAll(async () => {
    browser = await open()
  })
  afterAll(() => browser.close())

  const visitor = async (address: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB', ...options })
    context.setDefaultTimeout(STEP_MS)
    const page = await context.newPage()
    await page.goto(address)
    return page
  }
  const send = (page: Page, name = 'Send message') => page.getByRole('button', { name }).click(FORCE)

  test('a message is mended, sent, confirmed, and becomes one ticket over double click, reload and going back', async () => {
    const proxy = await aServedProxy()
    const page = await visitor(`${proxy.url}/embed/demo`)
    await send(page)
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await expect.poll(() => page.title()).toBe('There is a problem – How can we help?')
    await page.getByRole('link', { name: 'Enter your email address' }).click(FORCE)
    await page.keyboard.type('nope')
    await write(page.getByLabel('Your message'), '  Line one\n"Line" <two>')
    await send(page)
    await page.getByRole('link', { name: 'Enter an email address like' }).waitFor()
    expect(await page.getByLabel('Your message').inputValue()).toBe('  Line one\n"Line" <two>')
    expect(await page.getByLabel('Your email').inputValue()).toBe('nope')
    expect(page.url()).not.toContain('nope')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await page.getByRole('button', { name: 'Send message' }).dblclick(FORCE)
    await page.getByRole('heading', { name: 'Message sent' }).waitFor()
    const reference = await page.locator('code').innerText()
    expect(reference).toMatch(/^S[0-9A-Z]{11}$/)
    expect(await page.getByText('We will reply to').innerText()).toBe('We will reply to ada@example.com.')
    await page.reload()
    await page.getByText(reference).first().waitFor()
    const [ticket] = await ticketsOf(proxy, 1)
    expect(ticket!.contact.email).toBe('ada@example.com')
    expect(ticket!.messages[0]!.body_html).toContain(reference)
    await page.getByRole('link', { name: 'Send another message' }).click(FORCE)
    expect(await page.getByLabel('Your message').inputValue()).toBe('')
    await page.context().close()
  })

  test('going back from the confirmation and sending once more makes no second ticket', async () => {
    const proxy = await aServedProxy()
    const page = await visitor(`${proxy.url}/embed/demo`)
    await write(page.getByLabel('Your message'), 'Once')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await send(page)
    const reference = await page.locator('code').innerText()
    await page.waitForLoadState('load')
    await page.goBack()
    await page.waitForURL(/embed\/demo$/)
    await write(page.getByLabel('Your message'), 'Once')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await send(page)
    expect(await page.locator('code').innerText()).toBe(reference)
    await ticketsOf(proxy, 1)
    await page.context().close()
  })

  test('going back to a form that was refused before shows nothing of it to whoever sits there by then', async () => {
    const proxy = await aServedProxy()
    const page = await visitor(`${proxy.url}/embed/demo`)
    await write(page.getByLabel('Your message'), 'Not for others')
    await send(page)
    await page.getByRole('link', { name: 'Enter your email address' }).waitFor()
    expect(await page.getByLabel('Your message').inputValue()).toBe('Not for others')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await send(page)
    await page.getByRole('heading', { name: 'Message sent' }).waitFor()
    // Browsers show an error of their own there, and ask before they send once more what was sent.
    await page.goBack().catch(() => {})
    expect(await page.getByRole('heading', { name: 'Message sent' }).count()).toBe(0)
    expect(await page.locator('form').count()).toBe(0)
    await ticketsOf(proxy, 1)
    await page.context().close()
  })

  test('what was changed after it had arrived is offered as a new message, and too many are told so; all is kept', async () => {
    const proxy = await aServedProxy({ LIMIT_EMAIL: '2', CHALLENGE: 'off' })
    const page = await visitor(`${proxy.url}/embed/demo`)
    await write(page.getByLabel('Your message'), 'First')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await send(page)
    const reference = await page.locator('code').innerText()
    await page.goBack()
    await page.waitForURL(/embed\/demo$/)
    await write(page.getByLabel('Your message'), 'Second')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await send(page)
    await page.getByRole('heading', { name: 'An earlier version was sent' }).waitFor()
    expect(await page.getByLabel('Your message').inputValue()).toBe('Second')
    await send(page, 'Send this version too')
    await page.getByRole('heading', { name: 'Message sent' }).waitFor()
    expect(await page.locator('code').innerText()).not.toBe(reference)
    await page.getByRole('link', { name: 'Send another message' }).click(FORCE)
    await write(page.getByLabel('Your message'), 'Third')
    await write(page.getByLabel('Your email'), 'ada@example.com')
    await send(page)
    await page.getByRole('heading', { name: 'Your message was not sent' }).waitFor()
    expect(await page.getByLabel('Your message').inputValue()).toBe('Third')
    expect(await page.getByLabel('Your email').inputValue()).toBe('ada@example.com')
    expect((await ticketsOf(proxy, 2)).map(({ messages }) => messages[0]!.body_html).join()).toMatch(
      /(First.*Second|Second.*First)/s,
    )
    await page.context().close()
  })

  test('a reload brings what the new document says, where nobody can write', async () => {
    const proxy = await aServedProxy()
    const page = await visitor(`${proxy.url}/embed/demo`)
    const ids = async () => {
      const field = page.locator('input[name=id]')
      return [await field.getAttribute('value'), await field.inputValue()]
    }
    const before = await ids()
    await write(page.getByLabel('Your message'), 'Written before')
    await page.reload()
    const after = await ids()
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).toBe(after[0])
  })

  test('everything is in the language of the visitor', async () => {
    const proxy = await aServedProxy()
    const page = await visitor(`${proxy.url}/embed/demo`, { locale: 'nl-NL' })
    await page.getByRole('heading', { name: 'Waarmee kunnen we helpen?' }).waitFor()
    await send(page, 'Bericht versturen')
    await page.getByRole('link', { name: 'Schrijf je bericht' }).waitFor()
    await write(page.getByLabel('Je bericht'), 'Hallo')
    await write(page.getByLabel('Je e-mailadres'), 'ada@example.com')
    await send(page, 'Bericht versturen')
    await page.getByRole('heading', { name: 'Bericht verstuurd' }).waitFor()
    await page.context().close()
  })

  test('it works inside a frame of a page without JavaScript', async () => {
    const proxy = await aServedProxy()
    const host = await parents()
    const page = await visitor(
      host.page(`<iframe src="${proxy.url}/embed/demo" title="Support" width="500" height="700"></iframe>`),
    )
    const frame = page.frameLocator('iframe')
    await write(frame.getByLabel('Your message'), 'From a frame')
    await frame.getByRole('button', { name: 'Send message' }).click(FORCE)
    await frame.getByRole('link', { name: 'Enter your email address' }).waitFor()
    await write(frame.getByLabel('Your email'), 'ada@example.com')
    await frame.getByRole('button', { name: 'Send message' }).click(FORCE)
    await frame.getByRole('heading', { name: 'Message sent' }).waitFor()
    await ticketsOf(proxy, 1)
    await page.context().close()
  })

  test.each([
    ['that hides where it comes from', (form: string) => form],
    ['that has no origin', (form: string) => `<iframe sandbox="allow-forms" srcdoc='${form}'></iframe>`],
  ])('a page of another website %s cannot send, whatever it has fetched', async (_, around) => {
    const proxy = await aServedProxy()
    const host = await parents()
    const json = { headers: { Accept: 'application/json' } }
    const { token } = (await (await fetch(`${proxy.url}/embed/demo`, json)).json()) as { token: string }
    const fields = { site: 'demo', token, email: 'ada@example.com', message: 'Not from here' }
    const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`)
    const form = `<form method="post" action="${proxy.url}/api/tickets">${inputs.join('')}<button>Go</button></form>`
    const page = await visitor(
      host.page(around(form), {
        host: 'unlisted.localhost',
        headers: { 'Referrer-Policy': 'no-referrer' },
      }),
    )
    const place = page.frames().at(-1)!
    const answer = page.waitForResponse(/\/api\/tickets$/)
    await place.getByRole('button', { name: 'Go' }).click(FORCE)
    expect((await answer).status()).toBe(403)
    expect(await proxy.tickets()).toEqual([])
    // The same in a document of the proxy's is a message.
    const own = await visitor(`${proxy.url}/embed/demo`)
    await write(own.getByLabel('Your message'), 'From here')
    await write(own.getByLabel('Your email'), 'ada@example.com')
    await send(own)
    await own.getByRole('heading', { name: 'Message sent' }).waitFor()
    await own.context().close()
    await page.context().close()
  })
}
