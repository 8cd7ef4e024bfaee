/** What a browser keeps of a visitor, wherever it is kept. */

/** What stands under `key`, in the tab or else on the device; `null` for nothing, `undefined` where storage is denied. */
export function stored(key: string): string | null | undefined {
  // Merely touching a storage may throw.
  try {
    // By no property: a polluted `Object.prototype` would have a session or a receipt there.
    return sessionStorage.getItem(key) ?? localStorage.getItem(key)
  } catch {
    return undefined
  }
}
