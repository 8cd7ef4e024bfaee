/** What makes two submissions the same one: a digest of what the visitor wrote. */
import { hash } from 'node:crypto'
import type { StoredSubmission } from './records.ts'

/** What the visitor wrote, without what was found out. */
export type Written = Omit<StoredSubmission, 'identity' | 'suspicious' | 'mark' | 'noteMark'>

/**
 * A digest of what the visitor wrote: the page, what it says of the visitor, and the locale may differ between two
 * tries of one message.
 */
export function digestOf({ site, email, name, subject, message, topic, ...more }: Written): string {
  // Of one that goes on from another the proxy adds whose it is, which must not be the same for each retry.
  const { chain } = more.handles ?? {}
  const written: unknown[] =
    chain === undefined ? [site, email, name, subject, message, topic] : [site, chain, message]
  const { fields, consent, files = [] } = more
  const contents = files.map(({ name: called, size, digest }) => [called, size, digest])
  // Rows of sites without any of it keep the digest they have always had.
  if (fields || consent || files.length > 0) written.push(fields, consent?.version, contents)
  return hash('sha256', JSON.stringify(written), 'base64')
}
