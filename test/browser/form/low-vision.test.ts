/** For eyes that need it otherwise: larger, wider apart, in other colours, without motion, and always with a ring. */
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { contrast } from '../../harness/browser/contrast.ts'
import { misfits, parts, unlined, unreachable, widelySpaced } from '../../harness/browser/screen.ts'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = async (options?: BrowserContextOptions, html?: string) => {
  stand.define({
    body: {
      site: 'demo',
      name: 'optional',
      subject: 'hidden',
      contactEmail: 'help@example.com',
      reply: { hours: { timeZone: 'UTC', days: { mon: ['09:00-09:01'] } } },
      consent: { mode: 'required', text: 'OK.', version: '1' },
    },
  })
  const one = await visit(stand, html, options)
  return { ...one, ...parts(one.page) }
}

/** Opens the form and goes through its states; `look` is called in each. */
async function throughAll(
  { launcher, submit, field, notice, sent, dialog }: ReturnType<typeof parts>,
  look: (state: string) => Promise<void>,
) {
  await launcher.click()
  await field('consent').waitFor()
  await dialog.locator('.expected').first().waitFor()
  await look('open')
  await submit.click()
  await notice.waitFor()
  await look('errors')
  await field('consent').check()
  await field('message').fill('x'.repeat(9000))
  await field('email').fill('ada@example.com')
  stand.answer({ status: 500 })
  await submit.click()
  await dialog.getByText('Email us').or(dialog.locator('a.quiet')).first().waitFor()
  await look('failed')
  await submit.click()
  await sent.waitFor()
  await look('sent')
}

describe('what is larger', () => {
  test('by the browser’s own font size grows as a whole, and all of it can be reached', async () => {
    const one = await visitor({ viewport: { width: 800, height: 600 } })
    const { page } = one
    await one.launcher.waitFor()
    const sizes = () =>
      page.evaluate(() => {
        const root = document.querySelector('support-widget')!.shadowRoot!
        const size = (name: string) => parseFloat(getComputedStyle(root.querySelector(name)!).fontSize)
        return ['.trigger', '#title', 'dialog'].map(size)
      })
    const before = await sizes()
    const session = await page.context().newCDPSession(page)
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    await expect.poll(sizes).toEqual(before.map((size) => size * 2))
    await throughAll(one, async (state) => {
      expect(await unreachable(page), state).toEqual([])
      expect(await misfits(page, ['en', 'de', 'ar']), state).toEqual([])
      await page.evaluate(() => void window.SupportWidget!('locale', 'en'))
    })
  })

  test('by a zoom of 400 % needs scrolling one way only, and all of it can be reached', async () => {
    const one = await visitor({ viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' })
    await throughAll(one, async (state) => {
      expect(await unreachable(one.page), state).toEqual([])
      expect(await misfits(one.page, ['en', 'fi', 'el']), state).toEqual([])
      await one.page.evaluate(() => void window.SupportWidget!('locale', 'en'))
    })
  })
})

test('letters, words and lines can be moved apart, and nothing is cut off (1.4.12)', async () => {
  const one = await visitor({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' })
  const { page } = one
  await one.launcher.waitFor()
  await widelySpaced(page)
  await throughAll(one, async (state) => {
    expect(await unreachable(page), state).toEqual([])
    expect(await misfits(page, ['en', 'de', 'uk', 'ar']), state).toEqual([])
    await page.evaluate(() => void window.SupportWidget!('locale', 'en'))
  })
})

test('with less motion nothing moves', async () => {
  const one = await visitor({ reducedMotion: 'reduce' })
  await throughAll(one, async (state) => {
    const moving = await one.page.evaluate(() =>
      [...document.querySelector('support-widget')!.shadowRoot!.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationName } = getComputedStyle(element)
          return parseFloat(transitionDuration) > 0 || animationName !== 'none'
        })
        .map((element) => element.className),
    )
    expect(moving, state).toEqual([])
  })
})

test('in forced colours everything that is told by a ground is told by a line as well', async () => {
  const one = await visitor({ forcedColors: 'active' })
  const { page } = one
  await throughAll(one, async (state) => {
    expect(await unlined(page), state).toEqual([])
  })
})

/** The colours along a line of pixels, each once, as `#rrggbb`. */
async function colours(page: Page, box: { x: number; y: number; width: number; height: number }) {
  const picture = (await page.screenshot({ clip: box })).toString('base64')
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes]))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
    canvas.drawImage(bitmap, 0, 0)
    const { data: pixels } = canvas.getImageData(0, 0, bitmap.width, bitmap.height)
    const found: string[] = []
    for (let at = 0; at < pixels.length; at += 4) {
      const hex = '#' + [0, 1, 2].map((part) => pixels[at + part]!.toString(16).padStart(2, '0')).join('')
      if (found.at(-1) !== hex) found.push(hex)
    }
    return found
  }, picture)
}

