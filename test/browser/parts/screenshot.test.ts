/** A screenshot: taken, cut, blacked out, attached. The browser's own question is the only thing that is faked. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aStand } from '../../harness/browser/form-visitor.ts'
import { fakeScreen, open, rules } from '../../harness/browser/file-visitor.ts'
import { axe, findings } from '../../harness/browser/axe.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const world = aStand()
const { define, visitor, chunks } = world

/** Colours at places of the image that arrived, as seen by a browser, and its size. */
const look = (page: Page, places: [x: number, y: number][]) =>
  page.evaluate(
    async ([bytes, spots]) => {
      const data = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
      const image = await createImageBitmap(new Blob([data]))
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.width,
        height: image.height,
      })
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const round = (value: number) => (value > 200 ? 'f' : value < 55 ? '0' : '?')
      const colours = spots.map(([x, y]) =>
        Array.from(context.getImageData(x, y, 1, 1).data.slice(0, 3), round).join(''),
      )
      return { size: [image.width, image.height], colours }
    },
    [world.stand.files.at(-1)!.toString('base64'), places] as const,
  )

async function openEditor() {
  const one = await open(world)
  await fakeScreen(one.page)
  const take = one.button('Take a screenshot')
  await take.click()
  const editor = one.page.getByRole('dialog', { name: 'Your screenshot' })
  await editor.waitFor()
  const canvas = editor.locator('canvas')
  const drag = async (from: [number, number], to: [number, number]) => {
    const box = (await canvas.boundingBox())!
    const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
    await one.page.mouse.move(...at(from))
    await one.page.mouse.down()
    await one.page.mouse.move(...at(to), { steps: 4 })
    await one.page.mouse.up()
  }
  return {
    ...one,
    take,
    editor,
    canvas,
    drag,
    press: (name: string) => editor.getByRole('button', { name, exact: true }).click(),
  }
}

describe('a screenshot', () => {
  test('is cut and blacked out by pointer, attached, and holds nothing of what was taken away', async () => {
    const { page, editor, drag, press, list, said, send } = await openEditor()
    await drag([0.05, 0.05], [0.3, 0.3])
    await press('Black out')
    await drag([0, 0], [1, 0.5])
    await press('Crop')
    await drag([0.8, 0.2], [0.9, 0.4])
    await press('Black out')
    await press('Undo')
    await press('Attach')
    await editor.waitFor({ state: 'detached' })
    await expect.poll(() => list.allTextContents()).toEqual(['screenshot.png'])
    await expect.poll(said).toBe('screenshot.png is attached')
    expect(await send()).toEqual([
      ['files', { name: 'screenshot.png', type: 'image/png', size: expect.any(Number) }],
    ])
    const { size, colours } = await look(page, [
      [5, 5],
      [60, 45],
      [190, 140],
      [210, 5],
      [340, 45],
    ])
    expect(size[0]).toBe(400)
    expect(Math.abs(size[1]! - 150)).toBeLessThan(4)
    expect(colours).toEqual(['f00', '000', 'f00', '0f0', '0f0'])
  })

  test('is edited by keyboard, and where the frame is can be heard', async () => {
    const { page, editor, press, focus, send } = await openEditor()
    expect(await focus()).toBe('DIV')
    await page.keyboard.press('ArrowRight')
    const status = editor.getByRole('status')
    await expect
      .poll(() => status.textContent())
      .toBe('Frame: 30% from the left, 30% from the top, 40% wide, 40% high')
    for (let times = 0; times < 40; times++) await page.keyboard.press('ArrowLeft')
    for (let times = 0; times < 40; times++) await page.keyboard.press('ArrowUp')
    for (let times = 0; times < 3; times++) await page.keyboard.press('Shift+ArrowRight')
    await expect
      .poll(() => status.textContent())
      .toMatch(/^Frame: 0% from the left, 0% from the top, 4\d% wide, 40% high$/)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => status.textContent()).toBe('Done')
    await press('Attach')
    await send()
    const { colours } = await look(page, [
      [2, 2],
      [150, 100],
      [195, 145],
    ])
    expect(colours).toEqual(['000', '000', 'f00'])
  })

  test('asks for this tab, steps aside while it is taken, and shows the screen no longer than needed', async () => {
    const { page, press, take, focus, list } = await openEditor()
    const state = await page.evaluate(() => {
      const { shown } = window as never as { shown: { wishes: object; stream: MediaStream } }
      const region = document.querySelector('support-widget')!.shadowRoot!.querySelector('.root')!
      return [
        shown.wishes,
        shown.stream.getTracks().map((track) => track.readyState),
        region.hasAttribute('data-away'),
      ]
    })
    expect(state).toEqual([
      { video: { displaySurface: 'browser' }, audio: false, preferCurrentTab: true },
      ['ended'],
      false,
    ])
    await press('Cancel')
    expect(await list.count()).toBe(0)
    await expect.poll(focus).toBe('shot')
    await take.click()
    await page.getByRole('dialog', { name: 'Your screenshot' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Your screenshot' }).waitFor({ state: 'detached' })
    // Only the editor has closed.
    expect(await page.getByRole('dialog', { name: 'How can we help?' }).isVisible()).toBe(true)
    expect(chunks('screenshot')).toBe(1)
  })

  test('that the visitor or a policy does not allow is not taken, and that is said', async () => {
    const { page, button, refused, said } = await open(world)
    await page.evaluate(() => {
      Object.assign(navigator.mediaDevices, {
        getDisplayMedia: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
      })
    })
    await button('Take a screenshot').click()
    await expect.poll(() => refused.allTextContents()).toEqual(['No screenshot was taken'])
    await expect.poll(said).toBe('No screenshot was taken')
  })

  test('is not offered where the browser cannot take one, or where images are not taken', async () => {
    const { page, button } = await open(world, { files: { ...rules, types: ['.log'] } })
    expect(await button('Take a screenshot').count()).toBe(0)
    define({ files: rules })
    const { page: other, write } = await visitor(
      hostPage(world.stand, {
        head: `<script>Object.defineProperty(navigator, 'mediaDevices', { value: undefined })</script>`,
      }),
    )
    await write()
    await other.locator('support-widget #files').waitFor()
    expect(await other.locator('support-widget #shot').count()).toBe(0)
    expect(await page.title()).toBe('Host')
  })

  test('is edited in a dialog in which axe finds nothing, in light and dark', async () => {
    const { page, drag } = await openEditor()
    await page.evaluate(axe)
    await drag([0.2, 0.2], [0.6, 0.6])
    expect(await findings(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findings(page)).toEqual([])
  })
})
