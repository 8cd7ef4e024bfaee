/** Addresses as people paste them: mended where that can be seen, else refused before they are sent. */
import { describe, expect, test } from 'vitest'
import { parts } from '../../harness/browser/screen.ts'
import { useFakeProxy } from '../../harness/browser/fake-proxy.ts'
import { hostPage, visit } from '../../harness/browser/visitor.ts'

const stand = useFakeProxy()
const visitor = async () => {
  const one = await visit(stand, hostPage(stand))
  return { ...one, ...parts(one.page) }
}

describe('an address as it was pasted', () => {
  test('is cleaned before the eyes of the visitor', async () => {
    const { write, field, button, sent } = await visitor()
    await write('Hello', '<ada@example.com>,')
    await field('message').focus()
    await expect.poll(() => field('email').inputValue()).toBe('ada@example.com')
    await button('Send message').click()
    await sent.waitFor()
    expect(stand.received[0]).toMatchObject({ email: 'ada@example.com' })
  })

  test('is taken out from behind a name, and nothing else is filled', async () => {
    const { write, field } = await visitor()
    await write('Hello', 'Ada Lovelace <ada@example.com>')
    await field('message').focus()
    await expect.poll(() => field('email').inputValue()).toBe('ada@example.com')
    if (await field('name').count()) expect(await field('name').inputValue()).toBe('')
  })

  // Chromium 156 sends `strasse` for `straße` from an input of type email, which is the domain of somebody else.
  test.each(['ada@straße.example', 'ada@bücher.example', 'ada@ομηρος.ελ', 'jürgen@日本.example'])(
    'is sent as it was typed: %s',
    async (address) => {
      const { page, write, button, sent } = await visitor()
      await write('Hello', '')
      await page.getByLabel('Email').pressSequentially(address)
      await button('Send message').click()
      await sent.waitFor()
      expect(stand.received[0]).toMatchObject({ email: address })
    },
  )

  test('is refused by the field when no helpdesk takes it, and all that was written stays', async () => {
    const { write, field, button } = await visitor()
    await write('Hello', '<ada@example.com>')
    await field('message').focus()
    await expect.poll(() => field('email').inputValue()).toBe('ada@example.com')
    await field('email').fill('ada..lovelace@example.ne.jp')
    await button('Send message').click()
    await expect.poll(() => field('email').getAttribute('aria-invalid')).toBe('true')
    expect(await field('email').inputValue()).toBe('ada..lovelace@example.ne.jp')
    expect(await field('message').inputValue()).toBe('Hello')
    expect(stand.received).toEqual([])
  })
})
