/**
 * Mailboxes: mbox, Maildir and .eml. Mails that name each other by `References` are one ticket; what is from an address of
 * the team is outbound. Two passes: heads first, to know which belong together, then one ticket after the other.
 */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Attachment, Email, Mailbox } from 'postal-mime'
import { cleanHtml, textToHtml } from '../shape/clean-html.ts'
import type { ImportFile, ImportLine, ImportMessage } from '../line.ts'
import type { ImportSource, SourceItem, SourceOptions } from '../source.ts'
import { isoTime } from '../time.ts'
import { present } from '../read/fields.ts'
import { allMails } from '../read/mail/mail-files.ts'
import type { FoundMail } from '../read/mail/mail-files.ts'
import { mailTime } from '../read/mail/mail-date.ts'
import {
  asUtf8,
  bodyStart,
  fieldOf,
  mailboxes,
  mended,
  missingEnd,
  parseMail,
  writerOf,
} from '../read/mail/mail-message.ts'
import { unknownEncoding, withNames } from '../read/mail/mail-encodings.ts'
import { leftOut } from '../read/mail/mail-rules.ts'
import { unquoted } from '../read/mail/mbox.ts'
import { remarksOf } from './mail-remarks.ts'
import type { MailRemarks } from './mail-remarks.ts'
import type { Scratch } from '../read/scratch.ts'

/** A mail of a thread, by its place. */
interface ThreadMail {
  at: string
  file: string
  offset: number
  length: number
  isQuoted: boolean
  /** Its own id, and the first that it refers to. */
  id: string
  root: string
  /** How many it refers to. */
  references: number
  sentAt: number | undefined
}

/** Bytes of a mail that is read. */
const MAIL_MAX = 128 * 1024 * 1024

const IDS_MAX = 200

/** The ids in a field, without their brackets. */
function idsIn(field: string | undefined): string[] {
  const ids = (field ?? '').match(/<[^<>\s]+>/g)
  if (ids) return ids.slice(-IDS_MAX).map((id) => id.slice(1, -1))
  // Some programs leave the brackets away. "Your mail of Monday" is no id.
  const bare = field?.trim() ?? ''
  return /^[^\s<>]+@[^\s<>]+$/.test(bare) ? [bare] : []
}

/** When it was sent; where that is not told, when it arrived. */
const sentAt = (email: Email): number | undefined =>
  mailTime(fieldOf(email, 'date')) ??
  mailTime(fieldOf(email, 'received')?.split(';').at(-1)) ??
  mailTime(fieldOf(email, 'delivery-date'))

const hashOf = (text: string | Buffer) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Of the head, what no program changes. */
const FIELDS = ['from', 'to', 'date', 'subject']

/**
 * What stands for an id that is missing: what the mail says, and nothing of the file it is in. Programs write fields of
 * their own into the head and turn the ends of lines.
 */
async function contentId(mail: FoundMail, email: Email): Promise<string> {
  const bytes = await bytesOf(mail)
  const body = bytes.toString('latin1', bodyStart(bytes)).replaceAll('\r', '').trimEnd()
  return `none-${hashOf(JSON.stringify([...FIELDS.map((name) => fieldOf(email, name)), hashOf(body)]))}`
}

/** Puts a mail to those that it belongs to; threads that it joins become one. */
async function thread(mail: FoundMail, head: Email, scratch: Scratch): Promise<'new' | 'known'> {
  const [own = await contentId(mail, head)] = idsIn(head.messageId)
  if (scratch.count('mail', own) > 1) return 'known'
  const references = [...idsIn(head.references), ...idsIn(head.inReplyTo)]
  const gmail = fieldOf(head, 'x-gm-thrid')?.trim()
  const ids = [...new Set([...references, ...(gmail ? [`gmail-thread:${gmail}`] : []), own])]
  const threads = [...new Set(ids.flatMap((id) => (scratch.get('thread', id) as string | undefined) ?? []))] // as: below
  const [key = own, ...others] = threads
  for (const other of others) scratch.join('thread', other, key)
  for (const id of ids) scratch.put('thread', id, key)
  const place: ThreadMail = {
    at: mail.at,
    file: mail.file,
    offset: mail.offset,
    length: mail.length,
    isQuoted: mail.isQuoted,
    id: own,
    root: references[0] ?? own,
    references: references.length,
    sentAt: sentAt(head),
  }
  scratch.append('thread', key, place)
  return 'new'
}

