/** The same journey in Firefox and WebKit: strict policies, hostile styles and scripts, modals of every kind. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { aConversation, anAnswer, ownWords } from '../harness/browser/conversations.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { MODALS, STYLES } from '../harness/hosts/host-modals.ts'
import {
  aNamesake,
  isDrawn,
  LATER,
  METHODS,
  named,
  NAMES,
  opened,
  THEIRS,
} from '../harness/hosts/named-elements.ts'
import { UNTIL } from '../harness/patience.ts'
import { inEachEngine } from '../harness/engines/engine.ts'

/** Error, failure, reference, by what a visitor presses; returns what was seen, and the violations of the policy. */
const JOURNEY = `
  const violations = []
  document.addEventListener('securitypolicyviolation', (event) => {
    // The browser's own wish.
    if (!event.blockedURI.endsWith('/favicon.ico')) violations.push(event.violatedDirective)
  })
  const root = (await until(() => document.querySelector('support-widget'))).shadowRoot
  const opener = document.querySelector('[data-support-open]') ?? root.querySelector('.trigger')
  opener.click()
  const send = await until(() => root.querySelector('[type=submit]'))
  // Until the last of our files is there, a modal of the page may take the focus back, and cancel what is pressed outside.
  await until(() => opener.ariaExpanded === 'true' && root.activeElement)
  send.click()
  await until(() => root.querySelector('.notice a'))
  const type = (name, text) => {
    const field = root.querySelector('[name=' + name + ']')
    field.focus()
    document.execCommand('insertText', false, text)
    return field.value
  }
  type('email', 'ada@gmial.com')
  const typed = [type('message', 'From another engine')]
  ;(await until(() => root.querySelector('.meant'))).click()
  typed.push(root.querySelector('#email').value)
  ;(await until(() => root.querySelector('#consent'))).click()
  const expected = (await until(() => root.querySelector('.expected'))).textContent
  root.querySelector('[type=submit]').click()
  await until(() => root.querySelector('.notice h2:not(#summary)'))
  root.querySelector('[type=submit]').click()
  const reference = (await until(() => root.querySelector('code'))).textContent
  typed.push((await until(() => root.querySelector('.mine .typed'))).textContent)
  const answer = (await until(() => root.querySelector('.theirs .words'))).textContent
  const box = root.querySelector('dialog').getBoundingClientRect()
  const top = document.elementFromPoint(box.left + 30, box.top + 30).localName
  const ink = getComputedStyle(root.querySelector('.seal')).color
  root.querySelector('.close').click()
  const theirs = window.isOpen?.() ?? true
  return { theirs, seen: window.seen ?? [], typed, answer, expected, reference, top, ink, violations, closed: !root.querySelector('dialog').matches(':popover-open, :modal') }
`

/** The inline form: written, moved, sent. */
const INLINE = `${UNTIL}
  const element = document.querySelector('support-form')
  const field = (name) => element.shadowRoot.querySelector('[name=' + name + ']')
  const type = async (name, text) => { (await until(() => field(name))).focus(); document.execCommand('insertText', false, text) }
  await type('message', 'From the page')
  const joined = document.querySelector('#f').elements.length
  document.querySelector('#d').append(element)
  await type('email', 'ada@example.com')
  const kept = field('message').value
  element.shadowRoot.querySelector('[type=submit]').click()
  const reference = (await until(() => element.shadowRoot.querySelector('code'))).textContent
  return { kept, joined, reference }
`

/** The inline form: written and sent. */
const WRITTEN = `${UNTIL}
  const element = await until(() => document.querySelector('support-form'))
  const field = (name) => element.shadowRoot.querySelector('[name=' + name + ']')
  for (const [name, text] of [['message', 'From the page'], ['email', 'ada@example.com']]) {
    (await until(() => field(name))).focus()
    document.execCommand('insertText', false, text)
  }
  element.shadowRoot.querySelector('[type=submit]').click()
  return (await until(() => element.shadowRoot.querySelector('code'))).textContent
`

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const integrity = () =>
  JSON.parse(readFileSync('dist/public/integrity.json', 'utf8')) as Record<string, string>

