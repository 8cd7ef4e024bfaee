import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keyedHash } from '../../../../proxy/store/conversation/keyed-hash.ts'

it('A keyed hash is the HMAC that Node makes, for keys and texts of any length', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 })
  const encoding = fc.constantFrom('hex' as const, 'base64url' as const)
  fc.assert(
    fc.property(text, fc.array(text, { minLength: 1, maxLength: 5 }), encoding, (key, texts, as) => {
      const hashed = keyedHash(key)
      for (const one of texts) expect(hashed(one, as)).toBe(createHmac('sha256', key).update(one).digest(as))
    }),
  )
})
