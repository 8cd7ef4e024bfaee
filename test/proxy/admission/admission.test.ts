/** The permit: what admission counts is the message's, until whoever stores it gives it back. */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAdmission } from '../../../proxy/admission/admission.ts'
import { createChallenges } from '../../../proxy/admission/challenge.ts'
import { RateLimits } from '../../../proxy/admission/rate-limits.ts'
import { Outbox } from '../../../proxy/store/sqlite/outbox.ts'
import { solved } from '../../harness/proxy/an-app.ts'
import { aStore } from '../../harness/proxy/a-store.ts'
import { aClock, aSubmission, ORIGIN } from '../../harness/proxy/builders.ts'

const CALLER = { env: undefined, origin: ORIGIN, host: 'support.example.com', form: false, page: false }

/** An admission that lets in one message of each e-mail address, for a site with challenges as asked for. */
function anAdmission(challenge: 'off' | 'always' = 'off') {
  const { now } = aClock()
  const { store, sql } = aStore({ now })
  const none = Infinity
  const limits = {
    address: none,
    email: 1,
    site: none,
    total: none,
    unproven: none,
    backlog: none,
    codes: none,
  }
  const rateLimits = new RateLimits({
    limits,
    counters: store.counters,
    waiting: async () => 0,
    now,
    log: () => {},
  })
  const admission = createAdmission({
    rateLimits,
    challenges: createChallenges('a-secret-of-the-proxy', now),
    clientOf: () => ({ network: '203.0.113.9' }),
    shed: (_, next) => next(),
    now,
  })
  const site = { id: 'shop', identity: { required: false, secrets: [] }, challenge } as const
  const { email, message } = aSubmission()
  const admit = (changes: { email?: string; website?: string; challenge?: string } = {}) =>
    admission.admit({ id: randomUUID(), site: 'shop', email, message, ...changes }, site, CALLER)
  return { admit, outbox: new Outbox(sql, { now, retentionMs: 1e9, dedupeMs: 1e10 }), sql }
}

const refused = (code: string) => expect.objectContaining({ code })

describe('a permit', () => {
  it('has what is to be stored, what it costs and where it comes from', async () => {
    const { admit } = anAdmission()
    const permit = await admit({ website: 'https://spam.example' })
    expect(permit.submission).toMatchObject({ site: 'shop', suspicious: true })
    expect(permit.submission).not.toHaveProperty('website')
    expect(permit.dues.charge?.points).toMatchObject([{ kind: 'email', points: 10 }])
    expect(permit.network).toBe('203.0.113.9')
  })

  it('counts from when it is handed out, and not once it is given back', async () => {
    const { admit } = anAdmission()
    const permit = await admit()
    await expect(admit()).rejects.toEqual(refused('rate_limited'))
    permit.giveBack()
    await expect(admit()).resolves.toBeDefined()
  })

  it('whose challenge is spent is given back, and asks for another that is as good as any', async () => {
    const { admit, outbox } = anAdmission('always')
    const asked = await admit().catch((error: { challenge: string }) => error.challenge)
    const challenge = await solved(asked as string)
    const first = await admit({ challenge })
    expect(await outbox.accept(first.submission, first.dues)).toMatchObject({ type: 'accepted' })
    const second = await admit({ challenge, email: 'grace@example.com' })
    expect(await outbox.accept(second.submission, second.dues)).toEqual({ type: 'spent' })
    const refusal = await second.askAgain()
    expect(refusal).toEqual(refused('challenge_required'))
    const third = await admit({ challenge: await solved(refusal.challenge), email: 'grace@example.com' })
    expect(await outbox.accept(third.submission, third.dues)).toMatchObject({ type: 'accepted' })
  })
})
