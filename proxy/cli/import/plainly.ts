/** What goes wrong with files and journals, as a sentence for the operator. */
import { JournalError } from '../../import/send/journal.ts'
import { command, Exit } from '../command.ts'
import type { CliCommand, CliOptions } from '../command.ts'

/** Errors of the system that a path on the command line is the reason of. */
const OF_PATHS: Partial<Record<string, string>> = {
  ENOENT: 'is not there',
  EISDIR: 'is a folder',
  ENOTDIR: 'leads through something that is no folder',
  EEXIST: 'is there already, and is something else',
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EROFS: 'is on a disk that cannot be written',
}

function inWords(error: unknown): unknown {
  if (error instanceof JournalError) return new Exit(2, error.message)
  if (!(error instanceof Error) || !('code' in error)) return error
  const words = OF_PATHS[String(error.code)]
  if (words === undefined) return error
  const path = 'path' in error ? String(error.path) : 'A file of the export'
  return new Exit(2, `${path} ${words}.`)
}

/** A command whose failures are told in words, with the code of a wrong command. */
export function importCommand<const O extends CliOptions>(
  definition: Parameters<typeof command<O>>[0],
): CliCommand {
  return command<O>({
    ...definition,
    run: (call) =>
      definition.run(call).catch((error: unknown) => {
        throw inWords(error)
      }),
  })
}
