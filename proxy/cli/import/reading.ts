/** What the commands of the import share: the export that they read, how it is shaped, and where its journal is. */
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Config } from '../../config/config.ts'
import { isUlid } from '../../helpdesk/ulid.ts'
import type { TicketReading } from '../../import/read-tickets.ts'
import { openScratch } from '../../import/read/scratch.ts'
import { SOURCES } from '../../import/sources.ts'
import { Exit } from '../command.ts'

const NAMES = Object.keys(SOURCES).join(', ')

/** Options of every command that reads an export. Help tells them once. */
export const READING = {
  from: { type: 'string', usage: `import: kind of export (${NAMES})` },
  channel: { type: 'string', usage: 'import: ULID of the channel that the tickets go to' },
  own: { type: 'string', usage: 'import, mails: addresses and @domains of the team, with commas between' },
  map: { type: 'string', usage: 'import, csv: the mapping file' },
  open: { type: 'string', usage: 'import: "keep" leaves open and waiting tickets so; else they are closed' },
  placeholder: { type: 'string', usage: 'import: domain of an address for people without one' },
  'remote-images': { type: 'string', usage: 'import: "keep" leaves pictures of other servers in the texts' },
  files: { type: 'string', usage: 'import: none, inline or all (all)' },
  folder: { type: 'string', usage: 'import: folder of the files (that of the export)' },
} as const

/** Options of every command that has a journal. */
export const JOURNAL = {
  channel: READING.channel,
  journal: { type: 'string', usage: 'import: the journal (DATA_DIR/import/CHANNEL.db)' },
} as const

type Given<O> = { [Name in keyof O]?: string | undefined }

/** The one of these words that was given. Throws an `Exit` for another. */
function oneOf<W extends string>(option: string, given: string | undefined, words: readonly [W, ...W[]]): W {
  const found = given === undefined ? words[0] : words.find((word) => word === given)
  if (found === undefined)
    throw new Exit(2, `--${option} is "${given}" and must be one of: ${words.join(', ')}`)
  return found
}

/** The channel that was named. Throws an `Exit` where there is none. */
export function channelOf({ channel }: { channel?: string | undefined }): string {
  if (channel === undefined) throw new Exit(2, 'Name the channel: --channel ULID (see its settings page).')
  if (isUlid(channel)) return channel
  throw new Exit(2, `--channel is "${String(channel)}" and must be a ULID.`)
}

/** Where the journal of an import is. */
export function journalFile(config: Config, options: Given<typeof JOURNAL>): string {
  return options.journal ?? join(config.dataDir, 'import', `${channelOf(options).toUpperCase()}.db`)
}

/** The names of people and their teams, in lower case. */
const listOf = (text: string | undefined): ReadonlySet<string> =>
  new Set(
    (text ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  )

/** Folder that the files of an export are in. */
function folderOf(files: readonly string[], given: string | undefined): string {
  const [first = '.'] = files
  return given ?? (statSync(first).isDirectory() ? first : dirname(first))
}

/** A domain for placeholders: what is made with another would be refused, or be somebody's address. */
function domainOf(given: string | undefined): string | undefined {
  if (given !== undefined && !/^(?=.{4,190}$)([a-z0-9-]+\.)+[a-z]{2,}$/i.test(given))
    throw new Exit(2, `--placeholder is "${given}" and must be a domain, such as imported.example`)
  return given?.toLowerCase()
}

/** What is to be read. Throws an `Exit` for what cannot be. `close` it when it has been. */
export async function openReading(
  { names, options, now }: { names: readonly string[]; options: Given<typeof READING>; now: number },
  channel: string,
): Promise<{ reading: TicketReading; close: () => void }> {
  const load = Object.hasOwn(SOURCES, options.from ?? '') ? SOURCES[options.from ?? ''] : undefined
  if (!load)
    throw new Exit(
      2,
      options.from === undefined
        ? `Name the kind of export: --from (${NAMES})`
        : `There is no source "${options.from}". There are: ${NAMES}`,
    )
  if (names.length === 0) throw new Exit(2, 'Name the files of the export.')
  const source = await load()
  const objection = source.objection?.({ mapping: options.map })
  if (objection !== undefined) throw new Exit(2, objection)
  for (const file of names) if (!existsSync(file)) throw new Exit(2, `There is no file ${file}.`)
  // What is read is dropped at once. V8 would let several times as much pile up before it looks: by default the memory
  // grows with the export for a while, and a small machine may end the process for it.
  setFlagsFromString('--heap-growing-percent=30')
  const scratch = openScratch()
  const reading: TicketReading = {
    source,
    files: names,
    own: listOf(options.own),
    folder: folderOf(names, options.folder),
    mapping: options.map,
    scratch,
    shape: {
      channel,
      now,
      open: oneOf('open', options.open, ['close', 'keep']),
      placeholder: domainOf(options.placeholder),
      remoteImages: oneOf('remote-images', options['remote-images'], ['drop', 'keep']),
      files: oneOf('files', options.files, ['all', 'inline', 'none']),
    },
  }
  return { reading, close: () => scratch.close() }
}
