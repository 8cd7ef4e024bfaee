/**
 * The mails of an mbox file, by their bytes. Its four dialects differ in how a line of a mail that begins with "From " is
 * kept apart from the one that begins a mail: a ">" before it (mboxo, mboxrd), a `Content-Length` (mboxcl2), or both (mboxcl).
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

/** Where a mail is in its file, and its headers. */
export interface MailPlace {
  offset: number
  length: number
  /** Whether lines of it have a ">" too many. */
  isQuoted: boolean
  head: Buffer
}

const HEAD_MAX = 512 * 1024
const LF = 10
const CHUNK = 256 * 1024
const LINE_MAX = 1024 * 1024

/** "From " and a date, as every program writes it, with a zone before or after the year or without one. */
const SEPARATOR =
  /^From (?:\S+ +|.*? {2,})?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:\d{1,2} +)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(?:\d{1,2} +)?(?:\d{4} +)?\d{1,2}:\d\d(?::\d\d)?(?: +[A-Z]{2,5}| +[+-]\d{4})*(?: +\d{4})?(?: +[+-]\d{4})?\s*$/

/** What a mail begins with: a field of its head. Some programs leave a quoted "From " before it. */
const FIELD = /^(?:>From |[!-9;-~]+:[ \t]+\S|[A-Z][!-9;-~]*:)/

/** What a mail surely begins with, where no blank line is before its separator: some programs leave that out. */
const SURE_FIELD =
  /^(?:>From |(?:From|To|Date|Subject|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|Status|X-[\w-]+):[ \t])/i

interface Line {
  offset: number
  bytes: Buffer
}

/** A line that may begin a mail. The next one tells. */
interface Pending extends Line {
  afterBlank: boolean
}

/** The lines of a file, each with its end. */
async function* linesOf(file: string): AsyncGenerator<Line> {
  let rest: Buffer[] = []
  let offset = 0
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let to = chunk.indexOf(LF); to !== -1; to = chunk.indexOf(LF, from)) {
      const end = chunk.subarray(from, to + 1)
      const bytes = rest.length > 0 ? Buffer.concat([...rest, end]) : end
      yield { offset, bytes }
      offset += bytes.length
      rest = []
      from = to + 1
    }
    if (from < chunk.length) rest.push(Buffer.from(chunk.subarray(from)))
    // Of a line without an end no more is kept than this: it is handed on in pieces.
    if (rest.length * CHUNK > LINE_MAX) {
      const bytes = Buffer.concat(rest.splice(0))
      yield { offset, bytes }
      offset += bytes.length
    }
  }
  if (rest.length > 0) yield { offset, bytes: Buffer.concat(rest) }
}

const isBlank = (bytes: Buffer) => bytes.length <= 2 && bytes.toString('latin1').trim() === ''

/** Programs of Windows begin a file with a mark. */
const MARK = '\u00ef\u00bb\u00bf'

function mayBegin({ bytes, offset }: Line): boolean {
  if (bytes.length >= 400) return false
  const text = bytes.toString('latin1')
  return SEPARATOR.test(offset === 0 && text.startsWith(MARK) ? text.slice(MARK.length) : text)
}

/** Whether the mail ends where its `Content-Length` says: at the end of the file, or before the next one. */
async function endsAt(handle: FileHandle, end: number, size: number): Promise<boolean> {
  if (end === size) return true
  if (end > size) return false
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(400), 0, 400, end)
  const [first = ''] = buffer
    .subarray(0, bytesRead)
    .toString('latin1')
    .replace(/^(?:\r?\n)+/, '')
    .split('\n')
  return first.trim() === '' ? end + bytesRead >= size : SEPARATOR.test(first)
}

/** A mail that is being read. */
class OpenMail {
  readonly offset: number
  readonly #head: Buffer[] = []
  #headBytes = 0
  isInHead = true
  isQuoted = false
  /** Bytes of blank lines at its end, of which the last is not its own. */
  end: number

  constructor(offset: number) {
    this.offset = offset
    this.end = offset
  }

  take({ bytes, offset }: Line): void {
    this.end = offset + bytes.length
    if (this.isInHead && this.#headBytes + bytes.length <= HEAD_MAX) {
      this.#head.push(Buffer.from(bytes))
      this.#headBytes += bytes.length
    }
    if (!this.isInHead && bytes[0] === 0x3e && /^>+From /.test(bytes.subarray(0, 40).toString('latin1')))
      this.isQuoted = true
  }

  get head(): Buffer {
    return Buffer.concat(this.#head)
  }

  /** Bytes of the body, as its head says. */
  get contentLength(): number | undefined {
    const told = /^content-length:[ \t]*(\d{1,12})[ \t]*\r?$/im.exec(this.head.toString('latin1'))?.[1]
    return told === undefined ? undefined : Number(told)
  }

  place(isCounted: boolean): MailPlace {
    const { offset, end, isQuoted, head } = this
    return { offset, length: end - offset, isQuoted: isQuoted && !isCounted, head }
  }
}

/** The mails of a file, in its order. */
export async function* mailsOf(file: string): AsyncGenerator<MailPlace> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    let mail: OpenMail | undefined
    let pending: Pending | undefined
    let afterBlank = true
    let bodyEnd = 0
    let hadSeparator = false
    for await (const line of linesOf(file)) {
      if (pending) {
        const field = pending.afterBlank ? FIELD : SURE_FIELD
        if (field.test(line.bytes.subarray(0, 100).toString('latin1'))) {
          if (mail) yield mail.place(bodyEnd > 0 && hadSeparator)
          mail = new OpenMail(pending.offset + pending.bytes.length)
          bodyEnd = 0
          hadSeparator = false
        } else mail?.take(pending)
        pending = undefined
      }
      const isInside = line.offset < bodyEnd
      const isSeparator = mayBegin(line)
      const wasBlank = afterBlank
      afterBlank = isBlank(line.bytes)
      if (isSeparator && !isInside) {
        pending = { ...line, afterBlank: wasBlank }
        continue
      }
      hadSeparator ||= isSeparator && wasBlank
      mail?.take(line)
      if (mail?.isInHead && afterBlank) {
        mail.isInHead = false
        const length = mail.contentLength
        const end = line.offset + line.bytes.length + (length ?? 0)
        if (length !== undefined && (await endsAt(handle, end, size))) bodyEnd = end
      }
    }
    if (pending) mail?.take(pending)
    if (mail) yield mail.place(bodyEnd > 0 && hadSeparator)
  } finally {
    await handle.close()
  }
}

/** The bytes of a mail without the ">" that mbox has put before "From ". */
export function unquoted(bytes: Buffer): Buffer {
  // One character a byte, so that none is changed.
  return Buffer.from(bytes.toString('latin1').replaceAll(/^>(?=>*From )/gm, ''), 'latin1')
}
