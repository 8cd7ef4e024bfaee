/** Pictures of the widget in every state, for the eye: `npm run shots`. A state that does not come about fails. */
import { expect, test } from 'vitest'
import { fakeScreen, pdf, picture, slowDown } from '../harness/browser/file-visitor.ts'
import { parts } from '../harness/browser/screen.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { NOON, browserOf, cameraOf, inLanguage, views, type View } from '../harness/shots/camera.ts'
import { ASKED, CONSENT, MESSAGE, REPLY } from '../harness/shots/picture-site.ts'

const stand = useFakeProxy()

/** Somebody in front of a page with the widget, whose form asks for `form`, and the camera. */
async function sitter(view: View, form: object = {}, html = hostPage(stand)) {
  const site = { site: 'demo', name: 'optional', subject: 'hidden', contactEmail: 'help@example.com' }
  stand.define({ body: { ...site, ...form } })
  const { page } = await visit(stand, inLanguage(html, view), browserOf(view))
  // Waiting times count, but nothing depends on the day.
  await page.clock.setFixedTime(NOON)
  const found = parts(page)
  return {
    page,
    ...found,
    shoot: cameraOf(page, view),
    open: async () => {
      await found.launcher.click()
      await found.field('message').waitFor()
      await expect.poll(() => found.region.getAttribute('lang')).toBe(view.lang)
      await expect
        .poll(() => page.getByText('Help', { exact: true }).count())
        .toBe(view.lang === 'en' ? 1 : 0)
    },
    write: async () => {
      await found.field('message').fill(MESSAGE[view.lang])
      await found.field('email').fill('ada@example.com')
    },
  }
}

test.each(views)('a plain form in $lang on $size', async (view) => {
  const { page, shoot, open, write, launcher, field, submit, notice, status, sent, quiet } =
    await sitter(view)
  await launcher.waitFor()
  await shoot('01-closed')
  await open()
  await shoot('02-open')
  await submit.click()
  await notice.waitFor()
  await shoot('03-errors', 'scrolled')
  await write()
  await field('email').fill('ada@gmial.com')
  await field('name').focus()
  await page.locator('support-widget .meant').waitFor()
  await shoot('04-suggestion')
  await field('email').fill('ada@example.com')
  await field('message').fill(`${MESSAGE[view.lang]} `.repeat(300).slice(0, 9950))
  await page.locator('support-widget .counter').waitFor()
  await shoot('05-counter')
  await write()
  stand.answer(
    { delay: Infinity, status: 503, body: { code: 'store_unavailable' } },
    { status: 429, body: { code: 'rate_limited' }, headers: { 'Retry-After': '90' } },
  )
  await submit.click()
  await expect.poll(() => status.textContent()).not.toBe('')
  await shoot('06-sending')
  stand.release()
  await notice.waitFor()
  await shoot('07-unavailable', 'scrolled')
  await page.route('**/api/tickets', (route) => route.abort(), { times: 1 })
  const before = await notice.textContent()
  await submit.click()
  await expect.poll(() => notice.textContent()).not.toBe(before)
  await shoot('08-unreachable', 'scrolled')
  await quiet.first().click()
  await shoot('09-copied')
  await submit.click()
  await expect.poll(() => submit.textContent()).toMatch(/90|٩٠/)
  await shoot('10-limited', 'scrolled')
  await page.clock.setFixedTime(new Date(NOON.getTime() + 91_000))
  await expect.poll(() => submit.textContent()).not.toMatch(/90|٩٠/)
  stand.answer({ status: 409, body: { code: 'conflict' } }, { status: 403, body: { code: 'origin_denied' } })
  await submit.click()
  await expect.poll(() => stand.bodies.length).toBe(3)
  await notice.locator('h2').waitFor()
  await shoot('11-conflict', 'scrolled')
  await submit.click()
  await expect.poll(() => stand.bodies.length).toBe(4)
  await notice.locator('h2').waitFor()
  await shoot('12-refused', 'scrolled')
  await submit.click()
  await sent.waitFor()
  await shoot('13-sent', 'scrolled')
})

