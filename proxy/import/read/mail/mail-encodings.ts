/**
 * Encodings that mails name and nothing here can read. They would be read as Windows-1252: letters would be others, and in
 * the helpdesk nobody could mend them.
 */
import { decodeWords } from 'postal-mime'

/** Names that say nothing, as programs write them which do not know either. */
const NAMELESS = /^(?:x-)?(?:unknown|default|none|not|8-?bit|7-?bit|binary|user)(?:[-_].*)?$/i

/** Encodings of plain letters alone: what is in them looks like a text in English. */
const PLAIN = /utf-?7$|^hz|^iso-2022/i

const TYPE = /^content-type:[^\n]*(?:\n[ \t][^\n]*)*/gim
const WORD = /=\?([^?*\s]+)(?:\*[^?]*)?\?[bq]\?/gi
const ANY_NAME = /charset\s*=\s*["']?([\w.:-]+)|=\?([^?*\s]+)(?:\*[^?]*)?\?[bq]\?/gi
const NAME = /(charset\s*=\s*["']?)([\w.:-]+)/i

/** Every byte that is no plain letter, in the way of a field. */
const BYTES = Array.from({ length: 128 }, (_, index) => `=${(index + 128).toString(16).toUpperCase()}`).join(
  '',
)
const asRead = (name: string) => decodeWords(`=?${name}?Q?${BYTES}?=`)

/** Whether Node or postal-mime knows an encoding. postal-mime reads what it does not know as Windows-1252. */
function isKnown(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch {
    return asRead(name) !== asRead('windows-1252')
  }
}

/** Of a part that is a file, in its head. Files are not read, whatever they are written in. */
const FILE = /^content-disposition:\s*attachment/im

/**
 * The mail with "UTF-8" in place of names that say nothing: it is what most of them are, and what is not is found by its
 * bytes. The same mail where there is none.
 */
export function withNames(bytes: Buffer): Buffer {
  if (!bytes.includes('charset') && !bytes.includes('CHARSET')) return bytes
  const text = bytes.toString('latin1')
  const named = text.replaceAll(TYPE, (field) =>
    field.replace(NAME, (all, before: string, name: string) =>
      NAMELESS.test(name) ? `${before}utf-8` : all,
    ),
  )
  return named === text ? bytes : Buffer.from(named, 'latin1')
}

/**
 * The encoding of a text of a mail that cannot be read here; undefined where all can. `shown` is what was read of it: plain
 * letters are the same in all encodings but a few.
 */
export function unknownEncoding(bytes: Buffer, shown: string): string | undefined {
  const isPlain = !/[^\0-\u007F]/.test(shown)
  const isUnknown = (name: string) =>
    !NAMELESS.test(name) && !(isPlain && !PLAIN.test(name)) && !isKnown(name)
  const all = bytes.toString('latin1')
  // Nearly all mails end here: no copy of them is made.
  if (![...all.matchAll(ANY_NAME)].some(([, part, word]) => isUnknown(part ?? word ?? ''))) return undefined
  const text = all.replaceAll('\r', '')
  // Between blank lines: a head is looked through once, however many fields there are in it.
  const parts = text.split('\n\n').flatMap((lines) => {
    const fields = [...lines.matchAll(TYPE)]
    return fields.length > 0 && FILE.test(lines)
      ? []
      : fields.flatMap(([field]) => NAME.exec(field)?.[2] ?? [])
  })
  const head = text.slice(0, Math.max(0, text.indexOf('\n\n')))
  const words = [...head.matchAll(WORD)].flatMap(([, name]) => name ?? [])
  return [...parts, ...words].find(isUnknown)?.toLowerCase()
}
