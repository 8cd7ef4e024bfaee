/** What pages may style and replace: tokens, parts, slots and themes; all of it is kept from one version to the next (R92). */
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { blocks, page as docsPage } from '../pages.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof hostPage>[1], options = {}) =>
  visit(stand, hostPage(stand, parts), options)

/** A computed style of something in a root. */
const look = (selector: string, property: string, host = 'support-widget') => {
  const root = `document.querySelector('${host}').shadowRoot`
  return `getComputedStyle(${root}.querySelector('${selector}'))['${property}']`
}

describe('tokens', () => {
  test('move the button and the form, and set their layer and their font', async () => {
    const head = `<style>:root { --support-offset-block: 70px; --support-offset-inline: 50px; --support-z-index: 7; --support-font: monospace }</style>`
    const { page, launcher, message, dialog } = await visitor({ head })
    const corner = async (box: { x: number; y: number; width: number; height: number } | null) => [
      1100 - box!.x - box!.width,
      760 - box!.y - box!.height,
    ]
    await launcher.waitFor()
    expect(await corner(await launcher.boundingBox())).toEqual([50, 70])
    expect(await page.evaluate(`getComputedStyle(document.querySelector('support-widget')).zIndex`)).toBe('7')
    await launcher.click()
    await message.waitFor()
    expect(await corner(await dialog.boundingBox())).toEqual([50, 70])
    for (const part of ['.trigger', 'h2', 'textarea'])
      expect(await page.evaluate(look(part, 'fontFamily'))).toBe('monospace')
  })

  test('set the corners and the room of the form in both elements, up to what each thing has anyway', async () => {
    const head = `<style>:root { --support-radius: 10px; --support-space: 7px }</style>`
    const { page, launcher } = await visitor({ head, body: '<support-form></support-form>' })
    await launcher.click()
    for (const host of ['support-widget', 'support-form']) {
      const form = page.locator(host)
      await form.locator('#message').waitFor()
      const frame = host === 'support-form' ? '.root' : '.panel'
      expect(await page.evaluate(look(frame, 'borderStartStartRadius', host))).toBe('10px')
      expect(await page.evaluate(look(frame, 'borderEndEndRadius', host))).toBe('6px')
      expect(await page.evaluate(look('textarea', 'borderStartStartRadius', host))).toBe('8px')
      expect(await page.evaluate(look('.form', 'rowGap', host))).toBe('7px')
    }
  })
})

/** The examples of the docs, as a style sheet. */
const examples = () => blocks(docsPage('docs/styling.md'), 'css').join('\n')

describe('the examples of the docs', () => {
  test('make an icon that is still called by its words, a compact square form, and fonts of the page', async () => {
    const head = `<style>html { font-family: monospace } ${examples()}</style>`
    const body = '<support-form></support-form>'
    const { page, launcher, dialog, complaints } = await visitor({ head, body })
    await launcher.waitFor()
    const { width, height } = (await launcher.boundingBox())!
    expect([width, height]).toEqual([56, 56])
    expect(await page.evaluate(look('.trigger', 'fontSize'))).toBe('0px')
    await launcher.click()
    await dialog.locator('#message').waitFor()
    await page.locator('support-form #message').waitFor()
    for (const part of ['h2', 'textarea'])
      expect(await page.evaluate(look(part, 'fontFamily'))).toBe('Georgia, serif')
    expect(await page.evaluate(look('textarea', 'fontFamily', 'support-form'))).toBe('monospace')
    await dialog.getByRole('button', { name: 'Send message' }).click()
    await dialog.getByText('There is a problem').waitFor()
    const corners = await page.evaluate(() => {
      const root = document.querySelector('support-widget')!.shadowRoot!
      const round = [...root.querySelectorAll<HTMLElement>('.panel, .submit, .notice, textarea, input')]
      return round.filter((one) => getComputedStyle(one).borderRadius !== '0px').map((one) => one.outerHTML)
    })
    expect(corners).toEqual([])
    expect(await page.evaluate(look('.form', 'rowGap'))).toBe('10px')
    expect((await dialog.boundingBox())!.width).toBeLessThan(360)
    expect(complaints).toEqual([])
  })

  test('keep the focus ring of the icon, and its outline in forced colours', async () => {
    const { page, launcher } = await visitor(
      { head: `<style>${examples()}</style>` },
      { forcedColors: 'active' },
    )
    await launcher.waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(look('.trigger', 'outlineStyle'))).toBe('solid')
    const before = `getComputedStyle(document.querySelector('support-widget').shadowRoot.querySelector('.trigger'), '::before').borderTopWidth`
    expect(parseFloat(await page.evaluate(before))).toBeGreaterThanOrEqual(2)
  })
})

/** The parts of the docs, as far as each of the two elements has them. */
const PARTS = ['root', 'view', 'button', 'field', 'label', 'input', 'problem', 'notice', 'submit']

