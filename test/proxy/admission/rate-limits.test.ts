import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RateLimits } from '../../../proxy/admission/rate-limits.ts'
import type { Limits } from '../../../proxy/admission/kinds.ts'
import { countersOf } from '../../../proxy/store/sqlite/store.ts'
import { AllowanceRows, writeCharges } from '../../../proxy/store/sqlite/allowances.ts'
import { migrate } from '../../../proxy/store/sqlite/migrations.ts'
import { createLog } from '../../../proxy/log.ts'
import type { Refusal } from '../../../proxy/refusal.ts'
import { anApp, problemOf, WITHOUT_CHALLENGES } from '../../harness/proxy/an-app.ts'
import { anOldDirectory } from '../../harness/proxy/an-old-directory.ts'
import { aDatabase, aSubmission, ORIGIN } from '../../harness/proxy/builders.ts'

const NONE: Limits = {
  address: Infinity,
  email: Infinity,
  site: Infinity,
  total: Infinity,
  unproven: Infinity,
  backlog: Infinity,
  codes: Infinity,
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

function aLimiter(limits: Partial<Limits>, sql = aDatabase(), waiting = () => 0) {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  const rows = new AllowanceRows(sql)
  const options = {
    limits: { ...NONE, ...limits },
    counters: countersOf(rows),
    waiting: async () => waiting(),
    now: Date.now,
    log,
  }
  const rateLimits = new RateLimits(options, rows.read())
  const send = ({ network = '203.0.113.9', email = 'ada@example.com', site = 'shop', cost = 1 } = {}) => {
    try {
      rateLimits.admit({ network, email, site }, { cost })
      return 'in'
    } catch (error) {
      const refusal = error as Refusal
      refusal.tell()
      return refusal.retryAfter
    }
  }
  return { rateLimits, send, sql, lines }
}

describe('the limit', () => {
  it.each([
    ['address', { email: 'b@example.com', site: 'blog' }, { network: '203.0.113.10' }, 300],
    ['email', { network: '::2', site: 'blog', email: 'ADA@example.com' }, { email: 'b@example.com' }, 3600],
    ['site', { network: '::2', email: 'b@example.com' }, { site: 'blog' }, 300],
  ] as const)('by %s stops that and nothing else, until its window ends', (kind, same, other, wait) => {
    const { send } = aLimiter({ [kind]: 2 })
    expect([send(), send(same), send()]).toEqual(['in', 'in', wait])
    expect(send(other)).toBe('in')
    vi.advanceTimersByTime(wait * 1000 - 500)
    expect(send(same)).toBe(1)
    vi.advanceTimersByTime(600)
    expect(send()).toBe('in')
  })

  it('by email counts what ends in one mailbox', async () => {
    const { send } = aLimiter({ email: 3 })
    const written = [
      'vic.tim@gmail.com',
      'victim+1@gmail.com',
      'Victim+2@googlemail.com',
      'v.ictim@gmail.com',
    ]
    const answers = []
    for (const email of written) answers.push(send({ email }))
    expect(answers).toEqual(['in', 'in', 'in', 3600])
  })

  it('in total stops everybody', async () => {
    const { send } = aLimiter({ total: 1 })
    send()
    expect(send({ network: '::9', email: 'x@example.com', site: 'blog' })).toBe(300)
  })

  it('of the backlog stops everybody until the helpdesk has caught up', async () => {
    let waiting = 5
    const { rateLimits, send } = aLimiter({ backlog: 5 }, aDatabase(), () => waiting)
    await rateLimits.countBacklog()
    expect(send()).toBe(60)
    waiting = 4
    await rateLimits.countBacklog()
    expect(send()).toBe(60)
    vi.advanceTimersByTime(1100)
    await rateLimits.countBacklog()
    expect([send(), send()]).toEqual(['in', 60])
  })

  it('counts what was let in, not what was refused', async () => {
    const { send } = aLimiter({ address: 1, site: 2 })
    send()
    for (let i = 0; i < 10; i++) expect(send()).toBe(300)
    expect(send({ network: '203.0.113.10' })).toBe('in')
  })

  it('is given back what could not be stored', async () => {
    const { rateLimits, send } = aLimiter({ address: 1, email: 1, site: 1, total: 1 })
    const { giveBack } = rateLimits.admit({
      network: '203.0.113.9',
      email: 'ada@example.com',
      site: 'shop',
    })
    giveBack()
    expect(send()).toBe('in')
  })

  it('may be reached sooner by what costs more', async () => {
    const { send } = aLimiter({ address: 30 })
    expect([send({ cost: 15 }), send({ cost: 15 }), send()]).toEqual(['in', 'in', 300])
  })

  it('by address does not apply to a client whose address is unknown', async () => {
    const { rateLimits } = aLimiter({ address: 1 })
    for (let i = 0; i < 5; i++)
      rateLimits.admit({ network: undefined, email: 'ada@example.com', site: 'shop' })
  })

  it('survives a restart, without the addresses being written down', async () => {
    const { rateLimits, send, sql } = aLimiter({ address: 1, email: 1 })
    send()
    await rateLimits.save()
    const row = JSON.stringify(sql.get('SELECT * FROM allowance'))
    expect(row).not.toContain('203.0.113')
    expect(row).not.toContain('ada@')
    const restarted = aLimiter({ address: 1, email: 1 }, sql)
    expect(restarted.send()).toBe(300)
    expect(restarted.send({ network: '::7' })).toBe(3600)
    vi.advanceTimersByTime(25 * 3_600_000)
    expect(aLimiter({ address: 1, email: 1 }, sql).send()).toBe('in')
  })

  it('survives a crash with what was stored since it was written down, once and no longer than it counts', async () => {
    const { rateLimits, send, sql } = aLimiter({ email: 3, address: 9 })
    const applicant = { network: '203.0.113.9', email: 'ada@example.com', site: 'shop' }
    send()
    await rateLimits.save()
    vi.advanceTimersByTime(600_000)
    // The one is stored before the next writing, the other after it; the third is never stored.
    const [first, second, lost] = [
      rateLimits.admit(applicant),
      rateLimits.admit({ ...applicant, email: 'b@example.com' }),
      rateLimits.admit({ ...applicant, email: 'c@example.com' }),
    ]
    writeCharges(sql, [first.charge])
    lost.giveBack()
    vi.advanceTimersByTime(600_000)
    const crashed = aLimiter({ email: 3, address: 9 }, sql)
    expect([crashed.send(), crashed.send()]).toEqual(['in', 2400])
    expect(crashed.send({ email: 'c@example.com' })).toBe('in')
    await crashed.rateLimits.save()
    expect(new AllowanceRows(sql).hasCharges()).toBe(false)
    writeCharges(sql, [{ ...second.charge, serial: 99 }])
    const again = aLimiter({ email: 2 }, sql)
    expect([again.send({ email: 'b@example.com' }), again.send({ email: 'b@example.com' })]).toEqual([
      'in',
      3000,
    ])
  })

  it('has nothing left of a message that was stored after its charge was written down', async () => {
    const { rateLimits, sql } = aLimiter({ email: 3 })
    const { charge } = rateLimits.admit({ network: undefined, email: 'ada@example.com', site: 'shop' })
    await rateLimits.save()
    writeCharges(sql, [charge])
    const crashed = aLimiter({ email: 2 }, sql)
    expect([crashed.send(), crashed.send()]).toEqual(['in', 3600])
    await rateLimits.save()
    expect(new AllowanceRows(sql).hasCharges()).toBe(false)
  })

  it('keeps nobody out for longer than its window when the clock was set back', async () => {
    const { rateLimits, send, sql } = aLimiter({ email: 1 })
    send()
    await rateLimits.save()
    vi.setSystemTime(Date.now() - 7_200_000)
    expect(aLimiter({ email: 1 }, sql).send()).toBe(3600)
  })

  it('means nothing to a finder of the database after a day and an hour, also when nobody comes', async () => {
    const { rateLimits, send, sql } = aLimiter({ address: 1, email: 1 })
    const row = () => sql.get('SELECT * FROM allowance')!
    send()
    await rateLimits.save()
    const before = row()
    const { storage } = (
      JSON.parse(String(before['used'])) as Record<string, { storage: { key: string }[] }>
    )['email']!
    expect(storage).toHaveLength(1)
    vi.advanceTimersByTime(24 * 3_600_000)
    await rateLimits.save()
    expect(row()['salt']).not.toBe(before['salt'])
    vi.advanceTimersByTime(3_600_000)
    await rateLimits.save()
    expect(JSON.stringify(row())).not.toContain(String(before['salt']))
    expect(JSON.stringify(row())).not.toContain(storage[0]!.key)
  })

  it.each([
    ['while the proxy runs', false],
    ['and a restart', true],
  ])('is not forgotten by the change of salt %s', async (_, restarts) => {
    const { rateLimits, send, sql } = aLimiter({ email: 2 })
    vi.advanceTimersByTime(24 * 3_600_000 - 600_000)
    const today = rateLimits.pseudonym('203.0.113.9')
    expect([send(), send()]).toEqual(['in', 'in'])
    await rateLimits.save()
    vi.advanceTimersByTime(1_200_000)
    const later = restarts ? aLimiter({ email: 2 }, sql) : { rateLimits, send }
    await later.rateLimits.save()
    expect(later.rateLimits.pseudonym('203.0.113.9')).not.toBe(today)
    expect(later.send()).toBe(2400)
    vi.advanceTimersByTime(2_400_000)
    expect([later.send(), later.send(), later.send()]).toEqual(['in', 'in', 3600])
  })

  it('reads the counters of an earlier version', async () => {
    const { sql } = anOldDirectory()
    migrate(sql)
    const found = sql.get('SELECT used FROM allowance')!
    const { email } = JSON.parse(String(found['used'])) as Record<
      string,
      { storage: { expiresAt: number }[] }
    >
    vi.setSystemTime(email!.storage[0]!.expiresAt - 60_000)
    const { send } = aLimiter({ email: 1 }, sql)
    expect(send({ email: 'visitor1@example.com' })).toBe(60)
    expect(send({ email: 'visitor2@example.com' })).toBe('in')
  })

  it('tells the log how many were refused, in one line, with a pseudonym that changes daily', async () => {
    const { rateLimits, send, lines } = aLimiter({ address: 1 })
    for (let i = 0; i < 100; i++) send()
    vi.advanceTimersByTime(10_000)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({ event: 'refused', why: 'address', site: 'shop', count: 99 })
    expect(lines[0]).not.toContain('203.0.113')
    const today = rateLimits.pseudonym('203.0.113.9')
    expect(lines[0]).toContain(today)
    vi.advanceTimersByTime(25 * 3_600_000)
    await rateLimits.save()
    expect(rateLimits.pseudonym('203.0.113.9')).not.toBe(today)
  })
})

describe('a submission over a limit', () => {
  it('is told when to come back, in a header that the page may read', async () => {
    const { postJson, outbox } = anApp({ sites: WITHOUT_CHALLENGES, limits: { email: 1 } })
    await postJson(aSubmission())
    const response = await postJson(aSubmission())
    expect(await problemOf(response.clone())).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(response.headers.get('Retry-After')).toBe('3600')
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('Retry-After')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(outbox.counts().pending).toBe(1)
  })

  it('that is a retry of what is stored is neither refused nor counted', async () => {
    const { postJson } = anApp({ sites: WITHOUT_CHALLENGES, limits: { email: 2 } })
    const submission = aSubmission()
    for (let i = 0; i < 5; i++) expect((await postJson(submission)).status).toBe(202)
    expect((await postJson(aSubmission())).status).toBe(202)
    expect((await postJson(aSubmission())).status).toBe(429)
    expect((await postJson(submission)).status).toBe(202)
  })

  it('that the store refused is not counted', async () => {
    const accept = () => Promise.reject(new Error('disk full'))
    const { postJson } = anApp({ limits: { email: 1 }, store: { accept } })
    for (let i = 0; i < 3; i++) expect((await postJson(aSubmission())).status).toBe(503)
  })
})

describe('an overloaded proxy', () => {
  it('refuses early, says when to come back, and answers /health all the while', async () => {
    let late = 2001
    const { postJson, app } = anApp({ late: () => late })
    const response = await postJson(aSubmission())
    expect(await problemOf(response.clone())).toMatchObject({ status: 503, code: 'overloaded' })
    expect(response.headers.get('Retry-After')).toBe('5')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect((await app.request('/health')).status).toBe(200)
    late = 0
    expect((await postJson(aSubmission())).status).toBe(202)
  })
})
