/** The docs as documents: their length, their links, and that what they show would run. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { run } from '../proxy/cli/main.ts'
import { loadConfig } from '../proxy/config/config.ts'
import { VARIABLES } from '../proxy/config/environment.ts'
import { OPTIONS } from '../widget/api/options.ts'
import { blocks, names, page, PAGES } from './pages.ts'

const LINES_MAX: Record<string, number> = { 'README.md': 200, 'SECURITY.md': 40 }

/** A page without its blocks of code, in which `#` begins a comment and brackets mean nothing. */
const prose = (name: string) => page(name).replace(/^```[^]*?^```$/gm, '')

const headings = (name: string) => [...prose(name).matchAll(/^#+ (.+)$/gm)].map(([, text]) => text!)

/** The anchor of a heading, as forges make it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

/** Every link and picture of a page that leads to another file, or to a heading. */
const links = (name: string) =>
  [...prose(name).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to!).filter((to) => !/^https?:/.test(to))

/** What the command line says of itself. */
async function help() {
  let text = ''
  await run({ argv: ['--help'], env: {}, stdout: (line) => (text += line), stderr: () => {} })
  return text
}

/** The options of each command, by its words, as help tells them. */
async function usages() {
  const lines = (await help()).split('\n')
  const found = new Map<string, string[]>()
  for (const [, name = '', rest = ''] of lines.flatMap((line) => [
    .../^ {2}([a-z]+(?: [a-z]+)?)\b(.*?) {2}/[Symbol.matchAll](line),
  ]))
    found.set(name, [...(found.get(name) ?? ['--json']), ...(rest.match(/--[\w-]+/g) ?? [])])
  for (const line of lines) {
    const [, option = '', told = ''] = /^ {2}(--[\w-]+) +(import|with)?\b/.exec(line) ?? []
    for (const [name, options] of found)
      if (told === 'import' ? name.startsWith('import') : told === 'with' && name.startsWith('outbox'))
        options.push(option)
  }
  return found
}

describe.each(PAGES)('%s', (name) => {
  it('is short enough to be read', () => {
    expect(page(name).split('\n').length - 1).toBeLessThanOrEqual(LINES_MAX[name] ?? 300)
  })

  it('has one title, and no heading twice', () => {
    expect(prose(name).match(/^# /gm)).toHaveLength(1)
    const anchors = headings(name).map(anchor)
    expect(anchors).toEqual([...new Set(anchors)])
  })

  it('links to files and headings that exist', () => {
    for (const link of links(name)) {
      const [path = '', hash] = link.split('#')
      const file = path === '' ? name : join(dirname(name), path)
      expect(existsSync(file), link).toBe(true)
      if (hash !== undefined) expect(headings(file).map(anchor), link).toContain(hash)
    }
  })

  it('shows JSON, scripts and sites files that are right', () => {
    for (const json of blocks(page(name), 'json')) {
      // What the log writes is one object a line.
      const texts = json.startsWith('{"') ? json.trim().split('\n') : [json]
      for (const text of texts) expect(() => JSON.parse(text) as unknown, text).not.toThrow()
      if (json.includes('"sites"'))
        expect(() => loadConfig({ THERE_THERE_TOKEN: 't', SITES_FILE: 'f' }, () => json)).not.toThrow()
    }
    const scripts = [...page(name).matchAll(/<script>\n([^]*?)<\/script>/g)].map(([, code]) => code!)
    for (const code of [...blocks(page(name), 'js'), ...scripts])
      expect(() => new Script(code.replace(/^import .*$/gm, '')), code).not.toThrow()
  })

  it('names options, variables and commands that exist, and no others', () => {
    const text = page(name)
    // `fields` is of the tag of /links.js, `field` of that of /console.js.
    const options: string[] = [...OPTIONS.map((option) => option.name), 'fields', 'field']
    for (const [, option = ''] of text.matchAll(/\bdata-([\w-]+)=/g)) expect(options).toContain(option)
    const commands = [
      ['docs/javascript.md', /SupportWidget\(['"](\w+)/g],
      ['docs/iframe.md', /SupportFrame\(\w+, ['"](\w+)/g],
    ] as const
    for (const [where, call] of commands)
      for (const [, command] of text.matchAll(call)) expect(names(page(where))).toContain(command)
    // Those of the examples are secrets of sites, what compose.yaml asks for, and Node's own.
    const variables = [
      ...Object.keys(VARIABLES),
      'APP_IDENTITY_SECRET',
      'SHOP_SECRET',
      'SUPPORT_IDENTITY_SECRET',
      'POSTGRES_PASSWORD',
      'SUPPORT_NAME',
      'NODE_OPTIONS',
    ]
    for (const [, variable = ''] of text.matchAll(/[`\s"'](?:env:)?([A-Z]{3,}(?:_[A-Z]+)+)(?=[=`"'\s)])/g))
      expect(variables).toContain(variable)
    const scripts = (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: object }).scripts
    for (const [, script] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([script!])
  })

  it('shows commands and options as help has them', async () => {
    const known = await usages()
    const firsts = [...new Set([...known.keys()].map((command) => command.split(' ')[0]!))].join('|')
    const shown = RegExp(`(?:(npx )?support-proxy |\`)((?:${firsts})\\b[^\`\\n#|]*|[a-z]+)`, 'g')
    for (const [, isRun, line = ''] of page(name).matchAll(shown)) {
      const options = line.match(/--[\w-]+/g) ?? []
      const words = line.split(/[^a-z]/)
      const command = [words.slice(0, 2).join(' '), words[0]!].find((one) => known.has(one))
      if (isRun || options.length > 0) expect(command, line).toBeDefined()
      for (const option of options) expect(known.get(command ?? ''), line).toContain(option)
    }
  })
})

describe('the docs', () => {
  it('are all to be found from the README, in two steps at most', () => {
    const direct = links('README.md').map((link) => join(link.split('#')[0]!))
    const further = direct
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) => links(name).map((link) => join(dirname(name), link.split('#')[0]!)))
    const found = new Set(['README.md', ...direct, ...further])
    for (const name of PAGES) expect(found).toContain(name)
  })

  it('have every command of the command line, with each of its options', async () => {
    const lines = PAGES.flatMap((name) => page(name).split('\n'))
    const commands = await usages()
    expect(commands.size).toBeGreaterThan(15)
    for (const [name, options] of commands) {
      expect(
        lines.some((line) => line.includes(`support-proxy ${name}`)),
        name,
      ).toBe(true)
      for (const option of options)
        expect(
          lines.some((line) => line.includes(option)),
          `${name} ${option}`,
        ).toBe(true)
    }
  })

  it('have a picture that loads fast', () => {
    expect(statSync('docs/widget.webp').size).toBeLessThan(50_000)
  })

  it('have a page for each sites file of the examples, and the other way round', () => {
    const files = readdirSync('docs/examples')
    const stems = (end: string) =>
      files.filter((file) => file.endsWith(end)).map((file) => file.slice(0, -end.length))
    expect(stems('.json')).toEqual(stems('.md'))
  })
})

describe('comments', () => {
  const sources = ['widget', 'proxy', 'test'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(tsx?|css)$/.test(file))
      .map((file) => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8')] as const),
  )

  it('cite requirements that docs/requirements.md has', () => {
    const listed = new Set(
      [...page('docs/requirements.md').matchAll(/^- \*\*(R\d+)\*\*/gm)].map(([, n]) => n!),
    )
    for (const [file, text] of sources)
      for (const [, number] of text.matchAll(/\b(R\d\d\d?)\b(?=[),;. ])/g))
        expect(listed, file).toContain(number)
  })

  it('cite chapters that docs/there-there-api.md has', () => {
    const chapters = headings('docs/there-there-api.md')
    for (const [file, text] of sources)
      for (const [, chapter] of text.matchAll(/there-there-api\.md[,\s(*]*"([^"]+)"/g))
        expect(chapters, file).toContain(chapter)
  })
})
