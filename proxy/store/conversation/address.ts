/** The keyed hash of an address, by which messages are found when their text is erased. */
import { createHmac } from 'node:crypto'
import { oneSpelling } from '../../contract/email/spelling.ts'

/** Without the key, a list of addresses cannot be tried against the store. */
export const addressHash = (key: string, email: string): string =>
  createHmac('sha256', key)
    .update(`address\n${oneSpelling(email)}`)
    .digest('base64url')
