/** Reads what pages hand over. */

/**
 * The property `name` of `from` itself, or `undefined`, of which nothing more can be read: of `false` it could. What it
 * inherits is nobody's word: a page's named elements stand behind the properties of `window`, and a polluted
 * `Object.prototype` behind those of every object. Neither may say where our code comes from.
 */
export const own = (from: unknown, name: string): unknown =>
  from && Object.hasOwn(from, name) ? (from as Record<string, unknown>)[name] : undefined // as: it has it
