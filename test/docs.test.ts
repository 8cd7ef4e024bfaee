/** What the README promises, compared with the code. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { loadConfig } from '../proxy/config/config.ts'
import { VARIABLES } from '../proxy/config/environment.ts'
import { ProblemCode, Submission } from '../proxy/contract/submission.ts'
import { readView } from '../proxy/embed/view-options.ts'
import { EMAIL_MAX, MESSAGE_MAX, NAME_MAX, PAGE_MAX, SUBJECT_MAX, TAG_MAX } from '../proxy/contract/limits.ts'
import { TAGS } from '../widget/i18n/tags.ts'
import { elementOptions, optionDocs, optionWords, readOptions } from '../widget/api/options.ts'

const README = readFileSync('README.md', 'utf8')
const PACKAGE = JSON.parse(readFileSync('package.json', 'utf8')) as {
  version: string
  scripts: Record<string, string>
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** The cells of the table rows whose first cell is one word in backquotes. */
function rows(section: string, next = '\n## '): Map<string, string[]> {
  const from = README.indexOf(section)
  expect(from, section).toBeGreaterThan(-1)
  const end = README.indexOf(next, from + 1)
  const lines = README.slice(from, end).split('\n')
  return new Map(
    lines
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .filter(([, first]) => /^`[^`]+`(, `[^`]+`)*$/.test(first ?? ''))
      .map(([, first = '', ...cells]) => [first.slice(1, -1), cells]),
  )
}

/** Typographic quotes are the code's, plain ones the README's. */
const plain = (text: string) => text.replaceAll('’', "'")

