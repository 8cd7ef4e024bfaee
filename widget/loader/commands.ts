/** `SupportWidget(command, …)`: the one function that pages call, the same before and after the loader ran. */
import { defineElement } from './form-element.ts'
import type { Load } from './load-panel.ts'
import css from './launcher.css?inline'
import { createLauncher } from './launcher.ts'
import type { Options } from '../api/options.ts'
import { own } from '../api/own-property.ts'
import type { Command } from '../api/command.ts'
import { EVENT, RECEIPTS } from '../api/names.ts'

/**
 * Installs the global and the element, mounts the launcher and replays the queue in order.
 * @param base Address of the folder the loader came from, with a trailing slash; the proxy's address.
 */
export function install(options: Options, base: string, load: Load): void {
  // Copied, for a page's `SupportWidget = SupportWidget || …` makes its own of a visitor's form of that name: see script-tag.ts.
  const before = { ...(own(window, 'SupportWidget') as object) } // as: likewise
  // A `<style>` element would need a nonce (R05).
  const styles = new CSSStyleSheet()
  // Hard-coded and once more by a tag manager: the first stays, or there were two buttons.
  if (own(before, 'version')) throw 'loaded twice'
  styles.replaceSync(css)
  const commands = new Promise<unknown>((resolve) =>
    // Nobody may ever see this page, prerendered or in the background: nothing happens before it is drawn (R14).
    requestAnimationFrame(() =>
      // The page comes first (R26). Safari has no idle callbacks; its timer takes no object, and waits 0 ms.
      // A page that is never idle may keep the button waiting for 2 s; a name for that would weigh more.
      // as: its own, not an element of that name.
      ((own(window, 'requestIdleCallback') || setTimeout) as typeof requestIdleCallback)(resolve, {
        timeout: 2000,
      }),
    ),
  ).then((): Record<string, Command> => ({
    ...createLauncher(options, base, load, styles),
    // On window, where the bubbling events of every form of the page arrive, and which outlives `destroy`.
    on: (type, listener) => addEventListener(EVENT + type, listener as EventListener), // as: checked there
    off: (type, listener) => removeEventListener(EVENT + type, listener as EventListener), // as: likewise
    ready: (then) => (then as () => unknown)(), // as: for anything else this throws, and the error says so
  }))
  const call: SupportWidgetGlobal = async (command, first, second) => {
    try {
      // What few pages ask for comes with the form. as: for an unknown one this throws, and the error says so.
      const run = (own(await commands, command) || own((await load())?.commands, command)) as Command
      return await run(first, second, { base, options })
    } catch (error) {
      // A rejected promise would become the page's `unhandledrejection`.
      // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
      console.warn('Support:', command, error)
    }
  }
  // Asks nothing of anybody who never wrote. Reading throws where storage is denied.
  commands
    .then(() => localStorage[RECEIPTS + options.site] && import(/* @vite-ignore */ base + 'unread.js'))
    .catch(String) // A function that does nothing.
  window.SupportWidget = call
  call.version = PACKAGE_VERSION
  void call('init')
  // as: the stub's list, checked by call
  ;(own(before, 'q') as [string][] | undefined)?.map?.((entry) => call(...entry))
  defineElement(styles, (element) => call('inline', element))
}
