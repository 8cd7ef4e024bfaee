/** What the docs promise, compared with the code: options, variables, commands, codes, languages. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importCheck } from '../proxy/cli/import/check.ts'
import { importReport } from '../proxy/cli/import/report.ts'
import { importRun } from '../proxy/cli/import/run.ts'
import { importStatus } from '../proxy/cli/import/status.ts'
import { loadConfig } from '../proxy/config/config.ts'
import { VARIABLES } from '../proxy/config/environment.ts'
import { Submission } from '../proxy/contract/submission.ts'
import { readView } from '../proxy/embed/view-options.ts'
import { EMAIL_MAX, MESSAGE_MAX, NAME_MAX, PAGE_MAX, SUBJECT_MAX, TAG_MAX } from '../proxy/contract/limits.ts'
import { checkLine } from '../proxy/import/line.ts'
import { readMapping } from '../proxy/import/read/csv-mapping.ts'
import { SOURCES } from '../proxy/import/sources.ts'
import { LISTINGS } from '../proxy/store/records.ts'
import { Refusal } from '../proxy/refusal.ts'
import { sitesSchema } from '../proxy/config/sites-file.ts'
import * as widgetNames from '../widget/api/names.ts'
import { TAGS } from '../widget/i18n/tags.ts'
import { aFile as aTextFile } from './harness/proxy/an-import.ts'
import { aDatabase } from './harness/proxy/builders.ts'
import { names, page, rows } from './pages.ts'
import { FIELD_PROBLEMS, PROBLEM_CODES } from '../proxy/contract/problems.ts'

describe('docs/operate.md', () => {
  it('explains every variable that the proxy reads, in the same words, and no other', () => {
    const table = [...rows(page('docs/operate.md', '## Variables'))]
    expect(Object.fromEntries(table.map(([name, [text]]) => [name, text]))).toEqual(VARIABLES)
  })

  it('has the same words for the six of the README', () => {
    const table = [...rows(page('README.md', '## Run it for real'))]
    expect(table).toHaveLength(6)
    expect(VARIABLES).toMatchObject(Object.fromEntries(table.map(([name, [text]]) => [name, text])))
  })

  /** What a variable is said to be without one: a number or a word in brackets. */
  const defaults = Object.entries(VARIABLES).flatMap(([name, text]) => {
    const [, told] = /\((\d+|`[^`]+`)[;)]/.exec(text) ?? []
    return told === undefined ? [] : [[name, told.replaceAll('`', ''), text] as const]
  })
  /** Everything that was read, functions aside. */
  const configOf = (environment: Record<string, string>) =>
    JSON.parse(
      JSON.stringify(loadConfig(environment), (_, value: unknown) =>
        value instanceof Map ? [...value] : value === Infinity ? 'none' : value,
      ),
    ) as unknown

  it('tells the defaults of many', () => {
    expect(defaults.length).toBeGreaterThan(20)
  })

  it.each(defaults.filter(([name]) => name !== 'PUBLIC_URL'))(
    'names the default of %s that the proxy uses: %s',
    (name, told, text) => {
      const real = { THERE_THERE_TOKEN: 't', THERE_THERE_CHANNEL: '01HX9F3K2M4N5P6Q7R8S9T0V1W' }
      const mail = { MAIL_FROM: 'a@example.com', SMTP_URL: 'smtp://127.0.0.1' }
      const given = { ...real, ...mail, ALLOWED_ORIGINS: 'https://shop.example' }
      const words = [...text.matchAll(/`([\w-]+)`/g)].map(([, word]) => word!)
      const another = words.find((word) => word !== told) ?? `${told}x`
      const other = /^\d+$/.test(told) ? String(Number(told) + 1) : another
      expect(configOf({ ...given, [name]: told })).toEqual(configOf(given))
      expect(configOf({ ...given, [name]: other })).not.toEqual(configOf(given))
    },
  )

  it('explains every state in which a submission can be', () => {
    const told = names(page('docs/operate.md', '## Look at the queue and repair it'))
    expect(told.toSorted()).toEqual(LISTINGS.toSorted())
  })
})

describe('docs/import.md', () => {
  const table = (file: string, heading: string) => names(page(file, heading)).toSorted()

  it('has every option of the import explained, and no other', () => {
    const options = [importCheck, importRun, importStatus, importReport].flatMap((one) =>
      Object.keys(one.options),
    )
    const own = [...new Set(options), 'json'].map((name) => `--${name}`)
    expect(table('docs/import.md', '## Options')).toEqual(own.toSorted())
  })

  it('names the default of an option where help does, the same', () => {
    const told = rows(page('docs/import.md', '## Options'))
    const options = Object.entries({ ...importCheck.options, ...importRun.options, ...importReport.options })
    const defaults = options.flatMap(([name, { usage = '' }]) =>
      [...usage.matchAll(/\((\w+)[;)]/g)].map(([, value]) => [`--${name}`, value!] as const),
    )
    expect(defaults.length).toBeGreaterThan(3)
    for (const [name, value] of defaults)
      expect(told.get(name)?.[0], name).toMatch(RegExp(`\\(\`?${value}\`?\\)`))
  })

  it('has a line that the schema takes', () => {
    const [, line = ''] = /```json\n([^]*?)```/.exec(page('docs/import.md', '## Your own lines')) ?? []
    expect(checkLine(JSON.parse(line))).toHaveProperty('line')
  })

  it('has every source explained, and a mapping of CSV that is taken, with all of its keys', () => {
    const sources = readFileSync('docs/import-sources.md', 'utf8')
    for (const name of Object.keys(SOURCES).filter((one) => one !== 'jsonl'))
      expect(sources).toContain(`\`--from ${name}`)
    const csv = page('docs/import-sources.md', '## CSV')
    const [, mapping = ''] = /```json\n([^]*?)```/.exec(csv) ?? []
    const taken = readMapping(aTextFile('mapping.json', mapping))
    expect(taken.columns.body).toEqual(['Message', 'Phone'])
    expect(names(csv).toSorted()).toEqual([...Object.keys(taken), 'delimiter', 'encoding'].toSorted())
  })
})

