/**
 * Reads multipart bodies (RFC 7578) as they arrive: fields first, then one file after the other, each as a stream.
 * Never holds a file in memory.
 */
import type { Readable } from 'node:stream'
import { Dicer } from '@fastify/busboy'
import { NAME_READ_MAX } from '../contract/files/file-names.ts'
import { readPairs, readText } from './charset.ts'
import type { FormPairs, RawText } from './charset.ts'
import { partHead } from './part-head.ts'
import type { Headers, PartHead } from './part-head.ts'
import { Refusal } from '../refusal.ts'

/** A file on its way in. `content` must be read to its end, or nothing that follows arrives. */
export interface IncomingFile {
  /** As it was sent. */
  name: string
  /** Whether the name is a guess: it is not of its encoding. */
  misread: boolean
  type: string
  content: Readable
}

/** A body whose fields have been read. */
export interface Multipart {
  /** In the order they were sent. A file that is not called `files` is a field without a text. */
  fields: FormPairs['pairs']
  /** Names of fields whose text is a guess. */
  misread: FormPairs['misread']
  /** The parts called `files`; undefined when there are none. To be iterated once. */
  files: AsyncIterable<IncomingFile> | undefined
  /** What the files are called that have begun to arrive, as they were sent. Grows while they are read. */
  fileNames: readonly string[]
  /** How many parts there were so far, files and inputs that were left empty included. */
  parts: number
  /** Reads what is left and drops it: a browser tells its script nothing of an answer that came before it was done. */
  drain: () => Promise<void>
}

export interface MultipartLimits {
  /** Most parts. */
  parts: number
  /** Most bytes of all fields together. */
  fieldBytes: number
  /** Most bytes of the whole body. */
  bytes: number
  /** Fewest bytes in any `windowMs` while files arrive. */
  pace: { bytes: number; windowMs: number }
}

type Event = { type: 'file'; file: IncomingFile } | { type: 'end' } | { type: 'error'; error: unknown }

/** Hands events from callbacks to whoever asks for the next one. */
class Mailbox {
  readonly #events: Event[] = []
  #waiting: ((event: Event) => void) | undefined

  put(event: Event): void {
    if (this.#waiting) this.#waiting(event)
    else this.#events.push(event)
    this.#waiting = undefined
  }

  async take(): Promise<Event> {
    const event = this.#events.shift() ?? (await new Promise<Event>((resolve) => (this.#waiting = resolve)))
    // What has ended stays ended.
    if (event.type !== 'file') this.#events.unshift(event)
    return event
  }
}

const broken = () => new Refusal('bad_body', 'The body is not well-formed multipart/form-data.')

const tooSlow = ({ bytes, windowMs }: MultipartLimits['pace']) =>
  new Refusal('too_slow', `Files must arrive with ${Math.ceil((bytes * 1000) / windowMs)} bytes a second.`)

/** The next chunk, or a refusal when none comes for too long. */
async function nextChunk(chunks: AsyncIterator<Buffer>, pace: MultipartLimits['pace']) {
  const next = chunks.next()
  // It may break off later, when nobody waits for it any more.
  next.catch(() => {})
  let silence: NodeJS.Timeout | undefined
  const silent = new Promise<never>((_, reject) => {
    silence = setTimeout(() => reject(tooSlow(pace)), pace.windowMs)
  })
  return Promise.race([next, silent]).finally(() => clearTimeout(silence))
}

/**
 * Passes bytes on while they are few enough and come fast enough. Only the time that is spent waiting for the sender
 * counts: a slow disk is no fault of theirs. The source is never destroyed, or there would be no way to answer.
 */
async function* measured(source: Readable, { bytes, pace }: MultipartLimits): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer> // bytes: no encoding is set
  let all = 0
  let recent = 0
  let waited = 0
  for (;;) {
    const asked = performance.now()
    const { done, value } = await nextChunk(chunks, pace)
    if (done) return
    all += value.length
    if (all > bytes) throw new Refusal('too_large', `Send at most ${bytes} bytes.`)
    recent += value.length
    waited += performance.now() - asked
    if (waited >= pace.windowMs) {
      if (recent < (pace.bytes * waited) / pace.windowMs) throw tooSlow(pace)
      recent = waited = 0
    }
    yield value
  }
}

/** How much is read ahead of a file, and how long the head of a part may be. */
const PARSER = { partHwm: 64 * 1024, maxHeaderPairs: 20, maxHeaderSize: 16 * 1024 }

/** A body while it is read. */
class Reading {
  readonly #limits: MultipartLimits
  readonly #contentType: string
  readonly #dicer: Dicer
  readonly #mailbox = new Mailbox()
  readonly #raw: [RawText, RawText | undefined][] = []
  #texts: FormPairs | undefined
  #fieldBytes = 0
  /** Settles when the field before has arrived: the parser tells of the next part first. */
  #before: Promise<unknown> = Promise.resolve()
  #current: Readable | undefined
  readonly fileNames: string[] = []
  parts = 0

