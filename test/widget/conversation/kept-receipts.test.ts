import { beforeEach, describe, expect, test } from 'vitest'
import { createKeptReceipts } from '../../../widget/conversation/kept-receipts.ts'

const RECEIPT = 'q0vGzFh2nBkXb8a9s7d6f5g4h3j2k1l0Q9W8E7R6T5Y'
const one = (at = 1, receipt = RECEIPT) => ({ receipt, reference: 'R' + at, at, seen: '' })
const other = (letter: string) => letter.repeat(43)
const stores = { tab: () => sessionStorage, device: () => localStorage }
const kept = (stays = false, given = stores) => createKeptReceipts('demo', () => stays, given)

beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

describe('receipts', () => {
  test('are kept in the tab, newest first, and found again there', () => {
    kept().keep(one(1))
    kept().keep(one(2, other('b')))
    expect(kept().list()).toEqual([one(2, other('b')), one(1)])
    expect(localStorage).toHaveLength(0)
  })

  test('go to the device and back when the visitor says so, and are never in both', () => {
    const all = kept()
    all.keep(one())
    all.move(true)
    expect([sessionStorage.length, localStorage.length, kept().isOnDevice()]).toEqual([0, 1, true])
    // What is sent later goes where the others are.
    kept().keep(one(2, other('b')))
    expect([sessionStorage.length, kept().list().length]).toEqual([0, 2])
    kept().move(false)
    expect([sessionStorage.length, localStorage.length, kept().isOnDevice()]).toEqual([1, 0, false])
  })

  test('go to the device at once where the site wants it', () => {
    kept(true).keep(one())
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 1])
  })

  test('remember which answer was seen, also when another tab has the older word', () => {
    const all = kept()
    all.keep(one())
    kept().keep({ ...one(), seen: '2026-03-02T13:58:11.000Z' })
    expect(all.list()).toEqual([{ ...one(), seen: '2026-03-02T13:58:11.000Z' }])
  })

  test('are forgotten, one or all, and leave nothing behind', () => {
    const all = kept(true)
    all.keep(one())
    all.keep(one(2, other('b')))
    all.forget(RECEIPT)
    expect(all.list()).toEqual([one(2, other('b'))])
    all.forget(other('b'))
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0])
  })

  test('that another tab has forgotten do not come back', () => {
    const here = kept(true)
    here.keep(one())
    kept(true).forget(RECEIPT)
    expect(here.list()).toEqual([])
    here.keep(one(2, other('b')))
    expect(kept().list()).toEqual([one(2, other('b'))])
  })

  test('live as long as the page where storage is denied', () => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    const all = kept(false, { tab: denied, device: denied })
    all.keep(one())
    expect(all.list()).toEqual([one()])
    expect(all.isOnDevice()).toBe(false)
  })

  test('are at most twenty, and what is no receipt is none', () => {
    sessionStorage.setItem('support-drafts:demo', 'nonsense\n\n<b> 1 2 3')
    expect(kept().list()).toEqual([])
    const letters = 'abcdefghijklmnopqrstuvwxy'.split('')
    for (const [at, letter] of letters.entries()) kept().keep(one(at, other(letter)))
    expect(kept().list()).toHaveLength(20)
    expect(kept().list()[0]!.receipt).toBe(other('y'))
  })
})
