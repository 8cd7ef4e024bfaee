/** Files that fall on the form, by a real pointer: they are the form's, or nobody's, and never the page's. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { png, rules } from '../harness/browser/file-visitor.ts'
import { guarded } from '../harness/browser/visitor.ts'
import { host, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()

/** A page that takes files wherever they fall, as those do that have a place for them. */
const GREEDY = script(`taken = []
  for (const [place, capture] of [[document, false], [document, true]])
    for (const type of ['dragenter', 'dragover', 'drop']) place.addEventListener(type, (event) => {
      event.preventDefault()
      if (type === 'drop' && !capture) taken.push(...event.dataTransfer.files)
    }, capture)`)

function aFile(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'drop-')), 'crack.png')
  writeFileSync(path, png)
  return path
}

/** Drops a file at a point of the window. */
async function drop(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [aFile()], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x, y, data })
}

async function opened(form: object, head = '') {
  stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', ...form } })
  const one = await host(stand, { head })
  await one.write()
  await guarded(one.page, stand)
  const root = one.page.locator('support-widget')
  const places = [root.locator('header'), root.locator('#message'), root.locator('[type=submit]')]
  const middle = async (place: (typeof places)[number]) => {
    const { x, y, width, height } = (await place.boundingBox())!
    return { x: x + width / 2, y: y + height / 2 }
  }
  return { ...one, root, places, middle }
}

test.each([
  ['a page', ''],
  ['a page that wants them too', GREEDY],
])('in %s, a file goes to the form wherever on the dialog it falls', async (_, head) => {
  const { page, root, places, middle } = await opened({ files: rules }, head)
  await root.locator('#files').waitFor()
  for (const [n, place] of places.entries()) {
    await drop(page, await middle(place))
    await expect.poll(() => root.locator('.file bdi').count()).toBe(n + 1)
  }
  if (head) expect(await page.evaluate('taken.length')).toBe(0)
})

test('where a form takes no files, one that falls on it leads nowhere', async () => {
  const { page, message, places, middle } = await opened({})
  const before = page.url()
  for (const place of places) await drop(page, await middle(place))
  expect(await message.inputValue()).toBe('Hello there')
  expect(page.url()).toBe(before)
  expect(page.context().pages()).toHaveLength(1)
})
