/**
 * Reads multipart bodies (RFC 7578) as they arrive: fields first, then one file after the other, each as a stream.
 * Never holds a file in memory.
 */
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { NAME_READ_MAX } from '../contract/file-names.ts'
import { Refusal } from '../refusal.ts'

/** A file on its way in. `content` must be read to its end, or nothing that follows arrives. */
export interface IncomingFile {
  /** As it was sent. */
  name: string
  type: string
  content: Readable
}

/** A body whose fields have been read. */
export interface Multipart {
  /** In the order they were sent. A file that is not called `files` is a field without a text. */
  fields: [name: string, value: string | undefined][]
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

interface Reading {
  boy: InstanceType<typeof Busboy>
  fields: Multipart['fields']
  fileNames: string[]
  count: { parts: number }
  mailbox: Mailbox
  /** Ends the reading: what is being read breaks off, and nothing follows. */
  fail: (error: unknown) => void
}

/** A parser that puts what it finds where it belongs. */
function openParser(contentType: string, limits: MultipartLimits): Reading {
  const fields: Multipart['fields'] = []
  const fileNames: string[] = []
  const mailbox = new Mailbox()
  let current: Readable | undefined
  let fieldBytes = 0
  let filesBegun = false
  const count = { parts: 0 }
  const boy = new Busboy({
    headers: { 'content-type': contentType },
    fileHwm: 64 * 1024,
    isPartAFile: (_name, _type, fileName) => fileName !== undefined,
    limits: { parts: limits.parts, fieldSize: limits.fieldBytes, headerPairs: 20, headerSize: 16 * 1024 },
  })
  const fail = (error: unknown) => {
    const reason = error instanceof Refusal ? error : broken()
    current?.destroy(reason)
    mailbox.put({ type: 'error', error: reason })
  }
  boy.on('partsLimit', () => fail(new Refusal('bad_body', `Send at most ${limits.parts} fields.`)))
  boy.on('field', (name: string | undefined, value) => {
    count.parts++
    fieldBytes += value.length
    // A part without a name is no field (RFC 7578 §4.2).
    if (name === undefined) fail(broken())
    else if (fieldBytes > limits.fieldBytes)
      fail(new Refusal('too_large', `Send at most ${limits.fieldBytes} bytes of text.`))
    else if (filesBegun) fail(new Refusal('bad_body', 'Send the files after all other fields.'))
    else fields.push([name, value])
  })
  boy.on('file', (name, content, fileName, _encoding, type) => {
    count.parts++
    // It breaks off with the body, perhaps before anybody listens.
    content.on('error', () => {})
    // An input that was left empty.
    if (name === 'files' && !fileName) return void content.resume()
    if (name !== 'files') {
      fields.push([name, undefined])
      return void content.resume()
    }
    // Before anything reads it: names cost whoever looks at them.
    if (fileName.length > NAME_READ_MAX) {
      content.resume()
      return fail(new Refusal('bad_body', `Names of files have at most ${NAME_READ_MAX} characters.`))
    }
    filesBegun = true
    fileNames.push(fileName)
    current = content
    mailbox.put({ type: 'file', file: { name: fileName, type, content } })
  })
  return { boy, fields, fileNames, count, mailbox, fail }
}

/**
 * Reads a body up to its first file, or to its end.
 * @throws Refusal `bad_body`, `too_large` or `too_slow`; so does reading the files.
 */
export async function readMultipart(
  source: Buffer | Readable,
  contentType: string,
  limits: MultipartLimits,
): Promise<Multipart> {
  let reading: Reading
  try {
    reading = openParser(contentType, limits)
  } catch {
    throw broken()
  }
  const { boy, fields, fileNames, count, mailbox, fail } = reading
  // Streams of streams cost more than the parsing, and most bodies are small.
  if (Buffer.isBuffer(source))
    boy
      .on('finish', () => mailbox.put({ type: 'end' }))
      .on('error', fail)
      .end(source)
  else pipeline(measured(source, limits), boy).then(() => mailbox.put({ type: 'end' }), fail)
  const first = await mailbox.take()
  if (first.type === 'error') throw first.error
  if (first.type === 'end') return { fields, fileNames, ...count, files: undefined, drain: async () => {} }
  let event: Event = first
  async function* files(): AsyncGenerator<IncomingFile> {
    for (; event.type === 'file'; event = await mailbox.take()) yield event.file
    if (event.type === 'error') throw event.error
  }
  return {
    fields,
    fileNames,
    ...count,
    files: files(),
    async drain() {
      for (; event.type === 'file'; event = await mailbox.take()) event.file.content.resume()
    },
  }
}
