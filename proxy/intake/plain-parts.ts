/**
 * The fields of a multipart body that is in memory as a whole and is written as browsers and the widget write it: nothing
 * but fields with plain names. One pass over one string; streams for each part were half of what such a message cost.
 */
import type { RawText } from './charset.ts'

/** The head of such a field, whole: a header more, another order or another name, and it is none of them. */
const HEAD = /Content-Disposition: form-data; name="([\w[\].-]+)"\r\n\r\n/iy

/** What a boundary may consist of (RFC 2046 §5.1.1), without the space. */
const BOUNDARY = /^[\w'()+,./:=?-]+$/

/**
 * The fields in the order they were sent; undefined for a body that is anything else, files, line ends of its own and what
 * is malformed included: that is for multipart.ts, which reads whatever is a form. On all that this one reads, both agree.
 */
export function plainParts(body: Buffer, boundary: string, max: number): [RawText, RawText][] | undefined {
  if (!BOUNDARY.test(boundary)) return undefined
  // One UTF-16 unit for each byte.
  const text = body.toString('latin1')
  const delimiter = `\r\n--${boundary}`
  const parts: [RawText, RawText][] = []
  if (!text.startsWith(delimiter.slice(2))) return undefined
  let at = delimiter.length - 2
  while (text.startsWith('\r\n', at)) {
    HEAD.lastIndex = at + 2
    const [head = '', name = ''] = HEAD.exec(text) ?? []
    const begin = at + 2 + head.length
    // From the line end of the head on: a delimiter right behind it makes the head one that never ended.
    const end = text.indexOf(delimiter, begin - 2)
    if (name === '' || end < begin || parts.length === max) return undefined
    parts.push([{ bytes: name }, { bytes: text.slice(begin, end) }])
    at = end + delimiter.length
  }
  const isOver = parts.length > 0 && (text.endsWith('--') || text.endsWith('--\r\n'))
  return isOver && text.startsWith('--', at) && text.length - at <= 4 ? parts : undefined
}
