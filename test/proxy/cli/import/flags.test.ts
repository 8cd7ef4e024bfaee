/** Options of an import: what is wrong is said before anything is read or sent, with what it may be. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFile, aLine } from '../../../harness/proxy/an-import.ts'
import { anExport, eachWithImports, FAST } from '../../../harness/proxy/an-import-command.ts'
import { aFolder } from '../../../harness/proxy/builders.ts'

const { here, command, total } = eachWithImports()

const WRONG: [option: string, value: string, may: string][] = [
  ['own', 'shop.example', 'addresses and domains'],
  ['own', 'help@shop.example, nobody', 'addresses and domains'],
  ['own', '', 'addresses and domains'],
  ['map', '/nowhere.json', 'a file that is there'],
  ['map', '/tmp', 'a file that is there'],
  ['open', 'maybe', 'close, keep'],
  ['placeholder', 'a@b', 'a domain'],
  ['remote-images', 'yes', 'drop, keep'],
  ['files', 'some', 'all, inline, none'],
  ['files-missing', 'ignore', 'wait, note'],
  ['folder', '/nowhere', 'a folder that is there'],
  ['fetch-from', 'https://x.example/path', 'origins without a path'],
  ['fetch-from', 'x.example', 'origins without a path'],
  ['fetch-from', 'ftp://x.example', 'origins without a path'],
  ['rate', '0', 'a whole number from 1 to'],
  ['rate', '1e3', 'a whole number from 1 to'],
  ['rate', '99999999999999999999', 'a whole number from 1 to'],
  ['limit', 'ten', 'a whole number from 1 to'],
  ['limit', '-1', 'a whole number from 1 to'],
  ['sample', '2.5', 'a whole number from 1 to'],
  ['only', ' , ', 'ids of tickets'],
  ['channel', 'x', 'a ULID'],
  ['journal', '/tmp', 'the path of a file'],
  ['html', '/tmp', 'the path of a file'],
]

describe.each(['check', 'run', 'report'])('import %s', (name) => {
  it.each(WRONG)('refuses --%s %j, and says what it may be', async (option, value, may) => {
    const { code, err } = await command([name, anExport(aLine()), ...FAST, `--${option}=${value}`])
    expect(err).toContain(`--${option} is "${value}" and must be`)
    expect(err).toContain(may)
    expect(code).toBe(2)
  })
})

describe('options of an import', () => {
  it('that are wrong are told all at once', async () => {
    const { err } = await command(['run', anExport(aLine()), ...FAST, '--open', 'x', '--limit', 'y'])
    expect(err.trim().split('\n')).toHaveLength(2)
    expect(await total()).toBe(0)
  })

  it.each([
    ['--own', '@shop.example', 'mail'],
    ['--map', '', 'csv'],
  ])('that another source has are refused: %s', async (option, value, source) => {
    const given = value || aFile('map.json', '{}')
    const { code, err } = await command(['check', anExport(aLine()), ...FAST, option, given])
    expect(err).toContain(`${option} is of --from ${source} alone`)
    expect(code).toBe(2)
  })

  it('are the same for all commands, which take of them what concerns them', async () => {
    const all = [
      ...FAST,
      '--limit',
      '5',
      '--sample',
      '3',
      '--fetch-from',
      'https://x.example',
      '--files',
      'all',
    ]
    const file = anExport(aLine())
    for (const name of ['check', 'run', 'report'])
      expect(await command([name, file, ...all])).toMatchObject({ code: 0 })
  })
})

describe('what cannot be read or written', () => {
  it.each([
    ['a folder in place of an export', () => [aFolder(), ...FAST], 'is a folder: name the files in it'],
    [
      'a journal that is no database',
      () => [anExport(aLine()), ...FAST, '--journal', aFile('x', 'text '.repeat(500))],
      'The journal',
    ],
    [
      'a journal in what is no folder',
      () => [anExport(aLine()), ...FAST, '--journal', join(aFile('x', ''), 'y', 'z.db')],
      'The journal',
    ],
  ])('is told in a sentence: %s', async (_, argv, words) => {
    const { code, err } = await command(['run', ...argv()])
    expect(err).toContain(words)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
  })

  it('is told of the page of a report', async () => {
    const file = anExport(aLine())
    await command(['run', file, ...FAST])
    const { code, err } = await command([
      'report',
      file,
      ...FAST,
      '--html',
      join(here.dataDir, 'gone', 'r.html'),
    ])
    expect(err).toContain('is not there')
    expect(code).toBe(2)
  })

  it('leaves the database of something else as it is', async () => {
    const file = anExport(aLine())
    mkdirSync(join(here.dataDir, 'import'), { recursive: true })
    await command(['run', file, ...FAST])
    const { code, err } = await command(['status', '--journal', join(here.dataDir, 'import', 'lane.db')])
    expect(err).toContain('is the database of something else')
    expect(code).toBe(2)
  })
})
