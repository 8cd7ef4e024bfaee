/** Fields of records that nobody has checked: what is not as expected is simply not there. */

/** An object of an export. */
export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object by that name; an empty one where there is none. */
export function fieldsOf(record: Fields, name: string): Fields {
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  return isFields(value) ? value : {}
}

/** The objects of a list by that name. */
export function listOf(record: Fields, name: string): Fields[] {
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  return Array.isArray(value) ? value.filter(isFields) : []
}

/** A list that XML has as repeated elements, or one; JSON as an object by ids, too. */
export function itemsOf(record: Fields, list: string, item: string): Fields[] {
  const inside = fieldsOf(record, list)
  const value = inside[item]
  if (Array.isArray(value)) return listOf(inside, item)
  if (!isFields(value)) return listOf(record, list)
  return Object.values(value).every(isFields) ? Object.values(value).filter(isFields) : [value]
}

const plain = (value: unknown): string | undefined => {
  // JSON numbers above this are rounded: two tickets would become one under the id of a third.
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** The first of these fields that has a text or a number. */
export function textOf(record: Fields, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(record, name) ? plain(record[name]) : undefined
    if (value !== undefined) return value
  }
  return undefined
}

/** Whether a field says yes: as JSON, as XML, or as a database. */
export const isTrue = (record: Fields, name: string): boolean =>
  ['true', '1'].includes(textOf(record, name)?.toLowerCase() ?? '')

/** Names of a list of texts, or of objects with one of these fields. */
export function namesOf(record: Fields, list: string, ...names: readonly string[]): string[] {
  const value = Object.hasOwn(record, list) ? record[list] : undefined
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => (isFields(one) ? textOf(one, ...names) : plain(one)) ?? [])
}

/** First and last name as one. */
export const fullName = (...parts: readonly (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join(' ').trim() || undefined

/** Only the fields that have a value: a schema takes no other. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // By hand: an object made of its entries takes most of the time of a conversion.
  for (const name in fields) if (fields[name] === undefined) return withoutEmpty(fields)
  // as: none is undefined
  return fields as never
}

function withoutEmpty<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const full: Partial<T> = {}
  for (const name in fields) if (fields[name] !== undefined) full[name] = fields[name]
  // as: those that are missing had no value
  return full as never
}
