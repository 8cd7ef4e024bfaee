/** What proves that an e-mail address is the asker's: what the site's server signed, or the session of a code. */
import { provenBy } from '../admission/identity.ts'
import type { IdentityRules, Vouched } from '../admission/identity.ts'
import type { ConversationMode } from '../contract/conversation/conversation.ts'
import { Refusal } from '../refusal.ts'
import type { ConversationAsked } from './ask.ts'

/** The address that a session of this site has proven; undefined when it is none, or over. */
export type ProvenAddress = (asked: { site: string; session: string }) => Promise<string | undefined>

/** An address, and how it was proven: what is signed of an address alone proves it for good, and opens one receipt only. */
export interface ProofOfAddress extends Vouched {
  opensAll: boolean
}

export const proofRequired = (): Refusal =>
  new Refusal(
    'proof_required',
    'Prove the address by an identity token or a session: see docs/conversation.md.',
  )

/** What of a site says what a proof is there. */
interface SiteOfProof {
  id: string
  identity: IdentityRules
  conversation: { conversation: ConversationMode }
}

/**
 * What an ask proves; undefined for one that brings nothing, or a session to a site that shows answers for signed
 * identities only: there its code has confirmed a message, and nothing else.
 * @throws Refusal `identity_invalid`, or `proof_required` for a session that is over.
 */
export async function proofOf(
  { identity, session }: Pick<ConversationAsked, 'identity' | 'session'>,
  site: SiteOfProof,
  provenAddress: ProvenAddress | undefined,
  now: number,
): Promise<ProofOfAddress | undefined> {
  if (identity) {
    const vouched = await provenBy(identity, site.identity, now)
    return vouched && { ...vouched, opensAll: identity.token !== undefined }
  }
  if (session === undefined || site.conversation.conversation === 'state') return undefined
  const email = await provenAddress?.({ site: site.id, session })
  if (email === undefined) throw proofRequired()
  return { email, opensAll: true }
}
