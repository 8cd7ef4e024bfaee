/**
 * Whose mailbox an e-mail address is, for counting and for nothing else: what one person can write in a thousand ways
 * must not have a thousand allowances.
 */
import { oneSpelling } from '../contract/email/spelling.ts'

/** Mailboxes of these domains are the same with and without dots. */
const DOTLESS = new Set(['gmail.com', 'googlemail.com'])

/** One name for all addresses that end in one mailbox. Two mailboxes may share one: then both are counted together. */
export function mailboxOf(email: string): string {
  const spelled = oneSpelling(email).normalize('NFC').toLowerCase()
  const at = spelled.lastIndexOf('@')
  const [local, host] = [spelled.slice(0, at), spelled.slice(at + 1)]
  // An address without anything before its tag is none but itself.
  const tag = local.indexOf('+', 1)
  const untagged = tag === -1 ? local : local.slice(0, tag)
  return DOTLESS.has(host) ? `${untagged.replaceAll('.', '')}@gmail.com` : `${untagged}@${host}`
}
