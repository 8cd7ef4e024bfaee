/** Bodies of type application/x-www-form-urlencoded, as bytes: which encoding they are in is told by charset.ts. */
import type { RawText } from './charset.ts'

/** What `%E9` stands for, one UTF-16 unit for each byte. */
export const percentDecoded = (text: string): string =>
  text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))

const unescaped = (text: string): RawText => ({ bytes: percentDecoded(text.replaceAll('+', ' ')) })

/** The fields of a body, at most `max`; undefined when there are more. */
export function urlencodedPairs(body: Buffer, max: number): [RawText, RawText][] | undefined {
  const pieces = body.toString('latin1').split('&').filter(Boolean)
  if (pieces.length > max) return undefined
  return pieces.map((piece) => {
    const at = piece.includes('=') ? piece.indexOf('=') : piece.length
    return [unescaped(piece.slice(0, at)), unescaped(piece.slice(at + 1))]
  })
}
