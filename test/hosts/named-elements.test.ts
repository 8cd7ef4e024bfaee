/** Pages whose visitors may leave markup in them, cleaned of scripts: elements with names, and all that is like ours. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { aConversation } from '../harness/browser/conversations.ts'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import type { Page } from 'playwright-core'
import { hostPage, visit, words } from '../harness/browser/visitor.ts'
import { holdFiles, loseFiles } from '../harness/hosts/held-files.ts'
import { journey, script } from '../harness/hosts/host-pages.ts'
import {
  aNamesake,
  isDrawn,
  LATER,
  LEFT,
  LOADED_BY_BROWSERS,
  METHODS,
  named,
  NAMES,
  opened,
  THEIRS,
} from '../harness/hosts/named-elements.ts'

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

  test('named matches makes no error when somebody presses something', async () => {
    const { page, launcher, message, complaints } = await visitor({ body: '<i id="matches"></i>' })
    await launcher.waitFor()
    await page.locator('#own').click()
    await launcher.click()
    await message.waitFor()
    expect(complaints).toEqual([])
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
    const { page } = await visitor({
      body: named('SupportFrame', theirs()) + '<math><iframe></iframe></math>' + frame,
    })
    await page.waitForFunction(() => typeof window.SupportFrame === 'function')
  })

  test('left as a script of a drawing does not say whose frames the helper speaks with, whatever is polluted', async () => {
    const heard = `<script>onmessage = () => parent.postMessage('heard ' + location.pathname, '*')</script>`
    stand.page('/embed/demo', heard)
    const elsewhere = stand.page('/embed/theirs', heard)
    const helper = new URL('/frame.js', elsewhere).href
    const frames = [elsewhere, `${stand.proxy}embed/demo`].map(
      (address) => `<iframe title="" src="${address}"></iframe>`,
    )
    const { page } = await visitor({
      head: `<script>heard = []; onmessage = ({ data }) => heard.push(data); Object.prototype.src = '${helper}'</script>`,
      body: `<svg><script src="${helper}"></script></svg>${frames.join('')}`,
    })
    await page.waitForFunction('window.SupportFrame')
    await page.waitForFunction(`heard.includes('heard /embed/demo')`)
    expect(await page.evaluate('heard')).not.toContain('heard /embed/theirs')
  })

  test('left as a script of a drawing is no tag of ours, whatever is polluted, where an optimiser hides that', async () => {
    const address = theirs()
    const { page } = await visitor({
      head: `<script>
        Object.defineProperty(Document.prototype, 'currentScript', { get: () => null })
        Object.prototype.src = '${address}'
      </script>`,
      body: `<svg><script data-support-site="theirs" href="data:,"></script></svg>`,
    })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    expect(stand.requests.filter((request) => request.includes('/theirs/'))).toEqual([])
  })

  test('left as several scripts of a drawing does not hide our tag, where an optimiser does', async () => {
    const address = theirs()
    const { page } = await visitor({
      head: `<script>Object.defineProperty(Document.prototype, 'currentScript', { get: () => null })</script>`,
      body: `<svg><script data-support-site="theirs" href="data:,"></script><script href="data:," src="${address}"></script></svg>`,
    })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    await expect.poll(() => stand.requests).toContain('GET /api/form?site=demo')
    expect(stand.requests.filter((request) => request.includes('/theirs/'))).toEqual([])
  })

  test('that a page has made its own object of says neither where code comes from, nor that the widget is there', async () => {
    const links = `<a id="SupportWidgetConfig"></a><a id="SupportWidgetConfig" name="src" href="${theirs()}"></a>`
    const form = '<form id="SupportWidget"><input name="version" value="1"><input name="q"></form>'
    const own = ['SupportWidgetConfig', 'SupportWidget'].map(
      (name) => `window.${name} = window.${name} || {}`,
    )
    const { page } = await visitor({ body: links + form + script(own.join(';')) })
    expect(await run(page, opened())).toEqual({ owned: false, form: true })
    expect(stand.requests.filter((request) => request.includes('/theirs/assets'))).toEqual([])
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

/** Code that was asked for elsewhere than at the proxy. Documents and pictures of a page's visitors are their own affair. */
const scriptsFrom = (page: Page, elsewhere: string): string[] => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() !== 'document' && request.url().startsWith(elsewhere))
      asked.push(request.url())
  })
  return asked
}

