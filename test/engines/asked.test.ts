/** A form that asks for topic, fields and files, in Firefox and WebKit, under the strictest policy. */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage } from '../harness/browser/visitor.ts'
import { UNTIL } from '../harness/patience.ts'
import { inEachEngine } from '../harness/engines/engine.ts'

/** All that a page can forbid without forbidding the form itself. */
const REST =
  "style-src 'none'; font-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none';"

/** Topic, fields of each kind and files, by what a visitor does; returns what was seen on the way. */
const ASKED = `${UNTIL}
  const violations = []
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))
  const root = (await until(() => document.querySelector('support-widget'))).shadowRoot
  root.querySelector('.trigger').click()
  const topic = await until(() => root.querySelector('#topic'))
  const send = () => root.querySelector('[type=submit]').click()
  const set = (field, value) => {
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  send()
  const wrong = (await until(() => root.querySelectorAll('.notice a').length > 3 && [...root.querySelectorAll('.notice a')])).map((link) => link.textContent)
  set(topic, 'order')
  set(await until(() => root.querySelector('#field-number')), 'AB12')
  set(root.querySelector('#field-day'), '2026-03-04')
  root.querySelector('#field-how-b').click()
  root.querySelector('#field-many-a').click()
  root.querySelector('#field-ok').click()
  set(root.querySelector('#message'), 'From another engine')
  set(root.querySelector('#email'), 'ada@example.com')
  const data = new DataTransfer()
  data.items.add(new File(['%PDF-1.7 ' + 'x'.repeat(119991)], 'b.pdf', { type: 'application/pdf' }))
  const drawn = document.createElement('canvas')
  drawn.getContext('2d').fillRect(0, 0, 9, 9)
  const png = await new Promise((resolve) => drawn.toBlob(resolve))
  data.items.add(new File([png], 'a.png', { type: 'image/png' }))
  data.items.add(new File(['x'], 'c.exe', { type: 'application/x-msdownload' }))
  const input = root.querySelector('input[type=file]')
  input.files = data.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  const thumbnail = await until(() => root.querySelector('canvas:not([hidden])'))
  const refused = root.querySelector('#files-problem').textContent.includes('c.exe')
  send()
  const reference = (await until(() => root.querySelector('code'))).textContent
  return { wrong, refused, thumbnail: thumbnail.width, reference, violations }
`

const asking = {
  site: 'demo',
  name: 'hidden',
  subject: 'hidden',
  topic: 'required',
  topics: [{ key: 'order', label: 'An order' }],
  fields: [
    { key: 'number', type: 'text', label: 'Number', required: true, showWhen: { topic: ['order'] } },
    { key: 'day', type: 'date', label: 'Day' },
    {
      key: 'how',
      type: 'radio',
      label: 'How?',
      options: ['a', 'b'].map((value) => ({ value, label: value })),
    },
    { key: 'many', type: 'checkboxes', label: 'Many', options: [{ value: 'a', label: 'a' }] },
    { key: 'ok', type: 'checkbox', label: 'OK', required: true },
  ],
  files: { max: 3, maxBytes: 1_000_000, types: ['image/png', 'application/pdf'] },
}

inEachEngine((engine) => {
  const stand = useFakeProxy()
  test('asks again for each file that did not come', async () => {
    stand.define({ body: asking })
    const lost = new Set<string>()
    stand.keep(async (path) => {
      // The loader's own file has a spare one, and what files share is asked for by them.
      if (!/assets/.test(path) || /panel|address|localized/.test(path) || lost.has(path)) return 'serve'
      lost.add(path)
      return 'refuse'
    })
    await engine.go(stand.page('/host', hostPage(stand).replace('lang="en"', 'lang="de"')))
    expect(await engine.run(ASKED)).toMatchObject({ reference: expect.any(String) as unknown })
    const again = stand.requests.filter((request) => /assets.*\?/.test(request)).join('\n')
    for (const name of ['stay-in-page', 'de/form', '/parts.js', '/fields.js', '/files.js', 'outcome-view'])
      expect(again).toContain(name)
  })

  test('sends topic, fields and files, without violating the strictest policy', async () => {
    stand.define({ body: asking })
    const policy = `default-src 'none'; img-src ${stand.icon}; script-src ${stand.proxy}; ${REST} connect-src ${stand.proxy}`
    const html = hostPage(stand, { icon: '' })
    await engine.go(stand.page('/host', html, { 'Content-Security-Policy': policy }))
    expect(await engine.run(ASKED)).toEqual({
      wrong: [
        'Write your message',
        'Enter your email address',
        'What is it about? Please choose',
        'OK: Please tick this box',
      ],
      refused: true,
      thumbnail: 96,
      reference: 'R' + stand.received[0]?.['id']?.slice(0, 8).toUpperCase(),
      violations: [],
    })
    const parts = stand.bodies[0]!.filter(([part]) => /topic|field|files/.test(part))
    expect(parts).toEqual([
      ['topic', 'order'],
      ['fields[number]', 'AB12'],
      ['fields[day]', '2026-03-04'],
      ['fields[how]', 'b'],
      ['fields[many]', 'a'],
      ['fields[ok]', 'yes'],
      ['files', { name: 'b.pdf', type: 'application/pdf', size: 120_000 }],
      ['files', { name: 'a.png', type: 'image/png', size: expect.any(Number) }],
    ])
  })
})
