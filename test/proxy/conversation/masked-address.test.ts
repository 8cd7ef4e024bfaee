import { expect, it } from 'vitest'
import { maskedAddress } from '../../../proxy/conversation/masked-address.ts'

it.each([
  ['ada@example.com', 'a…@e….com'],
  ['a@b.co.uk', 'a…@b….uk'],
  ['𝒜da@münchen.example', '𝒜…@m….example'],
  ['nothing', '…@…'],
])('leaves of %s what its owner knows it by: %s', (email, masked) => {
  expect(maskedAddress(email)).toBe(masked)
})