describe('the README', () => {
  it('explains every variable that the proxy reads, in the same words, and no other', () => {
    const table = rows('## Run the proxy')
    const variables = [...table]
      .filter(([name]) => /^[A-Z_]+$/.test(name))
      .map(([name, [text]]) => [name, text])
    expect(Object.fromEntries(variables)).toEqual(VARIABLES)
  })

  it('names the defaults that the proxy uses', () => {
    const config = loadConfig({})
    const { rate, helpdeskTimeoutMs, settleDelayMs, port, retentionDays, dedupeDays, sandboxRate } = config
    const numbers = { rate, helpdeskTimeoutMs, settleDelayMs, port, retentionDays, dedupeDays, sandboxRate }
    expect(numbers).toEqual({
      rate: Number(/at most \((\d+);/.exec(VARIABLES.THERE_THERE_RATE)?.[1]),
      helpdeskTimeoutMs: Number(/\((\d+)\)/.exec(VARIABLES.HELPDESK_TIMEOUT_MS)?.[1]),
      settleDelayMs: Number(/\((\d+)\)/.exec(VARIABLES.SETTLE_DELAY_MS)?.[1]),
      port: Number(/\((\d+)\)/.exec(VARIABLES.PORT)?.[1]),
      retentionDays: Number(/\((\d+);/.exec(VARIABLES.RETENTION_DAYS)?.[1]),
      dedupeDays: Number(/\((\d+)\)/.exec(VARIABLES.DEDUPE_DAYS)?.[1]),
      sandboxRate: Number(/\((\d+)\)/.exec(VARIABLES.SANDBOX_RATE)?.[1]),
    })
  })

  it('explains every option of the widget, in the same words, with its default', () => {
    const table = rows('## Put it on a site')
    const options = [...table].filter(([name]) => name.startsWith('data-'))
    const documented = options.map(([name, [text]]) => [name.slice('data-'.length), text])
    expect(Object.fromEntries(documented)).toEqual(
      Object.fromEntries(Object.entries(optionDocs).map(([name, text]) => [name, plain(text)])),
    )
    const defaults = options.map(([name, [, fallback = '']]) => [name.slice(5), fallback.replaceAll('`', '')])
    const silent = readOptions(() => [])
    expect(Object.keys(silent)).toEqual(Object.keys(optionDocs))
    expect(Object.fromEntries(defaults)).toEqual({ ...silent, ...optionWords })
  })

  it('explains every command of the widget', () => {
    const table = [...rows('### From JavaScript', '### In difficult pages').keys()]
    const told = table.filter((name) => !name.startsWith('support-')).flatMap((name) => name.split('`, `'))
    const code = ['commands', 'launcher']
      .map((name) => readFileSync(`widget/loader/${name}.ts`, 'utf8'))
      .join('')
    const launcher = code.slice(code.indexOf('  return {\n    init'))
    const own = [...launcher.matchAll(/^ {4}(\w+)(?:[:(,])/gm)].map(([, name]) => name!)
    const general = [...code.matchAll(/^ {8}(ready|on|off):/gm)].map(([, name]) => name!)
    expect(told.toSorted()).toEqual([...own, ...general, 'diagnose'].toSorted())
  })

  it('explains every event, token, part and slot of the widget, and no other', () => {
    const sources = readdirSync('widget', { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(tsx?|css)$/.test(name) && !/^(i18n|npm|preview)\b/.test(name),
    )
    const code = sources.map((name) => readFileSync(`widget/${name}`, 'utf8')).join('\n')
    const found = (pattern: RegExp) =>
      [...new Set([...code.matchAll(pattern)].flatMap(([, name]) => name!.split(' ')))].toSorted()
    const told = (section: string, next: string, names = /./) =>
      [...rows(section, next).keys()].filter((name) => names.test(name)).toSorted()
    const styling = README.slice(README.indexOf('### Styling'), README.indexOf('### From JavaScript'))
    const [tokens, parts, slots] = styling
      .split(/^\| (?:part|slot) /m)
      .map((text) => [...text.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name!).toSorted())
    expect(tokens).toEqual(found(/var\((--support-[\w-]+)/g))
    expect(parts).toEqual(found(/(?:part[=:] ?["']|className: '|make\('\w+', ')([\w ]+)/g))
    expect(slots).toEqual(found(/(?:<slot name="|'slot', \{ name: ')(\w+)/g))
    const events = found(/(?:emit|send)\('(\w+)'/g).map((name) => 'support-' + name)
    expect(told('### From JavaScript', '### In difficult pages', /^support-/)).toEqual(events)
  })

  it('is of one mind with the types and the manifest of the npm package', () => {
    const types = readFileSync('widget/npm/index.d.ts', 'utf8')
    const options = types.slice(
      types.indexOf('interface SupportOptions'),
      types.indexOf('interface SupportKnown'),
    )
    const typed = [...options.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name!)
    expect(typed.toSorted()).toEqual(['src', ...Object.keys(optionDocs)].toSorted())
    const { modules } = JSON.parse(readFileSync('widget/npm/custom-elements.json', 'utf8')) as {
      modules: { declarations: Record<string, { name: string }[]>[] }[]
    }
    const [form] = modules[0]!.declarations
    const names = (kind: string) => form![kind]!.map(({ name }) => name)
    expect(names('attributes')).toEqual(elementOptions)
    for (const name of names('events')) expect(types).toContain(`'${name}'`)
    for (const kind of ['cssParts', 'cssProperties', 'slots', 'events'])
      for (const name of names(kind).filter(Boolean)) expect(README, name).toContain(`| \`${name}\` `)
  })

  it('explains what a page says to its iframe, and what the address of one may say', () => {
    const told = [...rows('### In an iframe').keys()]
    const code = readFileSync('widget/iframe/messages.ts', 'utf8')
    const [, commands = ''] = /export interface Frames {([^]*?)\n}/.exec(code) ?? []
    const names = [...commands.matchAll(/^  (\w+):/gm)].map(([, name]) => name!)
    const view = readView(new URLSearchParams())
    // `ask` is the helper's own.
    expect(told.toSorted()).toEqual(
      [...names.filter((name) => name !== 'ask'), ...Object.keys(view)].toSorted(),
    )
  })

  it('explains every field of a submission, with its limit', () => {
    const from = README.indexOf('### Send from a program')
    const text = README.slice(from, README.indexOf('\n## ', from))
    for (const field of Object.keys(Submission.shape)) expect(text).toContain(`\`${field}\``)
    for (const limit of [EMAIL_MAX, MESSAGE_MAX, NAME_MAX, SUBJECT_MAX, PAGE_MAX, TAG_MAX])
      expect(text).toContain(limit.toLocaleString('en'))
    for (const code of ProblemCode.options) expect(text).toContain(`\`${code}\``)
  })

  it('tells every reason for which the log says that somebody was refused or asked for work', () => {
    const from = README.indexOf('| event        | why')
    const lines = README.slice(from, README.indexOf('\n\n', from)).split('\n')
    const words = lines.map((line) => line.split('|').slice(1, 3).join())
    const told = words.flatMap((cells) => [...cells.matchAll(/`(\w+)`/g)].map(([, word]) => word!))
    const read = (file: string) => readFileSync(`proxy/${file}.ts`, 'utf8')
    const [, kinds = ''] = /const KINDS = \[(.+?)\]/.exec(read('admission/rate-limits')) ?? []
    const [, work = ''] = /type: 'work'.*why: (.+?) }/.exec(read('admission/challenge-policy')) ?? []
    const asked = [...read('admission/admission').matchAll(/ask\(([^,]+),/g)].map(([, why]) => why)
    const known = [...`${kinds} ${work} ${asked.join(' ')}`.matchAll(/'(\w+)'/g)].map(([, why]) => why!)
    const expected = [...new Set([...known, 'backlog', 'challenged', 'refused'])]
    expect(told.toSorted()).toEqual(expected.toSorted())
  })

  it('says of every table with something of a visitor how long it is kept', () => {
    const sources = readdirSync('proxy', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('sandbox'))
      .map((file) => readFileSync(`proxy/${file}`, 'utf8'))
    const tables = sources.flatMap((text) =>
      [...text.matchAll(/CREATE TABLE IF NOT EXISTS (\w+)/g)].map(([, name]) => name!),
    )
    // Times of calls, why there are none, whether the disk can be written, and the key of the signatures.
    const OURS = ['gate_call', 'gate_closure', 'probe', 'signing_key']
    const chapter = README.slice(README.indexOf('## Data protection'), README.indexOf('## The sandbox'))
    const told = [...chapter.matchAll(/table `(\w+)`/g)].map(([, name]) => name!)
    expect(tables.toSorted()).toEqual([...told, ...OURS].toSorted())
  })

  it('lists every language by its name, and those that a native speaker has read', () => {
    const from = README.indexOf('## Languages')
    const chapter = README.slice(from, README.indexOf('\n## ', from))
    const names = new Intl.DisplayNames('en', { type: 'language' })
    const [, count, list = ''] = /speaks (\d+) languages: (.*?)\. /.exec(chapter) ?? []
    const expected = TAGS.map((tag) => `${names.of(tag)} (\`${tag}\`)`)
    expect(list.split(', ').toSorted()).toEqual(expected.toSorted())
    expect(Number(count)).toBe(TAGS.length)
    const read = TAGS.filter((tag) =>
      ['form', 'parts', 'fields'].every((file) =>
        readFileSync(`widget/i18n/${tag}/${file}.ts`, 'utf8').includes('. Reviewed by a native speaker. */'),
      ),
    )
    expect(/native speaker: (.*?)\./.exec(chapter)?.[1]).toBe(read.join(', ') || 'none yet')
  })

  it('tells the sizes that the built files have', () => {
    const folder = 'dist/public/assets'
    const built = readdirSync(folder)
    const lazy = (name: string) =>
      `${folder}/${built.find((file) => file.startsWith(name + '-') && file.endsWith('.js'))}`
    const files = {
      loader: 'dist/public/support.js',
      panel: lazy('panel'),
      sent: lazy('sent'),
      extras: lazy('parts'),
      suggestion: lazy('suggestion'),
      expectation: lazy('reply-time'),
      consent: lazy('consent'),
      fields: lazy('fields'),
      files: lazy('files'),
      about: lazy('page-context'),
      capture: lazy('screenshot'),
      frame: 'dist/public/frame.js',
    }
    for (const [name, file] of Object.entries(files)) {
      const told = Number(new RegExp(`<!-- size:${name} -->([\\d.]+)<`).exec(README)?.[1])
      expect(Math.abs(told - brotliCompressSync(readFileSync(file)).length / 1000), name).toBeLessThan(0.1)
    }
  })

  it('names only scripts that exist', () => {
    for (const [, script] of README.matchAll(/npm run ([\w:]+)/g))
      expect(PACKAGE.scripts).toHaveProperty(script!)
  })
})

describe('the package', () => {
  it('pins every dependency to one version', () => {
    for (const version of Object.values({ ...PACKAGE.dependencies, ...PACKAGE.devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('names the registry’s host nowhere', () => {
    expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/)
  })

  it('has its version in the changelog', () => {
    expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`## ${PACKAGE.version}`)
  })
})

describe.skipIf(!existsSync('.git'))('what git knows', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['ls-files', '-z', ...args], { encoding: 'utf8' })
      .split('\0')
      .filter(Boolean)
  /** Everything that is committed or would be. */
  const known = git('--cached', '--others', '--exclude-standard').filter((name) => existsSync(name))

  it('is all there is in the folders of the sources', () => {
    expect(git('--others', '--ignored', '--exclude-standard', '--', 'proxy', 'test', 'widget')).toEqual([])
  })

  it('has files for every test project', () => {
    const patterns = [...readFileSync('vite.projects.ts', 'utf8').matchAll(/'(test\/[^']+)'/g)].map(
      ([, glob]) => glob!,
    )
    expect(patterns.length).toBeGreaterThan(7)
    const asRegExp = (glob: string) =>
      new RegExp(
        `^${glob
          .replaceAll('.', '\\.')
          .replaceAll('**/', '@')
          .replaceAll('*', '[^/]*')
          .replaceAll('@', '(.+/)?')
          .replace(/\{(.+?)\}/g, (_, names: string) => `(${names.replaceAll(',', '|')})`)}$`,
      )
    for (const glob of patterns)
      expect(
        known.filter((name) => asRegExp(glob).test(name)),
        glob,
      ).not.toEqual([])
  })

  it('has every file and project that a script names', () => {
    const scripts = Object.values(PACKAGE.scripts).join(' ')
    const projects = readFileSync('vite.projects.ts', 'utf8')
    for (const [, name] of scripts.matchAll(/--project (\w+)/g)) expect(projects).toContain(`name: '${name}'`)
    for (const [path] of scripts.matchAll(/\b(dist|test|proxy|widget)\/[\w/.-]+\.[jt]s\b/g))
      expect(known).toContain(path.replace(/^dist\//, '').replace(/\.js$/, '.ts'))
  })
})
