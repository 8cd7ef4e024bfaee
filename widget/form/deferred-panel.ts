/** A panel whose module is still to be loaded: what is asked of it waits. */

import type { Panel } from './place.ts'
/** The panel that `load` will bring. When it does not come, nothing of it works, and nothing throws. */
export function mountLater(load: () => Promise<Panel>): Panel {
  const panel = load()
  const get =
    (_: unknown, name: keyof Panel) =>
    (...args: unknown[]) =>
      void panel.then(
        (one) => (one[name] as (...args: unknown[]) => void)(...args), // as: all but `ready` are, which nobody asks
        () => undefined,
      )
  return new Proxy({}, { get }) as Panel // as: it has whatever is asked for
}
