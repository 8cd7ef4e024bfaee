/** Pages that want keys, pointer, focus or selection for themselves: who writes in the form notices nothing (R37, R95). */
import { expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { guarded, hostPage, useOwnBrowser, visit } from '../harness/browser/visitor.ts'
import { taken } from '../harness/hosts/first-view.ts'
import { PAGES } from '../harness/hosts/wilful-pages.ts'
import { useForm } from '../harness/hosts/wilful-visitor.ts'

const stand = useFakeProxy()
useOwnBrowser()

/** Opens such a page. */
const enter = (name: string, body = '') =>
  visit(
    stand,
    hostPage(stand, {
      head: PAGES[name]!.head,
      body: body + '<input id="search" aria-label="Search"><div style="height:3000px"></div>',
    }),
    {
      viewport: { width: 1100, height: 420 },
      hasTouch: true,
      permissions: ['clipboard-read', 'clipboard-write'],
    },
  )

const messages = () => stand.received.map((fields) => fields['message'])

test.each(Object.keys(PAGES))('a page that %s leaves the dialog to the visitor', async (name) => {
  const { page } = await enter(name)
  await useForm(page, PAGES[name]!, stand)
  expect(messages()).toEqual(['g s/', 'g s/'])
})

/** One of each kind: a form inside the page is guarded by the same parts. */
const INLINE = [
  'does nothing',
  'forbids to zoom by two taps',
  'takes the focus a while after a click',
  'clears the selection by pointerup on its way down',
  'selects its own text by click',
  'holds on to the focus by blur',
  'searches for whatever is typed',
  'cancels every keydown',
  'cancels every click',
  'lets nobody select',
  'has an editable body',
]

test.each(INLINE)('a page that %s leaves the form inside it to the visitor', async (name) => {
  const { page } = await enter(name, '<support-form></support-form>')
  await useForm(page, PAGES[name]!, stand, true)
  expect(messages()).toEqual(['g s/', 'g s/'])
})

test('what the form itself does with a key is not done once more where the page cancels all', async () => {
  const { page, launcher, message, email, sent } = await enter('cancels every keydown')
  await launcher.click()
  await message.fill('g s/')
  await email.fill('ada@example.com')
  // What is pressed before waits in the first view, and is asked for when the form takes that over.
  await taken(page)
  await guarded(page, stand)
  await page.evaluate(() => {
    const root = document.querySelector('support-widget')!.shadowRoot!
    Object.assign(window, { asked: 0 })
    root.addEventListener('submit', () => Object.assign(window, { asked: 1 }), true)
  })
  await email.press('Control+Enter')
  await sent.waitFor()
  expect(await page.evaluate('asked')).toBe(0)
  expect(messages()).toEqual(['g s/'])
})
