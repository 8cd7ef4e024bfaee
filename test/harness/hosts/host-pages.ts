/** Pages of other people, with the libraries they really use, and one journey that has to work in all of them. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { expect } from 'vitest'
import type { Stand } from '../browser/fake-proxy.ts'
import { hostPage, visit, words } from '../browser/visitor.ts'

/** A file of an npm package, as text. */
export const packaged = (path: string): string => readFileSync(`node_modules/${path}`, 'utf8')

/** A classic script made of module source, with everything it imports. */
export async function bundle(source: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    define: {
      'process.env.NODE_ENV': '"development"',
      // Vue says so in the console when one is missing.
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? '\0entry.js' : undefined),
        load: (id) => (id === '\0entry.js' ? source : undefined),
      },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: 'entry', output: { format: 'iife' } } },
  })
  const [output] = [result].flat()
  if (!output || !('output' in output)) throw new Error('Nothing was built')
  return output.output[0].code
}

/** Puts text into a page as a script, whatever it contains. */
export const script = (code: string): string =>
  `<script>${code.replaceAll('</script', '<\\/script')}</script>`

/**
 * Error, failure, reference, closed: the way of every visitor, on every host page.
 * @param failure What the failure is told by: plainer where the page lets nothing be loaded after the form.
 */
export async function journey(
  page: Page,
  stand: Stand,
  text = 'A crack in the mug',
  failure = 'Something went wrong',
): Promise<void> {
  const { button, launcher, message, email, dialog } = words(page)
  stand.answer({ status: 500, body: { code: 'internal' } })
  await launcher.click()
  await button('Send message').click()
  await page.getByRole('link', { name: 'Write your message' }).waitFor()
  await message.fill(text)
  await email.fill('ada@example.com')
  await button('Send message').click()
  await page.getByText(failure).first().waitFor()
  await button('Try again').click()
  // In the dialog: an inline form of the page may have sent something before.
  await dialog.getByRole('heading', { name: 'Message sent' }).waitFor()
  await button('Close').click()
  await dialog.waitFor({ state: 'hidden' })
  // Forms are sent with the line breaks of the network.
  const sent = text.replaceAll('\n', '\r\n')
  expect(stand.received.map((fields) => fields['message'])).toEqual([sent, sent])
  expect(new Set(stand.received.map(({ id }) => id)).size).toBe(1)
}

/** Which part of two pictures differs, 0 to 1. Compared by a page, which can read them. */
export function difference(page: Page, one: Buffer, other: Buffer): Promise<number> {
  const pictures = [one, other].map((picture) => 'data:image/png;base64,' + picture.toString('base64'))
  return page.evaluate(async (sources) => {
    const pixels = async (source: string) => {
      const image = await createImageBitmap(await (await fetch(source)).blob())
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!
      context.drawImage(image, 0, 0)
      return new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)
    }
    const [first, second] = await Promise.all(sources.map(pixels))
    if (first!.length !== second!.length) return 1
    return first!.filter((pixel, at) => pixel !== second![at]).length / first!.length
  }, pictures)
}

/** Visits a page with `head` and `body` and the tag in it. */
export const host = (stand: Stand, parts: Parameters<typeof hostPage>[1], headers?: Record<string, string>) =>
  visit(stand, hostPage(stand, parts), {}, headers)