async function bytesOf({
  file,
  offset,
  length,
  isQuoted,
}: Omit<FoundMail, 'type' | 'at' | 'head'>): Promise<Buffer> {
  if (length > MAIL_MAX) throw new Error('the mail is larger than 128 MB')
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
    const bytes = buffer.subarray(0, bytesRead)
    return isQuoted ? unquoted(bytes) : bytes
  } finally {
    await handle.close()
  }
}

/** By what an attachment is known again, wherever its mail is. Its lines end as those of the mailbox do. */
function contentHash({ content, mimeType }: Attachment): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content))
  const isText = /^(?:text|message)\//i.test(mimeType)
  return hashOf(isText ? bytes.toString('latin1').replaceAll('\r', '').trimEnd() : bytes)
}

const filesOf = (
  email: Email,
  { file, offset, length, isQuoted }: ThreadMail,
  folder: string,
): ImportFile[] =>
  email.attachments.map((attachment, index) =>
    present({
      // Of a longer name the end counts: the ending.
      name: mended(attachment.filename ?? '').slice(-1000) || `attachment-${index + 1}`,
      type: attachment.mimeType.slice(0, 255),
      content_id: attachment.contentId?.slice(0, 998),
      part: {
        path: relative(folder, file),
        offset,
        length,
        index,
        ...(isQuoted && { quoted: true }),
        hash: contentHash(attachment),
      },
    }),
  )

const isOwn = (address: string, own: ReadonlySet<string>): boolean =>
  own.has(address) || own.has(`@${address.slice(address.lastIndexOf('@') + 1)}`)

interface ReadMail {
  message: ImportMessage
  from: Mailbox | undefined
  to: Mailbox | undefined
  subject: string | undefined
}

/** The text of a mail. Some programs send HTML with nothing in it beside a text. */
function bodyOf({ html = '', text = '' }: Email): string {
  const isBlank = html.length < 4096 && cleanHtml(html, () => ({ src: '' })).isEmpty
  const body = isBlank && text.trim() !== '' ? textToHtml(mended(text)) : mended(html)
  return body.replaceAll(/\r\n?/g, '\n').trimEnd()
}

/** Reads one mail whole. Throws in words for one that cannot be imported. */
async function readMail(
  mail: ThreadMail,
  { own, folder }: SourceOptions,
  remarks: MailRemarks,
): Promise<ReadMail> {
  const raw = await bytesOf(mail)
  const named = withNames(raw)
  const { bytes, isGuessed } = asUtf8(named)
  const email = await parseMail(bytes)
  const end = missingEnd(email, bytes)
  if (end !== undefined && email.attachments.length > 0)
    throw new Error(`it is cut off in its files: get it once more, or end it with a line "${end}"`)
  const from = writerOf(email)
  const [to] = mailboxes(email.to)
  const isOutbound = from !== undefined && isOwn(from.address, own)
  const files = filesOf(bytes !== raw ? await parseMail(raw) : email, mail, folder)
  const subject = email.subject === undefined ? undefined : mended(email.subject)
  const message: ImportMessage = present({
    type: isOutbound ? ('outbound' as const) : ('inbound' as const),
    body: bodyOf(email),
    created_at: mail.sentAt === undefined ? undefined : isoTime(mail.sentAt),
    author_email: from?.address,
    author_name: from?.name || undefined,
    external_id: mail.id.slice(0, 255),
    files: files.length > 0 ? files : undefined,
  })
  const encoding = unknownEncoding(bytes, `${message.body}${subject}${from?.name}`)
  if (encoding !== undefined)
    throw new Error(
      `it is written in "${encoding}", which is not read here: convert the mail to UTF-8, and change its "charset" to that`,
    )
  if (end !== undefined) remarks.cut.push(mail.at)
  if (mail.sentAt === undefined) remarks.undated.push(mail.at)
  if (isGuessed) remarks.guessed.push(mail.at)
  if (`${message.body}${subject}${from?.name}`.includes('\uFFFD')) remarks.garbled.push(mail.at)
  return { message, from, to, subject }
}

