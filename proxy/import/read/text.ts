/**
 * The text of exports: what is not written in its encoding is told with its line, and never read as something else. A text
 * whose umlauts have become U+FFFD cannot be mended once it is in the helpdesk.
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { NOT_UTF8, rawLines } from './read-lines.ts'

/** A file is not what it should be. Its message is for whoever has the file. */
export class UnreadableText extends Error {}

/** What is no text, by its first bytes. */
const KINDS: readonly [begin: string, why: string][] = [
  ['1f8b', 'it is compressed (gzip): unpack it first'],
  ['504b0304', 'it is an archive (zip): unpack it first'],
  ['425a68', 'it is compressed (bzip2): unpack it first'],
  ['fd377a585a00', 'it is compressed (xz): unpack it first'],
  ['28b52ffd', 'it is compressed (zstd): unpack it first'],
  ['2142444e', 'it is a data file of Outlook (.pst): export its mails as mbox or .eml first'],
  [
    'd0cf11e0a1b11ae1',
    'it is a message of Outlook (.msg) or an old Office file: save it as .eml or as text first',
  ],
]

const UTF16 = 'it is written in UTF-16: convert it first, such as by "iconv -f UTF-16 -t UTF-8"'

/** Why lines cannot be told apart: they end as on old Macintoshes; undefined where nothing speaks against it. */
export const withoutLines = (head: Buffer): string | undefined =>
  head.includes('\r') && !head.includes('\n')
    ? `its lines end in CR alone, as on old Macintoshes: convert it first, such as by "tr '\\r' '\\n' < OLD > NEW"`
    : undefined

/** The first bytes of a file. */
export async function headOf(file: string, length: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** The encoding that the first bytes show by a mark, or by zeros between letters; undefined for all others. */
export function utf16Of(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = head
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || (first === 0 && second) ? 'utf-16be' : undefined
}

/** Why what begins with these bytes is no text that can be read; undefined when nothing speaks against it. */
export function unreadable(head: Buffer): string | undefined {
  const begin = head.subarray(0, 8).toString('hex')
  const kind = KINDS.find(([sign]) => begin.startsWith(sign))
  return kind?.[1] ?? (utf16Of(head) === undefined ? undefined : UTF16)
}

/** The line in which a file is first not what its encoding can be. In UTF-16 a line cannot be found by its bytes. */
async function wrongLine(file: string, encoding: string): Promise<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  if (decoder.encoding.startsWith('utf-16')) return 'it'
  for await (const { number, bytes } of rawLines(file)) {
    try {
      decoder.decode(bytes)
    } catch {
      return `line ${number}`
    }
  }
  return 'its end'
}

/** The text of a file, piece by piece. Throws an `UnreadableText` for bytes that are none in this encoding. */
export async function* textOfFile(file: string, encoding = 'utf-8'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  // Always as a stream: Node 20 decodes Windows-1252 as Latin-1 when it gets all at once, and "€" is gone.
  const decode = async (bytes?: Buffer) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      const { encoding: name } = decoder
      const place = await wrongLine(file, encoding)
      throw new UnreadableText(`${place} ${name === 'utf-8' ? NOT_UTF8 : `is not written in ${name}`}`)
    }
  }
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const text = await decode(chunk)
    if (text !== '') yield text
  }
  const rest = await decode()
  if (rest !== '') yield rest
}
