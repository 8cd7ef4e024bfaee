/**
 * Whether the content of a file is what its name and declared type say. Looks at the first bytes only; nothing is ever
 * opened, unpacked or run.
 */
import { endingOf, mimeOf } from '../contract/file-types.ts'

/** Bytes that `contradicts` wants to see. */
export const HEAD_BYTES = 4096

/** How files begin (IANA media types, and the formats' own specifications); `null` is any byte. */
const BEGINNINGS: Record<string, readonly (readonly (string | number | null)[])[]> = {
  'image/png': [[0x89, 'PNG\r\n', 0x1a, '\n']],
  'image/jpeg': [[0xff, 0xd8, 0xff]],
  'image/gif': [['GIF87a'], ['GIF89a']],
  'image/webp': [['RIFF', null, null, null, null, 'WEBP']],
  'image/bmp': [['BM']],
  'image/tiff': [
    ['II', 0x2a, 0],
    ['MM', 0, 0x2a],
  ],
  'application/zip': [
    ['PK', 3, 4],
    ['PK', 5, 6],
    ['PK', 7, 8],
  ],
  'application/gzip': [[0x1f, 0x8b]],
  'application/msword': [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  'application/rtf': [['{\\rtf']],
  'video/mp4': [[null, null, null, null, 'ftyp']],
  'video/webm': [[0x1a, 0x45, 0xdf, 0xa3]],
}

/** Types and endings that begin like another. */
const ALIASES: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.bmp': 'image/bmp',
  '.zip': 'application/zip',
  '.docx': 'application/zip',
  '.xlsx': 'application/zip',
  '.pptx': 'application/zip',
  '.odt': 'application/zip',
  '.ods': 'application/zip',
  '.odp': 'application/zip',
  '.gz': 'application/gzip',
  '.tgz': 'application/gzip',
  '.rtf': 'application/rtf',
  '.mp4': 'video/mp4',
  '.m4a': 'video/mp4',
  '.mov': 'video/mp4',
  '.heic': 'video/mp4',
  '.heif': 'video/mp4',
  '.avif': 'video/mp4',
  '.webm': 'video/webm',
  'application/x-zip-compressed': 'application/zip',
  'application/x-gzip': 'application/gzip',
  'audio/mp4': 'video/mp4',
  'image/heic': 'video/mp4',
  'image/heif': 'video/mp4',
  'image/avif': 'video/mp4',
}

/** Programs: Windows, Linux, macOS, Java, Android, WebAssembly, scripts. */
const PROGRAMS: readonly (readonly (string | number | null)[])[] = [
  ['MZ', null, null],
  [0x7f, 'ELF'],
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
  ['dex\n'],
  [0, 'asm'],
  ['#!/'],
]

function beginsWith(head: Buffer, pattern: readonly (string | number | null)[]): boolean {
  let at = 0
  for (const part of pattern) {
    const wanted = typeof part === 'string' ? Buffer.from(part, 'latin1') : part === null ? undefined : [part]
    for (const byte of wanted ?? [head[at]]) if (at >= head.length || head[at++] !== byte) return false
  }
  return true
}

/** What browsers take for markup, after white space and a byte order mark (WHATWG MIME Sniffing §7.1). */
const MARKUP =
  /^(?:\xef\xbb\xbf)?\s*<(!doctype html|html|head|body|script|iframe|svg|style|title|table|div|h1|a|b|br|p|font|img|!--|\?xml)[\s>?]/i

/** Whether a text editor would show it as it is. */
const isText = (head: Buffer) => !head.includes(0)

/**
 * Whether a file's first bytes contradict what it says of itself: a picture that does not begin like one, a program or
 * a web page under another name.
 */
export function contradicts(head: Buffer, { name, type }: { name: string; type: string }): boolean {
  const ending = endingOf(name)
  const mime = mimeOf(type)
  for (const told of [ending, mime]) {
    const patterns = BEGINNINGS[ALIASES[told] ?? told]
    if (patterns && !patterns.some((pattern) => beginsWith(head, pattern))) return true
  }
  // Some mailers put a line before it; readers look for it in the first kilobyte.
  if ((ending === '.pdf' || mime === 'application/pdf') && !head.subarray(0, 1024).includes('%PDF-'))
    return true
  const plain = mime.startsWith('text/') || /^\.(txt|csv|log|md|eml|json|har)$/.test(ending)
  // A letter may begin with "MZ" or quote a page; what only says nothing of itself may not.
  if (plain) return PROGRAMS.some((pattern) => beginsWith(head, pattern)) && !isText(head)
  return PROGRAMS.some((pattern) => beginsWith(head, pattern)) || MARKUP.test(head.toString('latin1'))
}
