/** Pages that take the widget out while a request goes by a frame within it, in Firefox and WebKit. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { inEachEngine } from '../harness/engines/engine.ts'
import { WRAPPED, wholeDefinition } from '../harness/hosts/lazy-page.ts'
import { UNTIL } from '../harness/patience.ts'

/** The widget's root, and how it is taken out while a request is on its way. */
const START = `${UNTIL}
  const host = await until(() => document.querySelector('html > support-widget'))
  const root = host.shadowRoot
  const takeOut = () => {
    host.remove()
    return until(() => host.isConnected)
  }`

inEachEngine((engine) => {
  const stand = useFakeProxy()

  test('while the form asks what it looks like: the whole form comes', async () => {
    stand.define({ delay: Infinity, body: await wholeDefinition() })
    await engine.go(stand.page('/host', hostPage(stand, { head: WRAPPED })))
    await engine.run(`${START}; SupportWidget('open')`)
    await expect.poll(() => stand.requests.some((line) => line.includes('/api/form'))).toBe(true)
    await engine.run(`${START}; await takeOut()`)
    stand.release()
    expect(
      await engine.run(`${START}; await until(() => root.querySelector('select')); return 'there'`),
    ).toBe('there')
  })

  test('while a message is on its way: it goes on, and is one', async () => {
    stand.answer({ delay: Infinity })
    await engine.go(stand.page('/host', hostPage(stand, { head: WRAPPED })))
    await engine.run(`${START}
      SupportWidget('open')
      SupportWidget('prefill', { message: 'A crack in the mug', email: 'ada@example.com' })
      await until(() => root.querySelector('#message')?.value && !root.querySelector('iframe'))
      root.querySelector('[type=submit]').click()`)
    // Not earlier: a busy machine might take the second request for the first, which is the one without an answer.
    await expect.poll(() => stand.received.length).toBe(1)
    await engine.run(`${START}; await takeOut()`)
    const end = await engine.run(`${START}
      await until(() => root.querySelector('.sent h2'))
      return 'sent'`)
    expect(end).toBe('sent')
    expect(new Set(stand.received.map(({ id, message }) => id! + message)).size).toBe(1)
    stand.release()
  })
})
