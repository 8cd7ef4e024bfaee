/**
 * Whether a visitor is who the site says: the site's server signs the e-mail address, the proxy checks. A wrong or
 * expired signature is refused, never taken for none: the page believes that the visitor is known.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { oneSpelling } from '../contract/email/spelling.ts'
import { lowerCase } from '../contract/letter-case.ts'
import { areShort, dictionary, line } from '../contract/submission.ts'
import type { Submission } from '../contract/submission.ts'
import { NAME_MAX, SUBJECT_MAX } from '../contract/limits.ts'
import { Refusal } from '../refusal.ts'
import { isEmail } from '../contract/email/address.ts'
import type { VerifiedIdentity } from '../store/records.ts'

/** How a site checks identities. */
export interface IdentityRules {
  /** Up to two, while one replaces the other; none: nothing can be verified. */
  secrets: readonly string[]
  /** Whether messages without a signature are refused. */
  required: boolean
}

/** Clocks of two servers differ. */
const SKEW_S = 30
const CONTEXT_MAX = 10

const Claims = z.object({
  email: z.string(),
  // Programs write null for a name that nobody gave.
  name: line(NAME_MAX).nullish(),
  context: dictionary(z.union([line(SUBJECT_MAX), z.number(), z.boolean()]))
    .refine(areShort(CONTEXT_MAX))
    .nullish(),
})

const invalid = (why: string) => new Refusal('identity_invalid', why)

/** Whether `given` is the HMAC of `text` with any of the secrets. Takes as long for a wrong one as for a right one. */
function signedBy(secrets: readonly string[], text: string, given: Buffer): boolean {
  let found = false
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(text).digest()
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = true
  }
  return found
}

/** Why a token is refused, in words for whoever makes them. */
function whyNot(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'The identity token has expired: make a new one.'
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.reason === 'missing') return 'The identity token needs exp, a number of seconds.'
    return error.reason === 'check_failed'
      ? 'The identity token is not valid yet.'
      : `The ${error.claim} of the identity token must be a number of seconds.`
  }
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return 'The signature of the identity token is not made with a secret of this site.'
  return 'The identity token is not a JWT with alg HS256.'
}

/** The claims of a JWT whose signature and times are right (RFC 7519). `now` in milliseconds. */
async function claimsOf(
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<z.infer<typeof Claims>> {
  const signed = token.slice(0, Math.max(0, token.lastIndexOf('.')))
  // A site signs addresses with the same secret, whatever somebody gave for one, and always in small letters.
  if (lowerCase(signed) === signed)
    throw invalid('The identity token is all in small letters: no JWT is, but a signed address may be.')
  let failed: unknown
  for (const secret of secrets)
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
        algorithms: ['HS256'],
        requiredClaims: ['exp'],
        clockTolerance: SKEW_S,
        currentDate: new Date(now),
      })
      const claims = Claims.safeParse(payload)
      if (claims.success) return claims.data
      throw invalid('The identity token needs email; name and context (10 short values) are optional.')
    } catch (error) {
      if (error instanceof Refusal) throw error
      // That it is made with another secret says least.
      if (!failed || !(error instanceof errors.JWSSignatureVerificationFailed)) failed = error
    }
  throw invalid(whyNot(failed))
}

/**
 * What can be said of the visitor; nothing for a site that neither signs nor requires. `now` in milliseconds.
 * @throws Refusal `identity_invalid`.
 */
export async function checkIdentity(
  { email, identity }: Pick<Submission, 'email' | 'identity'>,
  { secrets, required }: IdentityRules,
  now: number,
): Promise<VerifiedIdentity | undefined> {
  const { signature, token } = identity ?? {}
  if (signature === undefined && token === undefined) {
    if (required)
      throw invalid('This site requires a signed identity: call identify with a signature or token.')
    return secrets.length > 0 ? { verified: false } : undefined
  }
  // There is nothing to check it with; the agent is told.
  if (secrets.length === 0) return { verified: false }
  const address = lowerCase(email)
  if (signature !== undefined) {
    // What is signed of a token is none.
    if (!isEmail(email)) throw invalid('What the signature is for is no e-mail address.')
    const given = /^[0-9a-f]{64}$/i.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(0)
    // Ruby makes no last sigma of a capital, as PHP before 8.3 does not; others do.
    const other = lowerCase(email.replaceAll('\u03A3', '\u03C3'))
    if ([address, other].some((text) => signedBy(secrets, text, given))) return { verified: true }
    throw invalid('The signature is not the HMAC of this e-mail address with a secret of this site.')
  }
  const { email: claimed, name, context } = await claimsOf(token ?? '', secrets, now)
  // Browsers write the domain of what they are given in their own way.
  if (oneSpelling(claimed) !== oneSpelling(email))
    throw invalid('The identity token is for another e-mail address.')
  return { verified: true, ...(name && { name }), ...(context && { context }) }
}

/** An address that the site's server vouches for, and the name that it gives for it. */
export interface Vouched {
  email: string
  name?: string
}

/**
 * The address that the site's server vouches for; nothing at a site that signs none. `now` in milliseconds.
 * @throws Refusal `identity_invalid`.
 */
export async function provenBy(
  { token, signature, email = '' }: NonNullable<Submission['identity']> & { email?: string | undefined },
  { secrets }: IdentityRules,
  now: number,
): Promise<Vouched | undefined> {
  if (secrets.length === 0) return undefined
  if (token !== undefined) {
    const { email: claimed, name } = await claimsOf(token, secrets, now)
    return { email: claimed, ...(name && { name }) }
  }
  const rules = { secrets, required: true }
  await checkIdentity({ email, identity: { signature } }, rules, now)
  return { email }
}
