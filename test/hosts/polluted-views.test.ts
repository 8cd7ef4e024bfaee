/** More of pages with a polluted `Object.prototype`: what is the same as ours, and what an answer does not say. */
import { describe, expect, test } from 'vitest'
import { aConversation } from '../harness/browser/conversations.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { isTaken } from '../harness/hosts/first-view.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const pollute = (properties: object) => `Object.assign(Object.prototype, ${JSON.stringify(properties)})`
const visitor = (properties: object) => visit(stand, hostPage(stand, { head: script(pollute(properties)) }))

describe('a polluted Object.prototype', () => {
  test.each([{ type: 'button' }, { props: { type: 'button' } }])(
    '%o makes no button of the form one that sends it',
    async (properties) => {
      const { page, button, write, sent } = await visitor(properties)
      const files = { max: 3, maxBytes: 1e6, types: ['image/png'] }
      stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files } })
      await write()
      const chooser = page.waitForEvent('filechooser')
      await button('Add files').click()
      await chooser
      expect(await page.locator('support-widget form button:not([type=button],[type=submit])').count()).toBe(
        0,
      )
      expect(stand.received).toEqual([])
      await button('Send message').click()
      await sent.waitFor()
    },
  )

  test.each(['addEventListener', 'querySelector', 'focus', 'checkVisibility'])(
    'by %s takes no method from what the form takes over of its first view',
    async (name) => {
      const { page, button, message, email, sent, complaints } = await visitor({ [name]: 'theirs' })
      await button('Help').click()
      await message.click()
      await expect.poll(() => isTaken(page)).toBe(true)
      await page.locator('support-widget #place-progress').waitFor({ state: 'attached' })
      await page.keyboard.type('A crack in the mug')
      expect(await message.inputValue()).toBe('A crack in the mug')
      const own = `Object.hasOwn(document.querySelector('support-widget').shadowRoot.querySelector('#message'), '${name}')`
      expect(await page.evaluate(own)).toBe(false)
      await email.fill('ada@example.com')
      await button('Send message').click()
      await sent.waitFor()
      expect(stand.received).toMatchObject([{ message: 'A crack in the mug' }])
      expect(complaints).toEqual([])
    },
  )

  test('has no receipt forgotten, and tells of no answer that is not there', async () => {
    stand.tell(() => ({ status: 200, body: aConversation() }))
    const { page } = await visit(stand, hostPage(stand, { tag: '' }))
    const receipts = () => page.evaluate(`localStorage.getItem('support-drafts:demo')`)
    const kept = `${'r'.repeat(43)} S7K2M9QX4TBA 1 `
    await page.evaluate((text) => localStorage.setItem('support-drafts:demo', text), kept)
    const head = script(pollute({ code: 'unknown_conversation', answered: { at: '9' }, at: '9' }))
    await page.goto(stand.page('/later', hostPage(stand, { head })))
    // What is kept of the answer, after the time: reference, and when somebody answered.
    await expect
      .poll(() =>
        page.evaluate(`(localStorage.getItem('support-draft-unread:demo') ?? '').split(' ').slice(1)`),
      )
      .toEqual(['S7K2M9QX4TBA', ''])
    expect(await receipts()).toBe(kept)
    expect(await page.locator('support-widget .unread').count()).toBe(0)
  })
})
