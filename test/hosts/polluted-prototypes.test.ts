/**
 * Pages whose libraries let an address or a text put properties into `Object.prototype`: whatever has none of that name of
 * its own then has theirs. None of it may be drawn, sent, or say who writes and to whom.
 */
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const pollute = (properties: object) => `Object.assign(Object.prototype, ${JSON.stringify(properties)})`
const visitor = (properties: object, parts: Parameters<typeof hostPage>[1] = {}) =>
  visit(stand, hostPage(stand, { head: script(pollute(properties)), ...parts }))

describe('a polluted Object.prototype', () => {
  test('fills nothing in, and sends what the visitor has written alone', async () => {
    const { page, message, email, button, sent } = await visitor({
      email: 'theirs@example.com',
      name: 'Theirs',
      message: 'Theirs',
      signature: 'theirs',
      context: { theirs: 'yes' },
      facts: { email: 'theirs@example.com', message: 'Theirs' },
      more: 'fields[theirs]=yes',
    })
    await button('Help').click()
    // Until the form itself is there, which would fill it in.
    await expect.poll(() => stand.requests).toContain('GET /api/form?site=demo')
    await page.waitForFunction(
      `!document.querySelector('support-widget').shadowRoot.querySelector('.view').first`,
    )
    expect([await message.inputValue(), await email.inputValue()]).toEqual(['', ''])
    await message.fill('A crack in the mug')
    await email.fill('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received).toMatchObject([{ message: 'A crack in the mug', email: 'ada@example.com' }])
    expect(JSON.stringify(stand.received)).not.toMatch(/theirs/i)
  })

  test('draws nothing: neither words nor attributes', async () => {
    // What a library for views takes for what was drawn before, and for what is to be drawn now.
    const properties = { props: { title: '' }, title: 'Theirs', children: 'Theirs' }
    const { page } = await visitor(properties, { body: '<support-form></support-form>' })
    await page.locator('support-form [type=submit]').waitFor()
    expect(await page.locator('support-form [title=Theirs]').count()).toBe(0)
    expect(await page.locator('support-form').getByText('Theirs').count()).toBe(0)
  })

  test('is no form of the site, nor a way to send', async () => {
    const definition = {
      site: 'demo',
      name: 'optional',
      subject: 'required',
      contactEmail: 'theirs@example.com',
    }
    const { page, button, write, sent } = await visitor({ own: { definition }, reference: 'THEIRS' })
    await write()
    expect(await page.locator('#subject').count()).toBe(0)
    // An answer that says nothing is no confirmation.
    stand.answer({ status: 200, body: '' })
    await button('Send message').click()
    await page.getByRole('heading', { name: 'We cannot tell whether your message arrived' }).waitFor()
    expect(await sent.count()).toBe(0)
  })

  test('does not say which fields a link fills, nor whose form is asked for the console', async () => {
    const scripts = ['links', 'console'].map((name) => `<script src="${stand.proxy}${name}.js"></script>`)
    const { page, message } = await visitor(
      { fields: 'theirs', field: 'theirs', site: 'theirs', supportSite: 'theirs' },
      { body: `${scripts.join('')}<a href="#support?message=Hello">Ask</a>` },
    )
    await page.evaluate(`console.warn('A crack')`)
    await page.getByRole('link', { name: 'Ask' }).click()
    await expect.poll(() => message.inputValue()).toBe('Hello')
    await expect.poll(() => stand.requests.filter((one) => one.includes('/api/form')).length).toBe(2)
    expect(stand.requests.join()).not.toContain('theirs')
  })
})
