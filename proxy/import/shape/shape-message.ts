/** One message of a line as the helpdesk takes it: its HTML cleaned, its pictures and files as many as it may have. */
import { isEmail } from '../../contract/email/address.ts'
import { cleanName } from '../../contract/files/file-names.ts'
import { FILES_MAX } from '../../contract/limits.ts'
import { safeHref } from '../../conversation/html/links.ts'
import { cleanHtml, escapeHtml } from './clean-html.ts'
import type { ImageRule } from './clean-html.ts'
import { isBase64 } from '../line.ts'
import type { ImportFile, ImportMessage } from '../line.ts'
import type { LostFile, ShapeChange, ShapedMessage, ShapeOptions } from './shaped-ticket.ts'
import { EARLIEST, isoTime, timeOf } from '../time.ts'

interface MessageContext extends Pick<ShapeOptions, 'remoteImages' | 'files'> {
  /** Address of the contact. */
  contact: string
  /** Times are at most this. */
  latest: number
  note: (change: ShapeChange) => void
}

const DATA_IMAGE = /^data:image\/(png|jpe?g|gif|webp|bmp);base64,/i

/** A picture that was written into the text itself. */
function embeddedFile(src: string, number: number): ImportFile | undefined {
  const [head, kind = ''] = DATA_IMAGE.exec(src) ?? []
  if (head === undefined) return undefined
  const type = kind.toLowerCase()
  const content = src.slice(head.length)
  // What is cut off there would be uploaded as a picture that nobody can open.
  if (!isBase64(content)) return undefined
  return { name: `image-${number}.${type}`, type: `image/${type}`, content }
}

const bare = (contentId: string) => contentId.trim().replaceAll(/^<|>$/g, '').toLowerCase()

