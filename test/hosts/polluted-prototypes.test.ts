/**
 * Pages whose libraries let an address or a text put properties into `Object.prototype`: whatever has none of that name of
 * its own then has theirs. None of it may be drawn, sent, or say who writes and to whom.
 */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { loseFiles } from '../harness/hosts/held-files.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { wholeDefinition } from '../harness/hosts/lazy-page.ts'
import { opened, THEIRS } from '../harness/hosts/named-elements.ts'

const stand = useFakeProxy()
const pollute = (properties: object) => `Object.assign(Object.prototype, ${JSON.stringify(properties)})`
const run = (page: Page, body: string): Promise<unknown> => page.evaluate(`(async () => { ${body} })()`)
const theirs = () => {
  stand.page('/theirs/assets/panel.js', THEIRS, { 'Content-Type': 'text/javascript' })
  return stand.page('/theirs/support.js', THEIRS, { 'Content-Type': 'text/javascript' })
}
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

  test('is no first view, no part and no way of asking, where ours have none', async () => {
    const { challenge: _, ...body } = await wholeDefinition()
    stand.define({ body })
    const ways = ['mode', 'cache', 'method', 'redirect', 'referrer', 'referrerPolicy', 'integrity']
    const names = ['first', 'painted', 'take', 'begun', ...ways]
    const { page } = await visitor(Object.fromEntries(names.map((name) => [name, 'theirs'])), {
      body: '<support-form></support-form>',
    })
    const form = page.locator('support-form')
    await form.locator('#message').fill('A crack in the mug')
    await form.locator('#email').fill('ada@example.com')
    await form.locator('[type=submit]').click()
    await form.locator('.sent').waitFor()
    expect(stand.received).toMatchObject([{ message: 'A crack in the mug', email: 'ada@example.com' }])
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

  test('adds no option, no address, no command and no queue', async () => {
    const pollution = {
      src: theirs(),
      site: 'theirs',
      label: 'Theirs',
      launcher: 'hide',
      q: [['open']],
      context: { a: 'b' },
    }
    const { page } = await visitor(pollution)
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    expect(await page.locator('support-widget .trigger').textContent()).toBe('Help')
    expect(stand.requests).toContain('GET /api/form?site=demo')
  })

  test('adds nothing to the form of a site, neither links nor consent nor fields', async () => {
    const link = 'https://theirs.example/'
    const pollution = {
      help: [{ words: { en: ['crack'] }, label: { en: 'Their help' }, link }],
      consent: { text: { en: 'Their [terms]' }, link },
      own: [{ name: 'theirs', type: 'text', label: { en: 'Their field' } }],
      reply: { within: 1 },
      files: { max: 3 },
      identity: 'required',
    }
    const { page, message, email, button, sent } = await visitor(pollution)
    await button('Help').click()
    await message.fill('A crack in the mug')
    await email.fill('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(await page.locator('support-widget').getByText(/Their/).count()).toBe(0)
    expect(await page.locator('support-widget a[href*=theirs]').count()).toBe(0)
    expect(Object.keys(stand.received[0]!).join()).not.toContain('theirs')
  })

  test('names no site where the tag names none', async () => {
    const { page } = await visitor({ supportSite: 'theirs' }, { tag: stand.tag('') })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    await expect.poll(() => stand.requests).toContain('GET /api/form')
  })

  test('fills nothing into a form inside the page, and proves nobody in it', async () => {
    const known = { email: 'theirs@example.com', message: 'Theirs', signature: 'theirs' }
    const { page } = await visitor({ known }, { body: '<support-form></support-form>' })
    const form = page.locator('support-form')
    await form.locator('#message').fill('A crack in the mug')
    await form.locator('#email').fill('ada@example.com')
    await form.locator('[type=submit]').click()
    await form.getByRole('heading', { name: 'Message sent' }).waitFor()
    expect(stand.received).toMatchObject([{ message: 'A crack in the mug', email: 'ada@example.com' }])
    expect(JSON.stringify(stand.received)).not.toMatch(/theirs/i)
  })

  test('is no link where the form does not come', async () => {
    loseFiles(stand, (name) => name.startsWith('panel'))
    const { page, button } = await visitor({ href: 'https://theirs.example/' })
    await button('Help').click()
    await button('Loading failed. Try again').waitFor()
    expect(await page.locator('support-widget').getByRole('link').count()).toBe(0)
  })

  test('is no session, and no message of before', async () => {
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', confirm: true } })
    const { write, button, sent } = await visitor({
      'support-draft-session:demo': 'theirs',
      'support-draft:demo': 'id=theirs&at=9999999999999&message=Theirs&email=theirs%40example.com',
      'support-drafts:demo': 'theirs THEIRS 1 ',
      'support-draft-browser:demo': 'theirs',
    })
    await write()
    await button('Send message').click()
    await sent.waitFor()
    expect(JSON.stringify([stand.received, stand.asked])).not.toMatch(/theirs/i)
  })

  test('says nothing in the place of words that are not there', async () => {
    const { page, write, button } = await visitor({
      brokenTitle: 'Theirs',
      broken: 'Theirs',
      message_too_long: 'Theirs',
      retryIn: 'Theirs',
      sendAnyway: 'Theirs',
      subject: 'theirs',
      size: 'Theirs',
      progress: 'theirs-part',
    })
    const files = { max: 3, maxBytes: 1e6, types: ['image/png'] }
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files } })
    // With it come the words of what was sent.
    loseFiles(stand, (name) => name.startsWith('outcome-view'))
    await write('A crack in the mug. '.repeat(1000))
    const shadow = page.locator('support-widget')
    await shadow.getByText('At most 3 files of up to 1 MB each').waitFor()
    expect(await shadow.locator('theirs-part').count()).toBe(0)
    // What is wrong with a field is nobody's word but ours either.
    expect(await shadow.locator('.problem').count()).toBe(0)
    await button('Send message').click()
    await shadow.getByRole('link', { name: 'There is a problem' }).waitFor()
    await shadow.locator('#message').fill('A crack in the mug')
    stand.answer({ status: 500, body: {} })
    await button('Send message').click()
    await page.getByRole('heading', { name: 'We cannot tell whether your message arrived' }).waitFor()
    expect(await shadow.getByText('Theirs').count()).toBe(0)
  })

  test('adds nothing to a form of which the proxy has not told yet what is in it', async () => {
    stand.define({ delay: Infinity })
    const { page, button, email } = await visitor({ reply: { text: 'Theirs' }, help: [{ label: 'Theirs' }] })
    await button('Help').click()
    await email.fill('ada@gmial.com')
    await email.press('Tab')
    await page.locator('support-widget .meant').waitFor()
    expect(stand.requests.filter((one) => /reply-time|help\.js/.test(one))).toEqual([])
    expect(await page.locator('support-widget').getByText('Theirs').count()).toBe(0)
  })

  test('adds nothing to the form with which somebody writes again, which is sent all the same', async () => {
    const { page, write, button } = await visitor({
      consent: { mode: 'notice', text: 'Their [terms]', link: 'https://theirs.example/' },
      help: [{ label: 'Their help', link: 'https://theirs.example/' }],
      topics: [{ key: 'theirs', label: 'Their topic' }],
      button: 'theirs',
      fetch: 'theirs',
    })
    await write()
    await button('Send message').click()
    await button('Write again about this').click()
    const again = page.locator('support-widget .again')
    await again.locator('#message').fill('And the lid')
    await again.locator('[type=submit]').click()
    await expect
      .poll(() => stand.received.map(({ message }) => message))
      .toEqual(['Hello there', 'And the lid'])
    expect(await page.locator('support-widget').getByText(/Their/).count()).toBe(0)
  })

  test('makes nobody wait for another try, nor gives one up at once', async () => {
    const { write, button, sent } = await visitor({ seconds: 1e6, timeout: 1 })
    await write()
    stand.answer({ status: 500, body: {} })
    await button('Send message').click()
    await button('Try again').click()
    await sent.waitFor()
  })
})

describe('a form that a polluted Object.prototype has broken', () => {
  // What the library for views reads of its options, of what was drawn before, of listeners and of components.
  test.each(['once', 'event', 'ref', '__b', '__', 'diffed', 'onSubmit', 'render', '0', 'capture', 'passive'])(
    'by %s never has the browser send it: the message arrives, or it is said that it does not',
    async (name) => {
      const { page, button, message, email } = await visitor({ [name]: 'theirs' })
      const address = page.url()
      await button('Help').click()
      const said = page.getByText(/^Message sent$|We cannot take messages|There is a problem/)
      // Where the form was gone before it was there, there is nothing to fill.
      const fill = async () => {
        await message.fill('A crack in the mug')
        await email.fill('ada@example.com')
      }
      await Promise.race([fill().catch(() => undefined), said.first().waitFor()])
      // Until the form is there, which takes the first view over, a press waits for it.
      await expect
        .poll(async () => {
          await page
            .locator('support-widget [type=submit]')
            .click({ timeout: 1000 })
            .catch(() => undefined)
          return (await said.count()) > 0
        })
        .toBe(true)
      expect(page.url()).toBe(address)
      expect(stand.requests.filter((one) => one.includes('crack'))).toEqual([])
    },
  )
})
