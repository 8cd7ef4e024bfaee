/** What a record says itself. */

/** The property of a record itself: names come from strangers, `toString` too. */
export const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
