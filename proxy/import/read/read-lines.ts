/** A text file line by line, however large it is; a line that is too long, or no UTF-8, is told and not kept. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'

/** What becomes of a line, or of a file, that is not UTF-8. */
export const NOT_UTF8 =
  'is not written in UTF-8: convert the file first, such as by "iconv -f WINDOWS-1252 -t UTF-8"'

/** Bytes of a line. One has a ticket with its files: 25 MB are 33 MB in base64. */
const LINE_MAX = 64 * 1024 * 1024

const CHUNK = 256 * 1024
const LF = 10

interface RawLine {
  number: number
  /** Undefined when it was too long. */
  bytes: Buffer | undefined
}

export type TextLine =
  | { number: number; text: string }
  /** It cannot be read. */
  | { number: number; why: string }

/** Cuts chunks into lines. Not as a generator: one more between a file and its lines takes a third of their time. */
class LineCutter {
  readonly #longest: number
  #number = 0
  #rest: Buffer[] = []
  #length = 0

  constructor(longest: number) {
    this.#longest = longest
  }

  /** The lines that end in a chunk, without their ends. */
  cut(chunk: Buffer): RawLine[] {
    const lines: RawLine[] = []
    let from = 0
    for (let to = chunk.indexOf(LF); to !== -1; to = chunk.indexOf(LF, from)) {
      lines.push(this.#take(chunk.subarray(from, to)))
      from = to + 1
    }
    const tail = chunk.subarray(from)
    this.#length += tail.length
    if (this.#length <= this.#longest) this.#rest.push(tail)
    else this.#rest = []
    return lines
  }

  /** What is left at the end of a file. */
  end(): RawLine[] {
    return this.#length > 0 ? [this.#take(Buffer.alloc(0))] : []
  }

  #take(end: Buffer): RawLine {
    const isLong = this.#length + end.length > this.#longest
    const bytes = isLong ? undefined : this.#rest.length > 0 ? Buffer.concat([...this.#rest, end]) : end
    this.#rest = []
    this.#length = 0
    return { number: ++this.#number, bytes }
  }
}

const chunksOf = (file: string) =>
  // as: no encoding is set
  createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>

/** The lines of a file as their bytes. */
export async function* rawLines(file: string): AsyncGenerator<RawLine> {
  const cutter = new LineCutter(LINE_MAX)
  for await (const chunk of chunksOf(file)) yield* cutter.cut(chunk)
  yield* cutter.end()
}

function readLine({ number, bytes }: RawLine): TextLine | undefined {
  if (bytes === undefined) return { number, why: `the line is longer than ${LINE_MAX >> 20} MB` }
  if (!isUtf8(bytes)) return { number, why: `the line ${NOT_UTF8}` }
  const text = bytes.toString('utf8')
  const bare = number === 1 ? text.replace(/^\uFEFF/, '') : text
  return bare.trim() === '' ? undefined : { number, text: bare }
}

/** Lines that are not empty. The mark at the beginning of a file that Windows writes is not of the first. */
export async function* readLines(file: string, longest = LINE_MAX): AsyncGenerator<TextLine> {
  const cutter = new LineCutter(longest)
  for await (const chunk of chunksOf(file))
    for (const raw of cutter.cut(chunk)) {
      const line = readLine(raw)
      if (line) yield line
    }
  for (const raw of cutter.end()) {
    const line = readLine(raw)
    if (line) yield line
  }
}

/** The value of a line of JSON, or why there is none. */
export function valueOf(line: TextLine): { value: unknown } | { why: string } {
  if ('why' in line) return line
  try {
    const value: unknown = JSON.parse(line.text)
    return { value }
  } catch (error) {
    return { why: error instanceof Error ? error.message : 'no JSON' }
  }
}
