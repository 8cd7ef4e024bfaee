/** Dialogs that libraries make of scripts, each as a page would have it: with a field, and a link that opens the form. */
import { bundle, packaged } from './host-pages.ts'

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

/** Scripts that define `show()`, `hide()` and `isOpen()`, by the library they use. */
export const MODALS: Record<string, () => Promise<string>> = {
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
  // As Zag does, of which Ark UI and Chakra UI are made: a press or the focus outside, seen on its way down, closes.
  'listeners that capture': async () => `
    document.body.insertAdjacentHTML('beforeend', '<div id="m" role="dialog" aria-modal="true" hidden style="position:fixed;inset:100px;background:white"><h2>Theirs</h2><input id="theirs"><a href="/contact" data-support-open>Contact us</a></div>')
    const box = document.querySelector('#m')
    window.isOpen = () => !box.hidden
    window.show = () => { box.hidden = false; box.querySelector('input').focus() }
    window.hide = () => { box.hidden = true }
    for (const type of ['pointerdown', 'focusin'])
      document.addEventListener(type, ({ target }) => requestAnimationFrame(() => { if (!box.contains(target)) hide() }), true)`,
}

/** What they need in the head. */
export const STYLES: Record<string, string> = {
  Bootstrap: `<style>${packaged('bootstrap/dist/css/bootstrap.min.css')}</style>`,
}
