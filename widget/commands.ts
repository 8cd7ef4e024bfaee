/** `SupportWidget(command, …)`: the one function that pages call, the same before and after the loader ran. */
import { createLauncher, type Launcher } from './launcher.ts'
import type { Options } from './options.ts'

/** Something a page can ask for. Arguments come from the page: nothing is known of them. */
type Command = (first?: unknown, second?: unknown) => unknown

/**
 * Installs the global, mounts the launcher and replays the queue in order.
 * @param base Address of the folder the loader came from, with a trailing slash; the proxy's address.
 */
export function install(options: Options, base: string): void {
  let launcher: Launcher | undefined

  const commands: Record<string, Command> = {
    init(changes) {
      launcher ??= createLauncher(options, base)
      launcher.update(changes)
    },
    ready: (then) => typeof then === 'function' && then(),
    identify: (values) => launcher?.prefill(values),
    locale: (locale) => launcher?.update({ locale }),
    // On window, where the bubbling events of every form of the page arrive, and which outlives `destroy`.
    on: (type, listener) => addEventListener('support-' + type, listener as EventListener), // as: checked there
    off: (type, listener) => removeEventListener('support-' + type, listener as EventListener), // as: likewise
    destroy() {
      launcher?.destroy()
      launcher = undefined
    },
  }

  const call: SupportWidgetGlobal = async (command, first, second) => {
    try {
      // Unknown, or nothing there to act on: then this is no function, and the error says so.
      const run = (commands[command] ?? launcher?.[command as keyof Launcher]) as Command
      return await run(first, second)
    } catch (error) {
      // A rejected promise would become the page's `unhandledrejection`.
      // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
      return console.warn('Support:', command, error)
    }
  }
  call.version = PACKAGE_VERSION
  const queue = window.SupportWidget?.q ?? []
  window.SupportWidget = call
  void call('init')
  for (const entry of queue) void call(entry[0] as string, entry[1], entry[2]) // as: checked by call
}
