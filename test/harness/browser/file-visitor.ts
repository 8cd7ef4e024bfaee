/** A visitor who attaches files: a form with files, and what picker, mouse and clipboard do to it. */
import type { Page } from 'playwright-core'
import type { aStand } from './form-visitor.ts'

/** What the form takes. */
export const rules = { max: 3, maxBytes: 5_000_000, types: ['image/*', 'application/pdf', '.log'] }
/** One pixel. */
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** A small image. */
export const picture = (name = 'a.png') => ({ name, mimeType: 'image/png', buffer: png })
/** A document of this many bytes. */
export const pdf = (bytes: number, name = 'b.pdf') => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.alloc(bytes - 9, 'x')]),
})

/** The part of the form with the files, once it is there. */
export async function open({ define, visitor }: ReturnType<typeof aStand>, form: object = { files: rules }) {
  define(form)
  const one = await visitor()
  await one.write()
  const root = one.page.locator('support-widget')
  const add = root.locator('#files')
  await add.waitFor()
  return {
    ...one,
    add,
    list: root.locator('.file bdi'),
    refused: root.locator('#files-problem li'),
    progress: root.locator('progress'),
    choose: (...files: ReturnType<typeof picture>[]) => root.locator('input[type=file]').setInputFiles(files),
    said: async () => (await one.status.textContent())?.replace(/[\u2068\u2069]/g, ''),
  }
}

/** Does to the form what dragging or pasting files does. */
export const hand = (page: Page, how: 'paste' | 'drop', files: [name: string, type: string][], text = '') =>
  page.evaluate(
    ([type, given, plain]) => {
      const data = new DataTransfer()
      for (const [name, mime] of given)
        data.items.add(new File([new Uint8Array([0x89, 80, 78, 71, 13, 10, 26, 10])], name, { type: mime }))
      if (plain) data.setData('text/plain', plain)
      const target = document.querySelector('support-widget')!.shadowRoot!.querySelector('#message')!
      const rest = { bubbles: true, composed: true, cancelable: true }
      const event =
        type === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, ...rest })
          : new DragEvent('drop', { dataTransfer: data, ...rest })
      target.dispatchEvent(event)
      return event.defaultPrevented
    },
    [how, files, text] as const,
  )

/** Sends bytes no faster than this, each second. */
export async function slowDown(page: Page, uploadThroughput: number) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  })
}

/** Fakes the browser's own question, and the screen that is shown then: four quarters of 200 by 150 pixels, red, green, blue and white. */
export const fakeScreen = (page: Page) =>
  page.evaluate(() => {
    const screen = Object.assign(document.createElement('canvas'), { width: 400, height: 300 })
    const context = screen.getContext('2d')!
    const draw = () =>
      ['#f00', '#0f0', '#00f', '#fff'].forEach((colour, at) => {
        context.fillStyle = colour
        context.fillRect((at % 2) * 200, at > 1 ? 150 : 0, 200, 150)
      })
    draw()
    const timer = setInterval(draw, 30)
    Object.assign(navigator.mediaDevices, {
      async getDisplayMedia(wishes: object) {
        const stream = screen.captureStream(30)
        Object.assign(window, { shown: { wishes, stream, timer } })
        return stream
      },
    })
  })
