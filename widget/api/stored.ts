/** What a browser keeps of a visitor, wherever it is kept. */

/** What stands under `key`, in the tab or else on the device; undefined for nothing, and where storage is denied. */
export function stored(key: string): string | undefined {
  // Merely touching a storage may throw.
  try {
    return (sessionStorage[key] ?? localStorage[key]) as string | undefined // as: storages hold texts
  } catch {
    return undefined
  }
}
