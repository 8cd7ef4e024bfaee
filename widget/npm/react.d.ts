/** `<support-form>` in React 19: `import 'support-widget/react'`. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { SupportEvents, SupportFormAttributes, SupportFormElement } from './index.js'

type Listeners = { [Name in keyof SupportEvents as `on${Name}`]?: (event: SupportEvents[Name]) => void }

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'support-form': DetailedHTMLProps<HTMLAttributes<SupportFormElement>, SupportFormElement> &
        SupportFormAttributes &
        Listeners
    }
  }
}
