/**
 * The one table of options: name, how a value is read, what holds when nothing (valid) is given.
 * Each option is a `data-*` attribute of the script tag and a key of `SupportWidgetConfig`, `init` and `update`.
 */

/** Reads one value. `undefined` means: not given or not valid, so the default holds. */
type Parse<T> = (value: unknown) => T | undefined

interface Option<T> {
  parse: Parse<T>
  fallback: T
}

const text: Parse<string> = (value) => (typeof value === 'string' ? value.trim() || undefined : undefined)

const oneOf =
  <T extends string>(...allowed: T[]): Parse<T> =>
  (value) =>
    allowed.find((item) => item === value)

/** `#rgb` or `#rrggbb`, returned as six digits. Other notations would need a canvas to be understood. */
const color: Parse<string> = (value) => {
  const hex = /^#?([\da-f]{6}|[\da-f]{3})$/i.exec(text(value) ?? '')?.[1]
  if (!hex) return undefined
  return '#' + (hex.length === 3 ? hex.replace(/./g, '$&$&') : hex).toLowerCase()
}

/** The widget's own accent, a spruce green. */
const SPRUCE = '#17624f'

const table = {
  site: { parse: text, fallback: '' } as Option<string>,
  locale: { parse: text, fallback: '' } as Option<string>,
  theme: { parse: oneOf('auto', 'light', 'dark'), fallback: 'auto' } as Option<'auto' | 'light' | 'dark'>,
  color: { parse: color, fallback: SPRUCE } as Option<string>,
  position: { parse: oneOf('end', 'start'), fallback: 'end' } as Option<'end' | 'start'>,
  label: { parse: text, fallback: '' } as Option<string>,
  launcher: { parse: oneOf('show', 'hide'), fallback: 'show' } as Option<'show' | 'hide'>,
}

/** What the widget was told about itself, complete and valid. */
export type Options = { [Name in keyof typeof table]: (typeof table)[Name]['fallback'] }

/** One line for the documentation of each option. Not part of the loader's bytes: nothing in it uses this. */
export const optionDocs: Record<keyof Options, string> = {
  site: 'Which site of the proxy the messages belong to. May be left out when the proxy serves one site.',
  locale: 'Language of the form, such as `nl`. Default: that of the page, then that of the browser.',
  theme: '`auto` follows the visitor’s system, `light` and `dark` are fixed.',
  color: 'Accent colour as `#rgb` or `#rrggbb`. Text on it is black or white, whichever is easier to read.',
  position: 'The corner of the button: `end` (right in English) or `start`.',
  label: 'Text of the button, in place of the widget’s own.',
  launcher: '`hide` shows no button: open the form by `data-support-open` or `SupportWidget("open")`.',
}

/** Names of all options. */
export const optionNames = Object.keys(table) as (keyof Options)[] // as: keys of a literal that nobody extends

/**
 * Reads every option through `read`, the first valid of the values it names.
 * @param read Returns candidates in order of precedence: tag, configuration object, address.
 */
export function readOptions(read: (name: keyof Options) => unknown[]): Options {
  const entries = optionNames.map((name) => {
    const { parse, fallback } = table[name] as Option<string>
    const found = read(name).map(parse)
    return [name, found.find((value) => value !== undefined) ?? fallback]
  })
  return Object.fromEntries(entries) as Options // as: built from the table that defines the type
}
