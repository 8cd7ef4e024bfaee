/** The head of one part of a multipart body (RFC 7578): what the part is called, and what it says to be. */
import { charsetOf } from './charset.ts'
import type { Charset, RawText } from './charset.ts'
import { percentDecoded } from './urlencoded.ts'

export interface PartHead {
  name: RawText
  /** Of a file; empty for an input that was left empty. */
  fileName: RawText | undefined
  /** Media type, in small letters. */
  type: string
  /** That the part declares for itself. */
  charset: Charset
}

/**
 * One parameter: its name, `*` where it declares its encoding (RFC 8187), and its value. A quotation mark that nothing
 * closes reaches to the end: to look for the closing one anew from each would be quadratic.
 */
const PARAMETER = /;\s*([^=;\s*"]+)(\*?)\s*=\s*(?:"((?:[^"\\]|\\.?)*)"?|([^;]*))/gs

/** An extended value, `utf-8''na%C3%AFve.txt`. */
function extended(value: string): RawText {
  const [, charset, text = value] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? []
  return { bytes: percentDecoded(text), charset: charset || undefined }
}

/** Headers of a part by their names in small letters, as often as they were sent. */
export type Headers = Readonly<Record<string, string[] | undefined>>

/** The head; undefined for what is no part of a form: it has a name (RFC 7578 §4.2). */
export function partHead(header: Headers): PartHead | undefined {
  const [disposition = ''] = header['content-disposition'] ?? []
  if (!/^form-data\s*(;|$)/i.test(disposition)) return undefined
  const given: Record<'name' | 'filename', RawText | undefined> = { name: undefined, filename: undefined }
  for (const [, key = '', star, quoted, plain = ''] of disposition.matchAll(PARAMETER)) {
    const which = key.toLowerCase()
    if (which !== 'name' && which !== 'filename') continue
    // The one that declares its encoding is what was meant, wherever it stands.
    if (star) given[which] = extended(quoted ?? plain.trim())
    else given[which] ??= { bytes: (quoted ?? plain.trim()).replace(/\\(["\\])/g, '$1') }
  }
  const [type = 'text/plain'] = header['content-type'] ?? []
  return (
    given.name && {
      name: given.name,
      fileName: given.filename,
      type: type.split(';')[0]?.trim().toLowerCase() ?? '',
      charset: charsetOf(type),
    }
  )
}
