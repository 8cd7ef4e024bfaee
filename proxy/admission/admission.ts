/**
 * What stands between a well-formed submission and the outbox: signed identities, challenges, limits by client,
 * e-mail and site, and shedding when the process is late.
 */
import type { MiddlewareHandler } from 'hono'
import { incomingOf } from './client/client-address.ts'
import type { ClientNetwork, Incoming } from './client/client-address.ts'
import type { Challenges, Holder } from './challenge.ts'
import { checkIdentity } from './identity.ts'
import type { Applicant } from './kinds.ts'
import type { RateLimits } from './rate-limits.ts'
import type { Dues } from '../store/records.ts'
import { judge, levelOf } from './challenge-policy.ts'
import { ChallengeRequired } from '../refusal.ts'
import type { StoredSubmission, CheckedSubmission } from '../store/records.ts'
import type { IdentityRules } from './identity.ts'
import type { ChallengeMode } from './challenge-policy.ts'

/** What a filled hidden field costs of the sender's own allowances: three such messages, and a client is refused. */
const SUSPICION = 10

/** Seconds after which a person without a script may try again: five minutes, the window of most limits. */
const PAGE_WAIT = 300

/** What admission asks of a site. */
interface GuardedSite {
  id: string
  identity: IdentityRules
  challenge: ChallengeMode
}

/** Where a request comes from. */
export interface RequestOrigin {
  /** What the runtime tells of the connection. */
  env: unknown
  /** The header `Origin`. */
  origin: string | undefined
  /** The proxy's own host, as the request names it. */
  host: string
  /** Whether it brings the token of a form of ours. */
  form: boolean
  /** Whether a person without a script waits for the answer: there is nothing that could work. */
  page: boolean
}

/** The right to send a message, or to be sent a code. It is counted already. */
export interface Passage {
  /** What it costs, to be written down in the commit that stores it. */
  dues: Dues
  /** For when it could not be stored: then it does not count. */
  giveBack: () => void
  /** Gives it back because its challenge turned out to be spent; the refusal asks for another one. */
  askAgain: () => Promise<ChallengeRequired>
}

/** The right to store one message. */
export interface Permit extends Passage {
  /** What is to be stored. */
  submission: StoredSubmission
  /** The network it comes from, if it is known. */
  network: string | undefined
}

/** A wish for a code by e-mail. */
interface CodeWish {
  email: string
  /** A solved challenge. */
  challenge?: string | undefined
}

export interface Admission {
  /** Refuses requests while the process is overloaded, before their body is read. */
  shed: MiddlewareHandler
  /** A challenge for a new form; none for a site that asks for none. */
  invite(site: GuardedSite, caller: RequestOrigin): Promise<string | undefined>
  /**
   * Checks a submission that was not accepted before. Whoever gets a permit stores it, or gives it back; whoever answers
   * with a refusal tells it.
   * @throws Refusal `identity_invalid`, `challenge_required` or `rate_limited`.
   */
  admit(submission: CheckedSubmission, site: GuardedSite, caller: RequestOrigin): Promise<Permit>
  /**
   * The same for a code, which goes to somebody who may not have asked: it is never without work, whatever the site says,
   * but for a few from forms of ours without a script.
   * @throws Refusal `challenge_required` or `rate_limited`.
   */
  admitCode(wish: CodeWish, site: GuardedSite, caller: RequestOrigin): Promise<Passage>
}

export interface AdmissionOptions {
  rateLimits: Pick<RateLimits, 'admit' | 'countBacklog' | 'usageOf' | 'pseudonym' | 'refusals' | 'refuse'>
  challenges: Challenges
  clientOf: (incoming: Incoming | undefined) => ClientNetwork
  shed: MiddlewareHandler
  /** Wall-clock milliseconds. */
  now: () => number
}

/** Whose form it is. Read when it is asked for: the host takes parsing an address, and most messages need none of it. */
class FormHolder implements Holder {
  readonly site: string
  readonly #caller: RequestOrigin

