/**
 * Whether the content of a file is what its name and declared type say. Looks at the first bytes only; nothing is ever
 * opened, unpacked or run.
 */
import { alike, kindByContent, kindByType, kindsOf } from './file-kinds.ts'

/** Bytes that are looked at. */
export const HEAD_BYTES = 4096

/** Programs: Windows, Linux, macOS, Java, Android, WebAssembly, scripts. */
const PROGRAM =
  /^(MZ..|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|dex\n|\0asm|#!\/)/s

/** What browsers take for markup, after white space and a byte order mark (WHATWG MIME Sniffing §7.1). */
const MARKUP =
  /^(?:\xef\xbb\xbf)?\s*<(!doctype html|html|head|body|script|iframe|svg|style|title|table|div|h1|a|b|br|p|font|img|!--|\?xml)[\s>?]/i

/** The first bytes, a character each. */
export const headOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, HEAD_BYTES))

/**
 * Whether a file's first bytes contradict what it says of itself: a picture that begins like none, a program, a web page
 * or an archive under another name.
 */
export function contradicts(head: string, ending: string, mime: string): boolean {
  const found = kindByContent(head)
  const own = kindsOf(ending, head).at(-1) ?? kindByType(mime)
  const text = own ? own.family === 'text' : mime.startsWith('text/')
  const program = PROGRAM.test(head)
  // A letter may begin with "MZ" or quote a page; what only says nothing of itself may not.
  if (text) return (program || !!found) && head.includes('\0')
  if (program || MARKUP.test(head)) return true
  if (!own || own.begins?.test(head)) return false
  return !alike(own, found) && !!(found ?? own.begins)
}
