/** Pages that want keys, pointer, focus or selection for themselves, in Firefox, with its own mouse and keys (R37, R95). */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { hasFirefox, openFirefox } from '../harness/engines/firefox.ts'
import { PAGES } from '../harness/hosts/wilful-pages.ts'
import { useForm } from '../harness/hosts/wilful-visitor.ts'
import { STEP_MS } from '../harness/patience.ts'

const stand = useFakeProxy()

/** Where Firefox is another than Chromium: its own events, what cancelled keys do, one selection for each field. */
const NAMES = [
  'cancels the wheel as Firefox used to call it',
  'clears the selection whenever it changes',
  'holds on to the focus by blur',
  'cancels every keydown',
  'cancels every click',
  'is edited as a whole',
]

describe.skipIf(!hasFirefox)('in Firefox', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openFirefox()
  })
  afterAll(() => browser.close())

  test.each(NAMES)('a page that %s leaves the dialog to the visitor', async (name) => {
    const page = await browser.newPage({ viewport: { width: 1100, height: 420 } })
    page.setDefaultTimeout(STEP_MS)
    const body = '<input id="search" aria-label="Search"><div style="height:3000px"></div>'
    await page.goto(stand.page('/host', hostPage(stand, { head: PAGES[name]!.head, body })))
    // Moving the caret in a field takes a key of the browser's own there.
    await useForm(page, { head: PAGES[name]!.head }, stand)
    expect(stand.received.map((fields) => fields['message'])).toEqual(['g s/', 'g s/'])
    await page.close()
  })
})