describe('the sites file', () => {
  const schema = JSON.stringify(sitesSchema())

  it('has every key of a site explained, and no other', () => {
    const { $defs } = sitesSchema() as { $defs: Record<string, { properties?: object }> }
    const site = Object.values($defs).find(({ properties = {} }) => 'origins' in properties)!
    const told = [
      ...names(page('docs/operate.md', '## Several sites')),
      ...names(page('docs/forms.md', '## Keys of a site')),
    ]
    expect(told.toSorted()).toEqual(Object.keys(site.properties!).toSorted())
  })

  it('says what may be attached where it says nothing itself', () => {
    const files = {
      shop: { channel: '01HX9F3K2M4N5P6Q7R8S9T0V1W', origins: ['https://shop.example'], files: {} },
    }
    const { sites } = loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'f' }, () =>
      JSON.stringify({ sites: files }),
    )
    const { max, maxBytes, types } = sites.get('shop')!.form.files!
    const text = page('docs/forms.md')
    expect(text).toContain(`\`{}\` takes ${max} files of ${maxBytes / 1e6} MB`)
    const [, told = ''] = /Without `types` these are taken: (.*)\. Those old ones/.exec(text) ?? []
    const endings = [...told.matchAll(/`(\.\w+)`/g)].map(([, ending]) => ending!)
    for (const ending of endings) expect(types, ending).toContain(ending)
    const unsaid = types.filter((one) => one.startsWith('.') && !endings.includes(one))
    expect(unsaid).toEqual(['.txt', '.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp'])
  })

  it('has every type of a field explained, and no other', () => {
    const types = [...schema.matchAll(/"type":\{"type":"string","const":"(\w+)"\}/g)].map(([, type]) => type!)
    expect(names(page('docs/forms.md', '## Types of fields')).toSorted()).toEqual(types.toSorted())
  })
})

