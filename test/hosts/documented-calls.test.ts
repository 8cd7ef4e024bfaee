/** What the docs tell pages to write, in pages that hold what others have written. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const [, STUB = ''] = /```html\n([^]*?)```/.exec(readFileSync('docs/javascript.md', 'utf8')) ?? []
const [, READY = ''] = /`(SupportWidget\('ready'[^`]*)`/.exec(readFileSync('docs/styling.md', 'utf8')) ?? []

const QUEUED = STUB + script(`SupportWidget('prefill', { message: 'From the queue' })`)

describe('what was queued by the stub is there', () => {
  test.each([
    ...[`'theirs'`, '[]', '{}', 'true', '() => []'].flatMap((value) =>
      ['q', 'SupportWidget'].map((name) => script(`Object.prototype.${name} = ${value}`)),
    ),
    '<form id="SupportWidget" name="SupportWidget"><input name="q"></form>',
    '<a id="SupportWidget"></a><a id="SupportWidget" name="q"></a>',
    '<iframe title="Theirs" name="SupportWidget"></iframe>',
  ])('behind %s', async (theirs) => {
    const { launcher, message, complaints } = await visit(stand, hostPage(stand, { body: theirs + QUEUED }))
    await launcher.click()
    await message.waitFor()
    await expect.poll(() => message.inputValue()).toBe('From the queue')
    expect(complaints).toEqual([])
  })
})

test('a function that the page has kept of the stub makes no error once the widget is there', async () => {
  const { page, complaints, launcher } = await visit(
    stand,
    hostPage(stand, { body: STUB + script('kept = SupportWidget') }),
  )
  await launcher.waitFor()
  await page.evaluate(`kept('open')`)
  expect(complaints).toEqual([])
})

test('a child for a slot goes into our element, and not into one that a visitor has called so', async () => {
  const child = `const child = Object.assign(document.createElement('b'), { slot: 'trigger', textContent: 'Ask us' })`
  const body = `<support-widget id="theirs"></support-widget>${STUB}${script(`${child}; ${READY}`)}`
  const { page, button } = await visit(stand, hostPage(stand, { body }))
  await button('Ask us').waitFor()
  expect(await page.locator('#theirs > *').count()).toBe(0)
})
