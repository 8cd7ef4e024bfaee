/** Who the page says the visitor is. The proof goes along with a message; it is neither shown nor stored. */
import type { PageContext } from './part.ts'
import { bare } from '../../api/bare.ts'
import { FIELDS } from '../../../proxy/contract/message-fields.ts'
import type { Values } from './validation.ts'

/** A proof, and the address that it is for: no other address may be sent with it. */
export interface Proof {
  email: string
  fields: Record<string, string>
}

/** What a page may say, if it says it right: nothing of it is checked before `String()`. */
interface Introduction {
  email?: string
  name?: string
  signature?: string
  token?: string
}

/** The claims of a JWT, unchecked: the proxy checks. */
function claims(token: string | undefined): Introduction | undefined {
  try {
    // Not by its index, which a polluted prototype would have. Where there is none, the rest throws.
    const [, body] = (token as string).split('.') as [string, string] // as: likewise
    // escape() makes the percent-encoding of UTF-8 from its bytes, in a tenth of the code of a TextDecoder.
    return JSON.parse(decodeURIComponent(escape(atob(body.replace(/-/g, '+').replace(/_/g, '/')))))
  } catch {
    return undefined
  }
}

/** Parts what fills the fields from what proves it. */
export function introduce<T extends Introduction>(
  known: T,
): { values: Partial<T>; proof: Proof | undefined } {
  const values: Introduction = bare(known)
  const { signature, token } = values
  delete values.signature
  delete values.token
  const { email = values.email, name } = bare(claims(token))
  const fields = token ? { 'identity[token]': token } : signature && { 'identity[signature]': signature }
  return {
    values: Object.assign(values, email && { email }, name && { name }) as Partial<T>, // as: with claims
    proof: fields ? { email: String(email).toLowerCase(), fields } : undefined,
  }
}

/** `values`, where they are empty with the texts that a page knows. Nothing else of it may get into a draft. */
export function fillIn(values: Values, known: PageContext): Values {
  const filled = { ...values }
  for (const field of FIELDS) {
    const text = known[field]
    if (!filled[field] && typeof text === 'string') filled[field] = text
  }
  return filled
}
