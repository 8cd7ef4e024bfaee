/** What is made of the table of options: types, manifest, tables of the docs, what the proxy knows of addresses. */
import { FORM_TAG } from '../api/names.ts'
import { OPTIONS, type AnyOption } from '../api/options.ts'

const MADE = 'Made of widget/api/options.ts by `npm run docs`: change it there.'

const forElement = OPTIONS.filter((option: AnyOption) => option.element)
const forFrame = OPTIONS.filter((option: AnyOption) => option.frame)
const forAddress = OPTIONS.filter((option: AnyOption) => option.frame?.address)

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`)
const typeOf = (values: readonly string[] | undefined) => (values ? quoted(values).join(' | ') : 'string')
const frameValues = ({ values, frame }: AnyOption) => frame?.values ?? values

/** A TypeScript interface of these options. */
function interfaceOf(
  name: string,
  about: string,
  options: readonly AnyOption[],
  valuesOf: (option: AnyOption) => readonly string[] | undefined,
): string {
  const properties = options.flatMap((option) => [
    `  /** ${option.doc} */`,
    `  ${option.name}?: ${typeOf(valuesOf(option))}`,
  ])
  return [`/** ${about} */`, `export interface ${name} {`, ...properties, '}', ''].join('\n')
}

const values = (option: AnyOption) => option.values

/** `widget/npm/options.d.ts`. */
const types = () =>
  [
    `/** The widget's options, by where they can be said. ${MADE} */\n`,
    interfaceOf('ScriptOptions', 'Of the script tag and of `startSupport()`.', OPTIONS, values),
    interfaceOf('FormOptions', `Attributes of \`<${FORM_TAG}>\`.`, forElement, values),
    interfaceOf('FrameOptions', 'What a page may change of a form in an iframe.', forFrame, frameValues),
  ].join('\n')

interface Manifest {
  modules: { declarations: { tagName: string; attributes: unknown }[] }[]
}

/** `widget/npm/custom-elements.json`, of which the attributes are made. */
function manifest(text: string): string {
  const whole = JSON.parse(text) as Manifest // as: ours
  const form = whole.modules[0]?.declarations.find(({ tagName }) => tagName === FORM_TAG)
  if (!form) throw new Error(`The manifest has no <${FORM_TAG}>.`)
  form.attributes = forElement.map(({ name, doc, ...option }: AnyOption) => ({
    name,
    description: doc,
    type: { text: typeOf(option.values) },
    default: option.default && `'${option.default}'`,
    fieldName: name,
  }))
  return JSON.stringify(whole, undefined, 2) + '\n'
}

/** A table as the formatter has it: columns as wide as their widest cell. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? []
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(columns[at] ?? 0)).join(' | ')} |\n`
  const [head = [], ...body] = rows
  return [line(head), line(columns.map((width) => '-'.repeat(width))), ...body.map(line)].join('')
}

/** Puts `rows` in the place of the table in `page` with the same head. Quotes are the docs': plain ones. */
function withTable(page: string, rows: readonly (readonly string[])[]): string {
  const plain = rows.map((row) => row.map((cell) => cell.replaceAll('’', "'")))
  const head = new RegExp(String.raw`^\| ${plain[0]?.join(String.raw` +\| `)} +\|\n(\|.*\n)+`, 'm')
  if (!head.test(page)) throw new Error(`There is no table of ${plain[0]?.join(', ')}.`)
  return page.replace(head, () => tableOf(plain))
}

const code = (text: string | undefined) => (text === undefined ? '' : `\`${text}\``)

const readme = (page: string) =>
  withTable(page, [
    ['option', 'meaning', 'default'],
    ...OPTIONS.map((option: AnyOption) => [code(`data-${option.name}`), option.doc, code(option.default)]),
  ])

const iframePage = (page: string) =>
  withTable(page, [
    ['parameter', 'meaning'],
    ...forAddress.map(({ name, frame }: AnyOption) => [code(name), frame?.address ?? '']),
    // Of the document alone: a form that is in a page has no title of its own.
    [code('compact'), '`1`: no title, no introduction, no space around it.'],
  ])

/** `proxy/embed/address-options.ts`: the proxy knows nothing of the widget. */
const addressOptions = () => {
  const lists = forAddress.flatMap((option: AnyOption) => {
    const words = frameValues(option)
    return words ? [`  ${option.name}: [${quoted(words).join(', ')}],`] : []
  })
  return `/** What the address of a document may say of its looks. ${MADE} */

export const ADDRESS_OPTIONS = [${quoted(forAddress.map(({ name }) => name)).join(', ')}] as const

/** Those that are one of a few words; the first is what anything else means, too. */
export const ADDRESS_WORDS = {
${lists.join('\n')}
} as const
`
}

/** Every file that is made or made in part, by its path: makes the text of it, given the present one. */
export const OPTION_FILES: Readonly<Record<string, (present: string) => string>> = {
  'widget/npm/options.d.ts': types,
  'widget/npm/custom-elements.json': manifest,
  'README.md': readme,
  'docs/iframe.md': iframePage,
  'proxy/embed/address-options.ts': addressOptions,
}
