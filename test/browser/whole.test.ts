/** The whole path of a form that asks for everything: widget or document, real proxy, real sandbox, one ticket. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { parents } from '../hosts/parents.ts'
import { aSandboxedProxy } from '../proxy/process.ts'
import { fakeScreen } from './attaching.ts'
import { aShop, expectRepair, FILLED, PDF, PNG } from './everything.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.connect(inject('browserEndpoint'))
})
afterAll(() => browser.close())

const ROWS = FILLED.map(([, , label, value]) => [label, value] as const)
const FILES = [PNG, { ...PDF, name: 'receipt _1_.pdf' }]

/** A tab with what went wrong in it. */
async function aTab(address: string, javaScriptEnabled = true) {
  const context = await browser.newContext({ locale: 'en-GB', javaScriptEnabled })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.goto(address)
  return { page, complaints }
}

/** A page of the shop's, on another site than the proxy. */
async function aHostPage(tag: string) {
  const host = await parents()
  return host.page(`<h1>Mugs</h1>${tag}`)
}

/** Fills every field, as far as it is asked. */
async function fill(form: Locator): Promise<void> {
  for (const [key, value] of FILLED) {
    const field = form.locator(`#field-${key}`)
    if (key === 'plan') await field.selectOption(value)
    else if (key === 'how') await form.locator(`#field-how-${value}`).check()
    else if (key === 'parts')
      for (const part of value.split(' ')) await form.locator(`#field-parts-${part}`).check()
    else if (key === 'call') await field.check()
    else await field.fill(value)
  }
}

async function write(form: Locator): Promise<void> {
  await form.locator('#topic').selectOption('repair')
  await fill(form)
  await form.locator('#field-broken').fill('The handle')
  await form.locator('#message').fill('The mug has a crack')
  await form.locator('#email').fill('ada@example.com')
}

/** The document under a name that the site does not list, as in earnest: what it sends is taken for its token. */
const documentOf = ({ port }: { port: number }) => `http://support.localhost:${port}/embed/shop`

const send = (page: Page | Locator) => page.getByRole('button', { name: /Send message|Try again/ }).click()
const isSent = (page: Page | Locator) => page.getByRole('heading', { name: 'Message sent' }).waitFor()

describe('a form with everything', () => {
  test('in the widget: topic, fields, context and two files become one ticket as an agent needs it', async () => {
    const shop = await aShop()
    const told = `<script>SupportWidget = (...a) => SupportWidget.q.push(a); SupportWidget.q = []
      SupportWidget('update', { context: { plan: 'pro', seats: 12 } }); SupportWidget('prefill', { cartId: 'c-9' })</script>`
    const { page, complaints } = await aTab(await aHostPage(told + shop.tag))
    const uploads: string[] = []
    page.on('request', (request) => request.method() === 'POST' && uploads.push(request.resourceType()))
    await page.getByRole('button', { name: 'Help' }).click()
    const form = page.getByRole('dialog')
    await form.locator('#topic').waitFor()
    await form.getByText('Usual reply time: 8 hours').waitFor()
    await write(form)
    await form.getByText('Usual reply time: 2 hours').waitFor()
    await form.locator('input[type=file]').setInputFiles([PNG, PDF])
    await send(form)
    await isSent(form)
    await form.getByText('Usual reply time: 2 hours').waitFor()
    const html = await expectRepair(await shop.ticket(), FILES, [
      ...ROWS,
      ['Topic', 'A repair'],
      ['What is broken?', 'The handle'],
      ['Cart', 'c-9'],
      ['title', 'Parent'],
      ['plan', 'pro'],
      ['seats', '12'],
    ])
    expect(html.indexOf('Told by the page, not verified')).toBeGreaterThan(html.indexOf('The handle'))
    expect(html.indexOf('<td>seats</td>')).toBeGreaterThan(html.indexOf('Told by the page, not verified'))
    expect(uploads).toEqual(['xhr'])
    expect(complaints).toEqual([])
  })

  test('of a page that says what it is about asks for no topic, and a picture of the screen goes along', async () => {
    const shop = await aShop({ context: 'note' })
    const tag = shop.tag.replace('data-site', 'data-topic="repair" data-site')
    const { page, complaints } = await aTab(await aHostPage(tag))
    await page.getByRole('button', { name: 'Help' }).click()
    const form = page.getByRole('dialog', { name: 'How can we help?' })
    await form.locator('#field-broken').fill('The handle')
    expect(await form.locator('#topic').count()).toBe(0)
    await page.evaluate(() => void window.SupportWidget!('update', { context: { plan: 'pro' } }))
    await form.locator('#message').fill('The mug has a crack')
    await form.locator('#email').fill('ada@example.com')
    await fakeScreen(page)
    await form.getByRole('button', { name: 'Take a screenshot' }).click()
    await page
      .getByRole('dialog', { name: 'Your screenshot' })
      .getByRole('button', { name: 'Attach' })
      .click()
    await form.getByText('screenshot.png', { exact: true }).waitFor()
    await send(form)
    await isSent(form)
    const ticket = await shop.ticket()
    const [message, note] = ticket.messages
    expect(message!.body_html).not.toContain('pro')
    expect(note!.body_html).toMatch(/Told by the page, not verified.*<td>plan<\/td><td>pro<\/td>/s)
    expect(message!.attachments).toMatchObject([{ filename: 'screenshot.png', mime_type: 'image/png' }])
    const bytes = Buffer.from(await (await fetch(message!.attachments[0]!.url)).arrayBuffer())
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(ticket.subject).toBe('[Repair] The mug has a crack')
    expect(complaints).toEqual([])
  })

  test.each([
    ['with JavaScript', true],
    ['without', false],
  ])('in a document of its own, %s: the same ticket', async (_, scripts) => {
    const shop = await aShop()
    const { page, complaints } = await aTab(documentOf(shop), scripts)
    if (scripts) await page.locator('.inner[data-private]').waitFor()
    const form = page.locator('form')
    await write(form)
    await form.locator('input[type=file]').setInputFiles([PNG, PDF])
    await send(page)
    await isSent(page)
    await page.getByText('Usual reply time: 2 hours').waitFor()
    await expectRepair(await shop.ticket(), FILES, [
      ...ROWS,
      ['What is broken?', 'The handle'],
      ['Cart', 'none'],
    ])
    expect(complaints).toEqual([])
  })
})

