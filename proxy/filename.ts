/** Names of files as they are passed on: what a visitor's system called it, without what another system would act on. */
import { codePoints } from './limits.ts'
import { cleanLine } from './rules.ts'
import { endingOf } from './filetypes.ts'

/** Longest name, in code points: many file systems take 255 bytes. */
const NAME_MAX = 100

/** Names that mean a device to Windows. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A name without folders, controls, directions and characters that shells and file systems act on. */
export function cleanName(name: string): string {
  const own = cleanLine(name.toWellFormed().normalize('NFC'))
    .replace(/^.*[/\\]/, '')
    .replace(/[<>:"|?*\p{Cc}\p{Cf}]/gu, '_')
    .replace(/^[.\s-]+|[.\s]+$/g, '')
  const safe = DEVICE.test(own) ? `_${own}` : own
  if (safe === '') return 'file'
  if (codePoints(safe) <= NAME_MAX) return safe
  const ending = endingOf(safe)
  const kept = [...safe.slice(0, safe.length - ending.length)].slice(0, NAME_MAX - ending.length).join('')
  return kept.trimEnd() + ending
}
