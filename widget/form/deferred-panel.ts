/** A panel whose module is still to be loaded: what is asked of it waits. */
import type { Panel } from './place.ts'

/** The panel that `load` will bring. When it does not come, nothing throws, and whatever is asked of it next loads it again. */
export function mountLater(load: () => Promise<Panel>): Panel {
  let there: Panel | undefined
  let coming: Promise<unknown> | undefined
  const bring = () =>
    (coming ??= load().then(
      (panel) => (there = panel),
      () => (coming = undefined),
    ))
  const get =
    (_: unknown, name: keyof Panel) =>
    (...args: unknown[]) => {
      const ask = () => (there?.[name] as ((...args: unknown[]) => void) | undefined)?.(...args) // as: all but `ready` are, which nobody asks
      // At once where it can be: what is destroyed must not first see that it was taken out of the page.
      if (there) ask()
      else void bring().then(ask)
    }
  void bring()
  return new Proxy({}, { get }) as Panel // as: it has whatever is asked for
}
