/** Another vendor's `/frame.js`, with a frame in the page that looks like ours: ours goes on as if neither were there. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()

/** A form that tells a height, and another once it was told something. */
const FORM = script(`
  onmessage = ({ data }) => {
    if (data.type === 'prefill')
      parent.postMessage({ support: 1, type: 'height', height: data.values.message ? 888 : 777 }, '*')
    if (data.type === 'ask') parent.postMessage({ support: 1, type: 'ready' }, '*')
  }
  parent.postMessage({ support: 1, type: 'ready' }, '*')`)

const VENDOR = '<script src="/vendor/frame.js"></script>'
const theirs = (path: string) => `<iframe id="theirs" src="/vendor/${path}"></iframe>`

function define(path: string) {
  stand.page('/embed/demo', FORM)
  stand.page(`/vendor/${path}`, script(`onmessage = ({ data }) => parent.postMessage({ heard: data }, '*')`))
  stand.page('/vendor/frame.js', 'window.vendor = 1', { 'Content-Type': 'text/javascript' })
}

/** Our frame, wherever it comes from, has its height, and hears what it is told. */
async function works(page: Awaited<ReturnType<typeof visit>>['page']) {
  await page.locator('#ours[style*="777px"]').waitFor()
  await page.evaluate(`SupportFrame(document.querySelector('#ours'), 'prefill', { message: 'Told' })`)
  await page.locator('#ours[style*="888px"]').waitFor()
}

test.each(['embed-something', 'embed/shop'])(
  'beside our own tag and a frame at %s, ours that comes later has its height and is told',
  async (path) => {
    define(path)
    const body = `${theirs(path)}<script async src="${stand.proxy}frame.js"></script>`
    const { page } = await visit(stand, hostPage(stand, { tag: '', head: VENDOR, body }))
    await page.waitForFunction('window.SupportFrame')
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('iframe'), { id: 'ours', src: '${stand.proxy}embed/demo' }))`,
    )
    await works(page)
  },
)

test.each(['embed-something', 'embed/shop'])(
  'beside the widget and a frame at %s, ours has its height, and what theirs is told goes nowhere',
  async (path) => {
    define(path)
    const hearing = script(
      `heard = []; addEventListener('message', ({ data }) => data.heard?.token && heard.push(data.heard))`,
    )
    const body = `${theirs(path)}<iframe id="ours" src="${stand.proxy}embed/demo"></iframe>`
    const { page } = await visit(stand, hostPage(stand, { head: VENDOR + hearing, body }))
    await page.waitForFunction('window.SupportFrame')
    await page.evaluate(
      `SupportFrame(document.querySelector('#theirs'), 'identify', { email: 'a@b.example', token: 'secret' })`,
    )
    await works(page)
    expect(await page.evaluate('heard')).toEqual([])
  },
)
