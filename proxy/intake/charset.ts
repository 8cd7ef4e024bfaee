/**
 * Texts of a body, from its bytes by the encoding that was declared for them. What does not fit is no text: a character
 * that nobody wrote (U+FFFD) never takes the place of one that somebody did.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import { Refusal } from '../refusal.ts'

/** Declared encoding; undefined: UTF-8. */
export type Charset = string | undefined

/** Bytes as a string, one UTF-16 unit each: what is left to read once names and values are told apart. */
export interface RawText {
  bytes: string
  /** Declared for this text alone. */
  charset?: Charset
}

/** How to be understood: the end of every refusal here. */
const ADVICE = 'Send UTF-8, or name the encoding (charset=, or a field _charset_).'

/** The charset that a header declares. */
export const charsetOf = (contentType: string): Charset =>
  /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]

/** What the bytes from 0x80 to 0x9F are in windows-1252: Node 20 takes them for controls, as ISO-8859-1 does. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

const asWindows1252 = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\x9f]/g, (byte) => WINDOWS_1252.charAt(byte.charCodeAt(0) - 0x80))

/** Names of ASCII: of what is nothing but ASCII, UTF-8 makes the same, and of what is not, senders say it wrongly. */
const ASCII = /^(us-)?ascii$/i

/** @throws Refusal `bad_type` for an encoding that nobody knows. */
function decoderOf(charset = 'utf-8') {
  try {
    return new TextDecoder(ASCII.test(charset) ? 'utf-8' : charset, { fatal: true })
  } catch {
    throw new Refusal('bad_type', `The encoding "${charset.slice(0, 64)}" is not known here. ${ADVICE}`)
  }
}

/**
 * What is left where Node's decoder knows less of an encoding than browsers: of the Korean 똠 a control and a "c", of
 * letters of Hong Kong some for private use. One of those is real: the apple of a Macintosh.
 */
const UNKNOWN_LETTER = /[\x80-\x9f\uE000-\uF8FE]/

/** Encodings of one byte a letter: any bytes are a text in them. */
const ONE_BYTE = /^(ibm|iso-8859|koi8|mac|windows|x-mac)/

/**
 * Whether bytes that were declared to be of such an encoding are UTF-8 as well: then nobody knows which was meant. Browsers
 * declare a form's encoding truly in a hidden `_charset_` only; one of type text sends what the page's author wrote there.
 */
const isEither = (bytes: Buffer, encoding: string): boolean =>
  ONE_BYTE.test(encoding) && !isAscii(bytes) && isUtf8(bytes)

/** Of nearly every body. It keeps nothing from one text to the next; to make one for each field cost more than its work. */
const UTF8 = new TextDecoder('utf-8', { fatal: true })

const isPlain = (charset: Charset): boolean => charset === undefined || /^utf-8$/i.test(charset)

/** The text of some bytes; undefined when they are not of their encoding. @throws Refusal as `decoderOf`. */
function decode(bytes: Buffer, charset: Charset): string | undefined {
  const decoder = isPlain(charset) ? UTF8 : decoderOf(charset)
  if (isEither(bytes, decoder.encoding)) return undefined
  if (decoder.encoding === 'windows-1252') return asWindows1252(bytes)
  try {
    const text = decoder.decode(bytes)
    return !decoder.encoding.startsWith('utf-') && UNKNOWN_LETTER.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** A text as it may be shown to whoever wrote it; `misread` when that is a guess. */
export interface ReadText {
  text: string
  misread: boolean
}

/** A letter that is more than one byte in UTF-8. */
const WIDE = /[\u0080-\uFFFF]/

/** The text of raw bytes, else what most senders would mean by them. */
export function readText({ bytes, charset }: RawText, declared: Charset): ReadText {
  const named = charset ?? declared
  if (isPlain(named) && !WIDE.test(bytes)) return { text: bytes, misread: false }
  const buffer = Buffer.from(bytes, 'latin1')
  const text = decode(buffer, named)
  const guess = () => (isUtf8(buffer) ? buffer.toString() : asWindows1252(buffer))
  return { text: text ?? guess(), misread: text === undefined }
}

/** JSON, and whatever else is one text. @throws Refusal `bad_body`. */
export function readWhole(bytes: Buffer, contentType: string): string {
  const text = decode(bytes, charsetOf(contentType))
  if (text === undefined) throw new Refusal('bad_body', `The body is not of its encoding. ${ADVICE}`)
  return text
}

/** A refusal that names what could not be read: it comes back as a guess, to be mended and sent as UTF-8. */
export const misreadFields = (names: readonly string[]): Refusal =>
  new Refusal(
    'invalid',
    `These fields are not of their encoding: ${names.join(', ')}. ${ADVICE} A form does with accept-charset="utf-8".`,
    Object.fromEntries(names.map((name) => [name, 'invalid'])),
  )

/** Whether browsers name the encoding of a form in a field of this name: in letters of any size (Chromium 156, Firefox 153). */
const isCharset = (name: RawText) => name.bytes.toLowerCase() === '_charset_'

/** Fields of a form as texts. */
export interface FormPairs {
  /** In the order they were sent; a value that is undefined was a file. */
  pairs: [name: string, value: string | undefined][]
  /** Names of those that are a guess. */
  misread: string[]
  /** Encoding of what has none of its own: names of files too. */
  charset: Charset
}

/** Reads the fields of a form. @throws Refusal `bad_type` or `bad_body`. */
export function readPairs(raw: readonly [RawText, RawText | undefined][], contentType: string): FormPairs {
  const named = raw.find(([name]) => isCharset(name))?.[1]?.bytes
  const charset = named || charsetOf(contentType)
  const misread: string[] = []
  const pairs = raw
    .filter(([name]) => !isCharset(name))
    .map(([rawName, rawValue]): [string, string | undefined] => {
      const name = readText(rawName, charset)
      if (name.misread) throw new Refusal('bad_body', `The name of a field is not of its encoding. ${ADVICE}`)
      const value = rawValue && readText(rawValue, charset)
      if (value?.misread) misread.push(name.text.slice(0, 64))
      return [name.text, value?.text]
    })
  return { pairs, misread, charset }
}