/** An id as an address writes it (RFC 2392): `a%40b` is `a@b`. Most programs write it as it is, with "%" too. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** Mail programs draw emoji as pictures, each with itself for its words. */
const EMOJI =
  /^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}])[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u

/** What is left of a picture that is not there. */
function inWords(alt: string): { text: string } | undefined {
  const words = alt.trim()
  if (words === '') return undefined
  return { text: EMOJI.test(words) ? words : `[${words}]` }
}

/** The pictures of a text: which file each is, and which files the text has shown. */
function picturesOf(
  { files: given = [] }: ImportMessage,
  { remoteImages, files: choice, note }: MessageContext,
) {
  // An agent saves files under these names: no folders, no controls, nothing that a system acts on.
  const files: ImportFile[] = given.map((file) => ({ ...file, name: cleanName(file.name) }))
  const shown = new Set<number>()
  const missing: LostFile[] = []
  // By maps: a text may show as many pictures as it has files, and each would be held against all of them.
  const byUrl = new Map<string, number>()
  const byId = new Map<string, number>()
  // From the last, so that the first of two stays.
  for (const [index, { url, content_id: id }] of [...files.entries()].toReversed()) {
    if (url !== undefined) byUrl.set(url, index)
    if (id !== undefined) byId.set(bare(id), index)
  }
  const find = (src: string): number => {
    if (!/^cid:/i.test(src)) return byUrl.get(src) ?? -1
    const ids = [bare(src.slice(4)), bare(decoded(src.slice(4)))]
    const [first = -1] = ids.flatMap((id) => byId.get(id) ?? []).toSorted((a, b) => a - b)
    return first
  }
  const imageOf: ImageRule = (src, alt) => {
    const embedded = embeddedFile(src, files.length + 1)
    const index = embedded ? files.push(embedded) - 1 : find(src)
    if (index !== -1) {
      shown.add(index)
      return choice === 'none' ? inWords(alt || (files[index]?.name ?? '')) : { src: `cid:import-${index}` }
    }
    if (DATA_IMAGE.test(src)) missing.push({ name: alt || 'a picture', why: 'it is no valid base64' })
    else if (/^cid:/i.test(src))
      missing.push({ name: alt || src.slice(4), why: 'the export does not have it' })
    else if (/^https?:/i.test(src)) {
      const address = safeHref(src)
      if (remoteImages === 'keep' && address !== undefined) return { src: address }
      note('imagesLeftOut')
    }
    return inWords(alt)
  }
  return { files, shown, missing, imageOf }
}

/** Which files go along: those in the text first, for they would leave a hole there. */
function chosen(
  files: readonly ImportFile[],
  shown: ReadonlySet<number>,
  choice: ShapeOptions['files'],
): { kept: ReadonlySet<number>; lost: LostFile[] } {
  const kept = new Set<number>()
  const lost: LostFile[] = []
  const order = files.map((_, index) => index).toSorted((a, b) => Number(shown.has(b)) - Number(shown.has(a)))
  for (const index of order) {
    const name = files[index]?.name ?? ''
    if (choice === 'none' || (choice === 'inline' && !shown.has(index)))
      lost.push({ name, why: 'files are not imported (--files)' })
    else if (kept.size === FILES_MAX) lost.push({ name, why: `a message has at most ${FILES_MAX} files` })
    else kept.add(index)
  }
  return { kept, lost }
}

/** A picture that is a file, as `imageOf` and `cleanHtml` have written it. */
const PLACED = /<img src="cid:import-(\d+)"([^>]*)>/g

/** What stands in the place of a picture that is not there. */
const nameOnly = (name: string) => `[${escapeHtml(name)}]`

/** Takes the place of a picture that is not there, in a body that `cleanHtml` has written. */
export const withoutPicture = (html: string, index: number, name: string): string =>
  html.replaceAll(PLACED, (picture, number: string) => (Number(number) === index ? nameOnly(name) : picture))

/** Puts the token of a picture into a body that `cleanHtml` has written. */
export const withPicture = (html: string, index: number, token: string): string =>
  html.replaceAll(`<img src="cid:import-${index}"`, () => `<img src="cid:${escapeHtml(token)}"`)

/** Whoever else wrote an inbound message is named in it: the helpdesk takes the contact for its author. */
function authorLine(
  { type, author_email: email, author_name: name }: ImportMessage,
  contact: string,
): string {
  if (type !== 'inbound' || email === undefined || email.toLowerCase() === contact.toLowerCase()) return ''
  return `<p><strong>${escapeHtml(name ? `${name} <${email}>` : email)}</strong></p>`
}

/** The agent of a message, as far as the helpdesk takes what is known. */
function agentOf({ type, author_email: email, author_name: name }: ImportMessage) {
  if (type === 'inbound') return {}
  const shown = Array.from(name?.trim() ?? '')
    .slice(0, 255)
    .join('')
  return {
    ...(email !== undefined && isEmail(email) && { author_email: email }),
    ...(shown !== '' && { author_name: shown }),
  }
}

/** A time that the helpdesk takes: not after now, and none that stands for none. */
export function pastTime(
  value: string | undefined,
  { latest, note }: Pick<MessageContext, 'latest' | 'note'>,
): number | undefined {
  const ms = value === undefined ? undefined : timeOf(value)
  if (ms === undefined) return undefined
  if (ms < EARLIEST) note('early')
  if (ms > latest) note('future')
  return ms < EARLIEST ? undefined : Math.min(ms, latest)
}

/** One message, and every change told to `note`. */
export function shapeMessage(message: ImportMessage, context: MessageContext): ShapedMessage {
  const { files, shown, missing, imageOf } = picturesOf(message, context)
  const { html, firstLine, isEmpty, isCut } = cleanHtml(message.body, imageOf)
  const { kept, lost } = chosen(files, shown, context.files)
  const author = authorLine(message, context.contact)
  if (isEmpty) context.note('emptyBody')
  if (isCut) context.note('bodyCut')
  if (html.includes('\uFFFD')) context.note('unreadable')
  if (author !== '') context.note('authorNamed')
  const told = isCut ? '<p>(The rest of this message was too large to read.)</p>' : ''
  let body = author + (isEmpty ? '<p>(no text)</p>' : html) + told
  const numbers = [...kept].toSorted((a, b) => a - b)
  const places = new Map(numbers.map((index, at) => [index, at]))
  // All in one: to go through the text for each picture would be quadratic.
  body = body.replaceAll(PLACED, (_, number: string, rest: string) => {
    const at = places.get(Number(number))
    return at === undefined
      ? nameOnly(files[Number(number)]?.name ?? '')
      : `<img src="cid:import-${at}"${rest}>`
  })
  const at = pastTime(message.created_at, context)
  return {
    body: {
      type: message.type,
      body,
      ...(at !== undefined && { created_at: isoTime(at) }),
      ...agentOf(message),
      ...(message.external_id !== undefined && { external_id: message.external_id }),
    },
    files: numbers.flatMap((index) => files[index] ?? []),
    lost: [...missing, ...lost],
    firstLine,
  }
}
