/**
 * The human reference of a submission: one token that full-text search can find and that people can read aloud.
 */
import { hash } from 'node:crypto'

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
  const digest = hash('sha256', id, 'buffer')
  let reference = 'S'
  for (let i = 0; i < 11; i++) reference += ALPHABET[(digest[i] ?? 0) & 31]
  return reference
}

/**
 * The reference that a ticket's first message was filed under: the last one in it, because ours ends the message.
 * A visitor who quotes an older reference does not make this ticket look like that one.
 */
export function filedReference(messageHtml: string): string | undefined {
  return messageHtml.match(REFERENCES)?.at(-1)
}
