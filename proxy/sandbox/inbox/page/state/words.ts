/** Names, initials, sizes and times as the page writes them. */
import type { Person } from './api.ts'

export const personName = ({ name, email }: Person): string => name || email || 'Unknown'

export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Of the first word and the last, whatever script they are in. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0] || '?'
  const ends = words.length > 1 ? [first, words.at(-1) ?? ''] : [first]
  return ends
    .map((word) => Array.from(word)[0])
    .join('')
    .toUpperCase()
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'narrow' })
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })

export const exactTime = (date: Date): string => exact.format(date)

/** How long ago; the day when that is long. */
export function timeAgo(date: Date, now: number): string {
  const minutes = Math.round((date.getTime() - now) / 60_000)
  if (minutes > -1) return 'now'
  if (minutes > -60) return relative.format(minutes, 'minute')
  if (minutes > -60 * 24) return relative.format(Math.round(minutes / 60), 'hour')
  if (minutes > -60 * 24 * 30) return relative.format(Math.round(minutes / 1440), 'day')
  return day.format(date)
}
