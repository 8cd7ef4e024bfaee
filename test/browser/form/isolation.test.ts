import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = (html: string, headers?: Record<string, string>) => visit(stand, html, {}, headers)

/** What all the policies have in common. */
const rest = () =>
  `style-src 'none'; img-src ${stand.icon}; font-src 'none'; connect-src ${stand.proxy}; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'`

describe('a strict content security policy', () => {
  test.each([
    [
      'by nonce and strict-dynamic, with Trusted Types',
      () => `default-src 'none'; script-src 'nonce-x' 'strict-dynamic'; ${rest()}`,
    ],
    ['by nonce alone', () => `default-src 'none'; script-src 'nonce-x'; ${rest()}`],
    ['by address', () => `default-src 'none'; script-src ${stand.proxy}; ${rest()}`],
  ])('%s is never violated, from the first error to the reference', async (_, policy) => {
    stand.answer({ status: 500 })
    const html = hostPage(stand, { tag: stand.tag('nonce="x" data-site="demo" data-color="#c03"'), icon: '' })
    const { page, write, button, sent, complaints } = await visitor(html, {
      'Content-Security-Policy': policy(),
    })
    const violations = await page.evaluateHandle(() => {
      const seen: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective))
      return seen
    })
    await button('Help').click()
    await button('Send message').click()
    await page.getByText('There is a problem').waitFor()
    await button('Close').click()
    await write()
    await button('Send message').click()
    await page.getByText('Something went wrong').first().waitFor()
    await button('Try again').click()
    await sent.waitFor()
    expect(await violations.jsonValue()).toEqual([])
    expect(complaints.filter((text) => /policy|trusted/i.test(text))).toEqual([])
  })
})

const HOSTILE = `<style>
  * { all: unset !important; }
  *, *::before { box-sizing: content-box; letter-spacing: .3em; text-transform: uppercase; transition: all 9s; }
  button, input, textarea, dialog, section { display: none !important; }
  :not(:defined) { display: none !important; }
  html { font-size: 62.5%; visibility: hidden; cursor: wait; user-select: none; -webkit-text-fill-color: red; direction: rtl; }
  body { transform: translateX(10px); overflow: hidden; filter: blur(0); height: 100px; }
</style>`

/** Looks of everything inside, as computed. */
const looks = `(() => {
  const root = document.querySelector('support-widget').shadowRoot
  const properties = ['display', 'visibility', 'color', 'fontSize', 'letterSpacing', 'textTransform', 'cursor', 'direction', 'webkitTextFillColor', 'backgroundColor', 'boxSizing']
  return [...root.querySelectorAll('button, dialog, h2, label, textarea, input')].map((element) => {
    const style = getComputedStyle(element)
    const { width, height } = element.getBoundingClientRect()
    return [element.localName, Math.round(width), Math.round(height), ...properties.map((name) => style[name])].join(' ')
  })
})()`

describe('the styles of the page', () => {
  test('change nothing in the form, whatever they do', async () => {
    const calm = await visitor(hostPage(stand))
    await calm.launcher.click()
    await calm.message.waitFor()
    await calm.page.mouse.move(0, 0)
    const expected = await calm.page.evaluate(looks)
    await calm.page.context().close()
    const { page, launcher, message } = await visitor(hostPage(stand, { head: HOSTILE }))
    await launcher.click()
    await message.waitFor()
    await page.mouse.move(0, 0)
    expect(await page.evaluate(looks)).toEqual(expected)
  })

  test('and its highest layers do not cover the panel', async () => {
    const body = '<div style="position:fixed;inset:0;z-index:2147483647;background:gold"></div>'
    const { page, button, message } = await visitor(hostPage(stand, { body }))
    await page.evaluate(() => void window.SupportWidget?.('open'))
    await message.click()
    expect(
      await page.evaluate(() => document.elementFromPoint(innerWidth - 60, innerHeight - 60)?.localName),
    ).toBe('support-widget')
    await button('Close').click()
  })

  test('are themselves left alone', async () => {
    const { page, launcher } = await visitor(hostPage(stand))
    const probe = () =>
      page.evaluate(
        () =>
          JSON.stringify(getComputedStyle(document.querySelector('#own')!)) +
          document.documentElement.scrollHeight,
      )
    await launcher.waitFor()
    const before = await probe()
    await launcher.click()
    expect(await probe()).toBe(before)
  })
})

test('shortcuts of the page do not take the letters, and Escape closes only ours', async () => {
  const head = `<script>
    heard = []
    for (const type of ['keydown', 'keypress', 'keyup', 'input', 'beforeinput', 'change', 'submit', 'paste', 'focusin'])
      document.addEventListener(type, (event) => {
        if (event.target.localName !== 'support-widget') return
        heard.push(type + ':' + (event.key ?? ''))
        event.preventDefault()
      })
    // As the usual shortcut libraries do it in the capture phase.
    document.addEventListener('keydown', (event) => {
      const { tagName, isContentEditable } = event.target
      if (/INPUT|TEXTAREA/.test(tagName) || isContentEditable) return
      if ('gs/?'.includes(event.key)) event.preventDefault()
    }, true)
  </script>`
  const { page, launcher, message, dialog, write } = await visitor(hostPage(stand, { head }))
  await launcher.click()
  await message.focus()
  await page.evaluate('heard.length = 0')
  await page.keyboard.type('g s / ? e')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('ArrowLeft')
  expect(await message.inputValue()).toBe('g s / ? ')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect((await page.evaluate<string[]>('heard')).filter((entry) => entry !== 'keyup:Escape')).toEqual([])
  await write()
})

