/** Pages with libraries that watch, patch and style everything: ours keeps to itself (R15, R31, R37 to R45). */
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, visit, words } from '../harness/browser/visitor.ts'
import { difference, host, journey, packaged, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof host>[1]) => host(stand, parts)

test('a page keeps its globals, prototypes and console, and hears of nothing but our own events', async () => {
  const head = script(`
    before = Object.getOwnPropertyNames(window)
    shape = () => [Object, Array, String, Function, Promise, Element, HTMLElement, Node, EventTarget]
      .map((one) => Object.getOwnPropertyNames(one.prototype).length).join()
    shapeBefore = shape()
    heard = new Set(); prevented = []
    for (const name in HTMLElement.prototype) if (name.startsWith('on'))
      document.addEventListener(name.slice(2), (event) => {
        if (event.target.localName === 'support-widget') heard.add(event.type)
        if (event.defaultPrevented) prevented.push(event.type)
      })
    for (const type of ['open', 'close', 'submit', 'sent', 'error']) addEventListener('support-' + type, (event) => heard.add(event.type))
  `)
  const { page, complaints } = await visitor({ head })
  await words(page).launcher.waitFor()
  await page.locator('#own').click()
  expect(await page.evaluate('prevented')).toEqual([])
  await journey(page, stand)
  const added = await page.evaluate(
    'Object.getOwnPropertyNames(window).filter((name) => !before.includes(name))',
  )
  expect(added).toEqual(
    ['before', 'shape', 'shapeBefore', 'heard', 'prevented', 'SupportWidget'].filter((name) =>
      (added as string[]).includes(name),
    ),
  )
  expect(await page.evaluate('shape() === shapeBefore')).toBe(true)
  const heard = await page.evaluate<string[]>('[...heard]')
  for (const type of ['input', 'change', 'submit', 'keydown', 'beforeinput', 'focusin', 'paste'])
    expect(heard).not.toContain(type)
  for (const type of ['open', 'close', 'submit', 'sent', 'error']) expect(heard).toContain('support-' + type)
  expect(complaints.filter((text) => !text.includes('500'))).toEqual([])
})

test('MooTools and the old Prototype’s toJSON change nothing of what is sent', async () => {
  const head =
    script(packaged('mootools/lib/mootools-core-1.5.2-server.js')) +
    script(`Array.prototype.toJSON = String.prototype.toJSON = function () { return 'broken ' + this }
      Object.prototype.x = 1; Array.from = () => { throw new Error('patched') }`)
  const { page } = await visitor({ head })
  await journey(page, stand, 'Exactly "this" – 1 < 2')
})

test('a session recorder gets neither message nor address nor reference', async () => {
  const head =
    script(packaged('rrweb/dist/rrweb.umd.min.cjs')) +
    script(`recorded = []; rrweb.record({ emit: (event) => recorded.push(event) })`)
  stand.define({ body: { site: 'demo', name: 'optional', subject: 'hidden' } })
  const { page } = await visitor({ head })
  await page.evaluate(() => void window.SupportWidget!('prefill', { name: 'Canary Name' }))
  await journey(page, stand, 'canary-message')
  expect(stand.received[0]).toMatchObject({ name: 'Canary Name' })
  const recorded = await page.evaluate<string>('JSON.stringify(recorded)')
  expect(recorded.length).toBeGreaterThan(500)
  const reference = 'R' + stand.received[0]!['id']!.slice(0, 8).toUpperCase()
  for (const secret of ['canary', 'Canary', 'ada@example.com', reference])
    expect(recorded).not.toContain(secret)
})

test('a page translator that wraps every text breaks nothing, and the figures stay right', async () => {
  const { page, write, message, button, sent } = await visitor({})
  await write('x'.repeat(9990))
  const translate = () =>
    page.evaluate(() => {
      const root = document.querySelector('support-widget')!.shadowRoot!
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      const texts: Text[] = []
      while (walker.nextNode()) texts.push(walker.currentNode as Text)
      for (const text of texts) {
        if (text.parentElement?.localName === 'font') continue
        const font = document.createElement('font')
        text.replaceWith(font)
        font.append(text)
      }
    })
  await page.getByText('10 characters left').first().waitFor()
  await translate()
  await message.press('End')
  await message.pressSequentially('abc')
  await page.getByText('7 characters left').first().waitFor()
  stand.answer({ status: 500, body: {} })
  await button('Send message').click()
  await page.getByText('Something went wrong').first().waitFor()
  await translate()
  await button('Try again').click()
  await sent.waitFor()
  await page
    .getByText('R' + stand.received[0]!['id']!.slice(0, 8).toUpperCase())
    .first()
    .waitFor()
})

test('a page that cancels every key does not keep anybody from writing', async () => {
  const head = script(`addEventListener('keydown', (event) => event.preventDefault(), true)`)
  const { page, launcher, message } = await visitor({ head })
  await launcher.click()
  await guarded(page, stand)
  await message.click()
  await page.keyboard.type('gs/? é')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await page.keyboard.type('new line')
  expect(await message.inputValue()).toBe('gs/? \nnew line')
})

