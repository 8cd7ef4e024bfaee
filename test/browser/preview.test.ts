/** The preview page: the tag that it makes, every state that it shows, and that nothing of it is ever sent. */
import { readFileSync } from 'node:fs'
import type * as Axe from 'axe-core'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATES } from '../../widget/preview/states.ts'
import { en } from '../../widget/i18n/en/form.ts'
import { aSandboxedProxy } from '../harness/proxy/proxy-process.ts'
import { aContext } from '../harness/browser/visitor.ts'

const ends: (() => unknown)[] = []
let proxy: Awaited<ReturnType<typeof aSandboxedProxy>>
beforeAll(async () => {
  proxy = await aSandboxedProxy({}, (end) => void ends.push(end))
})
afterAll(async () => {
  for (const end of ends) await end()
})

async function open(path: string, options: BrowserContextOptions = {}) {
  const context = await aContext({ viewport: { width: 1400, height: 900 }, ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await page.goto(proxy.url + path)
  return { page, complaints }
}

describe('the tag', () => {
  it('says what differs from what the widget does anyway, and nothing else', async () => {
    const { page, complaints } = await open('/preview')
    const tag = page.locator('pre')
    expect(await tag.textContent()).toBe(
      `<script async src="${proxy.url}/support.js" data-site="demo"></script>`,
    )
    await page.getByRole('radio', { name: 'Start' }).check({ force: true })
    await page.getByRole('radio', { name: 'Icon' }).check({ force: true })
    await page.getByLabel('Language').selectOption('ar')
    await page.getByLabel('Name of the button').fill('"A" & <b>')
    await page.getByLabel('Name of the button').blur()
    await page.getByLabel('Accent colour').fill('#aa3300')
    expect(await tag.textContent()).toMatch(/^<style>\n {2}support-widget::part\(trigger\) \{/)
    expect((await tag.textContent())!.split('</style>\n')[1]).toBe(
      `<script async src="${proxy.url}/support.js" data-site="demo" data-locale="ar" data-color="#aa3300" ` +
        `data-position="start" data-label="&quot;A&quot; &amp; &lt;b>"></script>`,
    )
    await page.reload()
    expect(await tag.textContent()).toContain('data-color="#aa3300"')
    const live = page.frameLocator('.screen iframe')
    await live.locator('support-widget .root[dir=rtl]').waitFor({ state: 'attached' })
    expect(complaints).toEqual([])
  })

  it('is an element or a frame where that is wanted, and what does not apply cannot be chosen', async () => {
    const { page } = await open('/preview?theme=dark')
    const tag = page.locator('pre')
    await page.getByRole('radio', { name: 'In the page' }).check({ force: true })
    expect(await tag.textContent()).toContain('<support-form site="demo" theme="dark"></support-form>')
    expect(await tag.textContent()).toContain('data-launcher="hide"')
    expect(await page.getByRole('group', { name: 'Position' }).count()).toBe(0)
    await page.frameLocator('.screen iframe').locator('support-form #message').waitFor()
    await page.getByRole('radio', { name: 'iframe' }).check({ force: true })
    expect(await tag.textContent()).toContain(`src="${proxy.url}/embed/demo?theme=dark"`)
  })

  it('names one version and its hash where that is wanted, and the browser takes it', async () => {
    const { page, complaints } = await open('/preview')
    const tag = page.locator('pre')
    await page.getByRole('radio', { name: 'This one, by its hash' }).check({ force: true })
    await expect
      .poll(() => tag.textContent())
      .toMatch(/\/\d+\.\d+\.\d+\/support\.js" integrity="sha384-[\w+/=]+" crossorigin/)
    const html = `<!doctype html><html lang="en"><title>Shop</title>${(await tag.textContent())!}</html>`
    await page.route('**/pasted', (route) => route.fulfill({ contentType: 'text/html', body: html }))
    await page.goto(proxy.url + '/pasted')
    await page.getByRole('button', { name: 'Help' }).click()
    await page.getByLabel('Your message').waitFor()
    expect(complaints).toEqual([])
  })

  it('is copied by one press, or selected where copying is not allowed', async () => {
    const { page } = await open('/preview')
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: () => Promise.reject(new Error()) },
      })
    })
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Selected: now copy it').waitFor()
    expect(await page.evaluate(() => String(getSelection()))).toBe(await page.locator('pre').textContent())
  })
})