test('the tag works early and late, twice, with another base, without its attributes', async () => {
  const src = `${stand.proxy}support.js`
  const tags = [
    hostPage(stand)
      .replace(
        '<head>',
        `<head><script src="${src}" data-site="demo"></script><base href="http://example.invalid/">`,
      )
      .replace(stand.tag(), ''),
    hostPage(stand, { tag: `<script defer src="${src}" data-site="demo"></script>` }),
    hostPage(stand, {
      tag: `<script>addEventListener('load', () => { const s = document.createElement('script'); s.src = '${src}?site=demo'; document.head.append(s) })</script>`,
    }),
    hostPage(stand, {
      tag: `<script>SupportWidgetConfig = { site: 'demo' }</script><script async src="${src}"></script>`,
    }),
    hostPage(stand, { tag: stand.tag() + stand.tag() }),
  ]
  for (const html of tags) {
    stand.requests.length = 0
    const { page, launcher, message } = await visitor(html)
    await launcher.click()
    await message.waitFor()
    await expect.poll(() => stand.requests).toContain('GET /api/form?site=demo')
    expect(await page.locator('support-widget').count()).toBe(1)
    await page.context().close()
  }
})

test('commands queued before the script came run in order, and the same call works afterwards', async () => {
  const head = `<script>
    SupportWidget = function () { (SupportWidget.q = SupportWidget.q || []).push(arguments) }
    log = []
    SupportWidget('on', 'open', () => log.push('open'))
    SupportWidget('prefill', { email: 'known@example.com' })
    SupportWidget('ready', () => log.push('ready'))
    SupportWidget('open')
  </script>`
  const { page, email, focus, dialog, complaints } = await visitor(hostPage(stand, { head }))
  await expect.poll(() => email.inputValue()).toBe('known@example.com')
  expect(await page.evaluate('log')).toEqual(['ready', 'open'])
  expect(await focus()).not.toBe('title')
  await page.evaluate(() => window.SupportWidget!('close'))
  await dialog.waitFor({ state: 'hidden' })
  await page.evaluate(() => window.SupportWidget!('update', { theme: 'dark', label: 'Ask us' }))
  await page.getByRole('button', { name: 'Ask us' }).waitFor()
  await page.evaluate(() => window.SupportWidget!('no such thing'))
  expect(complaints).toHaveLength(1)
  await page.evaluate(() => window.SupportWidget!('destroy'))
  expect(await page.locator('support-widget').count()).toBe(0)
  await page.evaluate(() => window.SupportWidget!('init', {}))
  expect(await page.locator('support-widget').count()).toBe(1)
})

test('a page that replaces its body keeps the open form and the text in it', async () => {
  const { page, write, message, launcher } = await visitor(hostPage(stand))
  await write('Do not lose me')
  await page.evaluate(() => {
    document.body.replaceWith(document.createElement('body'))
    history.pushState({}, '', '/elsewhere')
  })
  expect(await message.inputValue()).toBe('Do not lose me')
  expect(await launcher.count()).toBe(0)
})

test('a page with a modal of its own open can still show the form', async () => {
  const body =
    '<dialog id="theirs"><p>Theirs</p></dialog><button data-support-open id="trigger">Contact</button>'
  const { page, button, sent, dialog } = await visitor(hostPage(stand, { body }))
  await button('Help').waitFor()
  await page.evaluate(() => document.querySelector<HTMLDialogElement>('#theirs')!.showModal())
  await page.evaluate(() => void window.SupportWidget!('open'))
  await page.getByRole('textbox', { name: 'Your message' }).fill('From above')
  await page.getByLabel('Your email').fill('ada@example.com')
  await button('Send message').click()
  await sent.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.querySelector<HTMLDialogElement>('#theirs')!.open)).toBe(true)
})

test.each([
  ['the dialog', ''],
  ['a form in the page', '<div id="place"></div>'],
])('destroying %s leaves nothing behind, fifty times', async (_, body) => {
  const { page, launcher, message } = await visitor(hostPage(stand, { body }))
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const count = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    const { metrics } = await devtools.send('Performance.getMetrics')
    const of = (name: string) => metrics.find((metric) => metric.name === name)!.value
    return { listeners: of('JSEventListeners'), nodes: of('Nodes'), heap: of('JSHeapUsedSize') }
  }
  const cycle = async () => {
    if (body)
      await page.evaluate(() =>
        document.querySelector('#place')!.append(document.createElement('support-form')),
      )
    else await launcher.click()
    await message.waitFor()
    if (body) await page.evaluate(() => document.querySelector('support-form')!.remove())
    await page.evaluate(() => window.SupportWidget!('destroy'))
    expect(await page.locator('support-widget, support-form').count()).toBe(0)
    await page.evaluate(() => window.SupportWidget!('init'))
  }
  await cycle()
  await page.evaluate(() => window.SupportWidget!('destroy'))
  const before = await count()
  await page.evaluate(() => window.SupportWidget!('init'))
  for (let round = 0; round < 50; round++) await cycle()
  await page.evaluate(() => window.SupportWidget!('destroy'))
  await expect.poll(async () => (await count()).listeners).toBeLessThanOrEqual(before.listeners)
  const after = await count()
  expect(after.nodes).toBeLessThanOrEqual(before.nodes)
  expect(after.heap - before.heap).toBeLessThan(1_000_000)
})
