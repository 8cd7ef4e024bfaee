import { By, until } from 'selenium-webdriver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parents } from '../harness/hosts/parent-pages.ts'
import { aServedProxy } from '../harness/proxy/proxy-in-process.ts'
import { hasWebKit, openWebKit } from '../harness/engines/webkit.ts'
import { STEP_MS } from '../harness/patience.ts'

const COEP = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }

/** The documented tag, and what the page hears of it. */
const tag = (proxy: string) => `<iframe id="form" src="${proxy}/embed/demo" title="Contact us"></iframe>
  <script>
    heights = [], events = []
    addEventListener('message', ({ data }) => data.type === 'height' && heights.push(data.height))
    addEventListener('support-sent', (event) => events.push(event.detail.reference))
  </script>
  <script async src="${proxy}/frame.js"></script>`

describe.skipIf(!hasWebKit)('in an iframe in WebKit', () => {
  let engine: Awaited<ReturnType<typeof openWebKit>>
  beforeAll(async () => {
    engine = await openWebKit()
  })
  afterAll(() => engine.close())

  const enter = () => engine.browser.switchTo().frame(engine.browser.findElement(By.id('form')))
  const outside = () => engine.browser.switchTo().defaultContent()
  const within = () => outside().then(enter)
  const found = (css: string) => engine.browser.wait(until.elementLocated(By.css(css)), STEP_MS)
  const inPage = (expression: string) => engine.run(`return ${expression}`)

  /** The heights that the form has told since it was last asked, once the frame has the one of its content. */
  const settled = async () => {
    let content = 0
    // Looked at anew each time: the content grows while it is waited for, as when a conversation comes under it.
    const missing = async () => {
      await within()
      content = Number(
        await inPage(`Math.ceil(document.querySelector('main').getBoundingClientRect().height)`),
      )
      await outside()
      return Number(await inPage(`document.querySelector('#form').clientHeight`)) - content
    }
    await expect.poll(missing).toBe(0)
    const heights = (await inPage('heights.splice(0)')) as number[]
    return { content, messages: heights.length }
  }

  test.each([
    ['a listed page', {}],
    ['a page that is isolated from all others', COEP],
  ])('%s shows it at the height of its content, sends, and hears of it', async (_, headers) => {
    const proxy = await aServedProxy()
    const host = await parents()
    await engine.browser.get(host.page(tag(proxy.url), { headers }))
    await within()
    await found('.inner[data-private]')
    const empty = await settled()
    expect(empty.messages).toBeLessThanOrEqual(3)
    await within()
    await (await found('[type=submit]')).click()
    await found('.notice a')
    const wrong = await settled()
    expect(wrong.messages).toBeLessThanOrEqual(3)
    expect(wrong.content).toBeGreaterThan(empty.content)
    await within()
    await (await found('#message')).sendKeys('From another engine')
    await (await found('#email')).sendKeys('ada@example.com')
    await (await found('[type=submit]')).click()
    const reference = await (await found('code')).getText()
    const sent = await settled()
    // Sent, the conversation in its place, and what the helpdesk says of it: each has a height of its own.
    expect(sent.messages).toBeLessThanOrEqual(6)
    expect(sent.content).not.toBe(wrong.content)
    expect(await inPage('events')).toEqual([reference])
    expect(await inPage('crossOriginIsolated')).toBe(headers === COEP)
    await expect.poll(async () => (await proxy.tickets()).length).toBe(1)
  })

  test('a page that is not listed does not get it, alone or around one that is', async () => {
    const proxy = await aServedProxy()
    const host = await parents()
    const listed = host.page(tag(proxy.url))
    for (const inner of [`${proxy.url}/embed/demo`, listed]) {
      const page = host.page(`<iframe id="form" src="${inner}"></iframe>`, { host: 'unlisted.localhost' })
      await engine.browser.get(page)
      await within()
      if (inner === listed) await enter()
      expect(await engine.browser.findElements(By.css('form'))).toEqual([])
    }
  })
})
