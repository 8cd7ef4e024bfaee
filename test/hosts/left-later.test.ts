/**
 * Markup of a page's visitors that comes while others use the form, as comments do that are loaded later: named elements,
 * second copies of our own elements, and all that is like ours, put there after our tag has run.
 */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, visit } from '../harness/browser/visitor.ts'
import { holdFiles } from '../harness/hosts/held-files.ts'
import { comments } from '../harness/hosts/named-elements.ts'

const stand = useFakeProxy()

test.each(['before the form', 'over the first view', 'while somebody writes', 'while it is sent'])(
  'what comes %s brings no code, fills nothing in, and the message arrives once',
  async (moment) => {
    const isHeld = /first|before/.test(moment)
    const held = holdFiles(stand, (file) => isHeld && file === 'panel')
    const { page } = await visit(stand)
    const host = page.locator('html > support-widget')
    const come = () =>
      page.evaluate((text) => document.body.insertAdjacentHTML('afterbegin', text), comments(stand))
    // By selectors: to find by roles, the tests' own tool asks the elements of the page.
    await host.locator('.trigger').click()
    const [message, email, send] = ['#message', '#email', '[type=submit]'].map((one) => host.locator(one))
    if (isHeld) {
      const panel = await held.take('panel')
      if (moment.includes('first')) await message!.waitFor()
      await come()
      panel.serve()
    } else await guarded(page, stand)
    if (moment === 'while somebody writes') await come()
    await message!.fill('A crack in the mug')
    await email!.fill('ada@example.com')
    if (moment === 'while it is sent') stand.answer({ delay: Infinity })
    await send!.click()
    if (moment === 'while it is sent') {
      await expect.poll(() => stand.received.length).toBe(1)
      await come()
      stand.release()
    }
    await host.locator('.sent h2').waitFor()
    expect(stand.received).toMatchObject([{ message: 'A crack in the mug', email: 'ada@example.com' }])
    expect(JSON.stringify(stand.received)).not.toMatch(/theirs/i)
    // A form of theirs is one of ours, for the same proxy, with nothing in it.
    const theirs = page.locator('support-form#theirs')
    await theirs.locator('#message').waitFor()
    expect([
      await theirs.locator('#message').inputValue(),
      await theirs.locator('#email').inputValue(),
    ]).toEqual(['', ''])
    expect(stand.requests.filter((one) => one.includes('/theirs/assets'))).toEqual([])
    expect(await page.evaluate('window.owned')).toBeUndefined()
  },
)
