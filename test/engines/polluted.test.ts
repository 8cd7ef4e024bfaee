/** Pages with a polluted `Object.prototype` in Firefox and WebKit, which read options and lists by ways of their own. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { inEachEngine } from '../harness/engines/engine.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { UNTIL } from '../harness/patience.ts'

/** Written, refused, sent; all the words that were seen on the way. */
const SENT = `${UNTIL}
  const root = (await until(() => document.querySelector('support-widget'))).shadowRoot
  const seen = []
  const note = () => seen.push(root.querySelector('.view').textContent)
  root.querySelector('.trigger').click()
  const type = async (name, text) => {
    (await until(() => root.querySelector('#' + name))).focus()
    document.execCommand('insertText', false, text)
  }
  await type('message', 'A crack in the mug')
  await type('email', 'ada@example.com')
  await until(() => root.querySelector('input[type=file]'))
  note()
  const filled = [...root.querySelectorAll('#message,#email')].map(({ value }) => value)
  root.querySelector('[type=submit]').click()
  await until(() => root.querySelector('.notice h2'))
  note()
  root.querySelector('[type=submit]').click()
  await until(() => root.querySelector('.sent h2'))
  note()
  // As a text: the driver of WebKit looks for what objects inherit, too.
  return JSON.stringify({ filled, words: seen.join(' '), drawn: root.querySelectorAll('theirs-part').length, address: location.pathname + location.search })
`

/** What has a name of ours, or of what the form may lack. */
const THEIRS = {
  email: 'theirs@example.com',
  name: 'Theirs',
  message: 'Theirs',
  signature: 'theirs',
  token: 'theirs',
  context: { theirs: 'yes' },
  facts: { message: 'Theirs' },
  more: 'theirs',
  seconds: 1e6,
  brokenTitle: 'Theirs',
  message_too_long: 'Theirs',
  retryIn: 'Theirs',
  size: 'Theirs',
  help: [{ label: 'Theirs', link: 'https://theirs.example/' }],
  reply: { text: 'Theirs' },
  consent: { mode: 'notice', text: 'Theirs' },
  progress: 'theirs-part',
  broken: true,
  choose: 'Theirs',
  'support-drafts:demo': 'theirs',
  'support-draft:demo': 'id=theirs&at=9e15&message=Theirs',
}

inEachEngine((engine) => {
  const stand = useFakeProxy()
  test('draws, fills in and sends nothing of a polluted Object.prototype', async () => {
    const files = { max: 3, maxBytes: 1e6, types: ['image/png'] }
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', files } })
    stand.answer({ status: 500, body: {} })
    const head = script(`Object.assign(Object.prototype, ${JSON.stringify(THEIRS)})`)
    await engine.go(stand.page('/host', hostPage(stand, { head })))
    const seen = JSON.parse(String(await engine.run(SENT))) as { words: string }
    expect(seen).toMatchObject({
      filled: ['A crack in the mug', 'ada@example.com'],
      drawn: 0,
      address: '/host',
    })
    expect(seen.words + JSON.stringify([stand.received, stand.asked])).not.toMatch(/theirs/i)
    expect(stand.received.map(({ message }) => message)).toEqual(Array(2).fill('A crack in the mug'))
  })
})
