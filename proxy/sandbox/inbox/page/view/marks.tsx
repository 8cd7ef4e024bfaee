/** Small things that list and ticket show alike: a person's sign, chips, times, what is there instead of nothing. */
import { h } from 'preact'
import type { Named, Status } from '../state/api.ts'
import { exactTime, initials, timeAgo } from '../state/words.ts'

/** A round sign with a person's initials; its colour comes from the name. */
export function Avatar({ name }: { name: string }) {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997
  return (
    <span class={`avatar hue-${sum % 6}`} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** How long ago, and the exact time on hover. */
export function Ago({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={exactTime(date)}>
      {timeAgo(date, Date.now())}
    </time>
  )
}

export function StatusChip({ status }: { status: Status }) {
  return <span class={`chip status ${status}`}>{status}</span>
}

export function TagChip({ tag }: { tag: Named }) {
  return <span class="chip tag">{tag.name}</span>
}

/** What a place without content says. */
export function Nothing({ title, words }: { title: string; words: string }) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      <span>{words}</span>
    </div>
  )
}
