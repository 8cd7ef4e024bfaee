/** A text file line by line, however large it is; a line that is too long, or no UTF-8, is told and not kept. */
import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'

/** What becomes of a line, or of a file, that is not UTF-8. */
export const NOT_UTF8 =
  'is not written in UTF-8: convert the file first, such as by "iconv -f WINDOWS-1252 -t UTF-8"'

/** Bytes of a line. One has a ticket with its files: 25 MB are 33 MB in base64. */
const LINE_MAX = 64 * 1024 * 1024

const CHUNK = 64 * 1024
const LF = 10

export interface RawLine {
  number: number
  /** Undefined when it was too long. */
  bytes: Buffer | undefined
}

export type TextLine =
  | { number: number; text: string }
  /** It cannot be read. */
  | { number: number; why: string }

/** The lines of a file as their bytes, without their ends. */
export async function* rawLines(file: string, longest = LINE_MAX): AsyncGenerator<RawLine> {
  let number = 0
  let rest: Buffer[] = []
  let length = 0
  const take = (end: Buffer): RawLine => {
    number++
    const isLong = length + end.length > longest
    const bytes = isLong ? undefined : rest.length > 0 ? Buffer.concat([...rest, end]) : end
    rest = []
    length = 0
    return { number, bytes }
  }
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let to = chunk.indexOf(LF); to !== -1; to = chunk.indexOf(LF, from)) {
      yield take(chunk.subarray(from, to))
      from = to + 1
    }
    const tail = chunk.subarray(from)
    length += tail.length
    if (length <= longest) rest.push(tail)
    else rest = []
  }
  if (length > 0) yield take(Buffer.alloc(0))
}

/** Lines that are not empty. The mark at the beginning of a file that Windows writes is not of the first. */
export async function* readLines(file: string, longest = LINE_MAX): AsyncGenerator<TextLine> {
  for await (const { number, bytes } of rawLines(file, longest)) {
    if (bytes === undefined) yield { number, why: `the line is longer than ${LINE_MAX >> 20} MB` }
    else if (!isUtf8(bytes)) yield { number, why: `the line ${NOT_UTF8}` }
    else {
      const text = bytes.toString('utf8')
      const bare = number === 1 ? text.replace(/^\uFEFF/, '') : text
      if (bare.trim() !== '') yield { number, text: bare }
    }
  }
}
