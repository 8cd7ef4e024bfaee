/** Topic, fields and files from Firefox and WebKit through the real proxy: one ticket as an agent needs it. */
import { expect, test } from 'vitest'
import { aShop, expectRepair, PDF, PNG } from '../harness/browser/full-site.ts'
import { parents } from '../harness/hosts/parent-pages.ts'
import { UNTIL } from '../harness/patience.ts'
import { inEachEngine } from '../harness/engines/engine.ts'

const FILES = JSON.stringify(
  [PNG, PDF].map(({ name, mimeType, buffer }) => [name, mimeType, buffer.toString('base64')]),
)

/** What a visitor does; returns the reference. */
const SEND = `${UNTIL}
  const set = (field, value) => {
    field.value = value
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  }
  const root = (await until(() => document.querySelector('support-widget'))).shadowRoot
  root.querySelector('.trigger').click()
  set(await until(() => root.querySelector('#topic')), 'repair')
  set(await until(() => root.querySelector('#field-broken')), 'The handle')
  set(root.querySelector('#field-order'), 'AB12')
  set(root.querySelector('#message'), 'The mug has a crack')
  set(root.querySelector('#email'), 'ada@example.com')
  const data = new DataTransfer()
  for (const [name, type, content] of ${FILES})
    data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type }))
  const input = root.querySelector('input[type=file]')
  input.files = data.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await until(() => root.querySelectorAll('.file').length === 2)
  root.querySelector('[type=submit]').click()
  return (await until(() => root.querySelector('code'))).textContent
`

inEachEngine((engine) => {
  test('sends topic, fields and files, and the sandbox has them once, byte for byte', async () => {
    const shop = await aShop()
    const host = await parents()
    await engine.go(host.page(shop.tag))
    const reference = await engine.run(SEND)
    const html = await expectRepair(
      await shop.ticket(),
      [PNG, { ...PDF, name: 'reçu 日本 _1_.pdf' }],
      [
        ['Topic', 'A repair'],
        ['Order', 'AB12'],
        ['What is broken?', 'The handle'],
        ['title', 'Parent'],
      ],
    )
    expect(html).toContain(reference)
  })
})
