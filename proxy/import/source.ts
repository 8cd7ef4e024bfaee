/**
 * What a source is: a kind of export, and how its tickets become lines. Converters are pure: they read the files they are
 * given and the scratch of this run, and know neither the helpdesk nor the journal.
 */
import type { ImportLine } from './line.ts'
import type { Scratch } from './read/scratch.ts'

/** What a source comes upon, in the order of the export. `at` is where, for people: `tickets.json:17`. */
export type SourceItem =
  /** Not checked yet. */
  | { type: 'ticket'; at: string; line: ImportLine }
  /** What cannot be read. */
  | { type: 'problem'; at: string; why: string }
  /** What is left out by a rule of the source, such as a deleted ticket. `rule` is counted. */
  | { type: 'skipped'; at: string; rule: string }
  /** What this export does not have, said once. */
  | { type: 'lacks'; what: string }

export interface SourceOptions {
  scratch: Scratch
  /** Folder that the files of the export are in. */
  folder: string
  /** Addresses and `@domains` of the team: what is from them is outbound. In lower case. */
  own: ReadonlySet<string>
  /** Path of the mapping file, for CSV. */
  mapping: string | undefined
}

export interface ImportSource {
  /** As `--from` names it. */
  name: string
  /** Of what, in words. */
  title: string
  /** What is missing or wrong in the options, in words; undefined when nothing is. */
  objection?: (options: Pick<SourceOptions, 'mapping'>) => string | undefined
  /** Throws for a file that cannot be opened; what is wrong in one is a `problem`. */
  read: (files: readonly string[], options: SourceOptions) => AsyncGenerator<SourceItem>
}
