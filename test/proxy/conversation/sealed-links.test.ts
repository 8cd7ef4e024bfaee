import { describe, expect, it } from 'vitest'
import { createLinks } from '../../../proxy/conversation/sealed-links.ts'
import { aClock } from '../../harness/proxy/builders.ts'

const target = { reading: '01JABCDEFGHJKMNPQRSTVWXYZ0', message: 'm1', kind: 'files', place: 2 } as const

describe('the address of a file', () => {
  it('names it for minutes, tells nothing, and stays the same for a while', () => {
    const clock = aClock()
    const { seal, open } = createLinks('secret', clock.now)
    const link = seal(target)
    expect(open(link)).toEqual(target)
    expect(Buffer.from(link, 'base64url').toString('latin1')).not.toMatch(/01JABC|m1|files/)
    clock.pass(60_000)
    expect(seal(target)).toBe(link)
    expect(seal({ ...target, place: 3 })).not.toBe(link)
    clock.pass(8 * 60_000)
    expect(open(link)).toEqual(target)
    clock.pass(12 * 60_000)
    expect(open(link)).toBeUndefined()
  })

  it('is made by nobody else, and not changed', () => {
    const { now } = aClock()
    const { seal, open } = createLinks('secret', now)
    const link = seal(target)
    expect(createLinks('another', now).open(link)).toBeUndefined()
    const bytes = Buffer.from(link, 'base64url')
    for (const at of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      expect(open(changed.toString('base64url'))).toBeUndefined()
    }
    for (const nothing of ['', 'x', 'A'.repeat(500)]) expect(open(nothing)).toBeUndefined()
  })
})
