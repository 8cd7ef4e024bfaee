/** A text file line by line, however large it is; a line that is too long is told and not kept. */
import { createReadStream } from 'node:fs'

/** Bytes of a line. One has a ticket with its files: 25 MB are 33 MB in base64. */
const LINE_MAX = 64 * 1024 * 1024

const CHUNK = 64 * 1024
const LF = 10

export interface TextLine {
  number: number
  /** Undefined when it was too long. */
  text: string | undefined
}

/** Lines that are not empty. The mark at the beginning of a file that Windows writes is not of the first. */
export async function* readLines(file: string, longest = LINE_MAX): AsyncGenerator<TextLine> {
  let number = 0
  let rest: Buffer[] = []
  let bytes = 0
  const take = (end: Buffer): TextLine => {
    number++
    const isLong = bytes + end.length > longest
    const text = isLong ? undefined : (rest.length > 0 ? Buffer.concat([...rest, end]) : end).toString('utf8')
    rest = []
    bytes = 0
    return { number, text: number === 1 ? text?.replace(/^\uFEFF/, '') : text }
  }
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    let from = 0
    for (let to = chunk.indexOf(LF); to !== -1; to = chunk.indexOf(LF, from)) {
      const line = take(chunk.subarray(from, to))
      if (line.text?.trim() !== '') yield line
      from = to + 1
    }
    const tail = chunk.subarray(from)
    bytes += tail.length
    if (bytes <= longest) rest.push(tail)
    else rest = []
  }
  if (bytes === 0) return
  const last = take(Buffer.alloc(0))
  if (last.text?.trim() !== '') yield last
}
