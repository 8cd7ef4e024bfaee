/** Builders of the import's tests: a line, an export on the disk, a helpdesk to import into. */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ImportLine } from '../../../proxy/import/line.ts'
import type { ShapeOptions } from '../../../proxy/import/shape/shaped-ticket.ts'
import { openScratch } from '../../../proxy/import/read/scratch.ts'
import type { SourceItem, ImportSource, SourceOptions } from '../../../proxy/import/source.ts'
import { aFolder, CHANNEL } from './builders.ts'

/** A ticket that the helpdesk takes; `changes` replace parts of it. */
export function aLine(changes: Partial<ImportLine> = {}): ImportLine {
  return {
    external_id: 'old:1',
    subject: 'Refund request',
    status: 'closed',
    from_contact: { email: 'john@customer.example', name: 'John Doe' },
    messages: [{ type: 'inbound', body: '<p>Refund please.</p>', created_at: '2024-01-10T09:00:00Z' }],
    ...changes,
  }
}

export const SHAPE: ShapeOptions = {
  channel: CHANNEL,
  now: Date.UTC(2026, 5, 1),
  open: 'close',
  placeholder: undefined,
  remoteImages: 'drop',
  files: 'all',
}

/** A file in a folder of its own. */
export function aFile(name: string, content: string | Buffer, folder = aFolder()): string {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

/** All that a source finds in files. */
export async function found(
  source: ImportSource,
  files: readonly string[],
  options: Partial<SourceOptions> = {},
): Promise<SourceItem[]> {
  const scratch = openScratch()
  try {
    const all: SourceItem[] = []
    for await (const one of source.read(files, {
      scratch,
      own: new Set(),
      folder: dirname(files[0] ?? '.'),
      mapping: undefined,
      ...options,
    }))
      all.push(one)
    return all
  } finally {
    scratch.close()
  }
}

/** The lines of the tickets among what was found. */
export const linesOf = (all: readonly SourceItem[]): ImportLine[] =>
  all.flatMap((one) => (one.type === 'ticket' ? [one.line] : []))