inEachEngine((engine, name) => {
  const stand = useFakeProxy()
  const rest = () =>
    `style-src 'none'; img-src ${stand.icon}; font-src 'none'; connect-src ${stand.proxy}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`
  const travel = async (
    parts: Parameters<typeof hostPage>[1],
    headers: Record<string, string> = {},
    before = '',
    files: Record<string, string> = {},
    violations: string[] = [],
  ) => {
    stand.reset()
    for (const [path, code] of Object.entries(files))
      stand.page(path, code, { 'Content-Type': 'text/javascript' })
    stand.answer({ status: 500, body: { code: 'internal' } })
    // With all that comes in files of its own.
    const consent = { mode: 'required', text: 'I agree.', version: '1' }
    const site = { site: 'demo', name: 'hidden', subject: 'hidden' }
    stand.define({ body: { ...site, consent, reply: { within: 4 } } })
    const messages = [ownWords({ text: 'From another engine' }), anAnswer()]
    stand.tell(() => ({
      status: 200,
      body: aConversation({ state: 'answered', isProven: true, messages }),
    }))
    await engine.go(stand.page('/host', hostPage(stand, { ...parts, icon: '' }), headers))
    const seen = await engine.run(UNTIL + before + JOURNEY)
    expect(seen).toMatchObject({
      typed: ['From another engine', 'ada@gmail.com', 'From another engine'],
      answer: 'A new mug is on its way.',
      expected: 'Usual reply time: 4 hours',
      reference: 'R' + stand.received[0]?.['id']?.slice(0, 8).toUpperCase(),
      top: 'support-widget',
      violations,
      closed: true,
      theirs: true,
      seen: [],
    })
    expect(stand.received).toHaveLength(2)
  }

  test.each([
    [
      'by nonce and strict-dynamic',
      () => `default-src 'none'; script-src 'nonce-x' 'strict-dynamic'; ${rest()}`,
    ],
    ['by nonce alone', () => `default-src 'none'; script-src 'nonce-x'; ${rest()}`],
    ['by address', () => `default-src 'none'; script-src ${stand.proxy}; ${rest()}`],
  ])('goes the whole way without violating a policy %s', async (_, policy) => {
    await travel({ tag: stand.tag('nonce="x" data-site="demo"') }, { 'Content-Security-Policy': policy() })
  })

  test('and under styles that unset everything, and above the highest layer', async () => {
    await travel({
      head: '<style>* { all: unset !important } :not(:defined) { display: none !important }</style>',
      body: '<div style="position:fixed;inset:0;z-index:2147483647"></div>',
    })
  })

  test('and above a modal of the page that is already open', async () => {
    await travel(
      { body: '<dialog id="theirs"><p>Theirs</p></dialog>' },
      {},
      `document.querySelector('#theirs').showModal();`,
    )
  })

  test('and a native modal of the page that opens later leaves the text, and Escape closes one of the two', async () => {
    await engine.go(
      stand.page('/host', hostPage(stand, { body: '<dialog id="theirs"><p>Theirs</p></dialog>' })),
    )
    const before = await engine.run(`${UNTIL}
        const root = (await until(() => document.querySelector('support-widget'))).shadowRoot
        root.querySelector('.trigger').click()
        const field = await until(() => root.querySelector('[name=message]'))
        field.focus()
        document.execCommand('insertText', false, 'Before')
        const theirs = document.querySelector('#theirs')
        theirs.showModal()
        theirs.close()
        field.focus()
        document.execCommand('insertText', false, ' and after')
        theirs.showModal()
        root.querySelector('.close').click()
        await SupportWidget('open')
        root.querySelector('[name=message]').focus()
        return [field.value, root.activeElement?.id]`)
    expect(before).toEqual(['Before and after', 'message'])
    await engine.escape()
    const after = await engine.run(`${UNTIL}
        const ours = document.querySelector('support-widget').shadowRoot.querySelector('dialog')
        await until(() => !ours.matches(':popover-open, :modal'))
        await SupportWidget('reset')
        return document.querySelector('#theirs').open`)
    expect(after).toBe(true)
  })

  test('and where scripts are trusted by a hash and strict-dynamic', async () => {
    const path = `${version}/support.js`
    const hash = integrity()[path]!
    const tag = `<script src="${stand.proxy}${path}" integrity="${hash}" crossorigin data-site="demo"></script>`
    const policy = `script-src '${hash}' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types support-widget`
    // The way that works everywhere else is tried first; WebKit lets it pass.
    const tried = name === 'Firefox' ? ['script-src-elem'] : []
    await travel({ tag }, { 'Content-Security-Policy': policy }, '', {}, tried)
  })

  test.each([
    [
      'by integrity of all scripts, with the form in the file',
      'standalone',
      () => ({ 'Integrity-Policy': 'blocked-destinations=(script)' }),
    ],
    [
      'by hash alone, with the form in the file',
      'standalone',
      (hash: string) => ({ 'Content-Security-Policy': `script-src '${hash}'` }),
    ],
  ])('and where scripts are trusted %s', async (_, file, headers) => {
    const path = `${version}/${file}.js`
    const hash = integrity()[path]!
    const tag = `<script src="${stand.proxy}${path}" integrity="${hash}" crossorigin data-site="demo"></script>`
    await travel({ tag }, headers(hash))
  })

  test.each(Object.keys(MODALS))('and from inside a modal of %s, which stays open', async (modal) => {
    await travel(
      { head: STYLES[modal] ?? '', body: '<script src="/modal.js"></script>' },
      {},
      // React draws in its own time, and `show` is there from then on.
      `await until(() => window.show); show(); await until(() => isOpen() && document.querySelector('#theirs')?.checkVisibility())`,
      { '/modal.js': await MODALS[modal]!() },
    )
  })

  test('and past a fetch that the page has put its own over', async () => {
    const wrapper = `const own = fetch; seen = []; fetch = (address, init = {}) => { seen.push(address); return own(address, { ...init, headers: { ...init.headers, Authorization: 'theirs' } }) }`
    await travel({ head: script(wrapper) })
    expect(stand.requests.filter((request) => request.startsWith('OPTIONS'))).toEqual([])
  })

  test('and beside shortcuts of the page, which hear of nothing', async () => {
    const listen = `seen = []; for (const type of ['keydown', 'keyup', 'beforeinput', 'input', 'change', 'submit', 'focusin'])
        document.addEventListener(type, (event) => { if (event.target.localName === 'support-widget' && !(type === 'focusin' && !event.target.shadowRoot.querySelector('form'))) seen.push(type) })`
    await travel({ head: script(listen) })
  })

  test.each([...NAMES, ...LATER])(
    'and an element named %s never says where code comes from',
    async (property) => {
      stand.page('/theirs/assets/panel.js', THEIRS, { 'Content-Type': 'text/javascript' })
      const theirs = stand.page('/theirs/support.js', THEIRS, { 'Content-Type': 'text/javascript' })
      await engine.go(stand.page('/host', hostPage(stand, { body: named(property, theirs) })))
      const form = isDrawn(property)
      expect(await engine.run(opened(form))).toEqual({ owned: false, form })
    },
  )

  test('and beside another script that is called like ours, behind an image in front of our tag', async () => {
    stand.page('/theirs/assets/panel.js', THEIRS, { 'Content-Type': 'text/javascript' })
    const theirs = stand.page('/theirs/support.js', '', { 'Content-Type': 'text/javascript' })
    await engine.go(stand.page('/host', hostPage(stand, aNamesake(theirs))))
    expect(await engine.run(opened())).toEqual({ owned: false, form: true })
  })

  test('and beside a form named navigation, whose fields are called as its methods, the button is what its tag says', async () => {
    const body = `<form name="navigation" id="navigation">${METHODS.map((field) => `<input name="${field}">`).join('')}</form>`
    const tag = stand.tag('data-site="demo" data-label="Ask us"')
    await engine.go(stand.page('/host', hostPage(stand, { body, tag })))
    expect(await engine.run(opened())).toEqual({ owned: false, form: true })
    const label = `return document.querySelector('html > support-widget').shadowRoot.querySelector('.trigger').textContent`
    expect(await engine.run(label)).toBe('Ask us')
  })

  test('and without randomUUID, as in pages without HTTPS, a message has an id all the same', async () => {
    const head = script('delete Crypto.prototype.randomUUID')
    await engine.go(stand.page('/host', hostPage(stand, { head, body: '<support-form></support-form>' })))
    stand.received.length = 0
    await engine.run(WRITTEN)
    const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
    expect(stand.received).toMatchObject([{ id: expect.stringMatching(uuid), message: 'From the page' }])
  })

  test('in a form of the page’s own, and moved about in it', async () => {
    // The pages before wanted a consent, which comes when it comes.
    await engine.go(
      stand.page(
        '/host',
        hostPage(stand, { body: '<form id="f"><support-form></support-form></form><div id="d"></div>' }),
      ),
    )
    const seen = await engine.run(INLINE)
    expect(seen).toEqual({ kept: 'From the page', joined: 0, reference: expect.stringMatching(/^R/) })
    expect(stand.received.map(({ message }) => message)).toEqual(['From the page'])
  })
})
