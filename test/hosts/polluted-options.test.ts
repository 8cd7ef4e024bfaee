/** More of pages with a polluted `Object.prototype`: what browsers read of what they are told, and what is asked of any element. */
import { describe, expect, test } from 'vitest'
import { aConversation, anAnswer } from '../harness/browser/conversations.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { WRAPPED } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()
const pollute = (properties: object) => `Object.assign(Object.prototype, ${JSON.stringify(properties)})`
const polluted = (properties: object, body = '') =>
  hostPage(stand, { head: script(pollute(properties)), body })

describe('a polluted Object.prototype', () => {
  test('by hash does not keep the button from opening the form in a page with a place called support', async () => {
    const body = '<section id="support">Ours</section><a href="#support">There</a>'
    const { page, launcher, message } = await visit(stand, polluted({ hash: 'theirs' }, body))
    await launcher.waitFor()
    await page.getByRole('link', { name: 'There' }).click()
    expect(new URL(page.url()).hash).toBe('#support')
    expect(await message.count()).toBe(0)
    await launcher.click()
    await message.waitFor()
  })

  test.each(['mode', 'redirect', 'cache'])('by %s does not keep away the mark of an answer', async (name) => {
    const answered = { at: '2026-03-10T11:02:00.000Z', to: 'ada@example.com' }
    stand.tell(() => ({ status: 200, body: aConversation({ answered }) }))
    const { page } = await visit(stand, hostPage(stand, { tag: '' }))
    const kept = `${'r'.repeat(43)} S7K2M9QX4TBA 1 `
    await page.evaluate((text) => localStorage.setItem('support-drafts:demo', text), kept)
    await page.goto(stand.page('/later', polluted({ [name]: 'theirs' })))
    await page.locator('support-widget .unread').waitFor()
    expect(await page.evaluate(`SupportWidget('diagnose')`)).toMatchObject({ shown: true, reasons: [] })
  })

  test.each(['day', 'timeZone', 'weekday'])('by %s does not keep away the answer', async (name) => {
    const messages = [anAnswer()]
    stand.tell(() => ({ status: 200, body: aConversation({ state: 'answered', isProven: true, messages }) }))
    const { page, write, button } = await visit(stand, polluted({ [name]: 'theirs' }))
    await write()
    await button('Send message').click()
    await page.getByText('A new mug is on its way.').waitFor()
  })

  test.each(['style', 'currency', 'minimumFractionDigits'])(
    'by %s takes no files from the form',
    async (name) => {
      const files = { max: 3, maxBytes: 1.5e6, types: ['image/png'] }
      const reply = { within: 8 }
      stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files, reply } })
      const { page, write, button, sent } = await visit(stand, polluted({ [name]: 'theirs' }))
      await write()
      const file = {
        name: 'mug.png',
        mimeType: 'image/png',
        buffer: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      }
      await page.locator('support-widget input[type=file]').setInputFiles(file)
      await button('Remove \u2068mug.png\u2069').waitFor()
      await page.getByText('8 hours').waitFor()
      await button('Send message').click()
      await sent.waitFor()
      expect(stand.bodies[0]?.at(-1)).toMatchObject(['files', { name: 'mug.png' }])
    },
  )

  // A text that no answer of a server may have, so that the browser refuses to make one with it.
  test.each(['with files', 'past what a page has put over fetch'])(
    'by statusText keeps nobody from hearing that a message %s has arrived',
    async (way) => {
      const files = { max: 3, maxBytes: 1.5e6, types: ['image/png'] }
      stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files } })
      const isWrapped = way !== 'with files'
      const head = script(pollute({ statusText: '\u2603' })) + (isWrapped ? WRAPPED : '')
      const { page, write, button, sent } = await visit(stand, hostPage(stand, { head }))
      await write()
      const input = page.locator('support-widget input[type=file]')
      await input.waitFor({ state: 'attached' })
      const buffer = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
      if (!isWrapped) await input.setInputFiles({ name: 'mug.png', mimeType: 'image/png', buffer })
      await button('Send message').click()
      await sent.waitFor()
      expect(stand.received.map(({ message }) => message)).toEqual(['Hello there'])
    },
  )

  test.each(['behavior', 'inline'])(
    'by %s does not keep what failed from being seen, nor the message from being kept on the device',
    async (name) => {
      stand.answer({ status: 500, body: {} })
      const { page, write, button, sent, complaints } = await visit(stand, polluted({ [name]: 'theirs' }))
      await write()
      await button('Send message').click()
      const box = page.getByRole('checkbox', { name: /this device/ })
      await box.check()
      expect(complaints.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
      await button('Try again').click()
      await sent.waitFor()
    },
  )

  test('by attributes, as false, neither keeps the form below a modal of the page nor stops what follows its attributes', async () => {
    const body = '<support-form site="demo">Plain</support-form><dialog id="modal"><p>Theirs</p></dialog>'
    const { page, complaints, launcher } = await visit(stand, polluted({ attributes: false }, body))
    const form = page.locator('support-form')
    await form.locator('[type=submit]').waitFor()
    await page.evaluate(`document.querySelector('support-form').setAttribute('theme', 'dark')`)
    await form.locator('.root[data-theme=dark]').waitFor()
    await launcher.click()
    await guarded(page, stand)
    await page.evaluate(`document.querySelector('#modal').showModal()`)
    await page.locator('#modal > support-widget').waitFor({ state: 'attached' })
    await page.locator('support-widget #message').fill('Above it')
    expect(complaints).toEqual([])
  })

  test('by isComposing does not keep Escape in a frame from closing the dialog', async () => {
    const close = `onclick = () => parent.postMessage({ support: 1, type: 'close' }, '*')`
    stand.page('/embed/demo', `<!doctype html><title>Form</title><p>Form</p>${script(close)}`)
    const tag = stand.tag('data-site="demo" data-mode="frame"')
    const html = hostPage(stand, { tag, head: script(pollute({ isComposing: 'theirs' })) })
    const { page, launcher, dialog } = await visit(stand, html)
    await launcher.click()
    await page.frameLocator('support-widget iframe').getByText('Form').click()
    await dialog.waitFor({ state: 'hidden' })
  })

  test('by systemAudio or advanced says nothing of a screenshot, which browsers then refused', async () => {
    const files = { max: 3, maxBytes: 1e6, types: ['image/png'] }
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files } })
    const asking = script(`navigator.mediaDevices.getDisplayMedia = async (wishes) => {
      window.asked = ['systemAudio' in wishes, 'advanced' in wishes.video, wishes.video.displaySurface]
      throw new Error('no')
    }`)
    const theirs = polluted({ systemAudio: 'theirs', advanced: 'theirs' }, asking)
    const { page, write, button } = await visit(stand, theirs)
    await write()
    await button('Take a screenshot').click()
    await expect.poll(() => page.evaluate('window.asked')).toEqual([false, false, 'browser'])
  })

  test('that is called as a type of files has no words among those that are taken', async () => {
    const files = { max: 3, maxBytes: 1e6, types: ['image/png'] }
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files } })
    const { page, write } = await visit(stand, polluted({ 'image/png': 'Theirs' }))
    await write()
    await page.getByText('PNG').waitFor()
    expect(await page.locator('support-widget').getByText('Theirs').count()).toBe(0)
  })
})

test('what is damaged of a kept receipt keeps no request from being listed', async () => {
  const { page, button } = await visit(stand, hostPage(stand, { tag: '' }))
  const kept = [`${'r'.repeat(43)} S7K2M9QX4TBA x `, `${'q'.repeat(43)} S7K2M9QX4TBB 1e99 `].join('\n')
  await page.evaluate((text) => localStorage.setItem('support-drafts:demo', text), kept)
  stand.tell(() => ({ status: 200, body: aConversation() }))
  await page.goto(stand.page('/later', hostPage(stand)))
  await button('Help').click()
  await page.getByRole('button', { name: /requests/i }).click()
  for (const reference of ['S7K2M9QX4TBA', 'S7K2M9QX4TBB']) await page.getByText(reference).waitFor()
})
