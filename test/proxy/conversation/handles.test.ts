import { describe, expect, it } from 'vitest'
import { createHandles, receiptHash } from '../../../proxy/conversation/handles.ts'

const site = (conversation: 'off' | 'state') => ({ conversation: { conversation } })

describe('handles of a message', () => {
  it('finds one address in all its spellings, and needs the key for it', () => {
    const { ofAddress } = createHandles('key')
    expect(ofAddress('Ada@MÜNCHEN.example')).toBe(ofAddress(' ada@xn--mnchen-3ya.example'))
    expect(ofAddress('ada@example.com')).not.toBe(ofAddress('bob@example.com'))
    expect(createHandles('another').ofAddress('ada@example.com')).not.toBe(ofAddress('ada@example.com'))
  })

  it('tells neither receipt nor address', () => {
    const found = createHandles('key').of(site('state'), {
      email: 'ada@example.com',
      receipt: 'r'.repeat(43),
    })
    expect(found).toEqual({ receipt: receiptHash('r'.repeat(43)), address: expect.any(String) })
    expect(JSON.stringify(found)).not.toMatch(/ada|rrr/)
  })

  it('keeps nothing for a site that shows no conversations', () => {
    const message = { email: 'ada@example.com', receipt: 'r'.repeat(43) }
    expect(createHandles('key').of(site('off'), message)).toBeUndefined()
  })
})
