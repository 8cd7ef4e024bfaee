/** `<support-form>` in Preact: `import 'support-widget/preact'`. */
import type { HTMLAttributes } from 'preact'
import type { SupportEvents, SupportFormAttributes, SupportFormElement } from './index.js'

type Listeners = { [Name in keyof SupportEvents as `on${Name}`]?: (event: SupportEvents[Name]) => void }

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'support-form': HTMLAttributes<SupportFormElement> & SupportFormAttributes & Listeners
    }
  }
}