describe('the widget', () => {
  it('has every command explained', () => {
    const told = names(page('docs/javascript.md', '## Commands'))
    const code = ['commands', 'launcher']
      .map((name) => readFileSync(`widget/loader/${name}.ts`, 'utf8'))
      .join('')
    const launcher = code.slice(code.indexOf('  return {\n    init'))
    const own = [...launcher.matchAll(/^ {4}(\w+)(?:[:(,])/gm)].map(([, name]) => name!)
    const general = [...code.matchAll(/^ {4}(ready|on|off):/gm)].map(([, name]) => name!)
    expect(told.toSorted()).toEqual([...own, ...general, 'diagnose', 'preload', 'requests'].toSorted())
  })

  it('has every event, token, part and slot explained, and no other', () => {
    const sources = readdirSync('widget', { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(tsx?|css)$/.test(name) && !/^(i18n|npm|preview)\b/.test(name),
    )
    const code = sources.map((name) => readFileSync(`widget/${name}`, 'utf8')).join('\n')
    const found = (pattern: RegExp) =>
      [...new Set([...code.matchAll(pattern)].flatMap(([, name]) => name!.split(' ')))].toSorted()
    const told = (heading: string) => names(page('docs/styling.md', heading)).toSorted()
    expect(told('## Tokens')).toEqual(found(/var\((--support-[\w-]+)/g))
    expect(told('## Parts')).toEqual(found(/(?:part[=:] ?["']|className: '|make\('\w+', ')([\w ]+)/g))
    expect(told('## Slots')).toEqual(found(/(?:<slot name="|'slot', \{ name: ')(\w+)/g))
    const events = found(/(?:emit|send)\('(\w+)'/g).map((name) => 'support-' + name)
    expect(names(page('docs/javascript.md', '## Events')).toSorted()).toEqual(events)
  })

  it('has the types and the manifest of the npm package say the same', () => {
    const types = readFileSync('widget/npm/index.d.ts', 'utf8')
    const { modules } = JSON.parse(readFileSync('widget/npm/custom-elements.json', 'utf8')) as {
      modules: { declarations: Record<string, { name: string }[]>[] }[]
    }
    const [form] = modules[0]!.declarations
    const declared = (kind: string) => form![kind]!.map(({ name }) => name).filter(Boolean)
    for (const name of declared('events')) expect(types).toContain(`'${name}'`)
    const told = new Set([...names(page('docs/styling.md')), ...names(page('docs/javascript.md'))])
    for (const kind of ['cssParts', 'cssProperties', 'slots', 'events'])
      for (const name of declared(kind)) expect(told, kind).toContain(name)
  })

  it('has explained what a page says to its iframe, and what the address of one may say', () => {
    const code = readFileSync('widget/iframe/host-end.ts', 'utf8')
    const [, commands = ''] = /export interface Frames {([^]*?)\n}/.exec(code) ?? []
    // `ask` is the helper's own.
    const said = [...commands.matchAll(/^ {2}(\w+):/gm)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'ask')
    const view = readView(new URLSearchParams())
    expect(names(page('docs/iframe.md')).toSorted()).toEqual([...said, ...Object.keys(view)].toSorted())
  })

  it('has every language by its name, and those that a native speaker has read', () => {
    const chapter = page('docs/languages.md')
    const english = new Intl.DisplayNames('en', { type: 'language' })
    const [, count, list = ''] = /speaks (\d+) languages: (.*?)\.\n/.exec(chapter) ?? []
    const expected = TAGS.map((tag) => `${english.of(tag)} (\`${tag}\`)`)
    expect(list.split(', ').toSorted()).toEqual(expected.toSorted())
    expect(Number(count)).toBe(TAGS.length)
    const read = TAGS.filter((tag) =>
      ['form', 'parts', 'fields', 'mail'].every((file) =>
        readFileSync(`widget/i18n/${tag}/${file}.ts`, 'utf8').includes('. Read by a native speaker. */'),
      ),
    )
    expect(/Read by a native speaker: (.*?)\./.exec(chapter)?.[1]).toBe(read.join(', ') || 'none yet')
  })
})

describe('docs/api.md', () => {
  it('explains every field of a submission, with its limit', () => {
    const text = page('docs/api.md', '## Fields')
    expect(
      names(text)
        .filter((name) => name !== 'files')
        .toSorted(),
    ).toEqual(Object.keys(Submission.shape).toSorted())
    for (const limit of [EMAIL_MAX, MESSAGE_MAX, NAME_MAX, SUBJECT_MAX, PAGE_MAX, TAG_MAX])
      expect(text).toContain(limit.toLocaleString('en'))
  })

  it('explains every refusal with its status, and no other', () => {
    const table = [...rows(page('docs/api.md', '## Answers'))]
    const told = table.flatMap(([codes, [status]]) =>
      codes.split('`, `').map((code) => [code, Number(status)]),
    )
    const known = PROBLEM_CODES.map((code) => [code, new Refusal(code, '').status])
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known))
  })

  it('explains every problem of a field, and no other', () => {
    const told = names(page('docs/api.md', '## Problems of a field'))
    expect(told.toSorted()).toEqual(FIELD_PROBLEMS.toSorted())
  })
})

describe('docs/spam.md', () => {
  it('tells every reason for which the log says that somebody was refused or asked for work', () => {
    const lines = page('docs/spam.md', '## The log of an attack').split('\n')
    const words = lines
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split('|').slice(1, 3).join())
    const told = words.flatMap((cells) => [...cells.matchAll(/`(\w+)`/g)].map(([, word]) => word!))
    const read = (file: string) => readFileSync(`proxy/${file}.ts`, 'utf8')
    const [, kinds = ''] = /const KINDS = \[([^]+?)\]/.exec(read('admission/kinds')) ?? []
    const [, work = ''] = /type: 'work'.*why: (.+?) }/.exec(read('admission/challenge-policy')) ?? []
    const asked = [...read('admission/admission').matchAll(/ask\(([^,]+),/g)].map(([, why]) => why)
    const known = [...`${kinds} ${work} ${asked.join(' ')}`.matchAll(/'(\w+)'/g)].map(([, why]) => why!)
    const expected = [...new Set([...known, 'backlog', 'challenged', 'refused'])]
    expect(told.toSorted()).toEqual(expected.toSorted())
  })
})

describe('docs/privacy.md', () => {
  it('says of every table with something of a visitor how long it is kept', () => {
    const tables = aDatabase()
      .all(`SELECT name FROM sqlite_master WHERE type = 'table'`)
      .map(({ name }) => String(name))
    // Times of alerts and calls, why there are none, whether the disk can be written, and the key of the signatures.
    const OURS = ['alert', 'gate_call', 'gate_closure', 'probe', 'signing_key']
    const told = [...page('docs/privacy.md').matchAll(/table `(\w+)`/g)].map(([, name]) => name!)
    expect(tables.toSorted()).toEqual([...told, ...OURS].toSorted())
  })

  it('says of every key that the widget keeps in the browser what is in it, and of no other', () => {
    const told = [...page('docs/privacy.md').matchAll(/`(support-draft[\w-]*:)SITE`/g)].map(([, key]) => key!)
    const kept = Object.values(widgetNames).filter((name) => name.startsWith(widgetNames.DRAFT))
    expect([...new Set(told)].toSorted()).toEqual(kept.map((name) => name.replace(/:?$/, ':')).toSorted())
  })
})
