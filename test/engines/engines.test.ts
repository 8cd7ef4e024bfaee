/** The same journey in Firefox and WebKit, under the three strict policies, a hostile style sheet and a modal. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStand, type Stand } from '../browser/stand.ts'
import { hostPage } from '../browser/visitor.ts'
import { hasFirefox, openFirefox } from './firefox.ts'
import { hasWebKit, openWebKit } from './webkit.ts'

/** What is asked of a browser: to show a page, and to run a function body in it that returns a promise. */
interface Engine {
  go: (address: string) => Promise<unknown>
  run: (body: string) => Promise<unknown>
  close: () => Promise<unknown>
}

async function startFirefox(): Promise<Engine> {
  const browser = await openFirefox()
  const page = await browser.newPage()
  return {
    go: (address) => page.goto(address),
    run: (body) => page.evaluate(`(async () => { ${body} })()`),
    close: () => browser.close(),
  }
}

async function startWebKit(): Promise<Engine> {
  const { browser, run, close } = await openWebKit()
  return { go: (address) => browser.get(address), run, close }
}

/** Error, failure, reference, by what a visitor presses; returns what was seen, and the violations of the policy. */
const JOURNEY = `
  const until = async (what) => {
    for (let tries = 0; tries < 400; tries++) {
      const found = what()
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error('never: ' + what)
  }
  const violations = []
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))
  const root = (await until(() => document.querySelector('support-widget'))).shadowRoot
  root.querySelector('.trigger').click()
  const send = await until(() => root.querySelector('[type=submit]'))
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
  const box = root.querySelector('dialog').getBoundingClientRect()
  const top = document.elementFromPoint(box.left + 30, box.top + 30).localName
  const ink = getComputedStyle(root.querySelector('.seal')).color
  root.querySelector('.close').click()
  return { typed, expected, reference, top, ink, violations, closed: !root.querySelector('dialog').matches(':popover-open, :modal') }
`

const engines = [
  ['Firefox', hasFirefox, startFirefox],
  ['WebKit', hasWebKit, startWebKit],
] as const

for (const [name, there, start] of engines) {
  if (!there) console.log(`${name} is not installed here: its tests are skipped.`)
  describe.skipIf(!there)(name, () => {
    let stand: Stand
    let engine: Engine
    beforeAll(async () => {
      stand = await openStand()
      engine = await start()
    }, 60_000)
    afterAll(async () => {
      await engine.close()
      await stand.close()
    })

    const rest = () =>
      `style-src 'none'; img-src 'none'; font-src 'none'; connect-src ${stand.proxy}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`
    const travel = async (
      parts: Parameters<typeof hostPage>[1],
      headers: Record<string, string> = {},
      before = '',
    ) => {
      stand.received.length = 0
      stand.answer({ status: 500, body: { code: 'internal' } })
      // With all that comes in files of its own.
      const consent = { mode: 'required', text: 'I agree.', version: '1' }
      const site = { site: 'demo', name: 'hidden', subject: 'hidden' }
      stand.define({ body: { ...site, consent, reply: { within: 4 } } })
      await engine.go(
        stand.page('/host', hostPage(stand, parts).replace('<link rel="icon" href="data:,">', ''), headers),
      )
      const seen = await engine.run(before + JOURNEY)
      expect(seen).toMatchObject({
        typed: ['From another engine', 'ada@gmail.com'],
        expected: 'Usual reply time: 4 hours',
        reference: 'R' + stand.received[0]?.['id']?.slice(0, 8).toUpperCase(),
        top: 'support-widget',
        violations: [],
        closed: true,
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
  })
}