describe('files that are refused', () => {
  const spooled = (dataDir: string) => readdirSync(join(dataDir, 'files'))

  test('by their content are marked in the widget; without them the message goes, with the others', async () => {
    const shop = await aShop()
    const { page } = await aTab(await aHostPage(shop.tag))
    await page.getByRole('button', { name: 'Help' }).click()
    const form = page.getByRole('dialog')
    await form.locator('#topic').waitFor()
    await write(form)
    const program = {
      ...PDF,
      name: 'invoice.pdf',
      buffer: Buffer.from('MZ\x90\0\x03\0\0\0' + '\0'.repeat(60_000), 'latin1'),
    }
    await form.locator('input[type=file]').setInputFiles([PNG, program, PDF])
    await send(form)
    await form.getByRole('link', { name: 'invoice.pdf' }).click()
    expect(await form.locator('#file-1').getAttribute('aria-describedby')).toBe('file-1-problem')
    await page.keyboard.press('Enter')
    await expect.poll(() => form.locator('.file bdi').count()).toBe(2)
    expect(spooled(shop.dataDir)).toEqual([])
    expect(await shop.tickets()).toEqual([])
    await send(form)
    await isSent(form)
    await expectRepair(await shop.ticket(), FILES, ROWS)
  })

  test('for their size or type are not even sent by the widget', async () => {
    const shop = await aShop()
    const { page } = await aTab(await aHostPage(shop.tag))
    await page.getByRole('button', { name: 'Help' }).click()
    const form = page.getByRole('dialog')
    await form.locator('#topic').waitFor()
    await form.locator('input[type=file]').setInputFiles([
      { ...PDF, name: 'big.pdf', buffer: Buffer.alloc(1_000_001, '%PDF-1.7 ') },
      { name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    ])
    await expect.poll(() => form.locator('#files-problem li').count()).toBe(2)
    expect(await form.locator('#files-problem').innerText()).toMatch(
      /big\.pdf.* too large.*\n.*run\.exe.* type/,
    )
    expect(await form.locator('.file').count()).toBe(0)
  })

  test.each([
    ['with JavaScript', true],
    ['without', false],
  ])('in a document of its own, %s, leave the text; without them the message goes', async (_, scripts) => {
    const shop = await aShop()
    const { page } = await aTab(documentOf(shop), scripts)
    if (scripts) await page.locator('.inner[data-private]').waitFor()
    const form = page.locator('form')
    await write(form)
    const page1 = {
      name: 'photo.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<html>' + 'x'.repeat(80_000)),
    }
    const big = { ...PDF, name: 'big.pdf', buffer: Buffer.alloc(1_000_001, '%PDF-1.7 ') }
    await form.locator('input[type=file]').setInputFiles(scripts ? [page1] : [page1, big])
    await send(page)
    const link = page.locator('.notice a')
    await link.first().waitFor()
    if (!scripts)
      expect(await link.allInnerTexts()).toEqual([
        '\u2068photo.png\u2069 is of a type that cannot be sent here',
        '\u2068big.pdf\u2069 is too large: at most 1 MB can be sent',
      ])
    expect(await form.locator('#message').inputValue()).toBe('The mug has a crack')
    expect(await form.locator('#field-order').inputValue()).toBe('AB12')
    expect(await form.locator('#topic').inputValue()).toBe('repair')
    expect(spooled(shop.dataDir)).toEqual([])
    if (!scripts)
      await form.getByText('no longer attached: \u2068photo.png\u2069 and \u2068big.pdf\u2069').waitFor()
    if (scripts) await form.locator('#file-0').click()
    await form.locator('input[type=file]').setInputFiles([PNG, PDF])
    await send(page)
    await isSent(page)
    await expectRepair(await shop.ticket(), FILES, ROWS)
  })
})

