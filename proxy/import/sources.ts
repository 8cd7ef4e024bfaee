/** The sources by the names that `--from` takes. Each is loaded when it is used. */
import type { ImportSource } from './source.ts'

export const SOURCES: Readonly<Record<string, () => Promise<ImportSource>>> = {
  jsonl: async () => (await import('./sources/json-lines.ts')).jsonLines,
}
