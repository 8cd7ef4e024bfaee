/** Keys, what is kept and the button in pages with a polluted `Object.prototype`, and with what visitors leave there. */
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const pollute = (properties: object) =>
  script(`Object.assign(Object.prototype, ${JSON.stringify(properties)})`)
const visitor = (properties: object, head = '', body = '') =>
  visit(stand, hostPage(stand, { head: pollute(properties) + head, body }))

describe('a polluted Object.prototype', () => {
  test('is no key that was pressed: what is written is kept', async () => {
    const { page, launcher, message } = await visitor({ key: 'Tab' })
    await launcher.click()
    await message.waitFor()
    await guarded(page, stand)
    await message.click()
    await page.keyboard.type('A crack')
    await expect
      .poll(() => page.evaluate(`sessionStorage.getItem('support-draft:demo')`))
      .toContain('message=A+crack')
  })

  test('says nothing of what a key does where the page cancels all: each letter is written', async () => {
    const wilful = script(`addEventListener('keydown', (event) => event.preventDefault(), true)`)
    const { page, launcher, message } = await visitor({ a: 'theirs', Shift: 'selectAll' }, wilful)
    await launcher.click()
    await message.waitFor()
    await guarded(page, stand)
    await message.click()
    await page.keyboard.type('A crack')
    expect(await message.inputValue()).toBe('A crack')
  })

  test.each(['relatedTarget', 'coalescedEvents', 'predictedEvents', 'touches'])(
    'by %s takes no press from the form where the page cancels all',
    async (name) => {
      const wilful = script(
        `for (const type of ['click', 'touchend']) addEventListener(type, (event) => event.preventDefault(), true)`,
      )
      const html = hostPage(stand, { head: pollute({ [name]: 'theirs' }) + wilful })
      const { page, write, button, sent } = await visit(stand, html, { hasTouch: true })
      await write()
      await guarded(page, stand)
      await button('Send message').tap()
      await sent.waitFor()
      await button('Send another message').click()
      await button('Send message').waitFor()
    },
  )

  test('is no reason to remember what the page has forgotten', async () => {
    const keys = ['support-drafts:demo', 'support-draft-session:demo', 'support-draft:demo']
    const { page, launcher } = await visitor(Object.fromEntries(keys.map((key) => [key, 'theirs'])))
    await launcher.waitFor()
    const kept = () =>
      page.evaluate((all) => all.map((key) => localStorage.getItem(key) ?? sessionStorage.getItem(key)), keys)
    await page.evaluate((all) => {
      for (const key of all) {
        localStorage.setItem(key, 'written')
        sessionStorage.setItem(key, 'written')
      }
    }, keys)
    await page.evaluate(`SupportWidget('reset')`)
    expect(await kept()).toEqual([null, null, null])
  })

  test.each([{ src: { theirs: 'yes' } }, { src: 1 }])(
    'as %o is no address of a frame in a drawing, beside which the button works',
    async (properties) => {
      const { launcher, message } = await visitor(properties, '', '<svg><iframe></iframe></svg>')
      await launcher.click()
      await message.waitFor()
    },
  )
})