  constructor({ id }: GuardedSite, caller: RequestOrigin) {
    this.site = id
    this.#caller = caller
  }

  get origin() {
    return this.#caller.origin
  }

  get host() {
    return this.#caller.host
  }
}

/** Who wants to come in, and what it brings. */
interface Entrance {
  applicant: Applicant
  mode: ChallengeMode
  challenge: string | undefined
  /** What it takes of its sender's own allowances. */
  cost: number
}

/** What is stored of a submission. */
function admitted(
  submission: CheckedSubmission,
  site: GuardedSite,
  identity: StoredSubmission['identity'],
): StoredSubmission {
  const {
    identity: _signed,
    challenge: _solved,
    browser: _asker,
    session: _proof,
    website,
    ...written
  } = submission
  // Password managers fill hidden fields too: a suspicion is paid for and told, and never loses the message.
  return { ...written, site: site.id, ...(identity && { identity }), ...(website && { suspicious: true }) }
}

/** The checks of one proxy. */
export function createAdmission(options: AdmissionOptions): Admission {
  const { rateLimits, challenges, clientOf, shed, now } = options
  const applicantOf = (site: GuardedSite, { env }: RequestOrigin, email: string): Applicant => {
    const { network } = clientOf(incomingOf(env))
    return { network, email, site: site.id }
  }
  /** Asks for work, and tells the log why. */
  const ask = async (why: string, level: number, { network, site }: Applicant, holder: Holder) => {
    const tell = () =>
      rateLimits.refusals.count('challenged', why, { site, client: rateLimits.pseudonym(network) })
    return new ChallengeRequired(await challenges.issue(holder, level, true), tell)
  }

  /** Lets one in, or asks for work. */
  const enter = async (
    { applicant, mode, challenge, cost }: Entrance,
    site: GuardedSite,
    caller: RequestOrigin,
  ): Promise<Passage> => {
    const holder = new FormHolder(site, caller)
    const opened = challenge === undefined ? undefined : challenges.open(holder, challenge)
    const counting = applicant.code ? undefined : rateLimits.countBacklog()
    if (counting) await counting
    // Nothing waits from here on: a hundred messages at one moment must not all find the same allowance.
    const usage = rateLimits.usageOf(applicant)
    const verdict = judge(mode, usage, { solved: opened, form: caller.form }, now())
    if (verdict.type === 'work') {
      if (caller.page) throw rateLimits.refuse('unproven', applicant, PAGE_WAIT)
      const invalid = challenge !== undefined && !opened
      throw await ask(invalid ? 'invalid' : verdict.why, verdict.level, applicant, holder)
    }
    const { charge, giveBack } = rateLimits.admit(applicant, { cost, unproven: verdict.type === 'free' })
    return {
      dues: { spend: opened, charge },
      giveBack,
      async askAgain() {
        giveBack()
        return ask('spent', levelOf(usage), applicant, holder)
      },
    }
  }

  return {
    shed,
    async invite(site, caller) {
      if (site.challenge === 'off') return undefined
      // No e-mail address yet: nobody has written any.
      const usage = rateLimits.usageOf(applicantOf(site, caller, ''))
      return challenges.issue(new FormHolder(site, caller), levelOf(usage), false)
    },
    async admit(submission, site, caller) {
      const identity = await checkIdentity(submission, site.identity, now())
      const applicant = applicantOf(site, caller, submission.email)
      // Whom the site vouches for needs no other proof.
      const mode = identity?.verified ? 'off' : site.challenge
      const challenge = mode === 'off' ? undefined : submission.challenge
      const cost = submission.website ? SUSPICION : 1
      const passage = await enter({ applicant, mode, challenge, cost }, site, caller)
      return Object.assign(passage, {
        submission: admitted(submission, site, identity),
        network: applicant.network,
      })
    },
    admitCode({ email, challenge }, site, caller) {
      const applicant: Applicant = { ...applicantOf(site, caller, email), code: true }
      return enter({ applicant, mode: 'always', challenge, cost: 1 }, site, caller)
    },
  }
}