  constructor(boundary: string, contentType: string, limits: MultipartLimits) {
    this.#limits = limits
    this.#contentType = contentType
    this.#dicer = new Dicer({ boundary, ...PARSER })
    let found = 0
    this.#dicer.on('part', (part) => {
      // It breaks off with the body, perhaps before anybody listens.
      part.on('error', () => {})
      if (++found > limits.parts)
        return this.#fail(new Refusal('bad_body', `Send at most ${limits.parts} fields.`))
      part.on('header', (header) => {
        try {
          const head = partHead(header as Headers) // as: the parser's types say no more than that it is an object
          // Dropping it would lose what somebody meant to send.
          if (!head) throw broken()
          this.#open(head, part)
        } catch (error) {
          this.#fail(error)
        }
      })
    })
    this.#dicer.on('finish', () => void this.#before.then(() => this.#mailbox.put({ type: 'end' })))
    this.#dicer.on('error', (error) => this.#fail(error))
  }

  /** What was found in the fields. All of them have arrived once there is an event. @throws Refusal. */
  texts(): FormPairs {
    return (this.#texts ??= readPairs(this.#raw, this.#contentType))
  }

  next(): Promise<Event> {
    return this.#mailbox.take()
  }

  /** Hands all bytes to the parser, no faster than somebody reads the files. */
  async feed(source: Buffer | Readable): Promise<void> {
    // Streams of streams cost more than the parsing, and most bodies are small.
    if (Buffer.isBuffer(source)) return void this.#dicer.end(source)
    try {
      for await (const chunk of measured(source, this.#limits))
        await new Promise<void>((resolve, reject) => {
          this.#dicer.write(chunk, (error) => (error ? reject(error) : resolve()))
        })
      this.#dicer.end()
    } catch (error) {
      this.#fail(error)
    }
  }

  #open(head: PartHead, part: Readable): void {
    this.parts++
    if (head.fileName === undefined) this.#readField(head, part)
    else if (head.name.bytes !== 'files') {
      this.#raw.push([head.name, undefined])
      part.resume()
    }
    // An input that was left empty.
    else if (head.fileName.bytes === '') part.resume()
    else {
      const { fileName, type } = head
      this.#current = part
      void this.#before.then(() => this.#openFile(fileName, type, part))
    }
  }

  #readField({ name, charset }: PartHead, part: Readable): void {
    if (this.#current) return this.#fail(new Refusal('bad_body', 'Send the files after all other fields.'))
    const value: RawText = { bytes: '', charset }
    this.#raw.push([name, value])
    part.on('data', (chunk: Buffer) => {
      value.bytes += chunk.toString('latin1')
      this.#fieldBytes += chunk.length
      const { fieldBytes } = this.#limits
      if (this.#fieldBytes > fieldBytes)
        this.#fail(new Refusal('too_large', `Send at most ${fieldBytes} bytes of text.`))
    })
    this.#before = new Promise((resolve) => part.once('end', resolve))
  }

  #openFile(fileName: RawText, type: string, content: Readable): void {
    try {
      const { text, misread } = readText(fileName, this.texts().charset)
      const name = text.replace(/^.*[/\\]/s, '')
      // Before anything reads it: names cost whoever looks at them.
      if (text.length > NAME_READ_MAX)
        throw new Refusal('bad_body', `Names of files have at most ${NAME_READ_MAX} characters.`)
      this.fileNames.push(name)
      this.#mailbox.put({ type: 'file', file: { name, misread, type, content } })
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Ends the reading: what is being read breaks off, and nothing follows. */
  #fail(error: unknown): void {
    const reason = error instanceof Refusal ? error : broken()
    this.#current?.destroy(reason)
    this.#dicer.destroy()
    this.#mailbox.put({ type: 'error', error: reason })
  }
}

/**
 * Reads a body up to its first file, or to its end.
 * @throws Refusal `bad_body`, `bad_type`, `too_large` or `too_slow`; so does reading the files.
 */
export async function readMultipart(
  source: Buffer | Readable,
  boundary: string,
  contentType: string,
  limits: MultipartLimits,
): Promise<Multipart> {
  if (boundary === '') throw broken()
  const reading = new Reading(boundary, contentType, limits)
  void reading.feed(source)
  let event = await reading.next()
  if (event.type === 'error') throw event.error
  async function* files(): AsyncGenerator<IncomingFile> {
    for (; event.type === 'file'; event = await reading.next()) yield event.file
    if (event.type === 'error') throw event.error
  }
  const { pairs: fields, misread } = reading.texts()
  const { fileNames, parts } = reading
  return {
    fields,
    misread,
    fileNames,
    parts,
    files: event.type === 'file' ? files() : undefined,
    async drain() {
      for (; event.type === 'file'; event = await reading.next()) event.file.content.resume()
    },
  }
}
