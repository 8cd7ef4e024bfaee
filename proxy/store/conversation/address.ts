/** The keyed hash of an address, by which messages are found when their text is erased. */
import { oneSpelling } from '../../contract/email/spelling.ts'
import { keyedHash } from './keyed-hash.ts'

/** Without the key, a list of addresses cannot be tried against the store. */
export function addressHash(key: string): (email: string) => string {
  const hashed = keyedHash(key)
  return (email) => hashed(`address\n${oneSpelling(email)}`, 'base64url')
}
