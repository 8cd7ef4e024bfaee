/**
 * Pages with a polluted `Object.prototype` that has what a site may configure and this one has not: whatever the value is,
 * the form is drawn, filled in and sent as on a clean page.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addressOf, useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'
import { BARE } from '../harness/hosts/bare-form.ts'

const stand = useFakeProxy()

/** Every name of the configuration that may be missing somewhere, and what the proxy adds where it has to. */
function optionalNames(): string[] {
  const names = new Set(['fixedZone', 'challenge'])
  const look = (schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return
    const { properties = {}, required = [] } = schema as { properties?: object; required?: string[] }
    for (const name of Object.keys(properties)) if (!required.includes(name)) names.add(name)
    for (const part of Object.values(schema)) look(part)
  }
  look(JSON.parse(readFileSync('sites.schema.json', 'utf8')))
  return [...names].toSorted()
}

/** With nothing that has properties of its own, but what each form has. */
const LEAST = { site: 'demo', name: 'hidden', subject: 'hidden' }

/** The same day on every page, a Thursday, when nobody is there. */
const THAT_DAY = script('Date.now = () => Date.UTC(2026, 0, 1, 12)')

/**
 * What stands in the form now, tag by tag: in no order, since parts come as they come, and without what is only told, or
 * has nothing in it yet.
 */
const DRAWN = `document.querySelector('support-widget').shadowRoot.querySelector('.panel').innerHTML
  .replace(/<p class="status [^]*?<\\/p>|<div( hidden="")?><\\/div>/g, '').split(/(?=<)/).sort()`

/** A visitor who chooses each topic, is refused, and then sends; all that was seen, and what arrived. */
async function journey(definition: object, pollution: string): Promise<unknown> {
  stand.define({ body: definition })
  stand.answer({ status: 500, body: {} })
  const [sent, asked] = [stand.received.length, stand.requests.length]
  const { page, button, message, email } = await visit(
    stand,
    hostPage(stand, { head: THAT_DAY + script(pollution) }),
  )
  const host = page.locator('html > support-widget')
  const seen: string[][] = []
  const look = async () => void seen.push((await page.evaluate(DRAWN)) as string[])
  await button('Help').click()
  await message.fill('A crack in the mug')
  await email.fill('ada@example.com')
  const parts = [
    'parts',
    'outcome-view',
    'suggestion',
    ...('topics' in definition ? ['reply-time', 'fields', 'files', 'consent-field', 'help'] : []),
  ]
  for (const name of parts)
    await expect
      .poll(() => stand.requests.slice(asked).some((one) => addressOf(name).test(one)), { message: name })
      .toBe(true)
  if ('topics' in definition) {
    await host.locator('#topic').waitFor()
    await host.locator('.help').first().waitFor()
    await host.locator('#field-line').fill('A line')
    for (const { key } of BARE.topics) {
      await host.locator('#topic').selectOption(key)
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')
      await look()
    }
  }
  await button('Send message').click()
  await host.locator('.notice h2').waitFor()
  await look()
  await host.locator('[type=submit]').click()
  await host.locator('.sent h2').waitFor()
  const received = stand.received.slice(sent).map((fields) =>
    Object.keys(fields)
      .map((name) => name + '=' + (/^(id|receipt|url|challenge|browser)$/.test(name) ? '' : fields[name]))
      .toSorted(),
  )
  return {
    seen,
    received,
    words: await host.locator('.sent .expected').allTextContents(),
    address: page.url(),
  }
}

/** What a polluted name has; in the page, as a text of JavaScript. */
const VALUES: [what: string, value: string][] = [
  ['a text', `'Theirs'`],
  ['an empty text', `''`],
  ['an address', `'https://theirs.example/'`],
  ['an object', `{ text: 'Theirs', mode: 'required', within: 9 }`],
  ['a list', `[{ key: 'theirs', label: 'Theirs', link: 'https://theirs.example/', type: 'text' }]`],
  ['a function', `() => 'Theirs'`],
  ['a number', `1`],
]

describe.each([
  ['one of everything', BARE],
  ['nothing', LEAST],
])('a form with %s that has no optional name', (_, definition) => {
  test('is the same in a page whose Object.prototype has all of them', { timeout: 120_000 }, async () => {
    const clean = await journey(definition, '')
    for (const [what, value] of VALUES) {
      const pollution = `for (const name of ${JSON.stringify(optionalNames())}) Object.prototype[name] = ${value}`
      expect(await journey(definition, pollution), what).toEqual(clean)
    }
  })
})
