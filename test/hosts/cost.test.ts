/** What a page and its visitors pay that can be counted (R22, R24, R25); how long it takes, `npm run bench:page` says. */
import { chromium } from 'playwright-core'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { visitOnce } from '../bench/visit.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { parts } from '../harness/browser/screen.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { page as readPage } from '../pages.ts'

const stand = useFakeProxy()

test.each([
  ['a fast network, and a pointer that rests on the button', 'fast', true],
  ['a slow network, and a finger', 'slow 4G', false],
] as const)('with %s, one file comes before the press, and nothing moves', async (_, network, hover) => {
  const browser = await chromium.connect(inject('browserEndpoint'))
  onTestFinished(() => browser.close())
  const cost = await visitOnce(browser, stand.page('/host', hostPage(stand)), { cpu: 1, network, hover })
  expect(cost.requests).toBe(1)
  expect(cost.cls).toBe(0)
})

test('the dialog and its close button are there while the form is still on its way', async () => {
  const { page, launcher } = await visit(stand, hostPage(stand))
  const { close, field } = parts(page)
  let arrive = () => {}
  const held = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/assets/**', async (route) => {
    await held
    await route.continue()
  })
  await launcher.click()
  await close.waitFor()
  expect(await field('message').count()).toBe(0)
  arrive()
  await field('message').waitFor()
})

describe('the form’s file', () => {
  const chunks = () => stand.requests.filter((request) => request.includes('/assets/'))

  test.each(['mouse', 'keyboard', 'finger'])(
    'is asked for when somebody means the button: %s',
    async (means) => {
      const { page, launcher } = await visit(stand, hostPage(stand), { hasTouch: true })
      await launcher.waitFor()
      await page.mouse.move(200, 200)
      await page.mouse.click(300, 300)
      await page.keyboard.press('Tab')
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })))
      expect(chunks()).toEqual([])
      if (means === 'mouse') await launcher.hover()
      if (means === 'keyboard') await launcher.focus()
      if (means === 'finger') await launcher.tap()
      await expect.poll(() => chunks().length).toBeGreaterThan(1)
      expect(chunks().slice(0, 2)).toEqual([
        expect.stringContaining('/view.js'),
        expect.stringContaining('/panel.js'),
      ])
    },
  )

  test('is what README.md tells of, with those that come beside it and after it', async () => {
    const { page, launcher } = await visit(stand, hostPage(stand))
    await launcher.click()
    await parts(page).field('message').waitFor()
    const row = readPage('README.md', '## What it costs')
      .split('\n')
      .find((line) => line.startsWith('| when the form opens '))!
    const told = [...row.matchAll(/<!-- size:([\w-]+) -->/g)].map(([, name]) => name!)
    const come = () =>
      chunks().map((request) => /\/assets\/(?:[\da-f]{6}\/)?(.+)\.js$/.exec(request)?.[1] ?? request)
    await expect.poll(come).toEqual(expect.arrayContaining(told))
    await page.waitForLoadState('networkidle')
    // Pieces that several files share have 500 bytes together.
    const shared = new Set(['address', 'localized', 'own-property', 'read-options'])
    expect(come().filter((name) => !told.includes(name) && !shared.has(name))).toEqual([])
  })
})
