/** The options of the import, for all of its commands: how each is called, and what it may be. Checked here, and nowhere else. */
import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { isUlid } from '../../helpdesk/ulid.ts'
import { isOwn } from '../../import/own.ts'
import { SOURCES } from '../../import/sources.ts'
import { Exit } from '../command.ts'

const NAMES = Object.keys(SOURCES).join(', ')

/** Options of every command that has a journal. */
export const JOURNAL = {
  channel: { type: 'string', usage: 'import: ULID of the channel that the tickets go to' },
  journal: { type: 'string', usage: 'import: the journal (DATA_DIR/import/CHANNEL.db)' },
} as const

/** Options of every command that reads an export. Help tells them once. */
export const READING = {
  from: { type: 'string', usage: `import: kind of export (${NAMES})` },
  ...JOURNAL,
  own: { type: 'string', usage: 'import, mails: addresses and @domains of the team, with commas between' },
  map: { type: 'string', usage: 'import, csv: the mapping file' },
  open: { type: 'string', usage: 'import: "keep" leaves open and waiting tickets so; else they are closed' },
  placeholder: { type: 'string', usage: 'import: domain of an address for people without one' },
  'remote-images': { type: 'string', usage: 'import: "keep" leaves pictures of other servers in the texts' },
  files: { type: 'string', usage: 'import: none, inline or all (all)' },
  folder: { type: 'string', usage: 'import: folder of the files (that of the export)' },
} as const

/** Options of every command that looks for files. */
export const FETCHING = {
  'fetch-from': { type: 'string', usage: 'import: origins that files may be fetched from, with commas' },
  'files-missing': {
    type: 'string',
    usage:
      'import: "wait" keeps tickets back whose files are not to be had, "note" sends them without (wait)',
  },
} as const

/** The helpdesk takes 300; a tenth is left for who else imports by this token. */
const DEFAULT_RATE = 270

export const RATE = {
  rate: { type: 'string', usage: `import: tickets a minute (${DEFAULT_RATE}; the helpdesk takes 300)` },
} as const

export const RUNNING = {
  limit: { type: 'string', usage: 'import run: at most so many tickets, as a trial' },
  only: { type: 'string', usage: 'import run: the tickets of these ids alone, with commas between' },
  refused: { type: 'boolean', usage: 'import run: send again what the helpdesk has refused' },
} as const

const DEFAULT_SAMPLE = 20

export const PROVING = {
  sample: { type: 'string', usage: `import report: tickets to read back (${DEFAULT_SAMPLE})` },
  html: { type: 'string', usage: 'import report: the page with the charts (beside the journal)' },
} as const

const listOf = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)
const isOrigin = (origin: string) =>
  URL.canParse(origin) && /^https?:/.test(origin) && new URL(origin).origin === origin
const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory()
const isFile = (path: string) => existsSync(path) && !statSync(path).isDirectory()
/** A file that can be made, or is there. */
const isFilePath = (path: string) => path !== '' && !isFolder(path) && !isFile(dirname(resolve(path)))

/** One of these words; the first when nothing is given. */
const oneOf = <const W extends readonly [string, ...string[]]>(...words: W) =>
  z.enum(words, { error: `one of: ${words.join(', ')}` }).default(words[0] as never) // as: it is one of them

/** Text that fits. */
const text = (fits: (value: string) => boolean, must: string) => z.string().refine(fits, must).optional()

const count = (most: number) =>
  z
    .string()
    .refine(
      (given) => /^\d{1,9}$/.test(given) && Number(given) >= 1 && Number(given) <= most,
      `a whole number from 1 to ${most}`,
    )
    .transform(Number)

/** A list with commas between, not empty, of which all fit. */
const list = (fits: (one: string) => boolean, must: string) =>
  z.string().refine((given) => listOf(given).length > 0 && listOf(given).every(fits), must)

const Flags = z.object({
  from: text((name) => Object.hasOwn(SOURCES, name), `one of: ${NAMES}`),
  channel: text(isUlid, 'a ULID, as the settings page of the channel shows it'),
  own: list(isOwn, 'addresses and domains such as help@shop.example,@shop.example')
    .transform((given) => new Set(listOf(given.toLowerCase())))
    .default(new Set()),
  map: text(isFile, 'a file that is there'),
  open: oneOf('close', 'keep'),
  // What is made with another would be refused, or be somebody's address.
  placeholder: text(
    (domain) => /^(?=.{4,190}$)([a-z0-9-]+\.)+[a-z]{2,}$/i.test(domain),
    'a domain, such as imported.example',
  ).transform((domain) => domain?.toLowerCase()),
  'remote-images': oneOf('drop', 'keep'),
  files: oneOf('all', 'inline', 'none'),
  folder: text(isFolder, 'a folder that is there'),
  'files-missing': oneOf('wait', 'note'),
  'fetch-from': list(isOrigin, 'origins without a path, such as https://example.zendesk.com')
    .transform((given) => new Set(listOf(given)))
    .default(new Set()),
  rate: count(1_000_000).default(DEFAULT_RATE),
  limit: count(999_999_999).optional(),
  only: z
    .string()
    .transform(
      (given) =>
        new Set(
          given
            .split(',')
            .map((id) => id.trim())
            .filter(Boolean),
        ),
    )
    .refine((ids) => ids.size > 0, 'ids of tickets with commas between')
    .optional(),
  refused: z.boolean().default(false),
  journal: text(isFilePath, 'the path of a file'),
  sample: count(10_000).default(DEFAULT_SAMPLE),
  html: text(isFilePath, 'the path of a file'),
  json: z.boolean().default(false),
})

/** The options of an import as they mean. */
export type ImportFlags = z.output<typeof Flags>

/** Options that only one source has a use for. */
const OF_SOURCE = { own: 'mail', map: 'csv' } as const

/** Reads the options that were given, whichever command they are of: so the same ones can be given to all. Throws an `Exit`
 * that names every one that is wrong, and what it may be. */
export function readFlags(options: Readonly<Record<string, string | boolean | undefined>>): ImportFlags {
  const parsed = Flags.safeParse(options)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => {
        const name = String(path[0])
        return `--${name} is "${String(options[name])}" and must be ${message}`
      })
  for (const [name, source] of Object.entries(OF_SOURCE))
    if (options[name] !== undefined && options['from'] !== undefined && options['from'] !== source)
      problems.push(`--${name} is of --from ${source} alone`)
  if (!parsed.success || problems.length > 0) throw new Exit(2, problems.join('\n'))
  return parsed.data
}

/** The channel that was named. Throws an `Exit` where there is none. */
export function channelOf({ channel }: Pick<ImportFlags, 'channel'>): string {
  if (channel === undefined) throw new Exit(2, 'Name the channel: --channel ULID (see its settings page).')
  return channel
}
