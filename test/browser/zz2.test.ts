import { afterAll, beforeAll, test } from 'vitest'
import { openStand, type Stand } from './stand.ts'
import { hostPage, visit } from './visitor.ts'

let stand: Stand
beforeAll(async () => {
  stand = await openStand()
})
afterAll(() => stand.close())

const site = {
  site: 'demo',
  name: 'hidden',
  subject: 'hidden',
  contactEmail: 'help@example.com',
  locale: 'en',
  files: {
    max: 3,
    maxBytes: 10_000_000,
    types: [
      'image/png',
      'image/jpeg',
      'image/*',
      'video/mp4',
      'application/pdf',
      'text/plain',
      '.log',
      '.docx',
      '.zip',
    ],
  },
}

for (const [name, options, lang] of [
  ['desktop', { viewport: { width: 1100, height: 900 } }, 'en'],
  ['phone', { viewport: { width: 390, height: 844 } }, 'en'],
  ['dark', { viewport: { width: 1100, height: 900 }, colorScheme: 'dark' }, 'en'],
  ['rtl', { viewport: { width: 1100, height: 900 } }, 'ar'],
  ['narrow', { viewport: { width: 320, height: 640 } }, 'de'],
] as const) {
  test(name, async () => {
    stand.define({ body: site })
    const { page, complaints } = await visit(
      stand,
      hostPage(stand, { head: '<meta charset=utf-8>' }).replace('lang="en"', `lang="${lang}"`),
      options as never,
    )
    await page.locator('.launcher').click()
    await page.locator('#files').waitFor()
    await page.locator('#message').fill('Hello')
    await page.locator('#email').fill('a@b.co')
    const shot = (n: number) => page.screenshot({ path: `/tmp/shots/f${name}-${n}.png` })
    await page.locator('.view').evaluate((v) => v.scrollTo(0, 2000))
    await shot(1)
    const picture = await page.screenshot()
    await page.locator('input[type=file]').setInputFiles([
      {
        name: 'A picture with quite a long name that must wrap somewhere.png',
        mimeType: 'image/png',
        buffer: picture,
      },
      { name: 'تقرير.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(2_345_678, 'x') },
      { name: 'virus.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
      { name: 'empty.log', mimeType: '', buffer: Buffer.from('') },
      { name: 'c.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
      { name: 'd.txt', mimeType: 'text/plain', buffer: Buffer.from('x') },
    ])
    await page.waitForTimeout(500)
    console.log(name, await page.locator('.status').textContent())
    await page.locator('.view').evaluate((v) => v.scrollTo(0, 2000))
    await shot(2)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 10,
      downloadThroughput: 1e6,
      uploadThroughput: 800_000,
    })
    stand.answer({ status: 422, body: { code: 'invalid', fields: { 'files[1]': 'bad_type' } } })
    await page.locator('[type=submit]').click()
    await page.locator('progress').waitFor()
    await page.waitForTimeout(1200)
    await shot(3)
    await page.locator('.notice').waitFor()
    await page.waitForTimeout(300)
    await shot(4)
    console.log(await page.locator('.notice').innerText(), Object.keys(stand.received.at(-1)!))
    await page.locator('.notice a').click()
    await page.waitForTimeout(100)
    await shot(5)
    await page.keyboard.press('Enter')
    await page.waitForTimeout(100)
    console.log(
      await page.evaluate(() => document.activeElement!.shadowRoot!.activeElement!.outerHTML.slice(0, 90)),
      complaints,
    )
    await page.reload()
    await page.locator('.launcher').click()
    await page.locator('#files').waitFor()
    await page.locator('.view').evaluate((v) => v.scrollTo(0, 2000))
    await shot(6)
    await page.context().close()
  })
}
