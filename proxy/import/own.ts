/** Addresses of the team, as an operator names them: `--own help@shop.example,@shop.example`. */
import { isEmail } from '../contract/email/address.ts'

/** Whether a text is an address, or a domain behind an @. Anything else would be nobody's, and all mails inbound. */
export const isOwn = (text: string): boolean => isEmail(text.startsWith('@') ? `anybody${text}` : text)
