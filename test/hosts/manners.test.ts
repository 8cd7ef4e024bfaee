/** Pages with libraries that watch, patch and style everything: ours keeps to itself (R15, R31, R37 to R45). */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openStand, type Stand } from '../browser/stand.ts'
import { words } from '../browser/visitor.ts'
import { difference, host, journey, packaged, script } from './host.ts'

let stand: Stand
let close = async () => {}
const visitor = async (parts: Parameters<typeof host>[1]) => {
  const one = await host(stand, parts)
  close = () => one.page.context().close()
  return one
}
beforeAll(async () => {
  stand = await openStand()
})
afterEach(async () => {
  await close()
  stand.reset()
})
afterAll(() => stand.close())

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
  const { page } = await visitor({ head })
  await journey(page, stand, 'canary-message')
  const recorded = await page.evaluate<string>('JSON.stringify(recorded)')
  expect(recorded.length).toBeGreaterThan(500)
  const reference = 'R' + stand.received[0]!['id']!.slice(0, 8).toUpperCase()
  for (const secret of ['canary', 'ada@example.com', reference]) expect(recorded).not.toContain(secret)
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

test('Bootstrap and Tailwind’s reset do not change how the form looks', async () => {
  const picture = async (head: string) => {
    const { page, launcher, message, email } = await visitor({ head })
    await launcher.click()
    await message.waitFor()
    await email.focus()
    await page.mouse.move(0, 0)
    const image = await page.locator('dialog.panel').screenshot({ animations: 'disabled', caret: 'hide' })
    await close()
    return image
  }
  const plain = await picture('')
  const styled = await picture(
    `<style>${packaged('bootstrap/dist/css/bootstrap.min.css')}</style><style>${packaged('tailwindcss/preflight.css')}</style>`,
  )
  const { page } = await visitor({})
  // Where edges are smoothed, two pictures of the same differ in a few pixels.
  expect(await difference(page, plain, styled)).toBeLessThan(0.001)
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
      region.style.setProperty('--accent', '#' + n.toString(16).padStart(3, '0'))
      const light = 0.2126 * linear(n >> 8) + 0.7152 * linear((n >> 4) & 15) + 0.0722 * linear(n & 15)
      const white = !/ -\d/.test(style.color)
      least = Math.min(least, white ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05)
    }
    return least
  })
  expect(worst).toBeGreaterThan(4.5)
})