/** By time; without one, what is answered comes first. Not by their places in the file, which change. */
function inOrder(a: ThreadMail, b: ThreadMail): number {
  const [before, after] = [a.sentAt ?? Infinity, b.sentAt ?? Infinity]
  if (before !== after) return before < after ? -1 : 1
  return a.references - b.references || (a.id < b.id ? -1 : 1)
}

/** Who the ticket is of: who first wrote, else who was first written to. Never somebody of the team. */
function contactOf(mails: readonly ReadMail[], own: ReadonlySet<string>): Mailbox | undefined {
  const inbound = mails.find(({ message }) => message.type === 'inbound')
  if (inbound) return inbound.from
  const to = mails[0]?.to
  return to && !isOwn(to.address, own) ? to : undefined
}

/** A thread as a line. The id is of the mail that everything began with, whether it is there or not. */
async function convert(
  mails: readonly ThreadMail[],
  options: SourceOptions,
  remarks: MailRemarks,
): Promise<SourceItem> {
  const ordered = mails.toSorted(inOrder)
  const [first] = ordered
  if (!first) return { type: 'problem', at: 'mail', why: 'an empty thread' }
  const mailsRead: ReadMail[] = []
  for (const mail of ordered) {
    try {
      mailsRead.push(await readMail(mail, options, remarks))
    } catch (error) {
      return {
        type: 'problem',
        at: mail.at,
        why: error instanceof Error ? error.message : 'it cannot be read',
      }
    }
  }
  const customer = contactOf(mailsRead, options.own)
  const line: ImportLine = present({
    external_id: `mail:${hashOf(first.root)}`,
    subject: mailsRead[0]?.subject,
    status: 'closed' as const,
    from_contact: present({ email: customer?.address, name: customer?.name || undefined }),
    messages: mailsRead.map(({ message }) => message),
  })
  return { type: 'ticket', at: first.at, line }
}

/** What was left out by a rule, or is new; told apart by the head of a mail. */
async function sorted(found: FoundMail, scratch: Scratch): Promise<SourceItem | undefined> {
  const { at } = found
  try {
    const head = await parseMail(asUtf8(found.head).bytes)
    const rule = leftOut(head)
    if (rule !== undefined) return { type: 'skipped', at, rule }
    return (await thread(found, head, scratch)) === 'known'
      ? { type: 'skipped', at, rule: 'mails that were there before, by their Message-ID' }
      : undefined
  } catch (error) {
    return { type: 'problem', at, why: error instanceof Error ? error.message : 'its head cannot be read' }
  }
}

async function* read(files: readonly string[], options: SourceOptions): AsyncGenerator<SourceItem> {
  const { scratch, own } = options
  const remarks: MailRemarks = { garbled: [], guessed: [], cut: [], undated: [] }
  for await (const found of allMails(files)) {
    const item = found.type === 'mail' ? await sorted(found, scratch) : found
    if (item) yield item
  }
  // as: written above only
  for (const key of scratch.keys('thread'))
    yield await convert(scratch.list('thread', key) as ThreadMail[], options, remarks)
  yield* remarksOf(remarks)
  yield { type: 'lacks', what: 'statuses: mails have none, all tickets are closed' }
  if (own.size === 0) yield { type: 'lacks', what: 'who is of the team: without --own every mail is inbound' }
}

export const mail: ImportSource = { name: 'mail', title: 'mbox, Maildir, .eml', read }