/** The pixels left of a control, from ten outside to its edge, at half its height. */
async function edgeOf(page: Page, control: Locator) {
  await control.scrollIntoViewIfNeeded()
  const { x, y, height } = (await control.boundingBox())!
  return colours(page, { x: Math.round(x) - 10, y: Math.round(y + height / 2), width: 11, height: 1 })
}

describe('the ring around what has the focus', () => {
  test.each(['#ffffff', '#000000', '#808080', '#17624f', '#ffdd00'])(
    'stands out on a page of %s, by 3:1 at least',
    async (ground) => {
      const head = `<style>html { background: ${ground} }</style>`
      const { page, launcher } = await visitor({ reducedMotion: 'reduce' }, hostPage(stand, { head }))
      await launcher.waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      expect(await launcher.evaluate((node) => node.matches(':focus-visible'))).toBe(true)
      const [outside = '', ...ring] = await edgeOf(page, launcher)
      expect(outside).toBe(ground)
      const best = Math.max(...ring.map((colour) => contrast(colour, outside)))
      expect(best, ring.join(' ')).toBeGreaterThanOrEqual(3)
      // And its own two tones from each other, so that one of them always shows.
      expect(Math.max(...ring.flatMap((a) => ring.map((b) => contrast(a, b))))).toBeGreaterThanOrEqual(3)
    },
  )

  /** What is wrong with the ring of what has the focus in the form; `undefined` when the focus is elsewhere. */
  const ringOf = (page: Page) =>
    page.evaluate(() => {
      const root = document.querySelector('support-widget')!.shadowRoot!
      const control = root.activeElement
      if (!control) return undefined
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(control)
      const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset)
      const box = control.getBoundingClientRect()
      const clip = (control.closest('.view') ?? root.querySelector('dialog')!).getBoundingClientRect()
      const whole =
        box.left - reach >= clip.left &&
        box.right + reach <= clip.right &&
        (box.top - reach >= clip.top || box.bottom + reach <= clip.bottom)
      const thick = outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2
      return { name: control.outerHTML.slice(0, 60), ringed: whole && thick }
    })

  test.each(['light', 'dark'] as const)(
    'is whole around every control of the form in %s',
    async (colorScheme) => {
      const one = await visitor({
        colorScheme,
        reducedMotion: 'reduce',
        viewport: { width: 390, height: 844 },
      })
      const { page } = one
      await throughAll(one, async (state) => {
        const seen = new Map<string, boolean>()
        for (let presses = 0; presses < 14; presses++) {
          await page.keyboard.press('Tab')
          const found = await ringOf(page)
          if (found) seen.set(found.name, found.ringed)
        }
        expect(seen.size, state).toBeGreaterThan(2)
        const without = [...seen].filter(([, ringed]) => !ringed)
        expect(
          without.map(([name]) => name),
          state,
        ).toEqual([])
      })
      const [ground = '', ...edge] = await edgeOf(page, page.locator('support-widget .quiet').first())
      expect(Math.max(...edge.map((colour) => contrast(colour, ground)))).toBeGreaterThanOrEqual(3)
    },
  )
})
