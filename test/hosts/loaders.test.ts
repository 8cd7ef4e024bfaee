/** The ways in which scripts get into pages, with and without their attributes (R01 to R04, R18). */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { bundle, journey, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof hostPage>[1]) => visit(stand, hostPage(stand, parts))

type Visitor = Awaited<ReturnType<typeof visitor>>

/** There is one widget, it goes the whole way for this site, and the console is as it should be. */
async function works({ page, complaints }: Visitor, warnings = 0): Promise<void> {
  await journey(page, stand)
  expect(stand.requests).toContain('GET /api/form?site=demo')
  expect(stand.received.map(({ site }) => site)).toEqual(['demo', 'demo'])
  expect(await page.locator('support-widget').count()).toBe(1)
  const own = complaints.filter((text) => !text.includes('500'))
  expect(own.filter((text) => text.includes('Support: loaded twice'))).toHaveLength(warnings)
  expect(own).toHaveLength(warnings)
}

const src = () => `${stand.proxy}support.js`

describe('the tag', () => {
  /** A page with a wrong address for relative links, and the script somewhere in it. */
  const page = (head: string, body = '') =>
    `<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><base href="http://example.invalid/">${head}</head><body><h1>Host</h1><button id="own">Own</button>${body}</body></html>`
  const tag = (attribute = '') => `<script ${attribute} src="${src()}" data-site="demo"></script>`
  const make = () =>
    `const tag = document.createElement('script'); tag.src = '${src()}'; tag.dataset.site = 'demo'; document.head.append(tag)`
  const PLACES: Record<string, () => string> = {
    'with async in the head': () => page(tag('async')),
    'with defer in the head': () => page(tag('defer')),
    'in the head, before there is a body': () => page(tag()),
    'at the end of the body': () => page('', tag()),
    'made by a script': () => page('', script(make())),
    'made by a script when everything has loaded': () =>
      page(script(`addEventListener('load', () => { ${make()} })`)),
  }
  test.each(Object.keys(PLACES))('%s works', async (place) => {
    const one = await visit(stand, PLACES[place]!())
    await works(one)
  })

  test('without an address says so, and stops no script after it', async () => {
    const text = readFileSync('dist/public/support.js', 'utf8')
    const one = await visitor({ tag: script(text) + script('after = true') })
    expect(await one.page.evaluate('after')).toBe(true)
    expect(one.complaints).toEqual([expect.stringContaining('Support:')])
    expect(await one.page.locator('support-widget').count()).toBe(0)
  })

  test('in a page with an element of that name says so, and the button works', async () => {
    const head = script(`customElements.define('support-form', class extends HTMLElement {})`)
    const one = await visitor({ head })
    await one.launcher.click()
    await one.message.waitFor()
    expect(one.complaints).toEqual([expect.stringContaining('Support:')])
  })
})

test('cloned by a tag manager, which drops data attributes, it finds its site in its address', async () => {
  const clone = `addEventListener('load', () => {
    const tag = document.createElement('script'); tag.async = true; tag.src = '${src()}?site=demo'
    document.body.insertBefore(tag, document.body.firstChild)
  })`
  await works(await visitor({ tag: script(clone) }))
})

test('cloned the same way, it finds its site in the configuration of the page', async () => {
  const clone = `SupportWidgetConfig = { site: 'demo' }
    const tag = document.createElement('script'); tag.src = '${src()}'; document.head.append(tag)`
  await works(await visitor({ tag: script(clone) }))
})

test('retyped by an accelerator, which runs the text itself later, it finds its tag', async () => {
  const rocket = `addEventListener('load', async () => {
    const tag = document.querySelector('script[type="x-rocket"]')
    const text = await (await fetch(tag.src)).text()
    setTimeout(() => (0, eval)(text), 50)
  })`
  const tag = `<script type="x-rocket" src="${src()}" data-site="demo" data-cfasync="false"></script>`
  await works(await visitor({ tag: tag + script(rocket) }))
})

test('in a bundle of an optimiser, far from its own address, it is told where it came from', async () => {
  const text = readFileSync('dist/public/support.js', 'utf8')
  const tag = script(`SupportWidgetConfig = { site: 'demo', src: '${src()}' }`) + script(text)
  await works(await visitor({ tag }))
})

test('copied and renamed by an optimiser, as a file of the page, it is told the same', async () => {
  const text = readFileSync('dist/public/support.js', 'utf8')
  const copy = stand.page('/cache/4c1f.js', text, { 'Content-Type': 'text/javascript' })
  const tag =
    script(`SupportWidgetConfig = { site: 'demo', src: '${src()}' }`) + `<script src="${copy}"></script>`
  await works(await visitor({ tag }))
})

