/** Every state of a form that asks for everything, with what machines can find wrong with it. */
import { expect, test } from 'vitest'
import { aStand, everything } from '../../harness/browser/form-visitor.ts'
import { pdf, picture } from '../../harness/browser/file-visitor.ts'
import { axe, findings, geometry } from '../../harness/browser/axe.ts'
import { hostPage } from '../../harness/browser/visitor.ts'

const world = aStand()
const { define, visitor } = world

const screens = [
  ['desktop in light', { viewport: { width: 1100, height: 760 } }, 'en'],
  ['desktop in dark, in Arabic', { viewport: { width: 1100, height: 760 }, colorScheme: 'dark' }, 'ar'],
  ['a phone of 320 pixels, in German', { viewport: { width: 320, height: 640 } }, 'de'],
] as const

test.each(screens)(
  'axe finds nothing in any state on %s',
  async (_, options_, lang) => {
    define(everything)
    const html = hostPage(world.stand).replace('lang="en"', `lang="${lang}"`)
    const { page, notice, field, topic } = await visitor(html, { ...options_, reducedMotion: 'reduce' })
    const root = page.locator('support-widget')
    const check = async (state: string) => {
      expect(await findings(page), state).toEqual([])
      expect(await geometry(page), state).toEqual([])
    }
    await page.evaluate(axe)
    await root.locator('.trigger').click()
    await field('text').waitFor()
    await check('open')
    await root.locator('[type=submit]').click()
    await notice.waitFor()
    await check('errors')
    await root.locator('summary').click()
    await root
      .locator('input[type=file]')
      .setInputFiles([picture(), pdf(300_000), pdf(6_000_000, 'large.pdf')])
    await check('files')
    await topic.selectOption('order')
    for (const [key, value] of Object.entries({
      text: 'x'.repeat(11),
      area: 'y',
      tel: '12345',
      number: '3',
      date: '2026-01-02',
    }))
      await field(key).fill(value)
    await field('plan').selectOption('v1')
    await field('how-v0').check()
    await field('ok').check()
    await root.locator('#consent').check()
    await root.locator('#message').fill('Hello')
    await root.locator('#email').fill('ada@example.com')
    for (const link of ['What others have asked', 'How to say hello', 'Where an order is'])
      await root.getByRole('link', { name: link }).waitFor()
    await check('filled')
    world.stand.answer({ delay: Infinity, status: 507, body: { code: 'no_room' } })
    await root.locator('[type=submit]').click()
    await expect.poll(() => world.stand.bodies.length).toBe(1)
    await check('sending')
    world.stand.release()
    await notice.waitFor()
    await check('no room')
  },
  90_000,
)
