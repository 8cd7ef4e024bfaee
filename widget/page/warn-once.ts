/** What the owner of a difficult page has to know, in the console. */

const told = new Set<string>()

/** Tells it once: many a cause comes back with every key. */
export function warnOnce(message: string): void {
  if (told.has(message)) return
  told.add(message)
  // oxlint-disable-next-line no-console -- the only way to tell the owner of the page
  console.warn('Support:', message)
}
