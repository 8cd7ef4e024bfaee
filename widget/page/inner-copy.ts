/** Events that only the form hears of, and what is put before the methods of a class. */

/** A copy of a pointer's event that does not leave the shadow root that it happens in; of others there is none. */
export function copyOf(event: Event): MouseEvent | undefined {
  if (!(event instanceof MouseEvent)) return undefined
  const about: Record<string, unknown> = {}
  // All that it tells is in its prototypes.
  for (const name in event) about[name] = event[name as keyof MouseEvent]
  const Kind = event instanceof PointerEvent ? PointerEvent : MouseEvent
  return new Kind(event.type, { ...about, composed: false })
}

/**
 * Gives `object` a method of its own, before that of its class. Not by assigning: a page that has frozen the classes of the
 * browser forbids that. Its description inherits nothing, or a polluted prototype could say `get`.
 */
export function putBefore(object: object, name: string, value: () => unknown): void {
  Reflect.defineProperty(object, name, { __proto__: null, configurable: true, value } as PropertyDescriptor) // as: its type knows no `__proto__`
}
