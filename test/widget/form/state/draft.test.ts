import { beforeEach, describe, expect, test, vi } from 'vitest'
import { RECEIPT, RECEIPT_BYTES } from '../../../../proxy/contract/conversation/conversation.ts'
import { newReceipt } from '../../../../widget/form/send/receipt.ts'
import { newId, pageAddress } from '../../../../widget/form/send/page-address.ts'
import { mailto } from '../../../../widget/form/view/keep-text.ts'
import { createDraftStore, type Draft } from '../../../../widget/form/state/draft.ts'

const HOUR = 60 * 60 * 1000
const aDraft = (more: Partial<Draft> = {}): Draft => ({
  id: 'id-1',
  values: { message: 'Hello & <b>\n"you" 😀', email: 'ada@example.com', name: '', subject: '' },
  ...more,
})
const store = (now = 0, storage: () => Storage = () => sessionStorage) =>
  createDraftStore('demo', storage, () => now)

beforeEach(() => {
  sessionStorage.clear()
  dispatchEvent(new Event('support-reset'))
})

/** A storage that takes nothing more while it is `full`. */
function aLimitedStorage({ full }: { full: boolean }) {
  const limited = {
    full,
    storage: () =>
      ({
        getItem: (key: string) => sessionStorage.getItem(key),
        removeItem: (key: string) => sessionStorage.removeItem(key),
        setItem(key: string, value: string) {
          if (limited.full) throw new DOMException('full', 'QuotaExceededError')
          sessionStorage.setItem(key, value)
        },
      }) as Storage,
  }
  return limited
}

describe('a draft', () => {
  test('comes back as it was, with what went along with the first attempt', () => {
    const draft = aDraft({ facts: { page: 'https://example.com/a', locale: 'en' } })
    store().save(draft)
    expect(store().load()).toEqual(draft)
  })

  test('lives for 24 hours', () => {
    store(0).save(aDraft())
    expect(store(24 * HOUR - 1).load()).toEqual(aDraft())
    expect(store(24 * HOUR).load()).toBeUndefined()
    expect(sessionStorage.length).toBe(0)
  })

  test.each([1000, 61_000, 25 * HOUR, 365 * 24 * HOUR])(
    'is there after the clock was set back by %i ms',
    (back) => {
      store(1e12).save(aDraft())
      expect(store(1e12 - back).load()).toEqual(aDraft())
    },
  )

  test('of one site is not that of another', () => {
    store().save(aDraft())
    expect(
      createDraftStore(
        'other',
        () => sessionStorage,
        () => 0,
      ).load(),
    ).toBeUndefined()
  })

  test('that is no draft is thrown away', () => {
    sessionStorage.setItem('support-draft:demo', '{"id":')
    expect(store().load()).toBeUndefined()
    expect(sessionStorage.length).toBe(0)
  })

  test('is kept in memory when storage is denied', () => {
    const denied = store(0, () => {
      throw new DOMException('denied', 'SecurityError')
    })
    denied.save(aDraft())
    expect(denied.load()).toEqual(aDraft())
    denied.drop()
    expect(denied.load()).toBeUndefined()
  })

  test('that no storage takes is there for a form that the page draws anew, until the visitor is forgotten', () => {
    const denied = () =>
      store(0, () => {
        throw new DOMException('denied', 'SecurityError')
      })
    denied().save(aDraft())
    expect(denied().load()).toEqual(aDraft())
    denied().drop()
    expect(denied().load()).toBeUndefined()
    denied().save(aDraft())
    dispatchEvent(new Event('support-reset'))
    expect(denied().load()).toBeUndefined()
  })

  test('that storage has taken is not there once the page has cleared that', () => {
    const limited = aLimitedStorage({ full: true })
    store(0, limited.storage).save(aDraft())
    limited.full = false
    store(0, limited.storage).save(aDraft())
    sessionStorage.clear()
    expect(store().load()).toBeUndefined()
  })

  test('that no longer fits leaves no older version behind', () => {
    const limited = aLimitedStorage({ full: false })
    const drafts = store(0, limited.storage)
    drafts.save(aDraft())
    limited.full = true
    drafts.save(aDraft({ id: 'id-2' }))
    expect(sessionStorage.length).toBe(0)
    expect(drafts.load()?.id).toBe('id-2')
  })

  test('is not spoilt by a library that gives strings a toJSON', () => {
    const strings = String.prototype as { toJSON?: unknown }
    strings.toJSON = () => '"spoilt"'
    try {
      store().save(aDraft())
      expect(store().load()).toEqual(aDraft())
    } finally {
      delete strings.toJSON
    }
  })
})

describe('what goes along', () => {
  test('is the page without query and hash', () => {
    const url = new URL('https://shop.example/cart;v=1?token=secret#name')
    expect(pageAddress(url)).toBe('https://shop.example/cart;v=1')
    expect(pageAddress({ origin: 'null', pathname: 'srcdoc' })).toBe('')
    expect(pageAddress({ origin: 'https://a.example', pathname: '/' + 'x'.repeat(3000) })).toBe('')
  })

  test('is an id that is a UUID, also where randomUUID is missing', () => {
    const ids = [newId()]
    for (const crypto of [{}, undefined]) {
      vi.stubGlobal('crypto', crypto)
      ids.push(newId())
    }
    vi.unstubAllGlobals()
    expect(new Set(ids).size).toBe(3)
    for (const id of ids)
      expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })

  test('is a receipt of 32 random bytes in base64url, another one each time', () => {
    const receipts = Array.from({ length: 100 }, newReceipt)
    for (const receipt of receipts) {
      expect(receipt).toMatch(RECEIPT)
      expect(atob(receipt.replace(/-/g, '+').replace(/_/g, '/'))).toHaveLength(RECEIPT_BYTES)
    }
    expect(new Set(receipts).size).toBe(100)
  })
})

test('a mail link holds as much of the message as mail programs take', () => {
  const link = mailto('help+x@example.com', 'A & B', '😀\n'.repeat(900) + '\uD800')
  expect(link.startsWith('mailto:help%2Bx@example.com?subject=A%20%26%20B&body=%F0%9F%98%80%0D%0A')).toBe(
    true,
  )
  expect(link.length).toBeLessThan(1850)
  expect(() => decodeURIComponent(link)).not.toThrow()
})
