/** What the delivery does at the gate, which the client asks for it. */
import { describe, expect, it } from 'vitest'
import { json } from '../../harness/proxy/builders.ts'
import { aFollowing, aRefund, aStored } from '../../harness/proxy/a-delivery.ts'

describe('a message at the gate', () => {
  it.each([
    ['without files', []],
    ['with files', ['a.png']],
  ])(
    '%s is marked as being sent once its ticket is let through, and not while it waits',
    async (_, files) => {
      const { outbox, delivery, gate, called } = await aFollowing(() => {}, {
        rate: files.length + 1,
        meanwhile: (others) => others.pass(),
      })
      await outbox.accept(aRefund({ files: files.map(aStored) }))
      const step = delivery.step()
      await expect.poll(() => gate.wait()).toBeGreaterThan(0)
      expect(outbox.counts()).toMatchObject({ pending: 1, sending: 0 })
      await delivery.stop()
      await step
      expect(outbox.due(true)).toMatchObject({ state: 'pending', attempts: 0 })
      expect(called()).toEqual(files.map(() => 'POST /attachments'))
    },
  )

  it('that is refused closes it by a 429 to the check that follows', async () => {
    const { outbox, store, delivery, gate } = await aFollowing((call, response) => {
      if (call.path === '/tickets') json(response, 403, {})
      else json(response, 429, {}, { 'Retry-After': '7' })
    })
    await outbox.accept(aRefund())
    await delivery.step()
    expect(await store.calls.closure()).toBe('limited')
    expect(await gate.wait()).toBe(7000)
  })
})
