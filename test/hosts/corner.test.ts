/** The corner of the page that the button takes, and how it makes room (R36, R47, R61). */
import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { journey } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof hostPage>[1]) => visit(stand, hostPage(stand, parts))

/** Points of a grid over the window at which the widget is hit, and whether each of them lies in `part`. */
const hits = (page: Page, part: string) =>
  page.evaluate((selector) => {
    const host = document.querySelector('support-widget')!
    const box = host.shadowRoot!.querySelector(selector)!.getBoundingClientRect()
    const points = []
    for (let x = 2; x < innerWidth; x += 8)
      for (let y = 2; y < innerHeight; y += 8)
        if (document.elementFromPoint(x, y) === host)
          points.push(x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)
    return { count: points.length, inside: points.every(Boolean), area: (box.width * box.height) / 64 }
  }, part)

const GROUNDS = {
  'a plain page': '',
  'a body that is transformed, filtered, contained and cut off':
    'body { transform: translateX(10px) rotate(1deg); filter: blur(0); contain: layout paint; overflow: hidden; height: 100px }',
  'a root that is transformed': 'html { transform: translateZ(0) }',
  'the highest layer over everything':
    'body::before { content: ""; position: fixed; inset: 0; z-index: 2147483647; background: #fff1; pointer-events: none }',
}

describe('in', () => {
  test.each(Object.entries(GROUNDS))(
    '%s the button takes no more than itself, and the form its corner',
    async (_, css) => {
      const { page, launcher, message, dialog, button } = await visitor({ head: `<style>${css}</style>` })
      await launcher.waitFor()
      const closed = await hits(page, '.trigger')
      expect(closed.inside).toBe(true)
      expect(closed.count).toBeGreaterThan(closed.area * 0.7)
      await launcher.click()
      await message.waitFor()
      const open = await hits(page, '.panel')
      expect(open.inside).toBe(true)
      expect(open.count).toBeGreaterThan(open.area * 0.9)
      const box = (await dialog.boundingBox())!
      expect([box.x + box.width, box.y + box.height].map(Math.round)).toEqual([1080, 740])
      await button('Close').click()
      expect((await hits(page, '.trigger')).count).toBe(closed.count)
      await journey(page, stand)
    },
  )
})

test.each([
  ['its corner', 1100, 1.25],
  ['its corner', 1100, 1.5],
  ['a sheet', 400, 1.25],
])('in a page that enlarges itself, as %s the form is all on the screen (%i, %d)', async (_, width, zoom) => {
  const head = `<style>html { zoom: ${zoom} }</style>`
  const { page, launcher, message, dialog, button } = await visit(stand, hostPage(stand, { head }), {
    viewport: { width, height: 760 },
  })
  await launcher.click()
  await message.waitFor()
  const { x, y, width: wide, height: high } = (await dialog.boundingBox())!
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
  expect(Math.round(x + wide)).toBeLessThanOrEqual(width)
  expect(Math.round(y + high)).toBeLessThanOrEqual(760)
  await button('Close').click()
  await journey(page, stand)
})

test('something of the page that fills the screen has it to itself', async () => {
  const { page, launcher } = await visitor({
    body: '<div id="film" style="background:black">Film</div><script>own.onclick = () => film.requestFullscreen()</script>',
  })
  await launcher.waitFor()
  await page.locator('#own').click()
  await page.waitForFunction('document.fullscreenElement')
  expect((await hits(page, '.trigger')).count).toBe(0)
  await page.evaluate('document.exitFullscreen()')
  await page.waitForFunction('!document.fullscreenElement')
  expect((await hits(page, '.trigger')).count).toBeGreaterThan(0)
})

