/**
 * One spelling for an e-mail address: the same mailbox is written in capitals, with a domain in letters or as `xn--`, and
 * with accents composed or apart, as each browser and keyboard likes. For comparing, never for sending.
 */
import { lowerCase } from '../letter-case.ts'
import { cleanEmail, PLAIN_DOMAIN } from './address.ts'

/** Signs of units that Unicode takes for letters: nobody's address has them, and one that does is another's. */
const COMPOSABLE = /[^\u2126\u212A\u212B]+/g

/** A domain as it is looked up; as it stands when it is none. Greek capitals would be looked up without a last sigma. */
function hostOf(domain: string): string {
  if (PLAIN_DOMAIN.test(domain)) return domain
  const small = lowerCase(domain)
  const address = `http://${small}`
  return /[/\\?#:%]/.test(domain) || !URL.canParse(address) ? small : new URL(address).hostname
}

/** An address in which there is nothing to change, as nearly all are: its own one spelling, with nothing around it. */
const PLAIN = /^[a-z0-9][a-z0-9._+-]*@(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/

/** The spelling that all spellings of an address share; of other texts something that is as much theirs alone. */
export function oneSpelling(email: string): string {
  if (PLAIN.test(email)) return email
  const clean = cleanEmail(email)
  const [, local = clean, domain = ''] = /^(.*)@(.*)$/s.exec(clean) ?? []
  const composed = local.replace(COMPOSABLE, (text) => text.normalize('NFC'))
  return `${lowerCase(composed)}@${hostOf(domain)}`
}
