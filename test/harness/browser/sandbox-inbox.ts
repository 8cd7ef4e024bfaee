/** A sandbox with its inbox page in Chromium, new for each test: `useInbox`. */
import axe from 'axe-core'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'
import { startSandbox, type TestSandbox } from '../proxy/sandbox-server.ts'
import { aContext } from './visitor.ts'

/** Opens and closes them around the tests of a file. `desk` and `page` are asked for in a test. */
export function useInbox() {
  let desk: TestSandbox, page: Page
  beforeEach(async () => {
    desk = await startSandbox({ now: Date.now })
  })
  afterEach(async () => {
    await page.context().close()
    await desk.stop()
  })
  return {
    desk: () => desk,
    page: () => page,
    rows: () => page.locator('#tickets a'),
    /** The body of a message. */
    bodyOf: (at: number) => page.frameLocator('.message iframe').nth(at).locator('body'),
    openInbox: async (options: BrowserContextOptions = {}, hash = ''): Promise<void> => {
      const context = await aContext({ viewport: { width: 1280, height: 800 }, ...options })
      page = await context.newPage()
      await page.addInitScript({ content: axe.source })
      await page.goto(`${desk.origin}/sandbox${hash}`)
      await page.getByText(/^\d+ tickets?$/).waitFor()
    },
  }
}
