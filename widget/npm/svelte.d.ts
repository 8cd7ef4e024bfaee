/** `<support-form>` in Svelte: `import 'support-widget/svelte'`. */
import type { HTMLAttributes } from 'svelte/elements'
import type { SupportEvents, SupportFormAttributes, SupportFormElement } from './index.js'

type Listeners = { [Name in keyof SupportEvents as `on${Name}`]?: (event: SupportEvents[Name]) => void }

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'support-form': HTMLAttributes<SupportFormElement> & SupportFormAttributes & Listeners
  }
}
