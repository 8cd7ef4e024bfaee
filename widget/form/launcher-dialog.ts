/** The launcher's dialog as a place for the form. */
import { bare } from '../api/bare.ts'
import { own } from '../api/own-property.ts'
import { texts } from '../i18n/en/start.ts'
import { mountLater } from './deferred-panel.ts'
import type { Downloads } from './form-context.ts'
import { mountForm } from './mount.tsx'
import type { Panel, PanelModule, Place } from './place.ts'

/**
 * Mounts what the options say into the launcher's dialog.
 * @param launched What the launcher tells of itself; the rest is found in its root, which costs its loader nothing.
 */
export function mountPanel(launched: Parameters<PanelModule['mountPanel']>[0], downloads: Downloads): Panel {
  const root = launched.host.shadowRoot as ShadowRoot // as: the launcher has made it
  const [region, button, dialog, title, close, view] = root.querySelectorAll<HTMLElement>(
    'section,slot,dialog,h2,.close,.view',
  ) as unknown as HTMLElement[] // as: in the order in which the launcher has built them
  const place = bare({ ...launched, root, region, button, dialog, title, close, view } as Place) // as: all are there
  return mountLater(async () => {
    try {
      if (place.options.mode === 'frame') return (await downloads.iframe()).mountFrame(place)
      // Seen first, and able to be filled: see first-view.ts.
      await own(view, 'painted')
      // A task of its own: with the press, or the module's first run, it would be a long one (R23).
      await new Promise((resolve) => setTimeout(resolve))
      return mountForm(place, downloads)
    } catch (error) {
      // Where the page has broken it, a first view would wait for ever. What was written there stays.
      place.view.textContent = texts.unavailable
      throw error
    }
  })
}