test('what was filled and chosen before the script of a document was there goes along', async () => {
  const shop = await aShop()
  const context = await browser.newContext({ locale: 'en-GB' })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  let goOn!: () => void
  const written = new Promise<void>((resolve) => (goOn = resolve))
  await page.route('**/assets/panel-*', async (route) => {
    await written
    await route.continue()
  })
  await page.goto(documentOf(shop), { waitUntil: 'commit' })
  const form = page.locator('form')
  await write(form)
  await form.locator('input[type=file]').setInputFiles([PNG, PDF])
  goOn()
  await page.locator('.inner[data-private]').waitFor()
  await send(page)
  await isSent(page)
  await expectRepair(await shop.ticket(), FILES, [...ROWS, ['What is broken?', 'The handle']])
})

test('a token of a document that has expired is renewed although files go another way, and they arrive once', async () => {
  const shop = await aShop()
  const { page, complaints } = await aTab(documentOf(shop))
  await page.locator('.inner[data-private]').waitFor()
  const form = page.locator('form')
  await write(form)
  await form.locator('input[type=file]').setInputFiles([PNG, PDF])
  let refused = 0
  await page.route('**/api/tickets', (route) =>
    refused++ === 0
      ? route.fulfill({ status: 403, json: { code: 'bad_token', message: 'expired' } })
      : route.continue(),
  )
  await send(page)
  await isSent(page)
  expect(refused).toBe(2)
  await expectRepair(await shop.ticket(), FILES, ROWS)
  expect(complaints.filter((text) => !text.includes('403'))).toEqual([])
})

test('the demo page has a form with all of it, under its own policy, and leaves the only site the only one', async () => {
  const proxy = await aSandboxedProxy()
  const { page, complaints } = await aTab(proxy.url)
  const form = page.locator('#workshop')
  await form.locator('#topic').selectOption('repair')
  await form.getByText('Usual reply time: 2 hours').waitFor()
  await form.getByLabel('It broke in use').check()
  await form.getByLabel('Order number').fill('AB123456')
  await form.getByLabel('Please call me').check()
  await form.getByLabel('Telephone').fill('+32 9 123 45 67')
  await form.getByLabel('Your message').fill('A crack')
  await form.getByLabel('Your email').fill('ada@example.com')
  await form.getByRole('button', { name: 'Take a screenshot' }).waitFor()
  await form.locator('input[type=file]').setInputFiles([PNG, PDF])
  await send(form)
  await isSent(form)
  const notes = async () => (await proxy.tickets()).map(({ messages }) => messages.length)
  await expect.poll(notes, { timeout: 20_000 }).toEqual([2])
  const [ticket] = await proxy.tickets()
  expect(ticket!.subject).toBe('[Repair] A crack')
  for (const row of ['plan</td><td>pro', 'Cart</td><td>cart-2048', 'Telephone</td><td>+32 9 123 45 67'])
    expect(ticket!.messages[0]!.body_html).toContain(row)
  expect(complaints).toEqual([])
  // A tag that names no site still means the one that is configured.
  const { site } = (await (await fetch(`${proxy.url}/api/form`)).json()) as { site: string }
  expect(site).toBe('demo')
})
