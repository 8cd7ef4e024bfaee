/**
 * The module of the form, `assets/HASH/panel.js`: what the loader asks for when a visitor first shows interest. The only
 * place that says which other files the form and its commands are made of; all of them come when they are wanted.
 */
import { signal } from '@preact/signals'
import type { Command } from './api/command.ts'
import type { Downloads } from './form/form-context.ts'
import { mountForm as mountIn } from './form/mount.tsx'
import { mountPanel as mountLaunched } from './form/launcher-dialog.ts'
import type { PanelModule, Place, Surroundings } from './form/place.ts'

const downloads: Downloads = {
  list: signal(0),
  outcome: () => import('./parts/outcome-view.tsx'),
  // The standalone file has them in it.
  parts: (spare) =>
    spare && typeof LOCALES_AT === 'string' && LOCALES_AT
      ? import(/* @vite-ignore */ '../extras.js?' + Date.now())
      : import('./parts/parts.tsx'),
  solver: () => import('./parts/challenge-solver.ts'),
  iframe: () => import('./iframe/iframe-panel.ts'),
}

/** For the document of an iframe; the dialog and the elements of a page come by the others. */
export const mountForm = (place: Place) => mountIn(place, downloads)
export const mountPanel: PanelModule['mountPanel'] = (launched) => mountLaunched(launched, downloads)

/** What the loader tells of itself to a command that it does not know itself, after what the page has said. */
type Around = Pick<Surroundings, 'base' | 'options'>

/** The commands of the global that few pages ask for. */
export const commands: Readonly<Record<string, Command>> = {
  /** Why a visitor sees nothing, or cannot send: for the owner of the page. */
  diagnose: async (_, __, around) => (await import('./page/diagnose.ts')).examine(around as Around), // as: the loader's own words

  /** Makes a `<support-form>` what its attributes say. */
  async inline(element, _, around) {
    const module = await import('./inline/support-form.ts')
    // Handed over: a module that both had to import would be one more file to load.
    module.syncElement(element as HTMLElement, { ...(around as Around), mountForm }) // as: likewise
  },

  /** Has loaded the form, since it is a command that the loader does not know. A function that does nothing. */
  preload: String,

  /** Opens the list of the visitor's requests. */
  requests() {
    downloads.list.value++
    return window.SupportWidget?.('open')
  },
}

// For loaders that had to use an element: they cannot see what a module exports. Each loads the panel of its own build.
// as: a server that reads this file has no window.
const call = (globalThis as unknown as Partial<Window>).SupportWidget
if (call) call.module = { commands, mountPanel }
