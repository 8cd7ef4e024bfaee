/** The inline form in frameworks, and routers that swap the page around an open form, in a real browser (R09, R93). */
import { compile } from 'svelte/compiler'
import { describe, expect, test } from 'vitest'
import { useFakeProxy } from '../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../harness/browser/visitor.ts'
import { bundle, packaged, script } from '../harness/hosts/host-pages.ts'

const stand = useFakeProxy()
const visitor = (parts: Parameters<typeof hostPage>[1]) => visit(stand, hostPage(stand, parts))

const SVELTE = `<script>
  let shown = $state(true), sent = $state('')
  window.toggle = () => { shown = !shown }
</script>
{#if shown}<form id="theirs"><support-form locale="en" prefill={{ email: 'ada@example.com' }} onsupport-sent={(event) => { sent = event.detail.reference }}></support-form></form>{/if}
<output>{sent}</output>`

/** A form of the page with ours in it, which can be toggled, and an output of the reference. */
const APPS: Record<string, () => Promise<string>> = {
  'Vue 3': () =>
    bundle(`
      import { createApp, ref } from 'vue/dist/vue.esm-bundler.js'
      const app = createApp({
        setup() {
          const shown = ref(true), sent = ref('')
          window.toggle = () => { shown.value = !shown.value }
          return { shown, sent, known: { email: 'ada@example.com' } }
        },
        template: '<form v-if="shown" id="theirs"><support-form locale="en" :prefill.prop="known" @support-sent="sent = $event.detail.reference"></support-form></form><output>{{ sent }}</output>',
      })
      app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('support-')
      app.mount('#app')`),
  'Svelte 5': () => {
    const { js } = compile(SVELTE, { name: 'App', generate: 'client' })
    return bundle(
      `import { mount } from 'svelte'\n${js.code}\nmount(App, { target: document.querySelector('#app') })`,
    )
  },
  Preact: () =>
    bundle(`
      import { h, render } from 'preact'
      import { useState } from 'preact/hooks'
      const known = { email: 'ada@example.com' }
      function App() {
        const [shown, setShown] = useState(true), [sent, setSent] = useState('')
        window.toggle = () => setShown(!shown)
        return [
          shown && h('form', { id: 'theirs' }, h('support-form', { locale: 'en', prefill: known, 'onsupport-sent': (event) => setSent(event.detail.reference) })),
          h('output', null, sent),
        ]
      }
      render(h(App), document.querySelector('#app'))`),
  'React 19': () =>
    bundle(`
      import { StrictMode, createElement as h, useState } from 'react'
      import { createRoot } from 'react-dom/client'
      const known = { email: 'ada@example.com' }
      function App() {
        const [shown, setShown] = useState(true), [sent, setSent] = useState('')
        window.toggle = () => setShown(!shown)
        return [
          shown && h('form', { key: 1, id: 'theirs' }, h('support-form', { locale: 'en', prefill: known, 'onsupport-sent': (event) => setSent(event.detail.reference) })),
          h('output', { key: 2 }, sent),
        ]
      }
      createRoot(document.querySelector('#app')).render(h(StrictMode, null, h(App)))`),
}

