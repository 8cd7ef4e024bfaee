/** The head of one part of a multipart body (RFC 7578): what the part is called, and what it says to be. */
import { charsetOf } from './charset.ts'
import type { Charset, RawText } from './charset.ts'
import { percentDecoded } from './urlencoded.ts'
import { Refusal } from '../refusal.ts'

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
 * One parameter: its name, the number of a piece (RFC 2231), `*` where it declares its encoding (RFC 8187), and its value. A
 * quotation mark that nothing closes reaches to the end: to look for the closing one anew from each would be quadratic.
 */
const PARAMETER = /;\s*([^=;\s*"]+)(?:\*(\d{1,3}))?(\*?)\s*=\s*(?:"((?:[^"\\]|\\.?)*)"?|([^;]*))/gs

/** An extended value, `utf-8''na%C3%AFve.txt`. */
function extended(value: string): RawText {
  const [, charset, text = value] = /^([^']*)'[^']*'(.*)$/s.exec(value) ?? []
  return { bytes: percentDecoded(text), charset: charset || undefined }
}

/** A word as mail writes it, `=?utf-8?B?w6k=?=`: .NET and Spring call files so. */
const ENCODED_WORD = /^=\?([^?*]+)(?:\*[^?]*)?\?([bq])\?([^?]*)\?=$/i

/** A plain value, which is in the form's encoding unless it is an encoded word. */
function plainValue(value: string): RawText {
  const [, charset, way = '', text = ''] = ENCODED_WORD.exec(value) ?? []
  if (!charset) return { bytes: value }
  const quoted = () => percentDecoded(text.replaceAll('%', '%25').replaceAll('_', ' ').replaceAll('=', '%'))
  const bytes = way.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('latin1') : quoted()
  return { bytes, charset }
}

/** What a name or a file name was given as. */
interface Spellings {
  plain?: RawText
  /** Declares its encoding. */
  extended?: RawText
  /** By their numbers; each says whether it is percent-encoded. */
  pieces: { value: string; encoded: boolean }[]
}

/** One that declares its encoding is what was meant, wherever it stands; then one that was too long for a line. */
function meant({ plain, extended: declared, pieces }: Spellings): RawText | undefined {
  const [first] = pieces
  if (declared || !first) return declared ?? plain
  const { bytes, charset } = first.encoded ? extended(first.value) : { bytes: first.value }
  const rest = pieces.slice(1).map(({ value, encoded }) => (encoded ? percentDecoded(value) : value))
  return { bytes: bytes + rest.join(''), charset }
}

/** Headers of a part by their names in small letters, as often as they were sent. */
export type Headers = Readonly<Record<string, string[] | undefined>>

/** Programs that write a form as a mail may encode its parts, which nobody undoes (RFC 7578 §4.7): `eA==` for `x`. */
const AS_IT_IS = /^\s*(7bit|8bit|binary)\s*$/i

/**
 * The head; undefined for what is no part of a form: it has a name (RFC 7578 §4.2).
 * @throws Refusal `bad_body` for a part that is encoded once more.
 */
export function partHead(header: Headers): PartHead | undefined {
  const [disposition = ''] = header['content-disposition'] ?? []
  if (!/^form-data\s*(;|$)/i.test(disposition)) return undefined
  const [transfer = 'binary'] = header['content-transfer-encoding'] ?? []
  if (!AS_IT_IS.test(transfer))
    throw new Refusal('bad_body', 'Send each part as it is, without a Content-Transfer-Encoding.')
  const given: Record<'name' | 'filename', Spellings> = { name: { pieces: [] }, filename: { pieces: [] } }
  for (const [, key = '', piece, star, quoted, plain = ''] of disposition.matchAll(PARAMETER)) {
    const which = key.toLowerCase()
    if (which !== 'name' && which !== 'filename') continue
    const value = quoted?.replace(/\\(["\\])/g, '$1') ?? plain.trim()
    if (piece) given[which].pieces[Number(piece)] = { value, encoded: star === '*' }
    else if (star) given[which].extended = extended(quoted ?? plain.trim())
    else given[which].plain ??= plainValue(value)
  }
  const name = meant(given.name)
  const [type = 'text/plain'] = header['content-type'] ?? []
  return (
    name && {
      name,
      fileName: meant(given.filename),
      type: type.split(';')[0]?.trim().toLowerCase() ?? '',
      charset: charsetOf(type),
    }
  )
}
