/** A panel whose module is still to be loaded: what is asked of it waits. */
import type { Panel } from './panel.tsx'

/** The panel that `load` will bring. When it does not come, nothing of it works, and nothing throws. */
export function mountLater(load: () => Promise<Panel>): Panel {
  const panel = load()
  const then = (act: (panel: Panel) => void) => void panel.then(act, () => undefined)
  return {
    ready: panel.then(({ ready }) => ready),
    shown() {},
    prefill: (known) => then((one) => one.prefill(known)),
    update: (options) => then((one) => one.update(options)),
    reset: () => then((one) => one.reset()),
    destroy: () => then((one) => one.destroy()),
  }
}
