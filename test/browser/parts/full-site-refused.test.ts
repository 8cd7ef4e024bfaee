/** What gets in the way of a form with everything, on the real proxy: refused files, late scripts, old tokens. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aShop, expectRepair, PDF, PNG } from '../../harness/browser/full-site.ts'
import {
  aHostPage,
  aTab,
  documentOf,
  FILES,
  isSent,
  ROWS,
  send,
  write,
} from '../../harness/browser/full-site-visitor.ts'

/** The folder comes with the first file. */
const spooled = (dataDir: string) => {
  const folder = join(dataDir, 'files')
  return existsSync(folder) ? readdirSync(folder) : []
}

describe('files that are refused', () => {
  test('by their content are refused by the widget when they are chosen; the message goes with the others', async () => {
    const shop = await aShop()
    const { page } = await aTab(await aHostPage(shop.tag))
    await page.getByRole('button', { name: 'Help' }).click()
    const form = page.getByRole('dialog')
    await form.locator('#topic').waitFor()
    await write(form)
    const program = {
      ...PDF,
      name: 'invoice.pdf',
      buffer: Buffer.from('MZ\x90\0\x03\0\0\0' + '\0'.repeat(60_000), 'latin1'),
    }
    await form.locator('input[type=file]').setInputFiles([PNG, program, PDF])
    await expect.poll(() => form.locator('#files-problem li').count()).toBe(1)
    expect(await form.locator('#files-problem').innerText()).toMatch(/invoice\.pdf.* type/)
    await expect.poll(() => form.locator('.file bdi').count()).toBe(2)
    expect(spooled(shop.dataDir)).toEqual([])
    expect(await shop.tickets()).toEqual([])
    await send(form)
    await isSent(form)
    await expectRepair(await shop.ticket(), FILES, ROWS)
  })

  test('for their size or type are not even sent by the widget', async () => {
    const shop = await aShop()
    const { page } = await aTab(await aHostPage(shop.tag))
    await page.getByRole('button', { name: 'Help' }).click()
    const form = page.getByRole('dialog')
    await form.locator('#topic').waitFor()
    await form.locator('input[type=file]').setInputFiles([
      { ...PDF, name: 'big.pdf', buffer: Buffer.alloc(1_000_001, '%PDF-1.7 ') },
      { name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    ])
    await expect.poll(() => form.locator('#files-problem li').count()).toBe(2)
    expect(await form.locator('#files-problem').innerText()).toMatch(
      /big\.pdf.* too large.*\n.*run\.exe.* type/,
    )
    expect(await form.locator('.file').count()).toBe(0)
  })

  test.each([
    ['with JavaScript', true],
    ['without', false],
  ])('in a document of its own, %s, leave the text; without them the message goes', async (_, scripts) => {
    const shop = await aShop()
    const { page } = await aTab(documentOf(shop), scripts)
    if (scripts) await page.locator('.inner[data-private]').waitFor()
    const form = page.locator('form')
    await write(form)
    const page1 = {
      name: 'photo.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<html>' + 'x'.repeat(80_000)),
    }
    const big = { ...PDF, name: 'big.pdf', buffer: Buffer.alloc(1_000_001, '%PDF-1.7 ') }
    await form.locator('input[type=file]').setInputFiles(scripts ? [page1] : [page1, big])
    if (scripts) {
      await expect.poll(() => form.locator('#files-problem li').count()).toBe(1)
      expect(await form.locator('#files-problem').innerText()).toMatch(/photo\.png.* type/)
    } else {
      await send(page)
      const link = page.locator('.notice a')
      await link.first().waitFor()
      expect(await link.allInnerTexts()).toEqual([
        '\u2068photo.png\u2069 is of a type that cannot be sent here',
        '\u2068big.pdf\u2069 is too large: at most 1 MB can be sent',
      ])
    }
    expect(await form.locator('#message').inputValue()).toBe('The mug has a crack')
    expect(await form.locator('#field-order').inputValue()).toBe('AB12')
    expect(await form.locator('#topic').inputValue()).toBe('repair')
    expect(spooled(shop.dataDir)).toEqual([])
    if (!scripts)
      await form.getByText('no longer attached: \u2068photo.png\u2069 and \u2068big.pdf\u2069').waitFor()
    await form.locator('input[type=file]').setInputFiles([PNG, PDF])
    await send(page)
    await isSent(page)
    await expectRepair(await shop.ticket(), FILES, ROWS)
  })
})

test('what was filled and chosen before the script of a document was there goes along', async () => {
  const shop = await aShop()
  const { page } = await aTab('about:blank')
  let goOn!: () => void
  const written = new Promise<void>((resolve) => (goOn = resolve))
  await page.route('**/assets/*/panel.js*', async (route) => {
    await written
    await route.continue()
  })
  await page.goto(documentOf(shop), { waitUntil: 'commit' })
  const form = page.locator('form')
  await write(form)
  await form.locator('input[type=file]').setInputFiles([PNG, PDF])
  goOn()
  await page.locator('.inner[data-private]').waitFor()
  await send(page)
  await isSent(page)
  await expectRepair(await shop.ticket(), FILES, [...ROWS, ['What is broken?', 'The handle']])
})

test('a token of a document that has expired is renewed although files go another way, and they arrive once', async () => {
  const shop = await aShop()
  const { page, complaints } = await aTab(documentOf(shop))
  await page.locator('.inner[data-private]').waitFor()
  const form = page.locator('form')
  await write(form)
  await form.locator('input[type=file]').setInputFiles([PNG, PDF])
  let refused = 0
  await page.route('**/api/tickets', (route) =>
    refused++ === 0
      ? route.fulfill({ status: 403, json: { code: 'bad_token', message: 'expired' } })
      : route.continue(),
  )
  await send(page)
  await isSent(page)
  expect(refused).toBe(2)
  await expectRepair(await shop.ticket(), FILES, ROWS)
  expect(complaints.filter((text) => !text.includes('403'))).toEqual([])
})

test('where every message needs a solved challenge, files are sent once all the same', async () => {
  const shop = await aShop({ challenge: 'always' })
  const { page } = await aTab(await aHostPage(shop.tag))
  await page.getByRole('button', { name: 'Help' }).click()
  const form = page.getByRole('dialog')
  await form.locator('#topic').waitFor()
  await write(form)
  await form.locator('input[type=file]').setInputFiles([PNG, PDF])
  await send(form)
  await isSent(form)
  await expectRepair(await shop.ticket(), FILES, ROWS)
})

test('an answer that was lost on the way makes no second ticket, and no file twice', async () => {
  const shop = await aShop()
  const { page } = await aTab(await aHostPage(shop.tag))
  let lost = 0
  await page.route('**/api/tickets', async (route) => {
    if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
    await route.fetch()
    return route.abort('connectionreset')
  })
  await page.getByRole('button', { name: 'Help' }).click()
  const form = page.getByRole('dialog')
  await form.locator('#topic').waitFor()
  await write(form)
  await form.locator('input[type=file]').setInputFiles([PNG, PDF])
  await send(form)
  await form.getByRole('button', { name: 'Try again' }).click()
  await isSent(form)
  expect(lost).toBe(2)
  await expectRepair(await shop.ticket(), FILES, ROWS)
  expect(spooled(shop.dataDir)).toHaveLength(2)
})
