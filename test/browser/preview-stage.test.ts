/** The stage of the preview and the pictures of its gallery: whole at each size of the window. */
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('the stage is seen whole, and no picture is cut, whatever the size of the window', async () => {
  const context = await aContext()
  const page = await context.newPage()
  // The sizes of the gallery's pictures do not hang on what is in them; thirty forms would keep the stage waiting.
  await page.route(/still=1/, (route) => route.abort())
  await page.goto(proxy.url + '/preview?site=showcase')
  const frame = page.locator('.screen iframe')
  for (const look of ['Desktop', 'Phone'])
    for (const width of [320, 800, 1280])
      for (const height of [600, 900]) {
        const where = `${look} at ${width} × ${height}`
        await page.setViewportSize({ width, height })
        await page.locator('.screen').locator('..').getByRole('radio', { name: look }).check({ force: true })
        await frame.evaluate((element) => element.scrollIntoView({ block: 'center' }))
        const box = (await frame.boundingBox())!
        expect(box.y, where).toBeGreaterThanOrEqual(0)
        expect(box.y + box.height, where).toBeLessThanOrEqual(height)
        const panel = page.frameLocator('.screen iframe').locator('support-widget dialog')
        await panel.waitFor()
        const form = (await panel.boundingBox())!
        expect(form.y, where).toBeGreaterThanOrEqual(box.y)
        expect(form.y + form.height, where).toBeLessThanOrEqual(box.y + box.height)
      }
  await page.locator('.filters').getByRole('checkbox', { name: 'Desktop' }).check({ force: true })
  for (const size of ['40 %', '55 %', '100 %'])
    for (const width of [320, 800, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await page.getByRole('radio', { name: size }).check({ force: true })
      const cut = await page.locator('.frame').evaluateAll((frames) =>
        frames
          .slice(0, 6)
          .map(
            (one) => [one.getBoundingClientRect(), one.firstElementChild!.getBoundingClientRect()] as const,
          )
          .filter(([one, inner]) => inner.right > one.right || inner.bottom > one.bottom)
          .map(([one, inner]) => `${inner.width} × ${inner.height} in ${one.width} × ${one.height}`),
      )
      expect(cut, `${size} at ${width}`).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
})
