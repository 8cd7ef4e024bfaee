/**
 * Pages that write the address of our tag in short and keep HTML of their visitors, with a `<base>` in it: what the browser
 * has asked for before it is led there, what we ask for later is not.
 */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { THEIRS } from '../harness/hosts/named-elements.ts'

const stand = useFakeProxy()

/** Everything that the page asks for from now on, but for the widget's own tag. */
function asking(page: Page): () => string[] {
  const all: string[] = []
  page.on('request', (request) => all.push(request.url()))
  return () => all
}

/** Another host: the page is on `localhost`. */
const theirs = () => {
  stand.page('/theirs/assets/panel.js', THEIRS, { 'Content-Type': 'text/javascript' })
  return `<base href="${stand.proxy}theirs/">`
}

/** Writes and sends; whose code has run, and where all of it went. */
async function used(parts: Parameters<typeof hostPage>[1], later = '') {
  const { page, launcher, write, button, sent } = await visit(stand, hostPage(stand, { tag: '', ...parts }))
  const asked = asking(page)
  await launcher.waitFor()
  if (later) await page.evaluate((markup) => document.body.insertAdjacentHTML('beforeend', markup), later)
  await write()
  await button('Send message').click()
  await sent.waitFor()
  expect(stand.received).toMatchObject([{ message: 'Hello there' }])
  return {
    owned: await page.evaluate('window.owned ?? false'),
    hosts: new Set(asked().map((one) => new URL(one).hostname)),
  }
}

const home = { owned: false, hosts: new Set(['localhost']) }

describe('a base that a visitor leaves after our tag', () => {
  test.each([
    'async src="support.js"',
    'async src="/support.js"',
    'defer src="support.js"',
    'src="support.js"',
  ])('does not say where code comes from, nor where a message goes, of a tag with %s', async (tag) => {
    const head = `<script ${tag} data-site="demo"></script>`
    expect(await used({ head, body: theirs() })).toEqual(home)
  })

  test('says as little of what the page has said in short, and comes later', async () => {
    const head = script(`SupportWidgetConfig = { src: '/support.js', site: 'demo' }`)
    const tag = `<script async src="${stand.proxy}support.js"></script>`
    expect(await used({ head, tag }, theirs())).toEqual(home)
  })

  test('does not lead a bundle elsewhere', async () => {
    stand.page('/bundle.js', readFileSync('dist/npm/index.js', 'utf8'), { 'Content-Type': 'text/javascript' })
    const tag = script(
      `import('/bundle.js').then(({ startSupport }) => startSupport({ src: '/', site: 'demo' }))`,
    )
    // Resolved by the page's own script, which is no module: else the base leads that elsewhere.
    expect(await used({ head: tag, body: theirs() })).toEqual(home)
  })

  test('does not say which form is asked for the console', async () => {
    const head = `<script async src="/console.js" data-site="demo"></script>`
    const { page } = await visit(stand, hostPage(stand, { head, body: theirs() }))
    const asked = asking(page)
    await page.evaluate(`console.warn('A crack')`)
    await page.locator('support-widget .trigger').click()
    const forms = () => asked().filter((one) => one.includes('/api/form'))
    await expect
      .poll(() =>
        forms()
          .map((one) => new URL(one).hostname)
          .toSorted(),
      )
      .toEqual(['127.0.0.1', 'localhost'])
  })
})

test('a base that a visitor leaves after a frame in short does not keep the helper of frames from it', async () => {
  const tall = `onmessage = ({ data }) => data.type === 'ask' && parent.postMessage({ support: 1, type: 'height', height: 777 }, '*')`
  stand.page('/embed/demo', `<!doctype html><title>Form</title>${script(tall)}`)
  const frames = `<iframe id="form" title="Form" src="/embed/demo"></iframe><iframe title="Theirs" src="https://"></iframe>`
  const head = '<script defer src="/frame.js"></script>'
  const { page } = await visit(stand, hostPage(stand, { tag: '', head, body: frames + theirs() }))
  await page.locator('#form[style*="777px"]').waitFor()
})

test.each([
  ['in a document of its own that was put into the page', (base: string) => [`html`, `<head>${base}</head>`]],
  ['that is no address', () => ['div', '<base href="https://">']],
])('a base %s says nothing of a tag, in short or in full', async (_, left) => {
  const [name, markup] = left(theirs())
  const leave = script(`
    const made = document.createElement(${JSON.stringify(name)})
    made.innerHTML = ${JSON.stringify(markup)}
    document.body.append(made)`)
  const tags = ['/support.js', `${stand.proxy}support.js`].map(
    (src) => `<script defer src="${src}" data-site="demo"></script>`,
  )
  const [short, full] = tags
  expect(await used({ head: short, body: leave })).toEqual(home)
  stand.received.length = 0
  expect(await used({ head: full, body: leave })).toEqual({ owned: false, hosts: new Set(['127.0.0.1']) })
})

describe('in a document without an address', () => {
  const put = {
    'about:blank': (src: string) => `
      const frame = document.body.appendChild(document.createElement('iframe'))
      const tag = Object.assign(frame.contentDocument.createElement('script'), { src: '${src}' })
      tag.dataset.site = 'demo'
      frame.contentDocument.head.append(tag)`,
    srcdoc: (src: string) => `
      const frame = document.body.appendChild(document.createElement('iframe'))
      frame.srcdoc = '<!doctype html><script src="${src}" data-site="demo"></script>'`,
    blob: (src: string) => `
      const frame = document.body.appendChild(document.createElement('iframe'))
      const text = '<!doctype html><script src="${src}" data-site="demo"></script>'
      frame.src = URL.createObjectURL(new Blob([text], { type: 'text/html' }))`,
  }
  const frame = async (how: string) => visit(stand, hostPage(stand, { tag: '', body: script(how) }))

  test.each(['about:blank', 'srcdoc', 'blob'] as const)('%s, a tag in full is one', async (kind) => {
    const { page } = await frame(put[kind](`${stand.proxy}support.js`))
    await page.frameLocator('iframe').locator('support-widget').waitFor({ state: 'attached' })
  })

  test.each(['about:blank', 'srcdoc'] as const)('%s, one in short is told in the console', async (kind) => {
    const { page, complaints } = await frame(put[kind]('/support.js'))
    await expect.poll(() => complaints.join()).toMatch(/^Support: TypeError: .*Invalid URL/)
    expect(await page.frameLocator('iframe').locator('support-widget').count()).toBe(0)
  })
})

test('a base of the page itself does not lead a tag in full elsewhere, nor one from its own root', async () => {
  const head = '<base href="/shop/"><script async src="/support.js" data-site="demo"></script>'
  expect(await used({ head })).toEqual(home)
})
