/**
 * What tells a submission's ticket: its human reference, one token that full-text search can find and that people can
 * read aloud, and a secret mark.
 */
import { hash, randomFillSync } from 'node:crypto'

/** Crockford's base 32: no I, L, O or U, so nothing is misread and no word appears. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Every reference in a text, in order. */
const REFERENCES = /\bS[0-9A-HJKMNP-TV-Z]{11}\b/g

/**
 * The reference of a submission id: `S` and eleven characters (55 bits of the id's SHA-256).
 * It starts with a letter, because a token such as `7E5` would be indexed as a number,
 * and has no hyphen, because search engines split there.
 */
export function referenceOf(id: string): string {
  return `S${letters(hash('sha256', id, 'buffer').subarray(0, 11))}`
}

/** One letter for each byte. */
function letters(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += ALPHABET.charAt(byte & 31)
  return text
}

const MARK_LENGTH = 20

/** Drawn for many marks at once: to ask the system for each was a fortieth of what a message costs. */
const drawn = new Uint8Array(200 * MARK_LENGTH)
let next = drawn.length

/**
 * A mark for a new submission: 100 random bits, by which its ticket is recognised. Unlike the reference, it cannot be
 * computed from the id, and nobody but the helpdesk is told.
 */
export function newMark(): string {
  if (next === drawn.length) {
    randomFillSync(drawn)
    next = 0
  }
  next += MARK_LENGTH
  return letters(drawn.subarray(next - MARK_LENGTH, next))
}

/**
 * The reference that a ticket's first message was filed under: the last one in it, because ours ends the message.
 * A visitor who quotes an older reference does not make this ticket look like that one.
 */
export function filedReference(messageHtml: string): string | undefined {
  return messageHtml.match(REFERENCES)?.at(-1)
}
