/** A panel whose module is still to be loaded: what is asked of it waits. */
import type { Panel } from './panel.tsx'

/** The panel that `load` will bring. When it does not come, nothing of it works, and nothing throws. */
export function mountLater(load: () => Promise<Panel>): Panel {
  const panel = load()
  const later =
    <K extends 'prefill' | 'update' | 'destroy'>(name: K) =>
    (...args: Parameters<Panel[K]>) =>
      void panel.then(
        (one) => (one[name] as (...args: unknown[]) => void)(...args),
        () => undefined,
      ) // as: args are its own
  return {
    ready: panel.then(({ ready }) => ready),
    shown() {},
    prefill: later('prefill'),
    update: later('update'),
    destroy: later('destroy'),
  }
}
