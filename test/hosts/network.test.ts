/** Pages that have put something over `fetch`: the message arrives once, and nobody else sees it (R41). */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { host, journey, script } from '../harness/hosts/host-pages.ts'
import { TEXT, wholeDefinition } from '../harness/hosts/lazy-page.ts'

const stand = useFakeProxy()

/** What pages put over `fetch`; `seen` is what they got of it. */
const WRAPPERS: Record<string, string> = {
  'throws at once': `fetch = () => { throw new Error('patched') }`,
  'fails later': `fetch = () => Promise.reject(new Error('patched'))`,
  'answers with something else': `fetch = async () => ({ ok: true })`,
  'adds a header': `fetch = (address, init = {}) => own(address, { ...init, headers: { ...init.headers, Authorization: 'Bearer theirs' } })`,
  'keeps what is sent': `fetch = (...request) => { seen.push(request); return own(...request) }`,
  'is bound': `fetch = ((...request) => { seen.push(request); return own(...request) }).bind(window)`,
  'is a proxy': `fetch = new Proxy(own, { apply: (target, self, request) => { seen.push(request); return Reflect.apply(target, self, request) } })`,
  'calls itself native': `fetch = (...request) => { seen.push(request); return own(...request) }; fetch.toString = () => String(own)`,
}

const locked = { 'Content-Security-Policy': `frame-src 'none'; child-src 'none'` }
const sandboxed = { 'Content-Security-Policy': 'sandbox allow-scripts allow-forms' }

const CASES: { name: string; more: string; headers: Record<string, string> }[] = [
  ...Object.keys(WRAPPERS).map((name) => ({ name, more: '', headers: {} })),
  { name: 'adds a header', more: ' and allows no frames', headers: locked },
  { name: 'adds a header', more: ' and has no origin', headers: sandboxed },
]

test.each(CASES)('a page whose fetch $name$more', async ({ name, headers }) => {
  const head = script(`own = fetch; seen = []; ${WRAPPERS[name]}`)
  const { page, launcher } = await host(stand, { head }, headers)
  const sent: Record<string, string>[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/')) sent.push(request.headers())
  })
  await launcher.waitFor()
  await journey(page, stand)
  expect(sent.length).toBeGreaterThan(2)
  for (const given of sent) expect(given).not.toHaveProperty('authorization')
  expect(stand.requests.filter((request) => request.startsWith('OPTIONS'))).toEqual([])
  expect(await page.evaluate('seen')).toEqual([])
  const frames = `document.querySelectorAll('iframe').length + document.querySelector('support-widget').shadowRoot.querySelectorAll('iframe').length`
  expect(await page.evaluate(frames)).toBe(0)
})

/** Taken out while a request goes by a frame within it, the frame is gone as well, and its request is never answered. */
const TAKEN = { head: script(`own = fetch; ${WRAPPERS['is bound']!.replace('seen.push(request); ', '')}`) }
const takeOut = (page: Page) => page.evaluate(`document.querySelector('support-widget').remove()`)

test('a page that takes the widget out while the form asks what it looks like gets the whole form', async () => {
  stand.define({ delay: Infinity, body: await wholeDefinition() })
  const { page, launcher } = await host(stand, TAKEN)
  const asked = page.waitForRequest('**/api/form*')
  await launcher.click()
  await asked
  await takeOut(page)
  stand.release()
  await page.locator('support-widget select').waitFor()
})

test('a page that takes the widget out while a message is on its way does not stop it, and it is one', async () => {
  stand.answer({ delay: Infinity })
  const { page, write, button, sent } = await host(stand, TAKEN)
  await write(TEXT)
  await button('Send message').click()
  await expect.poll(() => stand.received.length).toBe(1)
  await takeOut(page)
  await sent.waitFor()
  expect(new Set(stand.received.map(({ id, message }) => id! + message)).size).toBe(1)
  stand.release()
})

test('a page that leaves fetch alone loads nothing for it', async () => {
  const { page } = await host(stand, {})
  await journey(page, stand)
  expect(stand.requests.filter((request) => request.includes('network'))).toEqual([])
})
