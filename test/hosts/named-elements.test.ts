/** Pages whose visitors may leave elements with names in them, and pages with a polluted `Object.prototype`. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { aNamesake, isDrawn, LATER, named, NAMES, opened, THEIRS } from '../harness/hosts/named-elements.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof hostPage>[1]) => visit(stand, hostPage(stand, parts))
const run = (page: Awaited<ReturnType<typeof visitor>>['page'], body: string): Promise<unknown> =>
  page.evaluate(`(async () => { ${body} })()`)
const theirs = () => {
  stand.page('/theirs/assets/panel.js', THEIRS, { 'Content-Type': 'text/javascript' })
  return stand.page('/theirs/support.js', THEIRS, { 'Content-Type': 'text/javascript' })
}

describe('an element of a visitor', () => {
  test.each(NAMES)('named %s never says where code comes from', async (name) => {
    const { page } = await visitor({ body: named(name, theirs()) })
    const form = isDrawn(name)
    expect(await run(page, opened(form))).toEqual({ owned: false, form })
    expect(stand.requests.filter((request) => request.includes('/theirs/assets'))).toEqual([])
  })

  test('named like nothing that the tag needs leaves the form as it is', async () => {
    const names = ['SupportWidget', 'SupportWidgetConfig', 'SupportFrame', 'navigation', 'currentScript']
    const { page } = await visitor({ body: names.map((name) => named(name, theirs())).join('') })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
  })

  test.each(LATER)('named %s never says where code comes from, nor stops a message', async (name) => {
    stand.define({ body: { site: 'demo', name: 'hidden', subject: 'hidden', facts: ['title', 'referrer'] } })
    const { page, message, email, button, sent } = await visitor({ body: named(name, theirs()) })
    const form = isDrawn(name)
    expect(await run(page, opened(form))).toEqual({ owned: false, form })
    if (!form) return
    await message.fill('A crack in the mug')
    await email.fill('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received).toMatchObject([{ 'facts[title]': 'Host' }])
  })

  test('named currentScript does not put another script of that name in the place of our tag', async () => {
    theirs()
    const address = stand.page('/theirs/support.js', '', { 'Content-Type': 'text/javascript' })
    const { page } = await visitor(aNamesake(address))
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    expect(stand.requests.filter((request) => request.includes('/theirs/assets'))).toEqual([])
  })

  test('named SupportFrame leaves the helper of frames as it is', async () => {
    stand.page('/embed/demo', '<p>Form</p>')
    const frame = `<iframe title="Support" src="${stand.proxy}embed/demo"></iframe>`
    const { page } = await visitor({ body: named('SupportFrame', theirs()) + frame })
    await page.waitForFunction(() => typeof window.SupportFrame === 'function')
  })

  test('named SupportWidget leaves the widget of a bundle as it is', async () => {
    const bundle = readFileSync('dist/npm/index.js', 'utf8')
    stand.page('/bundle.js', bundle, { 'Content-Type': 'text/javascript' })
    const body = '<form id="SupportWidget"><input name="version"></form>'
    const tag = `<script type="module">import { startSupport } from '/bundle.js'; startSupport({ src: '${stand.proxy}', site: 'demo' })</script>`
    const { page } = await visitor({ body, tag })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
  })

  test('that is called like our file is no tag of ours', async () => {
    const address = theirs()
    const body = `<img alt="" src="${address}"><img alt="" data-support-site="demo" src="${address}"><img alt="" name="currentScript" src="${address}">`
    const { page } = await visitor({ body })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
  })
})

describe('a polluted Object.prototype', () => {
  test('adds no option, no address, no command and no queue', async () => {
    const pollution = {
      src: theirs(),
      site: 'theirs',
      label: 'Theirs',
      launcher: 'hide',
      q: [['open']],
      context: { a: 'b' },
    }
    const { page } = await visitor({
      head: script(`Object.assign(Object.prototype, ${JSON.stringify(pollution)})`),
    })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    expect(await page.locator('support-widget .trigger').textContent()).toBe('Help')
    expect(stand.requests).toContain('GET /api/form?site=demo')
  })

  test('adds nothing to the form of a site, neither links nor consent nor fields', async () => {
    const link = 'https://theirs.example/'
    const pollution = {
      help: [{ words: { en: ['crack'] }, label: { en: 'Their help' }, link }],
      consent: { text: { en: 'Their [terms]' }, link },
      own: [{ name: 'theirs', type: 'text', label: { en: 'Their field' } }],
      reply: { within: 1 },
      files: { max: 3 },
      identity: 'required',
    }
    const { page, message, email, button, sent } = await visitor({
      head: script(`Object.assign(Object.prototype, ${JSON.stringify(pollution)})`),
    })
    await button('Help').click()
    await message.fill('A crack in the mug')
    await email.fill('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(await page.locator('support-widget').getByText(/Their/).count()).toBe(0)
    expect(await page.locator('support-widget a[href*=theirs]').count()).toBe(0)
    expect(Object.keys(stand.received[0]!).join()).not.toContain('theirs')
  })

  test('names no site where the tag names none', async () => {
    const { page } = await visitor({
      tag: stand.tag(''),
      head: script(`Object.prototype.supportSite = 'theirs'`),
    })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    await expect.poll(() => stand.requests).toContain('GET /api/form')
  })
})

describe('SupportWidget', () => {
  test.each(['toString', 'constructor', '__proto__', 'mountPanel', 'mountForm', 'commands', 'default'])(
    'knows no command %s',
    async (command) => {
      const { page, complaints } = await visitor({})
      await page.locator('support-widget').waitFor({ state: 'attached' })
      await page.evaluate((name) => window.SupportWidget!(name), command)
      expect(complaints.join()).toContain(`Support: ${command}`)
      expect(await page.locator('support-widget').count()).toBe(1)
    },
  )
})
