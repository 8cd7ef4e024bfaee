/** A visitor of a host page, for tests: one browser for all, a fresh context for each, and the words on the screen. */
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, expect, inject, onTestFinished } from 'vitest'
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.ts'
import type { Stand } from './fake-proxy.ts'
import { STEP_MS } from '../patience.ts'

let browser: Promise<Browser> | undefined

/** Gives the tests of a file a browser of their own: who cuts and pastes shares a clipboard with all of the same browser. */
export function useOwnBrowser(): void {
  const shared = browser
  let own: Browser
  beforeAll(async () => {
    own = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_FLAGS })
    browser = Promise.resolve(own)
  })
  afterAll(async () => {
    browser = shared
    await own.close()
  })
}

/** The icon of a page that wants none: otherwise browsers ask for one on their own. */
const NO_ICON = '<link rel="icon" href="data:,">'

/** A page of some site, with the widget's tag in it. Where a policy forbids even that icon, `icon` is empty. */
export function hostPage(
  stand: Stand,
  { tag = stand.tag(), head = '', body = '', icon = NO_ICON } = {},
): string {
  return `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Host</title>
${icon}${head}</head><body><h1>Fernhill Ceramics</h1><button id="own">Own button</button>${body}${tag}</body></html>`
}

/** What went wrong in the page, as far as the page itself can tell. */
export type Complaints = string[]

/** A visitor's own browser: nothing in it is of another test. It is closed when the test is over. */
export async function aContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  browser ??= chromium.connect(inject('browserEndpoint'))
  const context = await (await browser).newContext(options)
  context.setDefaultTimeout(STEP_MS)
  onTestFinished(() => context.close())
  return context
}

/** Opens `html` as a visitor, who leaves when the test is over. */
export async function visit(
  stand: Stand,
  html = hostPage(stand),
  options: BrowserContextOptions = {},
  headers?: Record<string, string>,
) {
  const context = await aContext({ viewport: { width: 1100, height: 760 }, ...options })
  const page = await context.newPage()
  const complaints: Complaints = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  await page.goto(stand.page('/host', html, headers))
  return { page, complaints, ...words(page) }
}

/** What a visitor sees and does. */
export function words(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const message = page.getByRole('textbox', { name: 'Your message' })
  const email = page.getByLabel('Your email')
  return {
    button,
    message,
    email,
    launcher: button('Help'),
    dialog: page.getByRole('dialog', { name: 'How can we help?' }),
    sent: page.getByRole('heading', { name: 'Message sent' }),
    status: page.getByRole('status'),
    /** Opens the form and fills what is always asked. */
    write: async (text = 'Hello there', address = 'ada@example.com') => {
      await button('Help').click()
      await message.fill(text)
      await email.fill(address)
    },
    /** Text of what has the focus, or its tag. */
    focus: () =>
      page.evaluate(() => {
        const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
        return inner?.id || inner?.textContent?.trim() || inner?.tagName
      }),
  }
}

/** When all that guards an open form is there: it is loaded last, so that a request for it is not yet a guard. */
export async function guarded(page: Page, stand: Pick<Stand, 'requests' | 'proxy'>): Promise<void> {
  const path = () => stand.requests.find((request) => request.includes('stay-in-page'))?.split(' /')[1]
  await expect.poll(path).toBeTruthy()
  // As text: vitest writes its own imports.
  await page.evaluate(`import('${stand.proxy}${path()}').then(() => new Promise((done) => setTimeout(done)))`)
}