describe('the inline form', () => {
  test.each(Object.keys(APPS))(
    'in %s takes properties, tells of events, goes and comes with its draft',
    async (name) => {
      const { page, launcher, complaints } = await visitor({ body: '<div id="app"></div>' })
      await launcher.waitFor()
      await page.addScriptTag({ content: await APPS[name]!() })
      const form = page.locator('support-form')
      const message = form.getByRole('textbox', { name: 'Your message' })
      const email = form.getByLabel('Your email')
      await expect.poll(() => email.inputValue()).toBe('ada@example.com')
      await message.fill('From ' + name)
      await page.evaluate('toggle()')
      await form.waitFor({ state: 'detached' })
      await page.evaluate('toggle()')
      await expect.poll(() => message.inputValue()).toBe('From ' + name)
      expect(await page.evaluate(`new FormData(theirs).entries().toArray().length`)).toBe(0)
      stand.answer({ status: 500, body: {} })
      await form.getByRole('button', { name: 'Send message' }).click()
      await form.getByRole('button', { name: 'Try again' }).click()
      await form.getByRole('heading', { name: 'Message sent' }).waitFor()
      await expect.poll(() => page.locator('output').textContent()).toMatch(/^R[\dA-F]{8}$/)
      expect(await page.locator('support-widget').count()).toBe(1)
      expect(complaints.filter((text) => !text.includes('500'))).toEqual([])
    },
  )

  test.each(Object.keys(APPS))(
    'that %s drew before our script was there takes its properties all the same',
    async (name) => {
      const { page } = await visitor({ tag: '', body: '<div id="app"></div>' })
      await page.addScriptTag({ content: await APPS[name]!() })
      await page.locator('support-form').waitFor({ state: 'attached' })
      await page.addScriptTag({ url: stand.proxy + 'support.js?site=demo' })
      const email = page.locator('support-form').getByLabel('Your email')
      await email.waitFor()
      // These make a text of what they take for an attribute; docs/embed.md says how to go about that.
      if (!['React 19', 'Preact'].includes(name))
        await expect.poll(() => email.inputValue()).toBe('ada@example.com')
    },
  )
})

/** What Astro's ClientRouter does with a page: new attributes for the root, head by head, body for body. */
const ASTRO = `
  addEventListener('click', async (event) => {
    const link = event.target.closest?.('a[href]')
    if (!link || link.origin !== location.origin || event.defaultPrevented) return
    event.preventDefault()
    history.pushState({}, '', link.href)
    const next = new DOMParser().parseFromString(await (await fetch(link.href)).text(), 'text/html')
    const swap = () => {
      for (const { name } of [...document.documentElement.attributes]) document.documentElement.removeAttribute(name)
      for (const { name, value } of next.documentElement.attributes) document.documentElement.setAttribute(name, value)
      document.head.replaceChildren(...next.head.children)
      document.body.replaceWith(next.body)
      for (const old of document.scripts) {
        const fresh = document.createElement('script')
        for (const { name, value } of old.attributes) fresh.setAttribute(name, value)
        fresh.textContent = old.textContent
        if (old.src) old.replaceWith(fresh)
      }
      document.dispatchEvent(new Event('astro:after-swap'))
    }
    await (document.startViewTransition ? document.startViewTransition(swap).finished : swap())
  })`

const ROUTERS: Record<string, { head: () => string; attributes: string }> = {
  'htmx with boost': {
    head: () => script(packaged('htmx.org/dist/htmx.min.js')),
    attributes: 'hx-boost="true"',
  },
  'a router like Astro’s, with view transitions': { head: () => script(ASTRO), attributes: '' },
}

test.each(Object.keys(ROUTERS))('%s goes from page to page around an open form', async (name) => {
  const { head, attributes } = ROUTERS[name]!
  const body = (title: string, to: string) => `<h2>${title}</h2><a ${attributes} href="${to}">Go on</a>`
  stand.page('/two', hostPage(stand, { head: head(), body: body('Second', '/three') }))
  stand.page('/three', hostPage(stand, { head: head(), body: body('Third', '/two') }))
  const { page, write, message, focus, button, sent } = await visitor({
    head: head(),
    body: body('First', '/two'),
  })
  await write('Through every page')
  await message.focus()
  const chunks = () => stand.requests.filter((request) => request.includes('/panel.js')).length
  for (const title of ['Second', 'Third']) {
    await page.getByRole('link', { name: 'Go on' }).dispatchEvent('click')
    await page.getByRole('heading', { level: 2, name: title }).waitFor()
    await page.waitForFunction('document.getAnimations().length === 0')
    expect(await page.locator('support-widget').count()).toBe(1)
    expect(await message.inputValue()).toBe('Through every page')
    expect(await focus()).toBe('message')
  }
  expect(chunks()).toBe(1)
  await button('Send message').click()
  await sent.waitFor()
})
