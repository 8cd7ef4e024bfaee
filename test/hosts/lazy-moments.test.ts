/**
 * The moments between the request of a file and its arrival: whatever the page does in each of them, the widget is there
 * once, or gone where the page has ended it, and what the visitor wrote is kept.
 */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { fakeScreen } from '../harness/browser/file-visitor.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { holdFiles } from '../harness/hosts/held-files.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { parts } from '../harness/browser/screen.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { createChallenges } from '../../proxy/admission/challenge.ts'

const stand = useFakeProxy()

const HOLDER = { site: 'demo', origin: 'http://localhost', host: 'support.example' }
const challenges = createChallenges('a-secret-of-the-proxy', Date.now)

/** A site for which everything has to be loaded. */
const definition = async () => ({
  site: 'demo',
  name: 'hidden',
  subject: 'hidden',
  topic: 'optional',
  topics: [{ key: 'order', label: 'An order' }],
  fields: [{ key: 'number', type: 'text', label: 'Number' }],
  files: { max: 3, maxBytes: 5_000_000, types: ['image/*'] },
  consent: { mode: 'notice', text: 'We read it.' },
  reply: { within: 8 },
  facts: ['title'],
  challenge: await challenges.issue(HOLDER, 1, false),
})

/** Changes no behaviour of `fetch`, but is not the browser's: a way past it is loaded. */
const WRAPPED = script('const own = fetch; fetch = (...request) => own(...request)')

const TEXT = 'Written between two files'

const run = (page: Page, code: string) => page.evaluate(`(async () => { ${code} })()`)
const command = (page: Page, ...words: unknown[]) =>
  page.evaluate((given) => void (window.SupportWidget as (...all: unknown[]) => unknown)(...given), words)

async function aVisitor() {
  stand.define({ body: await definition() })
  // What the page's act itself asks for comes at once.
  const held = holdFiles(stand, (name) => STEPS.some(({ asks }) => asks.includes(name)))
  const body = '<a href="/contact" data-support-open>Contact</a>'
  const html = hostPage(stand, { head: WRAPPED, body }).replace('lang="en"', 'lang="de"')
  const one = await visit(stand, html)
  await fakeScreen(one.page)
  return { ...one, ...parts(one.page), held, written: false, over: false }
}

type Visitor = Awaited<ReturnType<typeof aVisitor>>

/** What a visitor does, in order, and the files that it makes the widget ask for. */
const STEPS: { does: (visitor: Visitor) => Promise<unknown>; asks: string[] }[] = [
  { does: ({ launcher }) => launcher.click(), asks: ['panel', 'stay-in-page', 'untouched-fetch', 'de/form'] },
  {
    does: async () => {},
    asks: ['parts', 'fields', 'files', 'consent', 'reply-time', 'page-context', 'de/parts', 'de/fields'],
  },
  {
    async does(visitor) {
      await visitor.field('message').fill(TEXT)
      visitor.written = true
    },
    asks: ['outcome-view', 'challenge-solver'],
  },
  {
    async does({ field }) {
      await field('email').fill('ada@example.com')
      await field('message').focus()
    },
    asks: ['suggestion', 'keep'],
  },
  {
    async does(visitor) {
      await visitor.submit.click()
      await visitor.page.locator('support-widget .sent').waitFor()
      visitor.over = true
    },
    asks: ['conversation', 'de/conversation'],
  },
]

const ENDS = 'the page ends it and begins anew'

/** What a page, its owner or the visitor may do at any time. */
const ACTS: Record<string, (visitor: Visitor) => Promise<unknown>> = {
  'the page takes the widget out': ({ page }) =>
    run(
      page,
      // It may do so three times in ten seconds: each is the first.
      `const { now } = performance; skipped = (globalThis.skipped ?? 0) + 20000
       performance.constructor.prototype.now = function () { return now.call(this) + 20000 }
       document.querySelector('support-widget').remove()`,
    ),
  'the page exchanges its body': ({ page }) =>
    run(
      page,
      `document.body.replaceWith(new DOMParser().parseFromString('<h2>Next</h2>', 'text/html').body)`,
    ),
  'the page goes on and back in its history': ({ page }) =>
    run(
      page,
      `history.pushState({}, '', '?on'); const back = new Promise((done) => addEventListener('popstate', done, { once: true }))
       history.back(); await back`,
    ),
  'the page changes the language': async ({ page }) => {
    await command(page, 'locale', 'fr')
    await command(page, 'locale', 'de')
  },
  'the page resets it': async (visitor) => {
    await command(visitor.page, 'reset')
    if (!visitor.written || visitor.over) return
    await visitor.field('message').fill(TEXT)
    await visitor.field('email').fill('ada@example.com')
  },
  [ENDS]: async ({ page }) => {
    await command(page, 'destroy')
    expect(await page.locator('support-widget').count()).toBe(0)
    await command(page, 'init')
    await command(page, 'open')
  },
  'the visitor closes and opens it': async ({ page, launcher }) => {
    await page.keyboard.press('Escape')
    await launcher.click()
  },
  'the visitor presses something that opens it again': ({ page }) =>
    page.locator('a[data-support-open]').dispatchEvent('click'),
}

/** The browser has run what it was given, and drawn what came of it. */
const settled = (page: Page, path: string) =>
  run(
    page,
    `await import('${stand.proxy}' + '${path.slice(1)}').catch(() => {})
     await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))`,
  )

async function check({ page, complaints, field, dialog, written }: Visitor) {
  expect(await page.locator('support-widget').count()).toBe(1)
  await expect.poll(() => dialog.evaluate((one) => one.matches(':popover-open'))).toBe(true)
  if (written) await expect.poll(() => field('message').inputValue()).toBe(TEXT)
  expect(complaints).toEqual([])
}

describe('between the request of each file and its arrival', () => {
  test.each(Object.keys(ACTS))('%s', async (act) => {
    const visitor = await aVisitor()
    const { page, held, complaints } = visitor
    for (const { does, asks } of STEPS) {
      await does(visitor)
      for (const name of asks) {
        const file = await held.take(name)
        try {
          await ACTS[act]!(visitor)
          file.serve()
          await settled(page, file.path)
          if (!visitor.over) await check(visitor)
        } catch (error) {
          throw new Error(`${name}: ${String(error)}`, { cause: error })
        }
        // A form that begins anew knows nothing of what was sent.
        if (visitor.over && act === ENDS) break
      }
    }
    expect(await page.locator('support-widget').count()).toBe(1)
    expect(complaints).toEqual([])
    expect(stand.received).toMatchObject([{ message: TEXT, email: 'ada@example.com' }])
  })
})
