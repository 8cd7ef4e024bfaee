/**
 * What stands between a well-formed submission and the outbox: limits by client, e-mail and site, and shedding when
 * the process is late.
 */
import type { MiddlewareHandler } from 'hono'
import type { Client, Incoming } from './address.ts'
import type { Site } from './config.ts'
import type { Submission } from './contract.ts'
import type { Limiter } from './limiter.ts'
import type { Receipt } from './outbox.ts'

/** A submission as it is stored. */
type Admitted = Submission & { site: string }

export interface Admission {
  /** Refuses requests while the process is overloaded, before their body is read. */
  shed: MiddlewareHandler
  /**
   * Checks a submission that was not accepted before, and hands it to `accept`. `env` is what the runtime tells of
   * the connection. What could not be stored is not counted.
   * @throws Refusal `rate_limited`.
   */
  admit(
    submission: Submission,
    site: Site,
    env: unknown,
    accept: (admitted: Admitted) => Promise<Receipt>,
  ): Promise<Receipt>
}

export interface AdmissionOptions {
  limiter: Pick<Limiter, 'admit'>
  clientOf: (incoming: Incoming | undefined) => Client
  shed: MiddlewareHandler
}

/** The connection, where the runtime is Node. */
function incomingOf(env: unknown): Incoming | undefined {
  if (typeof env !== 'object' || env === null || !('incoming' in env)) return undefined
  return env.incoming as Incoming // @hono/node-server's binding
}

/** The checks of one proxy. */
export function createAdmission({ limiter, clientOf, shed }: AdmissionOptions): Admission {
  return {
    shed,
    async admit(submission, site, env, accept) {
      const { network } = clientOf(incomingOf(env))
      const giveBack = await limiter.admit({ network, email: submission.email, site: site.id })
      try {
        return await accept({ ...submission, site: site.id })
      } catch (error) {
        await giveBack()
        throw error
      }
    },
  }
}
