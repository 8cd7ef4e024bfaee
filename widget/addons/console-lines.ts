/**
 * The last lines of the page's console, in memory only: warnings, errors, what nobody caught. The page's own console
 * works as before.
 */
import { redacted } from './redact.ts'

/** How many lines are kept. */
const LINES_MAX = 50

/** What is kept, to read and to forget. */
export interface ConsoleLines {
  read: () => readonly string[]
  forget: () => void
}

/** What one value says. Objects are not looked into: what they hold nobody can foresee, and reading may run code. */
function said(value: unknown): string {
  if (value instanceof Error) return `${value.name}: ${value.message}`
  return Object(value) === value ? `[${typeof value}]` : String(value)
}

/** What a call of the console says, with `%s` and the like filled in. */
function spoken([first, ...rest]: readonly unknown[]): string {
  const text = said(first).replace(/%[sdifoOc]/g, (place) => {
    const value = rest.length > 0 ? said(rest.shift()) : place
    return place === '%c' ? '' : value
  })
  return [text, ...rest.map(said)].join(' ')
}

/** Begins to keep lines. Never throws, and whatever happens in it the page's console is called. */
export function keepConsole(): ConsoleLines {
  // Pages patch these, and their patches may speak in the console.
  const { apply } = Reflect
  let lines: string[] = []
  let isBusy = false

  const note = (kind: string, say: () => string) => {
    // A message whose getter writes to the console would never end.
    if (isBusy) return
    isBusy = true
    try {
      const text = say()
      // Ours are for the owner of the page.
      if (!text.startsWith('Support:')) lines = [...lines, redacted(`${kind}: ${text}`)].slice(-LINES_MAX)
    } catch {
      // A value that cannot be told.
    }
    isBusy = false
  }

  for (const kind of ['warn', 'error'] as const)
    try {
      // oxlint-disable-next-line no-console -- it is what is listened to
      const before: unknown = console[kind]
      if (typeof before !== 'function') continue
      // oxlint-disable-next-line no-console -- likewise
      console[kind] = function (this: unknown, ...given: unknown[]) {
        note(kind, () => spoken(given))
        return apply(before, this, given) as void // as: whatever it is, the page's own console returned it
      }
    } catch {
      // Frozen: what nobody caught is kept all the same.
    }

  addEventListener('error', (event) =>
    note('uncaught', () => `${event.message} (${event.lineno}:${event.colno} of ${event.filename})`),
  )
  addEventListener('unhandledrejection', (event) => note('rejection', () => said(event.reason)))

  return {
    read: () => lines,
    forget: () => {
      lines = []
    },
  }
}
