/**
 * The one table of options: names, meaning, and for the one that needs it how a value is checked. Each option is a
 * `data-*` attribute of the script tag and a key of `SupportWidgetConfig`, `init` and `update`.
 */
import { own } from './own.ts'

/**
 * What the widget was told about itself, complete: `''` where nothing was said, which means the same as the word in
 * `optionWords`. So does a word that means nothing (`data-theme="blue"`), since style sheet and code ask only for the
 * others.
 */
export interface Options {
  site: string
  locale: string
  theme: string
  color: string
  position: string
  label: string
  launcher: string
  topic: string
  paths: string
  mode: string
}

/** As one text, since a list is longer, and from A to Z, which packs best. as: `optionDocs` has the same keys, a test says so. */
const NAMES = 'color label launcher locale mode paths position site theme topic'.split(
  ' ',
) as (keyof Options)[]

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
  color: 'Accent colour as `#rgb` or `#rrggbb`. Text on it is black or white, whichever is easier to read.',
  label: 'Text of the button, in place of the widget’s own.',
  launcher: '`hide` shows no button: open the form by `data-support-open` or `SupportWidget("open")`.',
  locale: 'Language of the form, such as `nl`. Default: that of the page, then that of the browser.',
  mode: '`frame` shows the form in an iframe, for pages whose own scripts take every key.',
  paths:
    'Regular expression for the paths of the pages that show the button, such as `^/help`. Default: all.',
  position: 'The corner of the button: `end` (right in English) or `start`.',
  site: 'Which site of the proxy the messages belong to. May be left out when the proxy serves one site.',
  theme:
    '`auto` follows the visitor’s system, `host` the page’s own `color-scheme`; `light` and `dark` are fixed.',
  topic:
    'Key of the topic that messages from this page are about, one of the site’s. The visitor is not asked then.',
}

/** What those options are that nobody set, for the documentation. */
export const optionWords: Partial<Options> = {
  theme: 'auto',
  color: '#17624f',
  position: 'end',
  launcher: 'show',
  mode: 'panel',
}

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
