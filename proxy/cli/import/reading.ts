/** What the commands of the import share: the export that they read, how it is shaped, and where its journal is. */
import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Config } from '../../config/config.ts'
import type { TicketReading } from '../../import/read-tickets.ts'
import { openScratch } from '../../import/read/scratch.ts'
import type { FileAccess } from '../../import/send/file-access.ts'
import type { ImportSource } from '../../import/source.ts'
import { SOURCES } from '../../import/sources.ts'
import { Exit } from '../command.ts'
import { channelOf } from './flags.ts'
import type { ImportFlags } from './flags.ts'

/** Where the journal of an import is. */
export function journalFile(config: Config, flags: ImportFlags): string {
  return flags.journal ?? join(config.dataDir, 'import', `${channelOf(flags).toUpperCase()}.db`)
}

/** The source whose files are to be read. Throws an `Exit` for what cannot be. */
export async function sourceOf(names: readonly string[], { from, map }: ImportFlags): Promise<ImportSource> {
  const load = SOURCES[from ?? '']
  if (!load) throw new Exit(2, `Name the kind of export: --from (${Object.keys(SOURCES).join(', ')})`)
  if (names.length === 0) throw new Exit(2, 'Name the files of the export.')
  for (const file of names) {
    if (!existsSync(file)) throw new Exit(2, `There is no file ${file}.`)
    if (from !== 'mail' && statSync(file).isDirectory())
      throw new Exit(2, `${file} is a folder: name the files in it.`)
  }
  const source = await load()
  const objection = source.objection?.({ mapping: map })
  if (objection !== undefined) throw new Exit(2, objection)
  return source
}

/** Folder that the files of an export are in. */
function folderOf(files: readonly string[], given: string | undefined): string {
  const [first = '.'] = files
  return given ?? (statSync(first).isDirectory() ? first : dirname(first))
}

/** The options that change what becomes of a ticket: those of an earlier run are compared with them. */
export const settingsOf = (flags: ImportFlags): Record<string, string> => ({
  own: [...flags.own].toSorted().join(','),
  open: flags.open,
  placeholder: flags.placeholder ?? '',
  'remote-images': flags['remote-images'],
  files: flags.files,
})

/** What is to be read. Throws an `Exit` for what cannot be. `close` it when it has been. */
export async function openReading(
  { names, flags, now }: { names: readonly string[]; flags: ImportFlags; now: number },
  channel: string,
): Promise<{ reading: TicketReading; close: () => void }> {
  const source = await sourceOf(names, flags)
  // What is read is dropped at once. V8 would let several times as much pile up before it looks: by default the memory
  // grows with the export for a while, and a small machine may end the process for it.
  setFlagsFromString('--heap-growing-percent=30')
  const scratch = openScratch()
  const reading: TicketReading = {
    source,
    files: names,
    own: flags.own,
    folder: folderOf(names, flags.folder),
    mapping: flags.map,
    scratch,
    shape: {
      channel,
      now,
      open: flags.open,
      placeholder: flags.placeholder,
      remoteImages: flags['remote-images'],
      files: flags.files,
    },
  }
  return { reading, close: () => scratch.close() }
}

/** Where the files of an export may come from. */
export const accessOf = (
  flags: ImportFlags,
  { folder }: TicketReading,
  waiting: Pick<FileAccess, 'timeoutMs' | 'signal'>,
): FileAccess => ({
  ...waiting,
  folder,
  origins: flags['fetch-from'],
  fetch,
})
