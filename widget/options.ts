/**
 * The one table of options: name and default, and for the one that needs it how a value is checked. Each option is a
 * `data-*` attribute of the script tag and a key of `SupportWidgetConfig`, `init` and `update`.
 */

/**
 * Every option with its default. A word that means nothing (`data-theme="blue"`) does what the default does, since
 * style sheet and code ask only for the other words.
 */
const defaults = {
  site: '',
  locale: '',
  theme: 'auto',
  /** Spruce green. */
  color: '#17624f',
  position: 'end',
  label: '',
  launcher: 'show',
  topic: '',
  paths: '',
}

/** What the widget was told about itself, complete. */
export type Options = typeof defaults

/** Those that mean something to a form inside the page: attributes and properties of `<support-form>`. */
export const elementOptions = [
  'site',
  'locale',
  'theme',
  'color',
  'topic',
] as const satisfies (keyof Options)[]

/** One line for the documentation of each option. Not part of the loader's bytes: nothing in it uses this. */
export const optionDocs: Record<keyof Options, string> = {
  site: 'Which site of the proxy the messages belong to. May be left out when the proxy serves one site.',
  locale: 'Language of the form, such as `nl`. Default: that of the page, then that of the browser.',
  theme:
    '`auto` follows the visitor’s system, `host` the page’s own `color-scheme`; `light` and `dark` are fixed.',
  color: 'Accent colour as `#rgb` or `#rrggbb`. Text on it is black or white, whichever is easier to read.',
  position: 'The corner of the button: `end` (right in English) or `start`.',
  label: 'Text of the button, in place of the widget’s own.',
  launcher: '`hide` shows no button: open the form by `data-support-open` or `SupportWidget("open")`.',
  topic:
    'Key of the topic that messages from this page are about, one of the site’s. The visitor is not asked then.',
  paths:
    'Regular expression for the paths of the pages that show the button, such as `^/(help|shop)`. Default: all.',
}

/** `#rgb` or `#rrggbb`. Other notations would need a canvas to be understood. */
const COLOR = /^#([\da-f]{3}){1,2}$/i

/**
 * Reads every option through `read`: the first of its values that is a text and valid, else the default.
 * @param read Returns candidates in order of precedence, such as tag, configuration object, address.
 */
export function readOptions(read: (name: keyof Options) => unknown[]): Options {
  const options = { ...defaults }
  // as: keys of a literal that nobody extends
  for (const name of Object.keys(defaults) as (keyof Options)[]) {
    options[name] =
      read(name).find(
        (value): value is string =>
          typeof value === 'string' && !!value && (name !== 'color' || COLOR.test(value)),
      ) ?? options[name]
  }
  return options
}
