/**
 * In Firefox and WebKit: markup of visitors that comes while a message is on its way, pages that move the form meanwhile,
 * and style sheets that reach into every shadow root.
 */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { inEachEngine } from '../harness/engines/engine.ts'
import { comments } from '../harness/hosts/named-elements.ts'
import { UNTIL } from '../harness/patience.ts'

/** Writes a message and sends it, and acts while it is written and while it is on its way. */
const sent = (writing: string, sending: string) => `${UNTIL}
  // What another test has written in this tab.
  sessionStorage.clear()
  const insert = document.execCommand.bind(document, 'insertText', false)
  const host = await until(() => document.getElementsByTagName('support-widget')[0])
  const root = host.shadowRoot
  root.querySelector('.trigger').click()
  const type = async (name, text) => {
    (await until(() => root.querySelector('#' + name))).focus()
    insert(text)
  }
  await type('message', 'A crack in the mug')
  ${writing}
  await type('email', 'ada@example.com')
  root.querySelector('[type=submit]').click()
  await until(() => root.querySelector('[aria-disabled]'))
  ${sending}
  await fetch('/go')
  await until(() => root.querySelector('.sent h2'))
  return JSON.stringify({ owned: window.owned ?? false, hosts: document.querySelectorAll('html > support-widget').length })
`

inEachEngine((engine) => {
  const stand = useFakeProxy()

  const act = async (writing: string, sending: string, body = '') => {
    stand.page('/go', '')
    stand.answer({ delay: 500 })
    await engine.go(stand.page('/host', hostPage(stand, { body })))
    const seen = JSON.parse(String(await engine.run(sent(writing, sending)))) as unknown
    expect(seen).toEqual({ owned: false, hosts: 1 })
    expect(stand.received).toMatchObject([{ message: 'A crack in the mug', email: 'ada@example.com' }])
  }

  test.each(['while somebody writes', 'while it is sent'])(
    'markup of visitors that comes %s brings no code, and the message arrives once',
    async (moment) => {
      const come = `document.body.insertAdjacentHTML('afterbegin', ${JSON.stringify(comments(stand))})`
      await (moment === 'while it is sent' ? act('', come) : act(come, ''))
      expect(JSON.stringify(stand.received)).not.toMatch(/theirs/i)
      expect(stand.requests.filter((one) => one.includes('/theirs/assets'))).toEqual([])
    },
  )

  test.each(['html { zoom: 1.25 }', '@property --accent { syntax: "*"; inherits: false }'])(
    'a page with %s has all of the form on the screen, and its colours',
    (css) =>
      act(
        `const ratio = await new Promise((told) =>
           new IntersectionObserver(([{ intersectionRatio }]) => told(intersectionRatio)).observe(root.querySelector('.close')))
         const { backgroundColor } = getComputedStyle(root.querySelector('[type=submit]'))
         if (ratio < 0.99 || backgroundColor !== 'rgb(23, 98, 79)') throw Error(ratio + backgroundColor)`,
        '',
        `<style>${css}</style>`,
      ),
  )

  test('frames of SVG and MathML in the page leave the button as it is', () =>
    act('', '', '<math><iframe></iframe></math><svg><iframe></iframe></svg>'))

  test('a page that takes the form out while a message is on its way tells that it was sent', () =>
    act('', 'host.remove(); await until(() => host.isConnected)'))
})
