/**
 * The one table of options. Each is a `data-*` attribute of the script tag and a key of `SupportWidgetConfig`, `init` and
 * `update`. From it `npm run docs` makes the types and the manifest of the npm package, the tables of the docs and what
 * the proxy knows of addresses. Read by tools, the preview and tests only: no download pays for it (read-options.ts).
 */

interface Option {
  name: string
  /** `choice`: one of `values`, the first of which is what anything else means, too. */
  type: 'text' | 'color' | 'choice'
  values?: readonly string[]
  /** What it is when nobody says it. */
  default?: string
  /** Means something to a form inside the page: an attribute and a property of `<support-form>`. */
  element?: true
  /** A page may change it of a form in an iframe, of its `values` these. `address`: so may the address of the document, with this line in the docs. */
  frame?: { values?: readonly string[]; address?: string }
  /** One line for the documentation. */
  doc: string
}

/** Every option, in the order of the docs. */
export const OPTIONS = [
  {
    name: 'site',
    type: 'text',
    element: true,
    doc: 'Which site of the proxy the messages belong to. May be left out when the proxy serves one site.',
  },
  {
    name: 'locale',
    type: 'text',
    element: true,
    frame: { address: 'A language such as `nl`. Default: that of the visitor’s browser.' },
    doc: 'Language of the form, such as `nl`. Default: that of the page, then that of the browser.',
  },
  {
    name: 'theme',
    type: 'choice',
    values: ['auto', 'host', 'light', 'dark'],
    default: 'auto',
    element: true,
    frame: {
      values: ['auto', 'light', 'dark'],
      address: '`light` or `dark`. Default: that of the visitor’s system.',
    },
    doc: '`auto` follows the visitor’s system, `host` the page’s own `color-scheme`; `light` and `dark` are fixed.',
  },
  {
    name: 'color',
    type: 'color',
    default: '#17624f',
    element: true,
    frame: { address: 'Accent colour, `#rgb` or `#rrggbb`, with `#` written as `%23`.' },
    doc: 'Accent colour as `#rgb` or `#rrggbb`. Text on it is black or white, whichever is easier to read.',
  },
  {
    name: 'position',
    type: 'choice',
    values: ['end', 'start'],
    default: 'end',
    doc: 'The corner of the button: `end` (right in English) or `start`.',
  },
  { name: 'label', type: 'text', doc: 'Text of the button, in place of the widget’s own.' },
  {
    name: 'launcher',
    type: 'choice',
    values: ['show', 'hide'],
    default: 'show',
    doc: '`hide` shows no button: open the form by `data-support-open` or `SupportWidget("open")`.',
  },
  {
    name: 'topic',
    type: 'text',
    element: true,
    frame: {},
    doc: 'Key of the topic that messages from this page are about, one of the site’s. The visitor is not asked then.',
  },
  {
    name: 'paths',
    type: 'text',
    doc: 'Regular expression for the paths of the pages that show the button, such as `^/help`. Default: all.',
  },
  {
    name: 'mode',
    type: 'choice',
    values: ['panel', 'frame'],
    default: 'panel',
    doc: '`frame` shows the form in an iframe, for pages whose own scripts take every key.',
  },
] as const satisfies readonly Option[]

/** Any row of the table. */
export type AnyOption = (typeof OPTIONS)[number] & Option

/** The words of a choice. */
export type WordsOf<Name extends OptionName> = Extract<
  (typeof OPTIONS)[number],
  { name: Name; values: unknown }
>['values'][number]

/** Name of an option. */
export type OptionName = AnyOption['name']

/**
 * What the widget was told about itself, complete: `''` where nothing was said, which means the same as the default. So
 * does a word that means nothing (`data-theme="blue"`), since style sheet and code ask only for the others.
 */
export type Options = Record<OptionName, string>