/** What tells each state from the others. */
const SIGNS: Record<keyof typeof STATES, string> = {
  closed: en.launcher,
  open: en.intro,
  written: 'characters left',
  suggestion: 'Did you mean',
  errors: en.message_required,
  sending: en.sending,
  sent: 'SY0CKZDX52AS',
  offline: en.offline,
  unreachable: en.unreachable,
  limited: en.limited,
  unavailable: en.unavailable,
  broken: en.broken,
  conflict: en.conflict,
  refused: en.refused,
}

describe('the gallery', () => {
  it('shows every state in both themes, takes no focus, and sends nothing', async () => {
    const { page, complaints } = await open('/preview')
    const submissions: string[] = []
    page.on('request', (request) => request.url().includes('/api/tickets') && submissions.push(request.url()))
    await page.locator('#locale').focus()
    for (const [state, { label }] of Object.entries(STATES)) {
      const group = page.locator('.state', { has: page.getByRole('heading', { name: label, exact: true }) })
      await group.scrollIntoViewIfNeeded()
      for (const theme of ['light', 'dark']) {
        const frame = group.frameLocator(`iframe[src*="theme=${theme}"]`)
        await frame.locator('html[data-ready]').waitFor({ state: 'attached' })
        await frame.locator('support-widget').getByText(SIGNS[state]!).first().waitFor()
      }
    }
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('locale')
    expect(submissions).toEqual([])
    expect(await proxy.tickets()).toEqual([])
    expect(complaints).toEqual([])
  })

  it('draws what is ticked: languages and widths', async () => {
    const { page } = await open('/preview')
    await page.getByText('Languages').first().click()
    await page.getByRole('checkbox', { name: 'Japanese' }).check({ force: true })
    await page.getByRole('checkbox', { name: 'Small phone' }).check({ force: true })
    await page.getByRole('checkbox', { name: 'Desktop' }).check({ force: true })
    expect(await page.locator('.state').first().locator('iframe').count()).toBe(12)
    await page.getByText('Show all').waitFor()
  })
})

it('the preview page can be used by all: axe finds nothing, and it fits a phone', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await open('/preview', { colorScheme, viewport: { width: 360, height: 800 } })
    await page.locator('.screen iframe').waitFor()
    const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
    // Evaluated by the debugger: the page's policy does not stand in its way.
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { run } = (window as never as { axe: typeof Axe }).axe
      const { violations } = await run(document, { iframes: false })
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
    })
    expect(found, colorScheme).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  }
})

it('the preview is not there where a helpdesk is connected, unless it is asked for', async () => {
  const real = {
    THERE_THERE_TOKEN: 'token',
    THERE_THERE_CHANNEL: '01HX9F3K2M4N5P6Q7R8S9T0V1W',
    ALLOWED_ORIGINS: 'https://shop.example',
    THERE_THERE_URL: 'http://127.0.0.1:9/api',
  }
  const off = await aSandboxedProxy(real)
  expect((await fetch(off.url + '/preview')).status).toBe(404)
  expect((await fetch(off.url + '/preview/sites')).status).toBe(404)
  const on = await aSandboxedProxy({ ...real, PREVIEW: '1' })
  expect((await fetch(on.url + '/preview')).status).toBe(200)
  expect(await (await fetch(on.url + '/preview/sites')).json()).toEqual(['default'])
  expect((await fetch(on.url + '/preview/..%2Findex.html')).status).toBe(404)
})
