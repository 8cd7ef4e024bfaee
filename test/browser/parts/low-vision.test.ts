/** A form that asks for everything, for eyes that need it otherwise, and in every language on a small phone. */
import type { BrowserContextOptions } from 'playwright-core'
import { expect, test } from 'vitest'
import { TAGS } from '../../../widget/i18n/tags.ts'
import { AWAY, aStand, everything } from '../../harness/browser/form-visitor.ts'
import { fakeScreen, hand, pdf, picture } from '../../harness/browser/file-visitor.ts'
import { misfits, unlined, unreachable, widelySpaced } from '../../harness/browser/screen.ts'

const world = aStand()
/** Somebody who is about to open the form. */
async function visitor(options?: BrowserContextOptions) {
  world.define({ ...everything, name: 'optional', reply: { within: 30, hours: AWAY } })
  const one = await world.visitor(undefined, { reducedMotion: 'reduce', ...options })
  await fakeScreen(one.page)
  const root = one.page.locator('support-widget')
  await root.locator('.trigger').waitFor()
  return { ...one, root, submit: root.locator('[type=submit]') }
}

/** Goes through the states that a form has for asking more; `look` is called in each, and leaves it in English. */
async function throughAll(
  { page, root, submit, field, notice, topic }: Awaited<ReturnType<typeof visitor>>,
  look: (state: string) => Promise<void>,
) {
  const then = async (state: string) => {
    await look(state)
    await page.evaluate(() => void window.SupportWidget!('locale', 'en'))
    await expect.poll(() => root.locator('.root').getAttribute('lang')).toBe('en')
  }
  await root.locator('.trigger').click()
  for (const part of [field('text'), root.locator('#files'), root.locator('#consent')]) await part.waitFor()
  await root.locator('.expected').first().waitFor()
  await then('open')
  await field('url').fill('nonsense')
  await field('number').fill('0')
  await submit.click()
  await notice.waitFor()
  await then('errors')
  await root.locator('summary').click()
  await root
    .locator('input[type=file]')
    .setInputFiles([
      picture('A_name_without_any_place_at_which_it_could_be_broken_into_lines.png'),
      pdf(900_000),
      pdf(6_000_000, 'large.pdf'),
    ])
  await root.locator('.file').nth(1).waitFor()
  await hand(page, 'drop', [['virus.exe', 'application/x-msdownload']])
  await then('files')
  await root.locator('#shot').click()
  await root.locator('.shot canvas').waitFor()
  await then('screenshot')
  await page.keyboard.press('Escape')
  await topic.selectOption('order')
  const values = { url: '', text: 'x', area: 'y', tel: '12345', number: '3', date: '2026-01-02' }
  for (const [key, value] of Object.entries(values)) await field(key).fill(value)
  await field('plan').selectOption('v1')
  await field('how-v0').check()
  await field('ok').check()
  await root.locator('#consent').check()
  await root.locator('#message').fill('Hello')
  await root.locator('#email').fill('ada@example.com')
  world.stand.answer({ delay: Infinity, status: 507, body: { code: 'no_room' } })
  await submit.click()
  await root.locator('progress').waitFor()
  await then('sending')
  world.stand.release()
  await notice.waitFor()
  await then('no room')
}

test('in every language every state of it fits a phone of 320 pixels, the editor without scrolling', async () => {
  const one = await visitor({ viewport: { width: 320, height: 640 } })
  await throughAll(one, async (state) => expect(await misfits(one.page, TAGS, true), state).toEqual([]))
})

test('at 400 % zoom it is scrolled one way, and all of it can be reached', async () => {
  const one = await visitor({ viewport: { width: 320, height: 256 } })
  await throughAll(one, async (state) => {
    expect(await unreachable(one.page), state).toEqual([])
    expect(await misfits(one.page, ['en', 'de', 'ar', 'ja']), state).toEqual([])
  })
})

test('with texts of twice the size all of it can be reached', async () => {
  const one = await visitor({ viewport: { width: 800, height: 600 } })
  const session = await one.page.context().newCDPSession(one.page)
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await throughAll(one, async (state) => {
    expect(await unreachable(one.page), state).toEqual([])
    expect(await misfits(one.page, ['en', 'de', 'ar', 'ja']), state).toEqual([])
  })
})

test('with texts set wide apart nothing is cut', async () => {
  const one = await visitor({ viewport: { width: 390, height: 844 } })
  await widelySpaced(one.page)
  await throughAll(one, async (state) => {
    expect(await unreachable(one.page), state).toEqual([])
    expect(await misfits(one.page, ['en', 'de', 'uk', 'ar']), state).toEqual([])
  })
})

test('in forced colours everything that is told by a ground is told by a line as well', async () => {
  const one = await visitor({ forcedColors: 'active' })
  await throughAll(one, async (state) => expect(await unlined(one.page), state).toEqual([]))
})
