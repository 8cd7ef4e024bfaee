/** Names of files as they are passed on: what a visitor's system called it, without what another system would act on. */
import { endingOf } from './file-types.ts'
import { cleanLine, wellFormed } from '../text.ts'

/** Longest name, in UTF-16 units: many file systems take 255 bytes. */
const NAME_MAX = 100

/** Names that mean a device to Windows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Longest name that is looked at, in UTF-16 units: no file system has one half as long. */
export const NAME_READ_MAX = 1024

/** Without dots and spaces at its end. By hand: `[.\s]+$` begins anew at each of them, which is quadratic. */
function withoutEnd(name: string): string {
  let end = name.length
  while (end > 0 && /[.\s]/.test(name.charAt(end - 1))) end--
  return name.slice(0, end)
}

/** A name without folders, controls, directions and characters that shells and file systems act on. */
export function cleanName(name: string): string {
  // Browsers send a quotation mark as %22 (HTML, "multipart form data"). Of a longer name the end counts: the ending.
  const read = name.slice(-NAME_READ_MAX).replaceAll('%22', '"')
  const line = cleanLine(wellFormed(read).normalize('NFC'))
    .replace(/^.*[/\\]/, '')
    // Joiners are part of words in many scripts.
    .replace(/[<>:"|?*]|(?![\u200C\u200D])\p{Cf}/gu, '_')
    .replace(/^[.\s-]+/, '')
  const own = withoutEnd(line)
  const safe = DEVICE.test(own) ? `_${own}` : own
  if (safe === '') return 'file'
  if (safe.length <= NAME_MAX) return safe
  const ending = endingOf(safe)
  // Half a character would not be one.
  const kept = safe.slice(0, NAME_MAX - ending.length).replace(/[\uD800-\uDBFF]$/, '')
  return kept.trimEnd() + ending
}
