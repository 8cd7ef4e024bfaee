/** The whole path of a form that asks for everything: widget or document, real proxy, real sandbox, one ticket. */
import { describe, expect, test } from 'vitest'
import { aServedProxy } from '../../harness/proxy/proxy-in-process.ts'
import { fakeScreen } from '../../harness/browser/file-visitor.ts'
import { aShop, expectRepair, PDF, PNG } from '../../harness/browser/full-site.ts'
import {
  aHostPage,
  aTab,
  documentOf,
  FILES,
  isSent,
  ROWS,
  send,
  write,
} from '../../harness/browser/full-site-visitor.ts'

describe('a form with everything', () => {
  test('in the widget: topic, fields, context and two files become one ticket as an agent needs it', async () => {
    const shop = await aShop()
    const told = `<script>SupportWidget = (...a) => SupportWidget.q.push(a); SupportWidget.q = []
      SupportWidget('update', { context: { plan: 'pro', seats: 12 } }); SupportWidget('prefill', { cartId: 'c-9' })</script>`
    const { page, complaints } = await aTab(await aHostPage(told + shop.tag))
    const uploads: string[] = []
    page.on(
      'request',
      (request) => request.url().endsWith('/api/tickets') && uploads.push(request.resourceType()),
    )
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

test('a screenshot is taken in a document of the proxy, under its policy', async () => {
  const shop = await aShop()
  const { page, complaints } = await aTab(documentOf(shop))
  await page.locator('.inner[data-private]').waitFor()
  await write(page.locator('form'))
  await fakeScreen(page)
  await page.getByRole('button', { name: 'Take a screenshot' }).click()
  await page.getByRole('dialog', { name: 'Your screenshot' }).getByRole('button', { name: 'Attach' }).click()
  await page.getByText('screenshot.png', { exact: true }).waitFor()
  await send(page)
  await isSent(page)
  const { messages } = await shop.ticket()
  expect(messages[0]!.attachments).toMatchObject([{ filename: 'screenshot.png', mime_type: 'image/png' }])
  expect(complaints).toEqual([])
})

test('a screenshot is offered in a frame that may take one, and in no other', async () => {
  const shop = await aShop()
  const frame = (id: string, allow: string) =>
    `<iframe id="${id}" src="${shop.url}/embed/shop" allow="${allow}" height="900"></iframe>`
  const { page } = await aTab(await aHostPage(frame('may', 'display-capture') + frame('not', '')))
  for (const id of ['may', 'not']) await page.frameLocator(`#${id}`).locator('.files #files').waitFor()
  expect(await page.frameLocator('#may').locator('#shot').count()).toBe(1)
  expect(await page.frameLocator('#not').locator('#shot').count()).toBe(0)
})

test('the demo page has a form with all of it, under its own policy, and leaves the only site the only one', async () => {
  const proxy = await aServedProxy()
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
  await expect.poll(notes).toEqual([2])
  const [ticket] = await proxy.tickets()
  expect(ticket!.subject).toBe('[Repair] A crack')
  for (const row of ['plan</td><td>pro', 'Cart</td><td>cart-2048', 'Telephone</td><td>+32 9 123 45 67'])
    expect(ticket!.messages[0]!.body_html).toContain(row)
  expect(complaints).toEqual([])
  // A tag that names no site still means the one that is configured.
  const { site } = (await (await fetch(`${proxy.url}/api/form`)).json()) as { site: string }
  expect(site).toBe('demo')
})
