/** Events that only the form hears of. */

/** A copy of a pointer's event that does not leave the shadow root that it happens in; of others there is none. */
export function copyOf(event: Event): MouseEvent | undefined {
  if (!(event instanceof MouseEvent)) return undefined
  const about: Record<string, unknown> = {}
  // All that it tells is in its prototypes.
  for (const name in event) about[name] = event[name as keyof MouseEvent]
  const Kind = event instanceof PointerEvent ? PointerEvent : MouseEvent
  return new Kind(event.type, { ...about, composed: false })
}
