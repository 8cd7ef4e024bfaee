/** What a page tells a form in an iframe: topic, fields of the site's own, context; and nonsense of all of it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder } from '../harness/proxy/builders.ts'
import { aServedProxy } from '../harness/proxy/proxy-in-process.ts'
import { parents } from '../harness/hosts/parent-pages.ts'
import { aContext } from '../harness/browser/visitor.ts'

const options = [
  { value: 'red', label: 'Red' },
  { value: 'blue', label: 'Blue' },
]
const form = {
  topics: [
    { key: 'order', label: 'An order' },
    { key: 'bug', label: 'A fault' },
    { key: 'vip', label: 'VIP', hidden: true },
  ],
  fields: [
    { key: 'number', type: 'text', label: 'Order number', prefill: 'orderNumber' },
    { key: 'seats', type: 'number', label: 'Seats', max: 10 },
    { key: 'urgent', type: 'checkbox', label: 'Urgent' },
    { key: 'colours', type: 'checkboxes', label: 'Colours', options },
    { key: 'plan', type: 'select', label: 'Plan', options },
    { key: 'console', type: 'textarea', label: 'Technical details' },
  ],
}

/** A page with `html` around a proxy whose one site has the form above. */
async function aParent(html: (proxy: string) => string) {
  const host = await parents()
  const file = join(aFolder(), 'sites.json')
  const shop = { channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W', origins: [host.origin()], ...form }
  writeFileSync(file, JSON.stringify({ sites: { shop } }))
  const proxy = await aServedProxy({ SITES_FILE: file })
  const context = await aContext({ locale: 'en-GB', viewport: { width: 900, height: 900 } })
  const page = await context.newPage()
  const lines: string[] = []
  page.on('console', (line) => lines.push(line.text()))
  page.on('pageerror', (error) => lines.push(String(error)))
  await page.goto(host.page(html(proxy.url)))
  const frame = page.frameLocator('iframe')
  return {
    page,
    frame,
    lines,
    topic: frame.locator('#topic'),
    field: (key: string) => frame.locator('#field-' + key),
    tell: (command: string, values: unknown) =>
      page.evaluate(`SupportFrame(form, ${JSON.stringify(command)}, ${JSON.stringify(values)})`),
    /** Sends, and returns what the agent sees, without its markup. */
    send: async () => {
      await frame.getByLabel('Your message').fill('Hello')
      await frame.getByLabel('Your email').fill('ada@example.com')
      await frame.getByRole('button', { name: 'Send message' }).click()
      await frame.getByRole('heading', { name: 'Message sent' }).waitFor()
      await expect.poll(() => proxy.tickets()).toHaveLength(1)
      const [ticket] = await proxy.tickets()
      return ticket!.messages[0]!.body_html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    },
  }
}

const framed = (proxy: string) =>
  `<iframe id="form" src="${proxy}/embed/shop" title="Contact us"></iframe><script src="${proxy}/frame.js"></script>`

test('a page fills the fields of the site, proposes a topic and adds context, before and after the form is there', async () => {
  const { page, field, topic, tell, send, lines } = await aParent(framed)
  await tell('prefill', { orderNumber: 'AB12', seats: 3, urgent: true, colours: ['blue'], topic: 'bug' })
  await tell('update', { context: { plan: 'pro', seats: 12, trial: false } })
  await topic.waitFor()
  await expect.poll(() => field('number').inputValue()).toBe('AB12')
  expect(await topic.inputValue()).toBe('bug')
  expect(await field('seats').inputValue()).toBe('3')
  expect(await field('urgent').isChecked()).toBe(true)
  expect(await field('colours-blue').isChecked()).toBe(true)
  await tell('prefill', { plan: 'red' })
  await expect.poll(() => field('plan').inputValue()).toBe('red')
  // Loaded again, it is told again.
  await page.evaluate('form.src += "?theme=dark"')
  await page.frameLocator('iframe').locator('[data-theme=dark] #topic').waitFor()
  await expect.poll(() => field('number').inputValue()).toBe('AB12')
  const seen = await send()
  for (const text of ['A fault', 'AB12', 'Seats 3', 'Urgent yes', 'Blue', 'plan pro', 'seats 12', 'trial no'])
    expect(seen).toContain(text)
  expect(lines).toEqual([])
})

test('a topic that the page sets is not asked for, and one that there is not is told and ignored', async () => {
  const { topic, field, tell, send, lines } = await aParent(framed)
  await field('seats').waitFor()
  await tell('update', { topic: 'nonsense' })
  await expect.poll(() => lines.join()).toContain('Support: topic: there is no "nonsense".')
  await topic.waitFor()
  await tell('update', { topic: 'vip' })
  await topic.waitFor({ state: 'detached' })
  expect(await send()).toContain('VIP')
})

test('nonsense fills nothing, adds nothing and breaks nothing; of context as much is sent as the proxy takes', async () => {
  const { field, topic, page, tell, send, lines } = await aParent(framed)
  await topic.waitFor()
  await tell('prefill', {
    orderNumber: { deep: 1 },
    seats: 'many',
    urgent: [1],
    colours: ['blue', 7],
    plan: 'green',
    topic: ['bug'],
    context: 'text',
  })
  const many = Object.fromEntries(Array.from({ length: 25 }, (_, n) => [`n${n}`, n]))
  await tell('update', { topic: 7, context: { deep: {}, list: [1], long: 'x'.repeat(300), ...many } })
  // By hand too, past the helper.
  await page.evaluate(`for (const values of [{ topic: {} }, { seats: [[]] }, 7, null, 'x', [1]])
    for (const type of ['prefill', 'update']) frames[0].postMessage({ support: 1, type, values }, '*')`)
  await tell('prefill', { subject: 'Last' })
  await expect.poll(() => lines.filter((line) => line.includes('one more than 20')).length).toBe(5)
  expect(await topic.inputValue()).toBe('')
  expect(await field('number').inputValue()).toBe('')
  expect(await field('seats').inputValue()).toBe('')
  expect(await field('plan').inputValue()).toBe('')
  expect(await field('urgent').isChecked()).toBe(false)
  expect(await field('colours-blue').isChecked()).toBe(false)
  const seen = await send()
  expect(seen).toContain('n19 19')
  for (const text of ['n20', 'deep', 'list', 'xxx']) expect(seen).not.toContain(text)
  for (const line of lines) expect(line).toMatch(/^Support: (context|prefill): /)
})

test('the button in a frame passes the same on', async () => {
  const { page, field, topic, frame, send } = await aParent(
    (proxy) =>
      `<script async src="${proxy}/support.js" data-site="shop" data-mode="frame" data-topic="bug"></script>`,
  )
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  await page.evaluate(() => void window.SupportWidget?.('prefill', { orderNumber: 'AB12' }))
  await page.evaluate(() => void window.SupportWidget?.('update', { context: { plan: 'pro' } }))
  await field('seats').waitFor()
  await expect.poll(() => field('number').inputValue()).toBe('AB12')
  await topic.waitFor({ state: 'detached' })
  await page.evaluate(() => void window.SupportWidget?.('update', { topic: 'vip' }))
  await frame.locator('.inner[data-private]').waitFor()
  const seen = await send()
  expect(seen).toContain('VIP')
  expect(seen).toContain('plan pro')
})

test('the console of the page is in the form of the button where that is in a frame, and in no other frame', async () => {
  const script = (proxy: string) =>
    `<script src="${proxy}/console.js" data-site="shop"></script><script>console.error('first of ada@example.com')</script>`
  const own = await aParent((proxy) => script(proxy) + framed(proxy))
  await own.field('console').waitFor()
  await own.page.evaluate("dispatchEvent(new CustomEvent('support-open'))")
  expect(await own.send()).not.toContain('first')
  const ours = await aParent(
    (proxy) =>
      `${script(proxy)}<script src="${proxy}/support.js" data-site="shop" data-mode="frame"></script>`,
  )
  await ours.page.getByRole('button', { name: 'Help', exact: true }).click()
  await expect.poll(() => ours.field('console').inputValue()).toBe('error: first of [e-mail]')
  expect(await ours.send()).toContain('error: first of [e-mail]')
})