describe('what visitors leave in a page', () => {
  const fields = METHODS.map((name) => `<input name="${name}" aria-label="${name}">`).join('')

  test('that is called as the widget’s own element does not stand in its place', async () => {
    const held = holdFiles(stand, (name) => name === 'panel')
    const inside =
      '<section class="root"><slot></slot><h2></h2><b class="close"></b><div class="view">...</div></section>'
    const body = `<support-widget></support-widget><support-widget><template shadowrootmode="open">${inside}</template></support-widget>`
    const { page, button } = await visitor({ body })
    await button('Help').click()
    const panel = await held.take('panel')
    // The first view, while the form is on its way.
    await page.locator('html > support-widget #message').waitFor()
    expect(await page.locator('body > support-widget form').count()).toBe(0)
    panel.serve()
  })

  test.each(['svg', 'math'])(
    'inside what is called html in <%s> does not stand in its place either',
    async (drawn) => {
      const answered = { at: '2026-03-10T11:02:00.000Z', to: 'a…@e….com' }
      stand.tell(() => ({ status: 200, body: aConversation({ state: 'answered', answered }) }))
      const { page } = await visitor({ tag: '' })
      await page.evaluate(
        (receipt) => localStorage.setItem('support-drafts:demo', `${receipt} S7K2M9QX4TBA 1 `),
        'r'.repeat(43),
      )
      const body = `<${drawn}><html><support-widget></support-widget></html></${drawn}>`
      await page.goto(stand.page('/drawn', hostPage(stand, { body })))
      expect(await page.locator(`${drawn} > html > support-widget`).count()).toBe(1)
      await page.locator(':root > support-widget .unread').waitFor()
      const { shown } = (await page.evaluate(`SupportWidget('diagnose')`)) as { shown: boolean } // as: what it answers
      expect(shown).toBe(true)
      // With a message that is kept there is no first view.
      await page.evaluate(`localStorage.clear()`)
      const held = holdFiles(stand, (name) => name === 'panel')
      await page.reload()
      await page.locator(':root > support-widget .trigger').click()
      const panel = await held.take('panel')
      await page.locator(':root > support-widget #message').waitFor()
      panel.serve()
    },
  )

  test('with fields that are called as methods leaves the form as it is, and its guards', async () => {
    const body = `<form data-support-open>${fields}</form><form role="dialog" aria-modal="true">${fields}</form><button id="opener" data-support-open>Write to us</button>`
    const { page, complaints } = await visitor({ body })
    await page.evaluate(
      `addEventListener('unhandledrejection', ({ reason }) => console.warn(String(reason)))`,
    )
    const opener = page.locator('#opener')
    await opener.click()
    // The last of our files tells the page's buttons so.
    await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('true')
    // By selectors: to find by roles, the tests' own tool asks the elements of the page.
    const host = page.locator('html > support-widget')
    await host.locator('#message').fill('A crack in the mug')
    await host.locator('#email').fill('ada@example.com')
    await host.locator('[type=submit]').click()
    await host.locator('.sent h2').waitFor()
    await host.locator('.close').click()
    await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('false')
    expect(complaints).toEqual([])
  })

  test.each(['addEventListener', 'visibilityState'])(
    'named %s does not keep a sent message from being followed',
    async (name) => {
      const { page, message, email, button } = await visitor({ body: named(name, theirs()) })
      await button('Help').click()
      await message.fill('A crack in the mug')
      await email.fill('ada@example.com')
      await button('Send message').click()
      await page.locator('support-widget .mine').getByText('A crack in the mug').waitFor()
    },
  )

  test('as the address of what is no link is none where the form does not come', async () => {
    loseFiles(stand, (name) => name.startsWith('panel'))
    const address = 'href="javascript:void(window.owned = true)"'
    const body = `<p data-support-open ${address}>Theirs</p><svg><text y="20" data-support-open ${address}>Drawn</text></svg>`
    const { page, button, launcher } = await visitor({ body })
    await launcher.waitFor()
    for (const place of ['Theirs', 'Drawn']) {
      await page.getByText(place).click()
      await button('Loading failed. Try again').waitFor()
      expect(await page.locator('support-widget a').count()).toBe(0)
      await button('Close').click()
    }
  })

  // In a formula an address leads nowhere here: not even one that would run something.
  test.each([
    ['svg', '/contact /contact'],
    ['math', ''],
  ])('as a link in <%s> is that link where the form does not come, if it is one', async (name, told) => {
    loseFiles(stand, (file) => file.startsWith('panel'))
    const body = `<${name}><a data-support-open href="/contact"></a></${name}>`
    const { page, button, launcher } = await visitor({ body })
    await launcher.waitFor()
    const click = `new MouseEvent('click', { bubbles: true, composed: true, cancelable: true })`
    await run(page, `document.querySelector('${name} a').dispatchEvent(${click})`)
    await button('Loading failed. Try again').waitFor()
    const shown = await page
      .locator('support-widget a')
      .evaluateAll((all) => all.map((a) => `${a.getAttribute('href')} ${a.textContent}`))
    expect(shown.join()).toBe(told)
  })

  test.each(LEFT)('such as %s brings no code of theirs, and a message arrives', async (markup) => {
    const elsewhere = new URL('/theirs/', stand.proxy).href
    const left = markup.replaceAll('THEIRS/', elsewhere)
    const { page } = await visitor({ tag: '' })
    const asked = scriptsFrom(page, elsewhere)
    // Before the tag, and once more when the button is there.
    await page.goto(stand.page('/left', hostPage(stand, { body: left })))
    const { launcher } = words(page)
    await launcher.waitFor()
    await page.evaluate((text) => document.body.insertAdjacentHTML('afterbegin', text), left)
    await journey(page, stand)
    expect(LOADED_BY_BROWSERS.test(left) ? [] : asked).toEqual([])
    expect(await page.evaluate('window.owned')).toBeUndefined()
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
