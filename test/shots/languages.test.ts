/** One sheet of pictures for each language, `shots/languages`: what is read on a phone, side by side, for the eye. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { TAGS } from '../../widget/i18n/tags.ts'
import { fakeScreen, hand, pdf, picture } from '../harness/browser/file-visitor.ts'
import { parts } from '../harness/browser/screen.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { NOON } from '../harness/shots/camera.ts'
import { ASKED, CONSENT, REPLY } from '../harness/shots/picture-site.ts'

const stand = useFakeProxy()

/** A phone that is high enough for all of a form. */
const viewport = { width: 390, height: 1000 }

/** Somebody with a form in the language, and what takes a picture for the sheet. */
async function sitter(tag: string, form: object) {
  const site = { site: 'demo', name: 'optional', subject: 'optional', contactEmail: 'help@example.com' }
  stand.define({ body: { ...site, ...form } })
  const html = hostPage(stand).replace('lang="en"', `lang="${tag}"`)
  const { page } = await visit(stand, html, {
    viewport,
    locale: tag,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  })
  await page.clock.setFixedTime(NOON)
  const found = parts(page)
  await found.launcher.click()
  await found.field('message').waitFor()
  await expect.poll(() => found.region.getAttribute('lang')).toBe(tag)
  const pictures: string[] = []
  const shoot = async () => {
    const shot = await page.screenshot({ animations: 'disabled' })
    pictures.push(`<img src="data:image/png;base64,${shot.toString('base64')}">`)
  }
  return { page, ...found, root: page.locator('support-widget'), pictures, shoot }
}

/** All pictures of somebody in one file. */
async function paste(page: Page, pictures: readonly string[], name: string) {
  const sheet = await page.context().newPage()
  await sheet.setViewportSize({ width: pictures.length * (viewport.width + 4), height: viewport.height })
  await sheet.setContent(`<body style="margin:0;display:flex;gap:4px;background:#888">${pictures.join('')}`)
  await sheet.screenshot({ path: `shots/languages/${name}.png` })
}

test.each(TAGS)('what becomes of a message in %s', async (tag) => {
  const one = await sitter(tag, { reply: REPLY, consent: CONSENT })
  const { page, pictures, shoot, field, submit, notice, sent } = one
  await field('consent').waitFor()
  await one.root.locator('.expected').first().waitFor()
  await submit.click()
  await notice.waitFor()
  await shoot()
  await field('email').fill('ada@gmial.com')
  await field('message').fill('x'.repeat(10_000))
  await one.meant.waitFor()
  await shoot()
  await field('message').fill('Hello')
  await field('email').fill('ada@example.com')
  await field('consent').check()
  await page.route('**/api/tickets', (route) => route.abort(), { times: 1 })
  stand.answer(
    { status: 429, body: { code: 'rate_limited' }, headers: { 'Retry-After': '21' } },
    { status: 409, body: { code: 'conflict' } },
    { status: 403, body: { code: 'origin_denied' } },
  )
  await submit.click()
  await notice.locator('h2').waitFor()
  await shoot()
  for (const minutes of [1, 2, 3]) {
    const before = await notice.textContent()
    await submit.click()
    await expect.poll(() => notice.textContent()).not.toBe(before)
    await shoot()
    await page.clock.setFixedTime(new Date(NOON.getTime() + minutes * 60_000))
    await expect.poll(() => submit.isEnabled()).toBe(true)
  }
  await submit.click()
  await sent.waitFor()
  await shoot()
  await paste(page, pictures, `${tag}-message`)
})

test.each(TAGS)('fields and files in %s', async (tag) => {
  const one = await sitter(tag, ASKED)
  const { page, pictures, shoot, root, field, submit, notice } = one
  await fakeScreen(page)
  await field('field-order').waitFor()
  await root.locator('#files').waitFor()
  await field('field-phone').fill('x')
  await field('field-pieces').fill('0')
  await submit.click()
  await notice.waitFor()
  await shoot()
  await root
    .locator('input[type=file]')
    .setInputFiles([picture('crack.png'), pdf(1_400_000, 'invoice.pdf'), pdf(6_000_000, 'manual.pdf')])
  await root.locator('.file').nth(1).waitFor()
  await hand(page, 'drop', [['virus.exe', 'application/x-msdownload']])
  await root.locator('#files').scrollIntoViewIfNeeded()
  await shoot()
  await root.locator('#shot').click()
  await root.locator('.shot canvas').waitFor()
  await shoot()
  await paste(page, pictures, `${tag}-fields`)
})