describe('parts', () => {
  test.each([
    ['support-widget', ['trigger', 'panel', 'close', ...PARTS]],
    ['support-form', PARTS],
  ])('of <%s> can be styled one by one', async (host, parts) => {
    stand.answer({ status: 500, body: {} })
    const rules = parts.map((part, at) => `${host}::part(${part}) { scroll-margin-top: ${at + 20}px }`)
    const body = host === 'support-form' ? '<support-form></support-form>' : ''
    const { page, launcher } = await visitor({ head: `<style>${rules.join('')}</style>`, body })
    if (host === 'support-widget') await launcher.click()
    const form = page.locator(host)
    await form.getByRole('button', { name: 'Send message' }).click()
    await form.getByText('There is a problem').waitFor()
    for (const [at, part] of parts.entries()) {
      const found = `[...document.querySelector('${host}').shadowRoot.querySelectorAll('[part~=${part}]')].map((one) => getComputedStyle(one).scrollMarginTop)`
      const margins = await page.evaluate<string[]>(found)
      expect(margins.length, part).toBeGreaterThan(0)
      // A button that is also something else has the style of the later rule.
      const later = parts.slice(at).map((_, after) => `${at + after + 20}px`)
      for (const margin of margins) expect(later, part).toContain(margin)
    }
  })
})

describe('slots', () => {
  test('take what the page wants to show in the place of ours, in both elements', async () => {
    const fill = (host: string) =>
      ['trigger', 'intro', 'captcha', 'success']
        .map((name) => `<b slot="${name}" class="${host}-${name}">Their ${name}</b>`)
        .join('')
    const { page, launcher, complaints } = await visitor({
      body: `<template id="t">${fill('widget')}</template><support-form>${fill('form')}</support-form>`,
      head: `<script>addEventListener('load', () => SupportWidget('ready', () => document.querySelector('support-widget').append(document.querySelector('#t').content.cloneNode(true))))</script>`,
    })
    await page.getByRole('button', { name: 'Their trigger' }).click()
    expect(await launcher.count()).toBe(0)
    for (const [host, where] of [
      ['widget', 'dialog'],
      ['form', 'support-form'],
    ] as const) {
      const form = page.locator(where)
      const theirs = (name: string) => page.locator(`.${host}-${name}`)
      await theirs('intro').waitFor()
      expect(await theirs('captcha').isVisible()).toBe(true)
      await form.getByRole('textbox', { name: 'Your message' }).fill('With slots')
      await form.getByLabel('Your email').fill('ada@example.com')
      // Above the button that sends, in the order of the keyboard as well.
      const above = (await theirs('captcha').boundingBox())!.y
      expect(above).toBeLessThan((await form.getByRole('button', { name: 'Send message' }).boundingBox())!.y)
      await form.getByRole('button', { name: 'Send message' }).click()
      await theirs('success').waitFor()
      expect(await theirs('intro').isVisible()).toBe(false)
    }
    expect(complaints).toEqual([])
  })

  test('let a page ask for something of its own before anything is sent', async () => {
    const { page, launcher, message, email, button, sent } = await visitor({
      head: `<script>addEventListener('support-submit', (event) => { if (!window.solved) event.preventDefault() })</script>`,
    })
    await launcher.click()
    await message.fill('Held back')
    await email.fill('ada@example.com')
    await button('Send message').click()
    await button('Send message').waitFor()
    expect(stand.received).toEqual([])
    await page.evaluate('solved = true')
    await button('Send message').click()
    await sent.waitFor()
  })
})

describe('the theme', () => {
  const ground = look('.panel', 'backgroundColor')
  const LIGHT = 'rgb(255, 255, 255)'
  const DARK = 'rgb(27, 32, 30)'
  test.each([
    ['auto', '', 'dark', DARK],
    ['light', ':root { color-scheme: dark }', 'dark', LIGHT],
    ['dark', ':root { color-scheme: light }', 'light', DARK],
    ['host', ':root { color-scheme: dark }', 'light', DARK],
    ['host', ':root { color-scheme: light }', 'dark', LIGHT],
    ['host', ':root { color-scheme: light dark }', 'dark', DARK],
    ['host', '', 'dark', LIGHT],
    ['host', '</style><meta name="color-scheme" content="dark"><style>', 'light', DARK],
    ['host', ':root { color-scheme: dark } * { all: unset !important }', 'light', LIGHT],
  ] as const)(
    '%s, in a page with "%s" and a browser that prefers %s',
    async (theme, css, colorScheme, expected) => {
      const tag = stand.tag(`data-site="demo" data-theme="${theme}"`)
      const { page, launcher } = await visitor({ tag, head: `<style>${css}</style>` }, { colorScheme })
      await launcher.waitFor()
      expect(await page.evaluate(ground)).toBe(expected)
    },
  )

  test('host changes when the page does, and in a page’s part it is that of the part', async () => {
    const { page } = await visitor({
      tag: stand.tag('data-site="demo" data-theme="host"'),
      body: '<div style="color-scheme: dark"><support-form></support-form></div>',
    })
    await page.getByLabel('Your email').waitFor()
    expect(await page.evaluate(look('.root', 'backgroundColor', 'support-form'))).toBe(DARK)
    expect(await page.evaluate(ground)).toBe(LIGHT)
    await page.evaluate(`document.documentElement.style.colorScheme = 'dark'`)
    expect(await page.evaluate(ground)).toBe(DARK)
  })
})
