/** What the browser tests are handed by `setup.ts`. */
import 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the shared Chromium. */
    browserEndpoint: string
  }
}
