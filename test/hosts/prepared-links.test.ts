/** Pages with `/links.js`: what their links put into the form, and what they cannot do. */
import { describe, expect, test } from 'vitest'
import { aStand } from '../harness/browser/form-visitor.ts'
import { hostPage } from '../harness/browser/visitor.ts'

const { stand, define, visitor } = aStand()

/** A page whose links prepare text. */
const aPage = ({ body = '', attributes = '' } = {}) =>
  hostPage(stand, {
    body,
    tag: `${stand.tag()}<script async src="${stand.proxy}links.js" ${attributes}></script>`,
  })

/** Such a page with a link that prepares this. */
const linked = (texts: Record<string, string>, attributes = '') =>
  aPage({ body: `<a href="#support?${new URLSearchParams(texts)}">Ask about this</a>`, attributes })

const topics = [
  { key: 'billing', label: 'A bill' },
  { key: 'other', label: 'Else' },
]
const fields = [
  { key: 'order', type: 'text', label: 'Order' },
  { key: 'plan', type: 'hidden' },
]

describe('a link that prepares text', () => {
  test('opens the form with message, subject and topic, sends nothing, and what is sent is what was seen', async () => {
    define({ subject: 'optional', topics })
    const texts = { topic: 'billing', message: 'Where is 100 % of it?\nÀ bientôt', subject: 'My bill' }
    const { page, message, email, topic, dialog, send, complaints } = await visitor(linked(texts))
    await page.getByRole('link').click()
    await dialog.waitFor()
    await expect.poll(() => topic.inputValue()).toBe('billing')
    expect(await message.inputValue()).toBe(texts.message)
    expect(await page.getByLabel('Subject').inputValue()).toBe('My bill')
    expect(await page.evaluate('location.hash')).toBe('')
    await email.fill('ada@example.com')
    expect(stand.received).toHaveLength(0)
    await send()
    // Forms are sent with CRLF.
    const asSent = texts.message.replace('\n', '\r\n')
    expect(stand.received.at(-1)).toMatchObject({ ...texts, message: asSent })
    expect(complaints).toEqual([])
  })

  test('never goes over what the visitor wrote, and another message begins without it', async () => {
    const { page, launcher, message, email, button, send } = await visitor(
      linked({ message: 'From the link' }),
    )
    await launcher.click()
    await message.fill('My own words')
    await button('Close').click()
    await page.getByRole('link').click()
    await message.waitFor()
    expect(await message.inputValue()).toBe('My own words')
    await email.fill('ada@example.com')
    await send()
    await button('Send another message').click()
    expect(await message.inputValue()).toBe('')
  })

  test('fills no field that visitors name by what they have left as a script of a drawing', async () => {
    define({ fields })
    const left = `<svg><script src="/theirs/links.js" data-fields="order"></script></svg>`
    const link = '<a href="#support?order=A1&message=Hello">Ask about this</a>'
    // As an optimiser does, which runs the script later, by itself: the browser does not tell which tag it comes from.
    const later = `fetch('${stand.proxy}links.js').then((file) => file.text()).then(eval)`
    const tag = `${stand.tag()}<script type="text/later" src="${stand.proxy}links.js"></script><script>${later}</script>`
    const { page, message, field, complaints } = await visitor(hostPage(stand, { body: left + link, tag }))
    await page.waitForFunction(() => window.SupportWidget)
    await expect
      .poll(async () => {
        await page.getByRole('link').click()
        return complaints
      })
      .toContain('Support: a link may not fill "order".')
    await expect.poll(() => message.inputValue()).toBe('Hello')
    expect(await field('order').inputValue()).toBe('')
  })

  test('fills no field but those that the tag names, and never says who writes', async () => {
    define({ name: 'optional', topics, fields })
    const texts = { email: 'eve@example.com', name: 'Eve', plan: 'pro', order: 'A1', message: 'Hello' }
    const names = 'data-fields="message order email name"'
    const { page, message, email, field, send, complaints } = await visitor(linked(texts, names))
    await page.getByRole('link').click()
    await expect.poll(() => field('order').inputValue()).toBe('A1')
    expect(await message.inputValue()).toBe('Hello')
    expect(await email.inputValue()).toBe('')
    expect(await page.getByLabel('Your name').inputValue()).toBe('')
    expect(complaints).toEqual(
      ['email', 'name', 'plan'].map((name) => `Support: a link may not fill "${name}".`),
    )
    await email.fill('ada@example.com')
    await send()
    expect(stand.received.at(-1)).not.toHaveProperty('fields[plan]')
  })

  test('leaves out a text that is too long, and says so, and a topic that the site has not', async () => {
    define({ topics })
    const { page, message, topic, complaints } = await visitor(
      linked({ message: 'x'.repeat(2001), topic: 'nothing' }),
    )
    await page.getByRole('link').click()
    await topic.waitFor()
    await expect
      .poll(() => complaints.join('\n'))
      .toContain('"message" of a link has more than 2000 characters.')
    expect([await message.inputValue(), await topic.inputValue()]).toEqual(['', ''])
  })

  test('has nothing in it that cannot be seen, and no markup', async () => {
    const hidden = String.fromCodePoint(0xe_0041, 0x20_2e, 0x20_0b)
    const text = `<b>Hello</b>${hidden}${'\n'.repeat(50)}far${' '.repeat(90)}below`
    const { page, message } = await visitor(linked({ message: text }))
    await page.getByRole('link').click()
    await expect.poll(() => message.inputValue()).toBe('<b>Hello</b>\n\nfar below')
  })

  test('is an ordinary link where the page has no such script', async () => {
    const { page, launcher } = await visitor(
      hostPage(stand, { body: '<a href="#support?message=Hello">Ask about this</a>' }),
    )
    await launcher.waitFor()
    await page.getByRole('link').click()
    expect(await page.evaluate('location.hash')).toBe('#support?message=Hello')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('works in a shadow root, and where an element of the page has the widget’s name', async () => {
    const { page, message } = await visitor(
      aPage({ body: '<a id="SupportWidget" href="/elsewhere">Else</a><div id="shop"></div>' }),
    )
    await page.evaluate(() => {
      const root = document.querySelector('#shop')!.attachShadow({ mode: 'open' })
      root.innerHTML = '<a href="#support?message=From+a+shop"><b>Ask</b></a>'
    })
    await page.getByText('Ask').click()
    await expect.poll(() => message.inputValue()).toBe('From a shop')
  })
})

describe('an address that prepares text', () => {
  test('opens the form when the page is loaded and when it changes, and is cleaned up', async () => {
    const { page, message, complaints, button, launcher } = await visitor()
    await launcher.waitFor()
    await page.goto('about:blank')
    await page.goto(stand.page('/host', aPage()) + '?a=1#support?message=By+e-mail')
    await expect.poll(() => message.inputValue()).toBe('By e-mail')
    expect(await page.evaluate('location.search + location.hash')).toBe('?a=1')
    await message.fill('')
    await button('Close').click()
    await page.evaluate(() => void (location.hash = '#elsewhere'))
    await page.evaluate(() => void (location.hash = '#support?message=By+hand'))
    await expect.poll(() => message.inputValue()).toBe('By hand')
    expect(stand.received).toHaveLength(0)
    expect(complaints).toEqual([])
  })
})
