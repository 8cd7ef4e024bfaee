/** Dialogs that libraries make of scripts, with traps for focus and clicks: the form works above them (R39). */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openStand, type Stand } from '../browser/stand.ts'
import { hostPage, visit } from '../browser/visitor.ts'
import { bundle, packaged, script } from './host.ts'

let stand: Stand
let close = async () => {}
beforeAll(async () => {
  stand = await openStand()
})
afterEach(async () => {
  await close()
  stand.reset()
})
afterAll(() => stand.close())

/** A modal of React: `modal` makes it of `h`, what is inside, and whether and how it is open. */
const react = (imports: string, modal: string) => `
  import { createElement as h, useState } from 'react'
  import { createRoot } from 'react-dom/client'
  ${imports}
  function App() {
    const [open, setOpen] = useState(false)
    window.show = () => setOpen(true)
    window.hide = () => setOpen(false)
    window.isOpen = () => open
    const inside = [h('h2', { key: 1 }, 'Theirs'), h('input', { key: 2, id: 'theirs' }), h('a', { key: 3, href: '/contact', 'data-support-open': '' }, 'Contact us')]
    return ${modal}
  }
  const place = document.createElement('div')
  document.body.append(place)
  createRoot(place).render(h(App))
`

const MODALS: Record<string, () => Promise<string>> = {
  Radix: () =>
    bundle(
      react(
        `import * as Dialog from '@radix-ui/react-dialog'`,
        `h(Dialog.Root, { open, onOpenChange: setOpen }, h(Dialog.Portal, null,
          h(Dialog.Overlay, { style: { position: 'fixed', inset: 0, background: '#0008' } }),
          h(Dialog.Content, { 'aria-describedby': undefined, style: { position: 'fixed', inset: '100px', background: 'white' } }, h(Dialog.Title, null, 'Title'), inside)))`,
      ),
    ),
  'Headless UI': () =>
    bundle(
      react(
        `import { Dialog, DialogPanel } from '@headlessui/react'`,
        `h(Dialog, { open, onClose: setOpen, style: { position: 'relative', zIndex: 50 } },
          h('div', { style: { position: 'fixed', inset: 0, background: '#0008' } },
            h(DialogPanel, { style: { background: 'white' } }, inside)))`,
      ),
    ),
  'Material UI': () =>
    bundle(
      react(
        `import FocusTrap from '@mui/material/Unstable_TrapFocus'`,
        `open && h('div', { role: 'presentation', style: { position: 'fixed', inset: 0, zIndex: 1300 } },
          h('div', { style: { position: 'fixed', inset: 0, background: '#0008' }, onClick: () => setOpen(false) }),
          h(FocusTrap, { open: true }, h('div', { role: 'dialog', 'aria-modal': true, tabIndex: -1, style: { position: 'relative', background: 'white' } }, inside)))`,
      ),
    ),
  Bootstrap: async () =>
    packaged('bootstrap/dist/js/bootstrap.bundle.min.js').replace(/\n\/\/#.*/, '') +
    `;document.body.insertAdjacentHTML('beforeend', '<div class="modal" id="m" tabindex="-1"><div class="modal-dialog"><div class="modal-content"><h2>Theirs</h2><input id="theirs"><a href="/contact" data-support-open>Contact us</a></div></div></div>')
    const modal = new bootstrap.Modal('#m', { backdrop: true })
    window.show = () => modal.show()
    window.hide = () => modal.hide()
    window.isOpen = () => document.querySelector('#m').classList.contains('show')`,
  'focus-trap': () =>
    bundle(`
      import { createFocusTrap } from 'focus-trap'
      document.body.insertAdjacentHTML('beforeend', '<div id="m" role="dialog" aria-modal="true" hidden style="position:fixed;inset:100px;background:white"><h2>Theirs</h2><input id="theirs"><a href="/contact" data-support-open>Contact us</a></div>')
      const box = document.querySelector('#m')
      let open = false
      const trap = createFocusTrap(box, { onDeactivate: () => { open = false; box.hidden = true } })
      window.show = () => { box.hidden = false; open = true; trap.activate() }
      window.hide = () => { trap.deactivate() ; box.remove() }
      window.isOpen = () => open`),
}

const STYLES: Record<string, string> = {
  Bootstrap: `<style>${packaged('bootstrap/dist/css/bootstrap.min.css')}</style>`,
}

const NAMES = Object.keys(MODALS)

/** A page with such a modal, and how to work it. */
async function withModal(name: string) {
  const code = script(await MODALS[name]!())
  const one = await visit(stand, hostPage(stand, { head: STYLES[name] ?? '', body: code }))
  const { page } = one
  close = () => page.context().close()
  const isOpen = () => page.evaluate<boolean>('isOpen()')
  const show = async () => {
    await page.evaluate('show()')
    await expect.poll(isOpen).toBe(true)
    await page.locator('#theirs').waitFor()
  }
  const hide = async () => {
    await page.evaluate('hide()')
    await page.locator('#theirs').waitFor({ state: 'hidden' })
  }
  return { ...one, isOpen, show, hide }
}

test.each(NAMES)(
  'inside a modal of %s, a link opens the form, which works and leaves the modal open',
  async (name) => {
    const { page, message, email, button, sent, dialog, focus, complaints, isOpen, show } =
      await withModal(name)
    await show()
    await page.getByRole('link', { name: 'Contact us' }).click()
    await expect.poll(focus).toBe('title')
    await message.click()
    await page.keyboard.type('Hello')
    expect(await message.inputValue()).toBe('Hello')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ada@example.com')
    expect(await email.inputValue()).toBe('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(await isOpen()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(await isOpen()).toBe(true)
    // Theirs again: the next Escape is not ours.
    await page.locator('#theirs').click()
    await page.keyboard.type('theirs')
    expect(await page.locator('#theirs').inputValue()).toBe('theirs')
    expect(await page.locator('html > support-widget').count()).toBe(1)
    expect(complaints).toEqual([])
  },
)

test.each(NAMES)(
  'a modal of %s that opens later does not lock the form, nor take its text along',
  async (name) => {
    const { page, write, message, dialog, isOpen, show, hide, complaints } = await withModal(name)
    await write('Before')
    await expect.poll(() => stand.requests.some((request) => request.includes('presence'))).toBe(true)
    await show()
    await message.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' and above')
    expect(await message.inputValue()).toBe('Before and above')
    expect(await isOpen()).toBe(true)
    await hide()
    await dialog.waitFor()
    await message.click()
    await page.keyboard.press('End')
    await page.keyboard.type(' and after')
    expect(await message.inputValue()).toBe('Before and above and after')
    expect(await page.locator('html > support-widget').count()).toBe(1)
    expect(complaints).toEqual([])
  },
)
