/** More of pages with a polluted `Object.prototype`: what is the same as ours, and what an answer does not say. */
import { describe, expect, test } from 'vitest'
import { aConversation } from '../harness/browser/conversations.ts'
import { addressOf, useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { parts } from '../harness/browser/screen.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { isTaken } from '../harness/hosts/first-view.ts'
import { holdFiles } from '../harness/hosts/held-files.ts'
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

  test('by names of our files takes the place of none of them, with its styles and its words', async () => {
    const suggestion = { css: `.field { background: url(${stand.proxy}theirs) }` }
    const [texts, files] = [{ message: 'Theirs' }, ['./suggestion.js', './parts.js', './outcome-view.js']]
    const modules = Object.fromEntries(files.map((name) => [name, { suggestion }]))
    const html = hostPage(stand, { head: script(pollute({ './de/form.js': { texts }, ...modules })) })
    const { page } = await visit(stand, html.replace('lang="en"', 'lang="de"'))
    const { launcher, field, submit, sent } = parts(page)
    await launcher.click()
    await field('message').fill('Hallo')
    await field('email').fill('ada@example.com')
    for (const name of ['parts', 'suggestion', 'outcome-view', 'de/form'])
      await expect
        .poll(() => stand.requests.some((one) => addressOf(name).test(one)), { message: name })
        .toBe(true)
    expect(await page.locator('support-widget').getByText('Theirs').count()).toBe(0)
    await submit.click()
    await sent.waitFor()
    expect(stand.requests.filter((one) => one.includes('theirs'))).toEqual([])
  })

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

  test.each(['map', 'match'])('by %s keeps neither the button nor a form away', async (name) => {
    const { write, button, sent } = await visitor({ [name]: 'theirs' })
    await write()
    await button('Send message').click()
    await sent.waitFor()
  })

  test.each(['maxLength', 'textContent', 'outerHTML', 'disabled'])(
    'by %s takes nothing from the form that was there first, in which one can write on',
    async (name) => {
      const held = holdFiles(stand, (file) => file === 'panel')
      const { page, button, message, email, write, sent } = await visitor({ [name]: '' })
      await write('A crack')
      ;(await held.take('panel')).serve()
      await page.waitForFunction(
        `!document.querySelector('support-widget').shadowRoot.querySelector('.view').first`,
      )
      await message.press('Control+End')
      await message.pressSequentially(' in the mug')
      expect([await message.inputValue(), await email.inputValue()]).toEqual([
        'A crack in the mug',
        'ada@example.com',
      ])
      await button('Send message').click()
      await sent.waitFor()
      expect(stand.received).toMatchObject([{ message: 'A crack in the mug', email: 'ada@example.com' }])
    },
  )

  test('says nothing of the types of fields, nor of a limit that a field has not', async () => {
    const types = ['limited', 'fits', 'length', 'ranked', 'low', 'high']
    const names = [...types, 'min', 'max', 'maxLength', 'minLength', 'pattern']
    const { page, write, button, sent } = await visitor(Object.fromEntries(names.map((name) => [name, 9e9])))
    const fields = ['text', 'textarea', 'email', 'url', 'tel', 'number', 'date'].map((type) => ({
      key: type,
      type,
      label: `A ${type}`,
    }))
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', fields } })
    const given = {
      text: 'Mug',
      textarea: 'A crack',
      email: 'bo@example.com',
      url: 'https://example.com/',
      tel: '+3212345',
      number: '5',
      date: '2026-01-02',
    }
    await write()
    for (const [type, text] of Object.entries(given)) await page.getByLabel(`A ${type} (optional)`).fill(text)
    expect(await page.locator('support-widget').locator('[min],[max],[maxlength],[pattern]').count()).toBe(0)
    await button('Send message').click()
    await sent.waitFor()
    const sentFields = Object.entries(given).map(([type, text]) => [`fields[${type}]`, text])
    expect(stand.received).toMatchObject([Object.fromEntries(sentFields)])
  })

  test('neither ends the helper of frames, nor says which field the console is for, and how much fits', async () => {
    const names = ['signal', 'closed', 'prefill', 'maxLength', 'method', 'fields']
    const head = script(pollute(Object.fromEntries(names.map((name) => [name, '1']))))
    const scripts = ['frame', 'console'].map((name) => `<script src="${stand.proxy}${name}.js"></script>`)
    const body = `<iframe src="${stand.proxy}embed/demo" title="Contact us"></iframe>${scripts.join('')}`
    const fields = [{ key: 'console', type: 'textarea', label: 'Technical details' }]
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', fields } })
    const { page, button } = await visit(stand, hostPage(stand, { head, body }))
    expect(await page.evaluate('typeof SupportFrame')).toBe('function')
    await page.evaluate(`console.warn('A crack')`)
    await button('Help').click()
    const field = page.getByLabel('Technical details')
    await expect.poll(() => field.inputValue()).toBe('warn: A crack')
  })
})
