/** JSON Lines: what all sources make, written by others. */
import { basename } from 'node:path'
import type { ImportLine } from '../line.ts'
import type { SourceItem, ImportSource } from '../source.ts'
import { othersExport } from '../read/export-kind.ts'
import { isFields } from '../read/fields.ts'
import { notJson } from '../read/json-records.ts'
import { readLines, valueOf } from '../read/read-lines.ts'
import { headOf, unreadable } from '../read/text.ts'

/** Why a first line that is no JSON is none of JSON Lines at all: each further one would be a problem of its own. */
function notLines(text: string): string | undefined {
  const line = text.trim()
  if (/^[[{]+$/.test(line))
    return 'it is JSON over several lines: write each ticket in a line of its own, such as by "jq -c"'
  return line.startsWith('{') || line.startsWith('[') ? undefined : notJson(line)
}

async function* read(files: readonly string[]): AsyncGenerator<SourceItem> {
  for (const file of files) {
    const name = basename(file)
    const why = unreadable(await headOf(file, 8))
    if (why !== undefined) {
      yield { type: 'problem', at: name, why }
      continue
    }
    let isFirst = true
    for await (const line of readLines(file)) {
      const at = `${name}:${line.number}`
      const found = valueOf(line)
      if ('why' in found) {
        const none = isFirst && 'text' in line ? notLines(line.text) : undefined
        yield { type: 'problem', at, why: none ?? found.why }
        if (none !== undefined) break
        isFirst = false
        continue
      }
      const { value } = found
      const other = isFirst && isFields(value) ? othersExport(value, 'jsonl').why : undefined
      if (other !== undefined) {
        yield { type: 'problem', at, why: other }
        break
      }
      isFirst = false
      // as: it is checked by whoever asked.
      yield { type: 'ticket', at, line: value as ImportLine }
    }
  }
}

export const jsonLines: ImportSource = { name: 'jsonl', title: 'JSON Lines', read }