describe('the button', () => {
  test('shows on the paths that the page names, also when it navigates without loading', async () => {
    const { page, launcher, button } = await visitor({
      tag: stand.tag('data-site="demo" data-paths="^/(help|shop)"'),
    })
    await page.waitForFunction('window.SupportWidget?.version')
    const go = (path: string) => page.evaluate((to) => history.pushState({}, '', to), path)
    expect(await launcher.isVisible()).toBe(false)
    await go('/help/12')
    await launcher.waitFor()
    await launcher.click()
    await go('/elsewhere')
    // What somebody reads stays.
    expect(await button('Close').isVisible()).toBe(true)
    await button('Close').click()
    await launcher.waitFor({ state: 'hidden' })
    await page.goBack()
    await launcher.waitFor()
    await page.evaluate(() => void window.SupportWidget!('update', { paths: '^/nowhere' }))
    await launcher.waitFor({ state: 'hidden' })
  })

  test('of a page with a mistake in its paths is told in the console, and the page goes on', async () => {
    const { page, complaints } = await visitor({ tag: stand.tag('data-site="demo" data-paths="^/(help"') })
    await expect.poll(() => complaints.join()).toContain('Support: init SyntaxError')
    await page.locator('#own').click()
  })

  test('makes room for what has the focus under it, until the focus goes on', async () => {
    const under = 'position: fixed; right: 40px; bottom: 30px; width: 30px; height: 20px'
    const { page, launcher } = await visitor({
      body: `<button id="half" style="${under}; width: 400px">Half</button><button id="under" style="${under}">U</button><a href="#x" id="next">Next</a>`,
    })
    await launcher.waitFor()
    await page.locator('#under').focus()
    await launcher.waitFor({ state: 'hidden' })
    await page.evaluate('under.onclick = () => { window.pressed = true }')
    await page.locator('#under').click()
    expect(await page.evaluate('window.pressed')).toBe(true)
    await page.locator('#next').focus()
    await launcher.waitFor()
    // Not for what can be seen beside it.
    await page.locator('#half').focus()
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    expect(await launcher.isVisible()).toBe(true)
    await page.locator('#under').focus()
    await launcher.waitFor({ state: 'hidden' })
    await page.locator('h1').click()
    await launcher.waitFor()
  })

  test('keeps its place in the page, at its end, wherever the page goes', async () => {
    const { page, launcher } = await visitor({})
    const last = () => page.evaluate('document.documentElement.lastElementChild.localName')
    await launcher.waitFor()
    expect(await last()).toBe('support-widget')
    await page.evaluate(() => {
      history.pushState({}, '', '/next')
      document.body.replaceWith(Object.assign(document.createElement('body'), { textContent: 'Next' }))
    })
    await launcher.click()
    // A frame later at the most: the page's own part may have been appended after it.
    await page.getByRole('button', { name: 'Close' }).press('Escape')
    expect(await page.locator('html > support-widget').count()).toBe(1)
  })

  test.each(['', 'red', '#ffff', 'url(x)'])('is spruce green when the page says %j', async (color) => {
    const tag = stand.tag(`data-site="demo" data-color="${color}"`)
    const { page, launcher } = await visitor({ tag, head: '<style>* { --in-accent: red }</style>' })
    await launcher.waitFor()
    const look = `getComputedStyle(document.querySelector('support-widget').shadowRoot.querySelector('.trigger')).backgroundColor`
    expect(await page.evaluate(look)).toBe('rgb(23, 98, 79)')
    await page.evaluate(() => void window.SupportWidget!('update', { color: '#c03' }))
    await expect.poll(() => page.evaluate(look)).toBe('rgb(204, 0, 51)')
  })

  test('is shown and hidden, and moved to the other corner, by the page', async () => {
    const { page, launcher } = await visitor({ tag: stand.tag('data-site="demo" data-position="start"') })
    await launcher.waitFor()
    expect((await launcher.boundingBox())!.x).toBe(20)
    const update = (options: object) => page.evaluate((to) => window.SupportWidget!('update', to), options)
    await update({ position: 'end' })
    const { x, width } = (await launcher.boundingBox())!
    expect(Math.round(x + width)).toBe(1080)
    await update({ launcher: 'hide' })
    expect(await launcher.isVisible()).toBe(false)
    await update({ launcher: 'show' })
    expect(await launcher.isVisible()).toBe(true)
  })
})
