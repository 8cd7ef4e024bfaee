/**
 * The moments between the request of a file and its arrival: whatever the page does in each of them, the widget is there
 * once, or gone where the page has ended it, and what the visitor wrote is kept.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fakeScreen } from '../harness/browser/file-visitor.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { holdFiles } from '../harness/hosts/held-files.ts'
import { command, run, settled, TEXT, wholeDefinition, WRAPPED } from '../harness/hosts/lazy-page.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { parts } from '../harness/browser/screen.ts'

const stand = useFakeProxy()

async function aVisitor() {
  stand.define({ body: await wholeDefinition() })
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
  {
    does: ({ launcher }) => launcher.click(),
    asks: ['view', 'panel', 'stay-in-page', 'untouched-fetch', 'de/form'],
  },
  {
    does: async () => {},
    asks: [
      'parts',
      'fields',
      'files',
      'consent-field',
      'reply-time',
      'page-context',
      'de/parts',
      'de/fields',
    ],
  },
  {
    async does(visitor) {
      await visitor.field('message').fill(TEXT)
      visitor.written = true
    },
    // The last first: it is asked for once the challenge has come, and by no form that was ended before that.
    asks: ['challenge-solver', 'outcome-view'],
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
          held.release(name)
          await settled(page, stand.proxy + file.path.slice(1))
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

const FILES = 'test/hosts/lazy-files.test.ts'

/** Each `import()` of the widget, and the name of what it brings; the test that acts in its moment, where that is not here. */
const IMPORTS: Record<string, [name: string, test?: string]> = {
  'conversation/unread.ts path': ['/conversation', 'test/browser/conversation/unread.test.ts'],
  "loader/commands.ts base + 'unread.js'": ['unread.js', 'test/browser/conversation/unread.test.ts'],
  "parts/outcome-view.tsx '../conversation/code/code.tsx'": ['code', FILES],
  "parts/outcome-view.tsx '../conversation/rating.tsx'": ['rating', FILES],
  "form/surroundings.ts '../page/stay-in-page.ts'": ['stay-in-page'],
  'i18n/texts.ts FOLDER + path + ENDING': ['de/form'],
  'iframe/document.ts base + PANEL_PATH': ['panel', 'test/browser/embed/takeover.test.ts'],
  "loader/launcher.ts base + 'frame.js'": ['frame.js', FILES],
  "loader/load-panel.ts base + 'assets/panel.js?' + Date.now(": ['panel.js', FILES],
  'loader/load-panel.ts base + PANEL_PATH + more': ['panel'],
  'loader/load-panel.ts base + VIEW_PATH': ['view'],
  "page/fetch.ts './untouched-fetch.ts'": ['untouched-fetch'],
  "panel.ts '../extras.js?' + Date.now(": ['extras', 'test/browser/parts/page-context.test.ts'],
  "panel.ts './iframe/iframe-panel.ts'": ['iframe-panel', FILES],
  "panel.ts './inline/support-form.ts'": ['support-form', FILES],
  "panel.ts './page/diagnose.ts'": ['diagnose', FILES],
  "panel.ts './parts/challenge-solver.ts'": ['challenge-solver'],
  "panel.ts './parts/outcome-view.tsx'": ['outcome-view'],
  "panel.ts './parts/parts.tsx'": ['parts'],
  "parts/files/files.tsx '../screenshot/screenshot.tsx'": ['screenshot', FILES],
  "parts/outcome-view.tsx '../conversation/conversation.tsx'": ['conversation'],
  "parts/parts.tsx '../i18n/en/fields.ts'": ['/en/fields', FILES],
  "parts/articles/articles.tsx '../../form/view/blocks.tsx'": [
    'blocks',
    'test/browser/parts/articles.test.ts',
  ],
  "parts/parts.tsx './articles/articles.tsx'": ['articles', FILES],
  "parts/parts.tsx './consent-field.tsx'": ['consent-field'],
  "parts/parts.tsx './email/suggestion.tsx'": ['suggestion'],
  "parts/parts.tsx './fields/fields.tsx'": ['fields'],
  "parts/parts.tsx './files/files.tsx'": ['files'],
  "parts/parts.tsx './help.tsx'": ['help', FILES],
  "parts/parts.tsx './keep/keep.tsx'": ['keep'],
  "parts/parts.tsx './page-context.ts'": ['page-context'],
  "parts/parts.tsx './reply-time.tsx'": ['reply-time'],
}

test('every import() of the widget has its moment in a test', () => {
  const sources = readdirSync('widget', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(?!build|preview|npm).*(?<!\.d)\.tsx?$/.test(name),
  )
  const found = sources.flatMap((name) => {
    const code = readFileSync(`widget/${name}`, 'utf8').replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, '')
    return [...code.matchAll(/\bimport\((?:\/\*.*?\*\/ )?([^)]*)\)/g)].map(([, what]) => `${name} ${what}`)
  })
  expect(found.toSorted()).toEqual(Object.keys(IMPORTS).toSorted())
  const stepped = STEPS.flatMap(({ asks }) => asks)
  for (const [name, file] of Object.values(IMPORTS))
    if (file) expect(readFileSync(file, 'utf8').includes(name), name).toBe(true)
    else expect(stepped).toContain(name)
})
