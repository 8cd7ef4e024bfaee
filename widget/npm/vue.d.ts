/** `<support-form>` in Vue 3: `import 'support-widget/vue'`, with `isCustomElement` for the tag. */
import type { DefineComponent } from 'vue'
import type { SupportFormAttributes } from './index.js'

declare module 'vue' {
  interface GlobalComponents {
    'support-form': DefineComponent<SupportFormAttributes>
  }
}
