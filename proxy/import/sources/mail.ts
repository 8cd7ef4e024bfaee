/**
 * Mailboxes: mbox, Maildir and .eml. Mails that name each other by `References` are one ticket; what is from an address of
 * the team is outbound. Two passes: heads first, to know which belong together, then one ticket after the other.
 */
import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { relative } from 'node:path'
import type { Email } from 'postal-mime'
import { textToHtml } from '../shape/clean-html.ts'
import type { ImportFile, ImportLine, ImportMessage } from '../line.ts'
import type { ImportSource, SourceItem, SourceOptions } from '../source.ts'
import { isoTime } from '../time.ts'
import { present } from '../read/fields.ts'
import { allMails } from '../read/mail-files.ts'
import type { FoundMail } from '../read/mail-files.ts'
import { mailboxes, parseMail } from '../read/mail-message.ts'
import { unquoted } from '../read/mbox.ts'
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
  sentAt: number | undefined
}

/** Bytes of a mail that is read. */
const MAIL_MAX = 128 * 1024 * 1024

const IDS_MAX = 200

/** The ids in a field, without their brackets. */
const idsIn = (field: string | undefined): string[] =>
  (field ?? '')
    .match(/<[^<>\s]+>/g)
    ?.slice(-IDS_MAX)
    .map((id) => id.slice(1, -1)) ?? []

const sentAt = ({ date }: Email): number | undefined => {
  const ms = Date.parse(date ?? '')
  return Number.isNaN(ms) ? undefined : ms
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Puts a mail to those that it belongs to; threads that it joins become one. */
function thread(mail: FoundMail, head: Email, scratch: Scratch): 'new' | 'known' {
  const [own = `none-${hashOf(mail.head.toString('latin1'))}`] = idsIn(head.messageId)
  if (scratch.count('mail', own) > 1) return 'known'
  const references = [...idsIn(head.references), ...idsIn(head.inReplyTo)]
  const gmail = head.headers.find(({ key }) => key === 'x-gm-thrid')?.value.trim()
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
    sentAt: sentAt(head),
  }
  scratch.append('thread', key, place)
  return 'new'
}

async function bytesOf({ file, offset, length, isQuoted }: ThreadMail): Promise<Buffer> {
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

const filesOf = (email: Email, { file, offset, length }: ThreadMail, folder: string): ImportFile[] =>
  email.attachments.map(({ filename, mimeType, contentId }, index) =>
    present({
      name: filename?.slice(0, 255) || `attachment-${index + 1}`,
      type: mimeType.slice(0, 255),
      content_id: contentId?.slice(0, 998),
      part: { path: relative(folder, file), offset, length, index },
    }),
  )

const isOwn = (address: string, own: ReadonlySet<string>): boolean =>
  own.has(address) || own.has(`@${address.slice(address.lastIndexOf('@') + 1)}`)

interface ReadMail {
  message: ImportMessage
  from: { address: string; name: string } | undefined
  to: { address: string; name: string } | undefined
  subject: string | undefined
}

/** Reads one mail whole. */
async function readMail(mail: ThreadMail, { own, folder }: SourceOptions): Promise<ReadMail> {
  const email = await parseMail(await bytesOf(mail))
  const [from] = mailboxes(email.from)
  const [to] = mailboxes(email.to)
  const isOutbound = from !== undefined && isOwn(from.address, own)
  const files = filesOf(email, mail, folder)
  const message: ImportMessage = present({
    type: isOutbound ? ('outbound' as const) : ('inbound' as const),
    body: email.html ?? textToHtml(email.text ?? ''),
    created_at: mail.sentAt === undefined ? undefined : isoTime(mail.sentAt),
    author_email: from?.address,
    author_name: from?.name || undefined,
    external_id: mail.id.slice(0, 255),
    files: files.length > 0 ? files : undefined,
  })
  return { message, from, to, subject: email.subject }
}

/** A thread as a line. The id is of the mail that everything began with, whether it is there or not. */
async function convert(mails: readonly ThreadMail[], options: SourceOptions): Promise<SourceItem> {
  const inTime = mails.toSorted((a, b) => (a.sentAt ?? Infinity) - (b.sentAt ?? Infinity))
  const [first] = inTime
  if (!first) return { type: 'problem', at: 'mail', why: 'an empty thread' }
  const mailsRead: ReadMail[] = []
  for (const mail of inTime) {
    try {
      mailsRead.push(await readMail(mail, options))
    } catch (error) {
      return {
        type: 'problem',
        at: mail.at,
        why: error instanceof Error ? error.message : 'it cannot be read',
      }
    }
  }
  const customer = mailsRead.find(({ message }) => message.type === 'inbound')?.from ?? mailsRead[0]?.to
  const line: ImportLine = present({
    external_id: `mail:${hashOf(first.root)}`,
    subject: mailsRead[0]?.subject,
    status: 'closed' as const,
    from_contact: present({ email: customer?.address, name: customer?.name || undefined }),
    messages: mailsRead.map(({ message }) => message),
  })
  return { type: 'ticket', at: first.at, line }
}

async function* read(files: readonly string[], options: SourceOptions): AsyncGenerator<SourceItem> {
  const { scratch, own } = options
  for await (const found of allMails(files)) {
    if (found.type !== 'mail') {
      yield found
      continue
    }
    try {
      if (thread(found, await parseMail(found.head), scratch) === 'known')
        yield { type: 'skipped', at: found.at, rule: 'mails that were there before, by their Message-ID' }
    } catch (error) {
      yield {
        type: 'problem',
        at: found.at,
        why: error instanceof Error ? error.message : 'its head cannot be read',
      }
    }
  }
  // as: written above only
  for (const key of scratch.keys('thread'))
    yield await convert(scratch.list('thread', key) as ThreadMail[], options)
  yield { type: 'lacks', what: 'statuses: mails have none, all tickets are closed' }
  if (own.size === 0) yield { type: 'lacks', what: 'who is of the team: without --own every mail is inbound' }
}

export const mail: ImportSource = { name: 'mail', title: 'mbox, Maildir, .eml', read }
