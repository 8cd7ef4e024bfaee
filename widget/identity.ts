/** Who the page says the visitor is. The proof goes along with a message; it is neither shown nor stored. */

/** A proof, and the address that it is for: no other address may be sent with it. */
export interface Proof {
  email: string
  fields: Record<string, string>
}

/** The claims of a JWT, unchecked: the proxy checks. */
function claims(token: string): Record<string, unknown> {
  try {
    const bytes = atob(token.split('.')[1]?.replace(/-/g, '+').replace(/_/g, '/') ?? '')
    return Object(JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))))
  } catch {
    return {}
  }
}

/** Parts what fills the fields from what proves it. */
export function introduce<T extends object>(known: T): { values: T; proof: Proof | undefined } {
  const { signature, token, ...rest } = known as Record<string, unknown> // as: from the page, so anything
  const { email, name } = typeof token === 'string' ? claims(token) : {}
  const values = { ...(email ? { email } : {}), ...(name ? { name } : {}), ...rest }
  const address = email ?? values.email
  const [key, proof] = typeof token === 'string' ? ['token', token] : ['signature', signature]
  return {
    values: values as T, // as: the same, with what the token says
    proof:
      typeof proof === 'string'
        ? {
            email: typeof address === 'string' ? address.toLowerCase() : '',
            fields: { [`identity[${key}]`]: proof },
          }
        : undefined,
  }
}
