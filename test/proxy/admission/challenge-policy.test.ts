import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, LEVEL_MAX, levelOf } from '../../../proxy/admission/challenge-policy.ts'
import type { Usage } from '../../../proxy/admission/challenge-policy.ts'

const CALM: Usage = { address: 0, own: 0, crowd: 0, unproven: 0 }
const BUSY: Usage = { address: 0.17, own: 0.2, crowd: 0.5, unproven: 1 }
const NOW = 1_000_000
const solved = (level: number, age = 60_000, asked = false) => ({ level, at: NOW - age, asked })

describe('the work', () => {
  it('is next to none for the first visitor, and little for a first message to a site that is nearly full', () => {
    expect(levelOf(CALM)).toBe(0)
    expect(levelOf({ address: 0, crowd: 1 })).toBe(9)
  })

  it('grows with the pressure, by address and by site, and never falls', () => {
    const amount = fc.record({
      address: fc.double({ min: 0, max: 2, noNaN: true }),
      crowd: fc.double({ min: 0, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        const more = { address: a.address + b.address, crowd: a.crowd + b.crowd }
        expect(levelOf(more)).toBeGreaterThanOrEqual(levelOf(a))
        expect(levelOf(more)).toBeLessThanOrEqual(LEVEL_MAX)
      }),
    )
    expect(levelOf({ address: 0.7, crowd: 0.1 })).toBeGreaterThan(levelOf({ address: 0.1, crowd: 0.1 }) + 4)
    expect(levelOf({ address: 0.3, crowd: 0.8 })).toBeGreaterThan(levelOf({ address: 0.3, crowd: 0.1 }) + 8)
  })
})

describe('a message', () => {
  it.each([
    ['without a challenge goes free while there is no pressure', CALM, undefined, 'free'],
    ['without a challenge must work when the site has used what goes free', BUSY, undefined, 'missing'],
    [
      'without a challenge must work when its sender has used his',
      { ...CALM, own: 0.1 },
      undefined,
      'missing',
    ],
    ['with a challenge of the right level is proven', BUSY, solved(levelOf(BUSY)), 'proven'],
    [
      'whose challenge became one level too cheap meanwhile is proven',
      BUSY,
      solved(levelOf(BUSY) - 1),
      'proven',
    ],
    ['whose challenge was made in advance, when it was cheap, must work', BUSY, solved(0), 'cheap'],
    ['that was sent at once goes free while there is no pressure', CALM, solved(0, 500), 'free'],
    ['that was sent at once must work under pressure', BUSY, solved(levelOf(BUSY), 500), 'fast'],
    ['that answers a question is not asked for its time', BUSY, solved(levelOf(BUSY), 500, true), 'proven'],
  ] as const)('%s', (_, standing, challenge, expected) => {
    const verdict = judge('auto', standing, { solved: challenge, form: false }, NOW)
    expect(verdict.type === 'work' ? verdict.why : verdict.type).toBe(expected)
  })

  it('is never without a way: the work that is asked for is enough when it is done', () => {
    const shares = fc.double({ min: 0, max: 2, noNaN: true })
    const standings = fc.record({ address: shares, own: shares, crowd: shares, unproven: shares })
    const challenges = fc.option(
      fc.record({
        level: fc.nat(LEVEL_MAX),
        at: fc.integer({ min: NOW - 10_000, max: NOW }),
        asked: fc.boolean(),
      }),
      { nil: undefined },
    )
    const modes = fc.constantFrom('auto' as const, 'always' as const)
    fc.assert(
      fc.property(modes, standings, challenges, fc.boolean(), (mode, standing, challenge, form) => {
        const verdict = judge(mode, standing, { solved: challenge, form }, NOW)
        if (verdict.type !== 'work') return
        const work = { solved: solved(verdict.level, 0, true), form }
        expect(judge(mode, standing, work, NOW)).toEqual({ type: 'proven' })
      }),
    )
  })

  it('needs a challenge at once where the site always asks, and never where it does not', () => {
    const nothing = { solved: undefined, form: false }
    expect(judge('always', CALM, nothing, NOW)).toMatchObject({ type: 'work', why: 'missing' })
    expect(judge('always', CALM, { ...nothing, solved: solved(0) }, NOW)).toEqual({ type: 'proven' })
    expect(judge('off', BUSY, nothing, NOW)).toEqual({ type: 'proven' })
  })

  it('of a form without a script goes by its token alone, and more often than without one', () => {
    const token = { solved: undefined, form: true }
    const used = { ...CALM, own: 0.15, unproven: 2.5 }
    expect(judge('auto', used, token, NOW)).toEqual({ type: 'free' })
    expect(judge('always', used, token, NOW)).toEqual({ type: 'free' })
    expect(judge('auto', used, { ...token, form: false }, NOW)).toMatchObject({ type: 'work' })
    expect(judge('auto', { ...used, unproven: 3 }, token, NOW)).toMatchObject({ type: 'work' })
    expect(judge('auto', { ...used, own: 0.2 }, token, NOW)).toMatchObject({ type: 'work' })
  })
})