test('retyped in a page that has a support.js of its own, it does not take that one for itself', async () => {
  const own = stand.page('/js/support.js', '', { 'Content-Type': 'text/javascript' })
  const rocket = `addEventListener('load', async () => {
    const tag = document.querySelector('script[type="x-rocket"]')
    const text = await (await fetch(tag.src)).text()
    setTimeout(() => (0, eval)(text), 50)
  })`
  const tag = `<script type="x-rocket" src="${src()}" data-support-site="demo"></script>`
  await works(await visitor({ tag: `<script src="${own}"></script>` + tag + script(rocket) }))
})

test('held back until somebody agrees, minutes after everything has loaded, it works', async () => {
  const one = await visitor({
    tag: `<script type="text/plain" data-consent src="${src()}" data-site="demo"></script>`,
  })
  await one.page.waitForLoadState('networkidle')
  expect(stand.requests).not.toContain('GET /support.js')
  expect(await one.launcher.count()).toBe(0)
  await one.page.evaluate(() => {
    const held = document.querySelector<HTMLScriptElement>('[data-consent]')!
    const tag = document.createElement('script')
    for (const { name, value } of held.attributes) if (name !== 'type') tag.setAttribute(name, value)
    held.replaceWith(tag)
  })
  await works(one)
})

test('included three times, by hand and by a tag manager, it is there once and says so', async () => {
  const more = script(
    `const tag = document.createElement('script'); tag.src = '${src()}?site=demo'; document.head.append(tag)`,
  )
  const one = await visitor({ tag: stand.tag() + more + stand.tag() })
  await one.launcher.waitFor()
  await expect.poll(() => one.complaints.length).toBe(2)
  await works(one, 2)
})

test('two versions of it: the first stays, and both elements are defined once', async () => {
  const other = readFileSync('dist/public/support.js', 'utf8').replace(
    /(\.version=.)\d+\.\d+\.\d+/,
    '$19.9.9',
  )
  const one = await visitor({ body: '<support-form></support-form>' })
  await one.launcher.waitFor()
  await one.page.route('**/9.9.9/support.js', (route) =>
    route.fulfill({ body: other, contentType: 'text/javascript' }),
  )
  await one.page.addScriptTag({ url: stand.proxy + '9.9.9/support.js' })
  await expect.poll(() => one.complaints.length).toBe(1)
  expect(await one.page.evaluate('SupportWidget.version')).not.toBe('9.9.9')
  await one.page.locator('support-form').getByLabel('Your email').waitFor()
  expect(one.complaints.join()).toContain('loaded twice')
})

test('from npm and by a tag, in both orders, it is there once', async () => {
  const code = await bundle(
    `import { startSupport } from ${JSON.stringify(resolve('dist/npm/index.js'))}; startSupport({ src: '${stand.proxy}', site: 'demo' })`,
  )
  const alone = await visitor({ tag: script(code) })
  await works(alone)
  await alone.page.context().close()
  stand.reset()
  const first = await visitor({})
  await first.launcher.waitFor()
  await first.page.addScriptTag({ content: code })
  await works(first)
  await first.page.context().close()
  stand.reset()
  const second = await visitor({ tag: script(code) })
  await second.page.addScriptTag({ url: src() })
  await works(second, 1)
})

test.each([
  ['arguments', 'SupportWidget.q.push(arguments)'],
  ['arrays', 'SupportWidget.q.push([...arguments])'],
])('a queue of %s is worked off in order, once, however late the script comes', async (_, push) => {
  const head = script(`
    SupportWidget = function () { ${push} }
    SupportWidget.q = []
    log = []
    SupportWidget('on', 'open', () => log.push('open'))
    SupportWidget('ready', () => log.push('ready'))
    SupportWidget('identify', { email: 'first@example.com' })
    SupportWidget('prefill', { message: 'From the queue' })
    SupportWidget('open')
    SupportWidget('close')
    SupportWidget('open')
    SupportWidget('ready', () => log.push('last'))`)
  const { page, email, message, complaints } = await visitor({ tag: '', head })
  await page.addScriptTag({ url: src() + '?site=demo' })
  await expect.poll(() => email.inputValue()).toBe('first@example.com')
  expect(await message.inputValue()).toBe('From the queue')
  expect(await page.evaluate('log')).toEqual(['ready', 'open', 'open', 'last'])
  await page.evaluate(() => window.SupportWidget!('ready', () => document.body.classList.add('ready')))
  expect(await page.locator('body.ready').count()).toBe(1)
  expect(complaints).toEqual([])
})

test('old encodings mean nothing to it', async () => {
  const one = await visit(stand, hostPage(stand).replace('<head>', '<head><meta charset="windows-1252">'))
  await one.launcher.click()
  expect(await one.button('Close').textContent()).toBe('×')
})
