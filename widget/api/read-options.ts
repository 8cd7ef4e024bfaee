/** Reads options. A test holds the names here against the table in options.ts, which the loader need not carry. */
import type { OptionName, Options } from './options.ts'
import { own } from './own-property.ts'

/** As one text, since a list is longer, and from A to Z, which packs best. */
const NAMES = 'color label launcher locale mode paths position site theme topic'.split(' ') as OptionName[] // as: a test compares

/** Those that mean something to a form inside the page. */
export const ELEMENT_OPTIONS = ['site', 'locale', 'theme', 'color', 'topic'] satisfies OptionName[]

/** Those that a page may change of a form in an iframe. */
export const FRAME_OPTIONS: string[] = ['locale', 'theme', 'color', 'topic'] satisfies OptionName[]

/**
 * Reads every option: the first of its values that is a text and valid.
 * @param sources Where it may be said, in order of precedence, such as tag, configuration object, address. Of each only
 *   its own properties count; what is no object says nothing.
 */
export function readOptions(sources: readonly unknown[]): Options {
  const options = {} as Options // as: filled in the next lines
  for (const name of NAMES) {
    // Only texts can be matched. as: checked by that. Other notations of a colour would need a canvas to be understood.
    const isValid = (value: unknown) =>
      (value as string | undefined)?.match?.(name === 'color' ? /^#([\da-f]{3}){1,2}$/i : /./)
    options[name] = (sources.map((source) => own(source, name)).find(isValid) as string | undefined) ?? ''
  }
  return options
}
