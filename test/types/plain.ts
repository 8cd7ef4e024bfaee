/** What somebody without framework, with Vue or with Svelte writes must compile. */
import type { SvelteHTMLElements } from 'svelte/elements'
import type { GlobalComponents } from 'vue'
import type { startSupport, SupportFrame } from '../../widget/npm/index.d.ts'
import '../../widget/npm/svelte.d.ts'
import '../../widget/npm/vue.d.ts'

export const form = document.createElement('support-form')
form.prefill = { email: 'ada@example.com' }
form.addEventListener('support-sent', (event) => event.detail.reference.toUpperCase())
window.addEventListener('support-error', (event) => event.detail.reason.toUpperCase())

export const options: Parameters<typeof startSupport>[0] = {
  src: 'https://support.example.com',
  theme: 'dark',
  mode: 'frame',
}
declare const supportFrame: SupportFrame
export const frame = document.createElement('iframe')
supportFrame(frame, 'identify', { token: 'eyJ…' })
supportFrame(frame, 'update', { theme: 'light', topic: 'billing', context: { plan: 'pro' } })
export const svelte: SvelteHTMLElements['support-form'] = { site: 'shop', prefill: { name: 'Ada' } }
export type Vue = GlobalComponents['support-form']

// @ts-expect-error -- there is no such property
form.sites = 'shop'
