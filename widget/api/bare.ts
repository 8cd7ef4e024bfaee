/** Reads what may lack what is asked for. In a file of its own: the loader has no room for it. */

/**
 * What an object says itself, as one that inherits nothing; of anything else, one that says nothing. By it everything is
 * read that may lack what is asked for: else a polluted prototype would answer.
 * @param parent What it inherits, if that is not nothing.
 */
export const bare = <T extends object>(from?: T | false | null, parent: object | null = null): T =>
  Object.setPrototypeOf({ ...from }, parent) as T // as: its copy
