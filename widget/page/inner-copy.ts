/** Events that only the form hears of, and what is put before the methods of a class. */
import { bare } from '../api/bare.ts'

/** A copy of a pointer's event that does not leave the shadow root that it happens in; of others there is none. */
export function copyOf(event: Event): MouseEvent | undefined {
  if (!(event instanceof MouseEvent)) return undefined
  const about = bare<Record<string, unknown>>({ composed: false })
  // All that it tells is in its prototypes, but what any object has there: browsers want lists of some of those names.
  for (const name in event) {
    const value = event[name as keyof MouseEvent]
    if (name !== 'composed' && value !== Reflect.get(Object.prototype, name)) about[name] = value
  }
  const Kind = event instanceof PointerEvent ? PointerEvent : MouseEvent
  return new Kind(event.type, about)
}

/**
 * Gives `object` a method of its own, before that of its class. Not by assigning: a page that has frozen the classes of the
 * browser forbids that. Its description inherits nothing, or a polluted prototype could say `get`.
 */
export function putBefore(object: object, name: string, value: () => unknown): void {
  Reflect.defineProperty(object, name, { __proto__: null, configurable: true, value } as PropertyDescriptor) // as: its type knows no `__proto__`
}
