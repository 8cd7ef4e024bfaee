/** One mail, as `postal-mime` reads it, and what has to be put right in it before and after. */
import { isUtf8 } from 'node:buffer'
import PostalMime from 'postal-mime'
import type { Address, Email, Mailbox } from 'postal-mime'
import { unquoted } from './mbox.ts'

/** Headers and parts of a mail. Throws for one that is too deep, or too long in its headers. */
export const parseMail = (bytes: Uint8Array): Promise<Email> =>
  new PostalMime({ attachmentEncoding: 'arraybuffer' }).parse(bytes)

/** What Windows-1252 has at 0x80 to 0x9F: nothing at five of them. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

/**
 * Node 20 decodes Windows-1252 as Latin-1: "€", quotes and dashes become controls that nobody sees. No mail has such
 * controls, so they are taken for what was meant.
 */
export const mended = (text: string): string =>
  text.replaceAll(/[\u0080-\u009F]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign)

/** A line of a mail that is no UTF-8, as Windows-1252: no byte of it is lost, whatever it was meant to be. */
const lineAsUtf8 = (line: Buffer): Buffer =>
  isUtf8(line) ? line : Buffer.from(mended(line.toString('latin1')), 'utf8')

/** Whether all that is text in a mail is UTF-8 by its own words, or says nothing. What HTML says in it does not count. */
const isAllUtf8 = (text: string): boolean =>
  [...text.replaceAll(/<meta[^>]{0,300}>/gi, '').matchAll(/charset\s*=\s*["']?([\w.:-]+)/gi)].every(
    ([, name = '']) => /^utf-?8$/i.test(name),
  )

/** Lines, each with its end. */
function linesOf(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = []
  let from = 0
  for (let to = bytes.indexOf(10); to !== -1; to = bytes.indexOf(10, from)) {
    lines.push(bytes.subarray(from, to + 1))
    from = to + 1
  }
  return from < bytes.length ? [...lines, bytes.subarray(from)] : lines
}

/** Where the body of a mail begins. */
export function bodyStart(bytes: Buffer): number {
  const blank = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, 1024 * 1024))
  return blank ? blank.index + blank[0].length : bytes.length
}

/**
 * A mail whose fields, and whose text when that names no other encoding, are UTF-8. What is written otherwise than it says
 * would become U+FFFD, and nobody could tell any more what it was. Not for files: their bytes stay as they are.
 */
export function asUtf8(bytes: Buffer): { bytes: Buffer; isGuessed: boolean } {
  if (isUtf8(bytes)) return { bytes, isGuessed: false }
  const start = bodyStart(bytes)
  const [head, body] = [bytes.subarray(0, start), bytes.subarray(start)]
  const isBodyGuessed = !isUtf8(body) && isAllUtf8(bytes.toString('latin1'))
  return {
    bytes: Buffer.concat([
      ...linesOf(head).map(lineAsUtf8),
      ...(isBodyGuessed ? linesOf(body).map(lineAsUtf8) : [body]),
    ]),
    isGuessed: isBodyGuessed || !isUtf8(head),
  }
}

/** A field as it is written, without its turns: postal-mime has read times of it, in the zone of this machine. */
export const fieldOf = ({ headers }: Pick<Email, 'headers'>, name: string): string | undefined =>
  headers.find(({ key }) => key === name)?.value

/** The people in a field, those of groups too; addresses in lower case. */
export function mailboxes(field: Address | readonly Address[] | undefined): Mailbox[] {
  const all: readonly Address[] = field === undefined ? [] : Array.isArray(field) ? field : [field]
  return all
    .flatMap((one) => one.group ?? [one])
    .filter(({ address }) => address !== '')
    .map(({ name, address }) => ({ name: mended(name), address: address.toLowerCase() }))
}

/** Who wrote: archives of mailing lists write `ada at example.com (Ada)`. */
export function writerOf(email: Pick<Email, 'from' | 'headers'>): Mailbox | undefined {
  const [first] = mailboxes(email.from)
  if (first?.address.includes('@')) return first
  const raw = (fieldOf(email, 'from') ?? '').trim()
  // Spaces stand in one place only: with two, a long run of them is parted in every way there is.
  const [, user, host, name = ''] = /^(\S+) at (\S+\.[^\s.]+)(?:\s*\((.*)\))?$/.exec(raw) ?? []
  return user === undefined ? first : { name, address: `${user}@${host}`.toLowerCase() }
}

/** The boundary of a mail of several parts that is not there at its end; undefined when nothing is missing. */
export function missingEnd(email: Pick<Email, 'headers'>, bytes: Buffer): string | undefined {
  const type = fieldOf(email, 'content-type') ?? ''
  if (!/^\s*multipart\//i.test(type)) return undefined
  const [, quoted, bare] = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;"]+))/i.exec(type) ?? []
  const boundary = quoted ?? bare
  return boundary === undefined || bytes.includes(`--${boundary}--`) ? undefined : `--${boundary}--`
}

/**
 * The bytes of an attachment of a mail, by its place among them; undefined where there is none. `isQuoted` says whether lines
 * of the mail have a ">" too many, which those of a text file would keep.
 */
export async function attachmentOf(
  bytes: Buffer,
  index: number,
  isQuoted = false,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const mail = await parseMail(isQuoted ? unquoted(bytes) : bytes)
  const content = mail.attachments[index]?.content
  if (content === undefined) return undefined
  return typeof content === 'string'
    ? Uint8Array.from(Buffer.from(content))
    : Uint8Array.from(new Uint8Array(content))
}
