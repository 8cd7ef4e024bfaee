/** JSON Lines: what all sources make, written by others. */
import { basename } from 'node:path'
import type { ImportLine } from '../line.ts'
import type { SourceItem, ImportSource } from '../source.ts'
import { readLines } from '../read/read-lines.ts'

async function* read(files: readonly string[]): AsyncGenerator<SourceItem> {
  for (const file of files) {
    const name = basename(file)
    for await (const { number, text } of readLines(file)) {
      const at = `${name}:${number}`
      if (text === undefined) {
        yield { type: 'problem', at, why: 'the line is longer than 64 MB' }
        continue
      }
      try {
        // as: it is checked by whoever asked.
        yield { type: 'ticket', at, line: JSON.parse(text) as ImportLine }
      } catch (error) {
        yield { type: 'problem', at, why: error instanceof Error ? error.message : 'no JSON' }
      }
    }
  }
}

export const jsonLines: ImportSource = { name: 'jsonl', title: 'JSON Lines', read }
