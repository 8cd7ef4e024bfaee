/** Help articles, and what the console says, in Firefox and WebKit, in the widget and in a form of the page. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { UNTIL } from '../harness/patience.ts'
import { inEachEngine } from '../harness/engines/engine.ts'

const ARTICLE = { key: '01J0000000000000000000000A', title: 'Reset your password' }
const TEXT = [
  {
    type: 'paragraph',
    content: [{ type: 'link', href: 'https://example.com/', content: [{ type: 'text', text: 'Ask' }] }],
  },
]

/** Writes, reads the article that is found, goes back, and ends with it; returns what was seen on the way. */
const READ = `
  const write = (text) => {
    root.querySelector('[name=message]').focus()
    document.execCommand('insertText', false, text)
  }
  await until(() => root.querySelector('[name=message]'))
  write('I forgot my password')
  const title = await until(() => root.querySelector('.articles button'))
  title.click()
  const heading = await until(() => root.querySelector('.reading h2'))
  const focused = root.activeElement === heading
  const link = await until(() => root.querySelector('.reading a'))
  const hidden = root.querySelector('[name=message]').getClientRects().length
  const [back] = root.querySelectorAll('.reading .plain')
  back.click()
  const kept = root.querySelector('[name=message]').value
  const returned = root.activeElement === title
  title.click()
  ;(await until(() => root.querySelector('.reading footer button'))).click()
  const [, forget] = root.querySelectorAll('.reading .plain')
  const glad = root.querySelector('.reading h2').textContent
  forget.click()
  await until(() => root.querySelector('[name=message]').value === '')
  return { focused, link: link.href, rel: link.rel, hidden, kept, returned, glad }
`

const SEEN = {
  focused: true,
  link: 'https://example.com/',
  hidden: 0,
  kept: 'I forgot my password',
  returned: true,
  glad: 'Glad to hear that',
}

inEachEngine((engine) => {
  const stand = useFakeProxy()
  const site = { site: 'demo', name: 'hidden', subject: 'hidden' }
  const offer = () => {
    stand.define({ body: { ...site, articles: true } })
    stand.tell((path) => ({
      body:
        path === '/api/articles'
          ? { articles: [ARTICLE] }
          : { title: ARTICLE.title, blocks: TEXT, isCut: false },
    }))
  }

  test('an article is found, read in the place of the form, and ended with', async () => {
    offer()
    await engine.go(stand.page('/host', hostPage(stand)))
    const opened = `const { shadowRoot: root } = await until(() => document.querySelector('support-widget'))
      root.querySelector('.trigger').click()`
    expect(await engine.run(UNTIL + opened + READ)).toMatchObject(SEEN)
    expect(stand.received).toEqual([])
  })

  test('so it is in a form that stands in the page', async () => {
    offer()
    await engine.go(stand.page('/host', hostPage(stand, { body: '<support-form></support-form>' })))
    const there = `const root = await until(() => document.querySelector('support-form')?.shadowRoot)
      await until(() => root.querySelector('[name=message]'))`
    expect(await engine.run(UNTIL + there + READ)).toMatchObject(SEEN)
  })

  test('what the console says is in the field that the visitor sees', async () => {
    stand.define({
      body: { ...site, fields: [{ key: 'console', type: 'textarea', label: 'Technical details' }] },
    })
    const head = `<script src="${stand.proxy}console.js"></script><script>
      console.error('No user ada@example.com', new TypeError('x is not a function'))
      setTimeout(() => { throw new Error('late') })
      Promise.reject(new Error('kept'))</script>`
    await engine.go(stand.page('/host', hostPage(stand, { head })))
    const lines = await engine.run(`${UNTIL}
      const { shadowRoot: root } = await until(() => document.querySelector('support-widget'))
      root.querySelector('.trigger').click()
      const field = await until(() => root.querySelector('#field-console'))
      await until(() => field.value.split('\\n').length === 3)
      return field.value.split('\\n').toSorted()`)
    expect(lines).toEqual([
      'error: No user [e-mail] TypeError: x is not a function',
      'rejection: Error: kept',
      expect.stringMatching(/^uncaught: .*late.* \(\d+:\d+ of .*\/host\)$/),
    ])
  })
})