test.each(views)('reply time, office hours and consent in $lang on $size', async (view) => {
  const { page, shoot, open, write, submit, notice, field, sent } = await sitter(view, {
    reply: REPLY,
    consent: CONSENT,
  })
  await open()
  await page.locator('support-widget .expected').first().waitFor()
  await field('consent').waitFor()
  await shoot('20-promises', 'scrolled')
  await write()
  await submit.click()
  await notice.waitFor()
  await shoot('21-not-agreed', 'scrolled')
  await field('consent').check()
  await submit.click()
  await sent.waitFor()
  await shoot('22-sent-promised', 'scrolled')
})

test.each(views)('a site that asks for more in $lang on $size', async (view) => {
  const { page, shoot, open, write, submit, notice, field } = await sitter(view, ASKED)
  const root = page.locator('support-widget')
  await open()
  await field('field-order').waitFor()
  await root.locator('#files').waitFor()
  await shoot('30-asked', 'scrolled')
  await submit.click()
  await notice.waitFor()
  await shoot('31-asked-errors', 'scrolled')
  await root.locator('#topic').selectOption('order')
  await write()
  await field('field-order').fill('DE 4711')
  await field('field-pieces').fill('0')
  await field('field-how-van').check()
  await field('field-parts-cup').check()
  await field('field-bought').fill('2019-05-06')
  await root
    .locator('input[type=file]')
    .setInputFiles([picture('crack.png'), pdf(1_400_000, 'invoice.pdf'), pdf(6_000_000, 'manual.pdf')])
  await root.locator('.file').nth(1).waitFor()
  await submit.click()
  await root.locator('#field-pieces-problem').waitFor()
  await shoot('32-asked-filled', 'scrolled')
  await field('field-pieces').fill('2')
  await field('field-bought').fill('2025-05-06')
  await slowDown(page, 200_000)
  stand.answer({ status: 507, body: { code: 'no_room' } })
  await submit.click()
  await root.locator('progress').waitFor()
  await shoot('33-uploading', 'scrolled')
})

test.each(views)('the editor of screenshots in $lang on $size', async (view) => {
  const { page, shoot, open } = await sitter(view, ASKED)
  const root = page.locator('support-widget')
  await fakeScreen(page)
  await open()
  await root.locator('#shot').click()
  await root.locator('.shot canvas').waitFor()
  await shoot('40-screenshot', 'scrolled')
  await page.keyboard.press('ArrowLeft')
  await root.locator('.shot .quiet').first().click()
  await shoot('41-blacked-out', 'scrolled')
})

test.each(views)('the form in the page in $lang on $size', async (view) => {
  const { page, shoot } = await sitter(
    view,
    { ...ASKED, reply: REPLY, consent: CONSENT },
    hostPage(stand, {
      tag: stand.tag('data-site="demo" data-launcher="hide"'),
      body: '<style>support-form { display: block; max-width: 640px }</style><support-form></support-form>',
    }),
  )
  // The time of the page is another one now.
  await page.reload()
  const root = page.locator('support-form')
  await root.locator('#field-order').waitFor()
  await root.locator('#files').waitFor()
  await root.locator('#consent').waitFor()
  await shoot('50-inline', 'page')
  await root.locator('[type=submit]').click()
  await root.locator('.notice').waitFor()
  await shoot('51-inline-errors', 'page')
})

test.each(views)('forced colours and print in $lang on $size', async (view) => {
  const { page, shoot, open, submit, notice } = await sitter(view, { ...ASKED, consent: CONSENT })
  const root = page.locator('support-widget')
  await page.emulateMedia({ forcedColors: 'active' })
  await open()
  await root.locator('#files').waitFor()
  await root.locator('input[type=file]').setInputFiles([picture('crack.png')])
  await root.locator('.file').waitFor()
  await submit.click()
  await notice.waitFor()
  await shoot('60-forced', 'scrolled')
  await page.emulateMedia({ forcedColors: 'none', media: 'print' })
  await shoot('61-print')
})
