/** Whether a value is a ULID: 26 characters of Crockford's base 32, in either case. */
export function isUlid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(value)
}
