/** `SupportWidget(command, …)`: the one function that pages call, the same before and after the loader ran. */
import { draftKey } from './draft-key.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { readOptions, type Options } from './options.ts'
import type { Known } from './panel.tsx'

type Listener = (detail: unknown) => void

/** Replaces those options of `options` that `changes` names with a valid value. */
function withChanges(options: Options, changes: unknown): Options {
  const given = Object(changes) as Record<string, unknown> // as: Object() makes any value indexable
  return readOptions((name) => [given[name], options[name]])
}

/**
 * Installs the global, mounts the launcher and replays the queue in order.
 * @param base Address of the folder the loader came from, with a trailing slash; the proxy's address.
 */
export function install(initial: Options, base: string): void {
  const listeners = new Map<string, Set<Listener>>()
  let options = initial
  let known: Known = {}
  let launcher: Launcher | undefined

  const emit = (type: string, detail: unknown) => {
    for (const listener of listeners.get(type) ?? []) listener(detail)
  }
  const init = (changes?: unknown) => {
    options = withChanges(options, changes)
    if (launcher) return launcher.update(options)
    launcher = createLauncher(options, base, emit)
    launcher.prefill(known)
  }
  const fill = (values: unknown) => {
    known = { ...known, ...Object(values) }
    launcher?.prefill(known)
  }
  const update = (changes: unknown) => {
    options = withChanges(options, changes)
    launcher?.update(options)
  }

  const commands: Record<string, (first?: unknown, second?: unknown) => unknown> = {
    __proto__: null as never, // so that SupportWidget('constructor') is unknown like any other word
    init,
    ready: (then) => (typeof then === 'function' ? then() : undefined),
    open: () => launcher?.open(),
    close: () => launcher?.close(),
    toggle: () => launcher?.toggle(),
    prefill: fill,
    identify: fill,
    update,
    locale: (locale) => update({ locale }),
    on: (type, listener) =>
      listeners.set(
        String(type),
        new Set(listeners.get(String(type))).add(listener as Listener), // as: checked when called
      ),
    off: (type, listener) => listeners.get(String(type))?.delete(listener as Listener), // as: only compared
    reset() {
      known = {}
      launcher?.reset()
      try {
        sessionStorage.removeItem(draftKey(options.site))
      } catch {
        // Storage denied: then nothing was stored either.
      }
    },
    destroy() {
      launcher?.destroy()
      launcher = undefined
    },
  }

  const call: SupportWidgetGlobal = async (command, ...args) => {
    try {
      const run = commands[command]
      if (run) return await run(...args)
      throw new Error(`unknown command "${command}"`)
    } catch (error) {
      // A rejected promise would become the page's `unhandledrejection`.
      // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
      console.warn('Support:', error)
    }
  }
  call.version = PACKAGE_VERSION
  const queue = window.SupportWidget?.q ?? []
  window.SupportWidget = call
  init()
  for (const entry of Array.from(queue)) void call(...(Array.from(entry) as [string])) // as: checked by call
}
