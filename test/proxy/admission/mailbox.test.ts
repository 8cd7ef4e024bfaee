import { describe, expect, it } from 'vitest'
import { mailboxOf } from '../../../proxy/admission/mailbox.ts'

describe('the mailbox of an address', () => {
  it.each([
    ['in capitals', 'Victim@Example.COM', 'victim@example.com'],
    ['with a tag', 'victim+x@example.com', 'victim@example.com'],
    ['with several tags', 'victim+x+y@example.com', 'victim@example.com'],
    ['with dots, where they mean nothing', 'v.ic.tim+x@gmail.com', 'victim@gmail.com'],
    ['with its accents written apart', 're\u0301ne\u0301@example.com', 'r\u00e9n\u00e9@example.com'],
    ['with its accents apart and a tag', 're\u0301ne\u0301+x@gmail.com', 'r\u00e9n\u00e9@gmail.com'],
    ['of a domain whose accents are apart', 'victim@bu\u0308cher.example', 'victim@xn--bcher-kva.example'],
    ['of the other name of a provider', 'victim@googlemail.com', 'victim@gmail.com'],
    ['of a domain in letters', 'victim@bücher.example', 'victim@xn--bcher-kva.example'],
  ])('%s is the same as without', (_, written, plain) => {
    expect(mailboxOf(written)).toBe(mailboxOf(plain))
  })

  it.each([
    ['with a dot, where it means something', 'vic.tim@example.com', 'victim@example.com'],
    ['of another domain', 'victim@example.com', 'victim@example.org'],
    ['that begins with a plus sign', '+a@example.com', '+b@example.com'],
  ])('%s is another', (_, one, other) => {
    expect(mailboxOf(one)).not.toBe(mailboxOf(other))
  })
})
