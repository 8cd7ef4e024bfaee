/**
 * What stands between a well-formed submission and the outbox: signed identities, limits by client, e-mail
 * and site, and shedding when the process is late.
 */
import type { MiddlewareHandler } from 'hono'
import type { Client, Incoming } from './address.ts'
import type { Site } from './config.ts'
import type { Stored } from './contract.ts'
import type { Filled } from './filled.ts'
import { checkIdentity } from './identity.ts'
import type { Limiter } from './limiter.ts'
import type { Receipt } from './outbox.ts'

/** What a filled hidden field costs of each allowance: three such messages, and a client is refused for a while. */
const SUSPICION = 10

export interface Admission {
  /** Refuses requests while the process is overloaded, before their body is read. */
  shed: MiddlewareHandler
  /**
   * Checks a submission that was not accepted before, and hands it to `accept`. `env` is what the runtime tells of
   * the connection. What could not be stored is not counted.
   * @throws Refusal `identity_invalid` or `rate_limited`.
   */
  admit(
    submission: Filled,
    site: Site,
    env: unknown,
    accept: (admitted: Stored) => Promise<Receipt>,
  ): Promise<Receipt>
}

export interface AdmissionOptions {
  limiter: Pick<Limiter, 'admit'>
  clientOf: (incoming: Incoming | undefined) => Client
  shed: MiddlewareHandler
  /** Wall-clock milliseconds. */
  now: () => number
}

/** The connection, where the runtime is Node. */
function incomingOf(env: unknown): Incoming | undefined {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined
  return env.incoming as Incoming // @hono/node-server's binding
}

/** The checks of one proxy. */
export function createAdmission({ limiter, clientOf, shed, now }: AdmissionOptions): Admission {
  return {
    shed,
    async admit(submission, site, env, accept) {
      const { identity: _signed, website, ...written } = submission
      const identity = checkIdentity(submission, site.identity, now())
      const { network } = clientOf(incomingOf(env))
      const applicant = { network, email: submission.email, site: site.id }
      // Password managers fill hidden fields too: a suspicion is paid for and told, and never loses the message.
      const giveBack = await limiter.admit(applicant, website ? SUSPICION : 1)
      try {
        return await accept({
          ...written,
          site: site.id,
          ...(identity && { identity }),
          ...(website && { suspicious: true }),
        })
      } catch (error) {
        await giveBack()
        throw error
      }
    },
  }
}