test('a modal of the page that opens later leaves the text alone, and the form usable after it', async () => {
  const { page, write, message } = await visitor({
    body: '<dialog id="theirs"><button>Theirs</button></dialog>',
  })
  await write('Before the modal')
  await page.evaluate(() => document.querySelector<HTMLDialogElement>('#theirs')!.showModal())
  await page.evaluate(() => document.querySelector<HTMLDialogElement>('#theirs')!.close())
  await message.click()
  await page.keyboard.press('End')
  await page.keyboard.type('!')
  expect(await message.inputValue()).toBe('Before the modal!')
})

/** Names that a page may have registered: that holds in the shadow roots of a document, too. */
const REGISTERED =
  'accent accent-text border color background surface ink y edge corner sunken muted line error error-ground'
    .split(' ')
    .map((name) => `@property --${name} { syntax: "*"; inherits: false }`)
    .join('')

const STYLES: Record<string, () => string> = {
  'names registered that are not inherited': () => `<style>${REGISTERED}</style>`,
  'Bootstrap and Tailwind’s reset': () =>
    `<style>${packaged('bootstrap/dist/css/bootstrap.min.css')}</style><style>${packaged('tailwindcss/preflight.css')}</style>`,
  'everything unset': () => '<style>* { all: unset !important }</style>',
  'letters set wide and high': () =>
    '<style>* { box-sizing: content-box; letter-spacing: .3em; text-transform: uppercase } html { font-size: 62.5% }</style>',
  'buttons, inputs and unknown elements hidden': () =>
    '<style>button, input { display: none !important } :not(:defined) { display: none }</style>',
  'the page hidden, and its letters red': () =>
    '<style>html { visibility: hidden; cursor: wait; user-select: none; -webkit-text-fill-color: red } * { --in-accent: red; --in-surface: red }</style>',
}

describe('the button and the form', () => {
  /** Both, in a page with `head`; `quirks` without a document type. */
  const pictures = async (head: string, quirks = false) => {
    const html = hostPage(stand, { head: `<style>html { background: #fff }</style>${head}` })
    const { page, launcher, message, email } = await visit(
      stand,
      quirks ? html.replace('<!doctype html>', '') : html,
    )
    const picture = (selector: string) =>
      page.locator(selector).screenshot({ animations: 'disabled', caret: 'hide' })
    await launcher.waitFor()
    const button = await picture('.trigger')
    await launcher.click()
    await message.waitFor()
    await email.focus()
    await page.mouse.move(0, 0)
    const form = await picture('dialog.panel')
    await page.context().close()
    return [button, form] as const
  }
  const compare = async (head: string, quirks?: boolean) => {
    const plain = await pictures('')
    const other = await pictures(head, quirks)
    const { page } = await visitor({})
    // Where edges are smoothed, two pictures of the same differ in a few pixels.
    for (const [at, picture] of plain.entries())
      expect(await difference(page, picture, other[at]!)).toBeLessThan(0.001)
  }

  test.each(Object.keys(STYLES))('look the same with %s', (name) => compare(STYLES[name]!()))

  test('look the same in a page without a document type', () => compare('', true))
})

test('nothing is added to the styles of the page, and nothing in it looks otherwise', async () => {
  const body =
    '<article>' +
    'h1 h2 p a ul li label input select textarea button fieldset legend dialog details summary code pre blockquote figure img svg iframe nav main footer em strong hr'
      .split(' ')
      .map((name) => `<${name}>text</${name}>`)
      .join('') +
    '</article>'
  const { page, launcher } = await visitor({ tag: '', body })
  const probe = () =>
    page.evaluate(() => [
      document.head.innerHTML,
      document.adoptedStyleSheets.length,
      document.styleSheets.length,
      document.fonts.size,
      document.body.scrollHeight,
      ...[...document.body.querySelectorAll('*:not(script)')].map((one) => {
        const { x, y, width, height } = one.getBoundingClientRect()
        return [one.localName, x, y, width, height, ...Object.values(getComputedStyle(one))].join()
      }),
    ])
  const before = await probe()
  expect(before.length).toBeGreaterThan(30)
  await page.evaluate((src) => {
    const tag = document.createElement('script')
    tag.src = src
    document.documentElement.append(tag)
  }, stand.proxy + 'support.js?site=demo')
  await launcher.waitFor()
  expect(await probe()).toEqual(before)
  await journey(page, stand)
  // The focus is the page's again.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur())
  expect(await probe()).toEqual(before)
})

test('text on the button is black or white, whichever is easier to read, on any colour', async () => {
  const { page, launcher } = await visitor({})
  await launcher.waitFor()
  const worst = await page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    const region = root.querySelector<HTMLElement>('.root')!
    const style = getComputedStyle(root.querySelector('.trigger')!)
    const linear = (part: number) =>
      part / 15 > 0.04045 ? ((part / 15 + 0.055) / 1.055) ** 2.4 : part / 15 / 12.92
    let least = 21
    for (let n = 0; n < 4096; n++) {
      region.style.setProperty('--in-accent', '#' + n.toString(16).padStart(3, '0'))
      const light = 0.2126 * linear(n >> 8) + 0.7152 * linear((n >> 4) & 15) + 0.0722 * linear(n & 15)
      const white = !/ -\d/.test(style.color)
      least = Math.min(least, white ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05)
    }
    return least
  })
  expect(worst).toBeGreaterThan(4.5)
})
